import { describe, expect, it } from 'vitest';
import { gatherWrites } from '#storage/gathered-writes.ts';
import { createTable, type Item } from '#storage/table.ts';

const entry = (sk: string) => ({ pk: 'p', sk });
const entries = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => entry(`${name}${i}`));

/** A table whose writes are done when the test says so. */
function slowTable() {
  const asked: { puts: Item[]; deletes: Item[]; done(): void; fail(error: Error): void }[] = [];
  const table = gatherWrites(
    Object.assign(createTable('never-asked'), {
      async writeAll({ puts = [], deletes = [] }: { puts?: Item[]; deletes?: Item[] }) {
        const { promise, resolve, reject } = Promise.withResolvers<void>();
        asked.push({ puts, deletes, done: resolve, fail: reject });
        await promise;
      },
    }),
  );
  const sizes = () => asked.map(({ puts, deletes }) => puts.length + deletes.length);
  return { table, asked, sizes };
}

const settled = async (work: Promise<void>) =>
  await Promise.race([work.then(() => 'done', String), new Promise((next) => setImmediate(next, 'waits'))]);

describe('writes that are gathered', () => {
  it('go at once while none is on its way', () => {
    const { table, sizes } = slowTable();
    void table.writeAll({ puts: entries('a', 3) });
    expect(sizes()).toEqual([3]);
  });

  it('go together when the one before them is done, puts and deletes alike, and each is answered then', async () => {
    const { table, asked, sizes } = slowTable();
    const first = table.writeAll({ puts: entries('a', 3) });
    const second = table.writeAll({ puts: entries('b', 6) });
    const third = table.writeAll({ deletes: entries('c', 2) });
    expect(sizes()).toEqual([3]);
    asked[0]?.done();
    await first;
    await expect.poll(sizes).toEqual([3, 8]);
    expect(await settled(second)).toBe('waits');
    asked[1]?.done();
    await Promise.all([second, third]);
    expect(sizes()).toEqual([3, 8]);
  });

  it('go without waiting when a request is full', () => {
    const { table, sizes } = slowTable();
    for (const name of 'abcdef') void table.writeAll({ puts: entries(name, 6) });
    expect(sizes()).toEqual([6, 24]);
  });

  it('never stand twice in one request', () => {
    const { table, sizes } = slowTable();
    void table.writeAll({ puts: [entry('a')] });
    void table.writeAll({ puts: [entry('b')] });
    void table.writeAll({ deletes: [entry('b')] });
    expect(sizes()).toEqual([1, 1]);
  });

  it('fail with those that they went with, and no others', async () => {
    const { table, asked } = slowTable();
    const first = table.writeAll({ puts: [entry('a')] });
    const second = table.writeAll({ puts: [entry('b')] });
    const third = table.writeAll({ puts: [entry('c')] });
    asked[0]?.done();
    await first;
    await expect.poll(() => asked.length).toBe(2);
    asked[1]?.fail(new Error('throttled'));
    expect(await Promise.all([second, third].map(settled))).toEqual(['Error: throttled', 'Error: throttled']);
    const fourth = table.writeAll({ puts: [entry('d')] });
    asked[2]?.done();
    await fourth;
  });

  it('of nothing ask for nothing', async () => {
    const { table, sizes } = slowTable();
    await table.writeAll({});
    expect(sizes()).toEqual([]);
  });
});
