import type { Credential } from '#domain/credential';
import type { MailTrouble } from '#domain/mail-state';
import type { CredentialStore, MailStates, UndeliverableIndex } from '#ports';

export interface Undeliverable {
  credential: Credential;
  trouble: MailTrouble;
}

/**
 * A provider's certificates whose holder cannot be written to, in the order in which that became known. Both the address
 * and what is known of it are read now: a corrected address is out of the report at once, until it is in trouble itself.
 * A page has `limit` at most; `cursor` leads to the next one. Failure: `invalidCursor`.
 */
export async function listUndeliverable(
  deps: { credentials: CredentialStore; mailStates: MailStates; undeliverable: UndeliverableIndex },
  query: { provider: string; limit: number; cursor?: string | undefined },
): Promise<{ holders: Undeliverable[]; cursor?: string } | 'invalidCursor'> {
  const reported = deps.undeliverable.reported(query.provider, query.cursor);
  if (reported === 'invalidCursor') return reported;

  const holders: Undeliverable[] = [];
  let last: string | undefined;
  for await (const { key, position } of reported) {
    if (holders.length === query.limit) return { holders, ...(last && { cursor: last }) };
    const found = await deps.credentials.get(key, query.provider);
    const email = found?.credential.email;
    const trouble = email && (await deps.mailStates.stateOf(email)).trouble;
    if (found && trouble) holders.push({ credential: found.credential, trouble });
    last = position;
  }
  return { holders };
}
