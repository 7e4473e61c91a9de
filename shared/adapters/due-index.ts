import { INDEXES, indexKeys, parseDueKey } from '#contract/table';
import type { DueIndex } from '#ports';
import type { Table } from './table.ts';

export function createDueIndex(table: Table): DueIndex {
  return {
    async *dueIn(shard, on) {
      const due = table.query({
        index: INDEXES.due.name,
        condition: {
          text: '#duePk = :shard AND #dueSk < :after',
          // '$' sorts after '#', so everything of the day itself is included.
          values: { ':shard': indexKeys.dueShard(shard).duePk, ':after': `${on}$` },
        },
      });
      for await (const { dueSk } of due) {
        const { key, provider, holder } = parseDueKey(String(dueSk));
        yield { key, provider, holder };
      }
    },
  };
}
