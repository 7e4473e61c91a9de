import { civilDate } from '#register/civil-date.ts';
import type { DueCredential, DueIndex } from '#remind/ports.ts';
import { INDEXES, indexKeys, keys, parseDueKey, QUARANTINE } from '#storage/contract/table.ts';
import type { Table } from '#storage/table.ts';

/** `pageSize`: entries read at a time, where that is not to be as many as DynamoDB gives. */
export function createDueIndex(table: Table, pageSize?: number): DueIndex {
  return {
    async *dueIn(shard, on) {
      const due = table.query({
        index: INDEXES.due.name,
        condition: {
          text: '#duePk = :shard AND #dueSk < :after',
          // '$' sorts after '#', so everything of the day itself is included.
          values: { ':shard': indexKeys.dueShard(shard).duePk, ':after': `${on}$` },
        },
        ...(pageSize !== undefined && { limit: pageSize }),
      });
      for await (const { dueSk, pk } of due) yield readEntry(String(dueSk)) ?? { unreadable: String(pk) };
    },

    async quarantine(key, provider) {
      await table.update(
        keys.credential(key, provider),
        { text: 'SET #duePk = :aside', values: { ':aside': indexKeys.dueShard(QUARANTINE).duePk } },
        { text: 'attribute_exists(#duePk)' },
      );
    },
  };
}

function readEntry(dueSk: string): DueCredential | undefined {
  try {
    const { nextReminderOn, expiresOn, ...of } = parseDueKey(dueSk);
    return { ...of, dueOn: civilDate.parse(nextReminderOn), expiresOn: civilDate.parse(expiresOn) };
  } catch {
    return undefined;
  }
}
