import { type Item, type Key, MAX_BATCH, type Table } from './table.ts';

interface Group {
  puts: Item[];
  deletes: Key[];
  keys: Set<string>;
  sent: PromiseWithResolvers<void>;
}

const keyOf = ({ pk, sk }: Item) => `${pk}\0${sk}`;

/**
 * The table for who does many things side by side: writes without a condition that are asked for while others are on their
 * way wait for them and go as one request, as many as DynamoDB takes. Each is answered when it is done, and fails with those
 * that it went with. Nothing is written twice in a request, which DynamoDB refuses.
 */
export function gatherWrites(table: Table): Table {
  let open: Group | undefined;
  let underway = 0;

  async function send(group: Group): Promise<void> {
    if (open === group) open = undefined;
    underway++;
    try {
      await table.writeAll(group);
      group.sent.resolve();
    } catch (error) {
      group.sent.reject(error);
    }
    underway--;
    if (open && underway === 0) void send(open);
  }

  return {
    ...table,
    async writeAll({ puts = [], deletes = [] }) {
      const keys = [...puts, ...deletes].map(keyOf);
      if (keys.length === 0) return;
      if (open && (open.keys.size + keys.length > MAX_BATCH || keys.some((key) => open?.keys.has(key))))
        void send(open);
      open ??= { puts: [], deletes: [], keys: new Set(), sent: Promise.withResolvers() };
      const group = open;
      group.puts.push(...puts);
      group.deletes.push(...deletes);
      for (const key of keys) group.keys.add(key);
      if (underway === 0) void send(group);
      await group.sent.promise;
    },
  };
}
