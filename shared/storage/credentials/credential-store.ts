import type { Credential } from '#register/certificate/credential.ts';
import type { CredentialStore, Registered } from '#register/ports/register.ts';
import { keys } from '#storage/contract/table.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { absent, type Expression, type Table } from '#storage/table.ts';
import { fromItem, toItem } from './credential-item.ts';
import { pseudonymOfHolder } from './holder-pseudonym.ts';
import { nameEntries, nameEntriesBeside } from './name-index.ts';

/** That a credential is still as it was read: neither its facts nor its place in the reminders moved. */
export function unchangedSince(seen: Registered): Expression {
  return seen.nextReminderOn
    ? {
        text: '#version = :seen AND #nextReminderOn = :seenNext',
        values: { ':seen': seen.credential.version, ':seenNext': seen.nextReminderOn },
      }
    : {
        text: '#version = :seen AND attribute_not_exists(#nextReminderOn)',
        values: { ':seen': seen.credential.version },
      };
}

export function createCredentialStore(table: Table, pepper: Pepper): CredentialStore {
  const withHolder = async (record: Registered) =>
    toItem(record, await pseudonymOfHolder(pepper, record.credential));

  const makeFindable = (credential: Credential) => table.writeAll({ puts: nameEntries(credential) });

  return {
    makeFindable,

    async get(key, provider) {
      const item = await table.get(keys.credential(key, provider), { consistent: true });
      return item && fromItem(item);
    },

    async create(record) {
      const answer = await table.put(await withHolder(record), absent);
      if (answer.ok) {
        await makeFindable(record.credential);
        return { outcome: 'created' };
      }
      if (!answer.existing) throw new Error('a refused create did not say what is there');
      return { outcome: 'exists', existing: fromItem(answer.existing) };
    },

    async replace(seen, next) {
      // First by the new names too, then no more by the old ones: between, and after a fault, it is found by all of them.
      await table.writeAll({ puts: nameEntriesBeside(next.credential, seen.credential) });
      const answer = await table.put(await withHolder(next), unchangedSince(seen));
      if (!answer.ok) return 'changedMeanwhile';
      await table.writeAll({ deletes: nameEntriesBeside(seen.credential, next.credential) });
      return 'stored';
    },

    async remove(seen) {
      const { key, provider } = seen.credential;
      // Together: once it is gone, nothing leads to its names any more.
      const answer = await table.transact([
        { delete: keys.credential(key, provider), condition: unchangedSince(seen) },
        ...nameEntries(seen.credential).map(({ pk, sk }) => ({ delete: { pk, sk } })),
      ]);
      return answer.ok ? 'removed' : 'changedMeanwhile';
    },

    async supersede(seen, old, replacement) {
      const answer = await table.transact([
        { put: await withHolder(old), condition: unchangedSince(seen) },
        { put: await withHolder(replacement), condition: absent },
      ]);
      if (answer.ok) {
        await makeFindable(replacement.credential);
        return 'stored';
      }
      // Both, when the very same renewal was faster: looking again finds it.
      return answer.held[0]?.ok ? 'numberTaken' : 'changedMeanwhile';
    },
  };
}
