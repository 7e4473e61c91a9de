import { indexKeys, keys } from '#contract/table';
import { civilDate } from '#domain/civil-date';
import { credential } from '#domain/credential';
import { effectiveExpiry } from '#domain/history';
import type { Registered } from '#ports';
import type { Item } from './table.ts';

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

/** Throws a ZodError on an item that is not a credential: a fault of ours, not of the asker's. */
export function fromItem(item: Item): Registered {
  const { nextReminderOn, ...facts } = stored.parse(item);
  return { credential: facts, nextReminderOn };
}
