import { credential, UnreadableCredential } from '#register/certificate/credential.ts';
import { effectiveExpiry } from '#register/certificate/history.ts';
import { civilDate } from '#register/civil-date.ts';
import type { Registered } from '#register/ports/register.ts';
import { indexKeys, keys } from '#storage/contract/table.ts';
import type { Item } from '#storage/table.ts';

const stored = credential.extend({ nextReminderOn: civilDate.optional() });

/** The item of a credential with the index keys that follow from it. `holder` is its pseudonym. */
export function toItem(record: Registered, holder: string): Item {
  const { credential: facts, nextReminderOn } = record;
  const expiresOn = effectiveExpiry(facts);
  return {
    ...keys.credential(facts.key, facts.provider),
    entity: 'credential',
    ...facts,
    nextReminderOn,
    ...indexKeys.byProvider(facts.provider, expiresOn, facts.key),
    ...(facts.email && indexKeys.byHolder(holder, facts.type, expiresOn)),
    ...(nextReminderOn &&
      expiresOn &&
      indexKeys.due({ nextReminderOn, holder, key: facts.key, provider: facts.provider, expiresOn })),
  };
}

/** Throws UnreadableCredential on an item that is none: a fault of ours, not of the asker's. */
export function fromItem(item: Item): Registered {
  const parsed = stored.safeParse(item);
  // Only where: what stands there may be a name.
  if (!parsed.success)
    throw new UnreadableCredential(parsed.error.issues.map(({ path }) => path.join('.')).join(', '));
  const { nextReminderOn, ...facts } = parsed.data;
  return { credential: facts, nextReminderOn };
}
