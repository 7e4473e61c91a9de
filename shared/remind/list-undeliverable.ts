import type { MailTrouble } from '#mail/address-state.ts';
import type { MailStates, UndeliverableIndex } from '#mail/ports.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { undefinedIfUnreadable } from '#register/change/undefined-if-unreadable.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { cursorBehind, type Page, type PageQuery } from '#register/page.ts';
import { type WroteToDeps, wroteTo } from './wrote-to.ts';

export interface Undeliverable {
  credential: Credential;
  trouble: MailTrouble;
  /** Absent: no reminder is to come. */
  nextReminderOn?: CivilDate | undefined;
}

interface ListDeps extends WroteToDeps {
  mailStates: Pick<MailStates, 'find'>;
  undeliverable: UndeliverableIndex;
}

/**
 * A provider's certificates whose holder cannot be written to, longest in trouble first; of addresses that it had something
 * sent to (wroteTo). Both the address and what is known of it are read now: a corrected address is out of the report at
 * once, until it is in trouble itself.
 * What cannot be read is thrown, or with `pastUnreadable` counted.
 */
export async function listUndeliverable(
  deps: ListDeps,
  query: PageQuery & { provider: string; pastUnreadable?: boolean },
): Promise<Page<Undeliverable> & { unreadable: number }> {
  const items: Undeliverable[] = [];
  let unreadable = 0;
  let last: string | undefined;
  for await (const { key, place } of deps.undeliverable.reported(query.provider, query.cursor)) {
    if (items.length === query.limit) return { items, unreadable, ...cursorBehind(last) };
    const reading = undeliverable(deps, { key, provider: query.provider });
    const found = query.pastUnreadable ? await undefinedIfUnreadable(reading) : await reading;
    if (!found) unreadable++;
    else if (found !== 'none') items.push(found);
    last = place;
  }
  return { items, unreadable };
}

/** `none`: it is not there any more, mail to its address is not known to fail, or none of it was its provider's. */
async function undeliverable(
  deps: Omit<ListDeps, 'undeliverable'>,
  { key, provider }: { key: string; provider: string },
): Promise<Undeliverable | 'none'> {
  const found = await deps.credentials.get(key, provider);
  const email = found?.credential.email;
  const trouble = email && (await deps.mailStates.find(email)).trouble;
  return found && trouble && (await wroteTo(deps, found.credential)) ? { ...found, trouble } : 'none';
}
