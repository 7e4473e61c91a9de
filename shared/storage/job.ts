import { type Page, partBehind, partIn } from '#register/page.ts';
import { absent, type Expression, type Item, type Key, type Table } from './table.ts';

/**
 * What a job's work comes to, in numbered parts: each is recorded once, so that a message that comes again, or after a
 * worker died, changes nothing. All reads are consistent, and in the order of the parts.
 */
export function createParts(table: Table, key: (job: string, n: number) => Key) {
  const [prefix] = /^[^#]+#/.exec(key('', 0).sk) ?? [];
  if (prefix === undefined) throw new Error('the parts of a job have no prefix of their own');
  const ofJob = (job: string) => ({
    condition: {
      text: '#pk = :pk AND begins_with(#sk, :prefix)',
      values: { ':pk': key(job, 0).pk, ':prefix': prefix },
    },
    consistent: true,
  });

  return {
    get: (job: string, n: number) => table.get(key(job, n), { consistent: true }),

    async isRecorded(job: string, n: number): Promise<boolean> {
      return (await this.get(job, n)) !== undefined;
    },

    /** Unless it is there already, or is not as `condition` has it; the part that stands is given back. */
    async record(job: string, n: number, part: Item, condition: Expression = absent): Promise<Item> {
      const item = { ...key(job, n), ...part };
      const answer = await table.put(item, condition);
      return answer.ok ? item : { ...answer.existing };
    },

    async latest(job: string): Promise<Item | undefined> {
      return (await table.page({ ...ofJob(job), descending: true, limit: 1 })).items[0];
    },

    /** From the n-th part on; `fields`: only these attributes. */
    each(job: string, { n = 0, fields }: { n?: number; fields?: string[] } = {}): AsyncIterable<Item> {
      return table.query({
        ...ofJob(job),
        ...(fields && { fields }),
        ...(n > 0 && { startAfter: key(job, n - 1) }),
      });
    },

    /** About a megabyte of them. */
    async page(job: string, cursor: string | undefined, filter?: Expression): Promise<Page<Item>> {
      const after = partIn(cursor);
      const { items, last } = await table.page({
        ...ofJob(job),
        filter,
        startAfter: after === undefined ? undefined : key(job, after),
      });
      return { items, ...partBehind(last && Number(String(last['sk']).slice(prefix.length))) };
    },
  };
}
