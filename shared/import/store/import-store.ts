import * as z from 'zod';
import { cursorBehind, placeIn } from '#register/page.ts';
import { INDEXES, indexKeys, keys } from '#storage/contract/table.ts';
import { absent, type Expression, type Table } from '#storage/table.ts';
import { type ImportJob, importJob } from '#tables/import-job.ts';
import type { ImportJobs } from '#tables/ports.ts';

/** Jobs and their chunks are gone 90 days after the file came: the register itself keeps what they did. */
export const KEPT_DAYS = 90;
export const ttlAfter = (days: number, at: string) => Math.floor(Date.parse(at) / 1000) + days * 86_400;

export function createImportJobs(table: Table): ImportJobs {
  return {
    async create(job) {
      const item = {
        ...keys.importJob(job.id),
        entity: 'importJob',
        ...job,
        ...indexKeys.importList(job.provider, job.createdAt, job.id),
        ttl: ttlAfter(KEPT_DAYS, job.createdAt),
      };
      const answer = await table.put(item, absent);
      if (!answer.ok) throw new Error('an import id was drawn twice');
    },

    async get(importId) {
      const item = await table.get(keys.importJob(importId), { consistent: true });
      return item && importJob.parse(item);
    },

    async claim(importId, etag) {
      const answer = await table.update(
        keys.importJob(importId),
        { text: 'SET #etag = :etag', values: { ':etag': etag } },
        { text: 'attribute_exists(#pk) AND (attribute_not_exists(#etag) OR #etag = :etag)' },
      );
      return answer.ok ? 'claimed' : 'anotherFile';
    },

    async update(importId, found) {
      await table.update(keys.importJob(importId), setting(found), { text: 'attribute_exists(#pk)' });
    },

    async fail(importId, error, failedAt) {
      await table.update(keys.importJob(importId), setting({ state: 'failed', error, failedAt }), {
        text: 'attribute_exists(#pk) AND attribute_not_exists(#queuedAllAt)',
      });
    },

    async answer(importId, given) {
      const by = { text: 'SET #given = :given REMOVE #asked', values: { ':given': given } };
      const asked = { text: 'attribute_exists(#asked)' };
      return (await table.update(keys.importJob(importId), by, asked)).ok;
    },

    async mark(importId, as, by) {
      const unmarked = { text: `attribute_exists(#pk) AND attribute_not_exists(#${as})` };
      return (await table.update(keys.importJob(importId), setting({ [as]: by }), unmarked)).ok;
    },

    async list(provider, { limit, cursor }) {
      const after = placeIn(cursor, sortKey);
      const { byProviderPk } = indexKeys.importList(provider, '', '');
      const page = await table.page({
        index: INDEXES.byProvider.name,
        condition: { text: '#byProviderPk = :provider', values: { ':provider': byProviderPk } },
        limit,
        descending: true,
        startAfter: after && {
          ...indexKeys.importList(provider, after.createdAt, after.id),
          ...keys.importJob(after.id),
        },
      });
      // The index only says which: what a job has come to is read from the job.
      const ids = page.items.map((item) => sortKey.parse(item['byProviderSk']).id);
      const jobs = await Promise.all(ids.map((id) => this.get(id)));
      return {
        items: jobs.filter((job) => job !== undefined),
        ...cursorBehind(page.last && String(page.last['byProviderSk'])),
      };
    },
  };
}

function setting(found: Partial<ImportJob>): Expression {
  const fields = Object.entries(found).filter(([, value]) => value !== undefined);
  return {
    text: `SET ${fields.map(([field]) => `#${field} = :${field}`).join(', ')}`,
    values: Object.fromEntries(fields.map(([field, value]) => [`:${field}`, value])),
  };
}

/** A place names nothing outside the provider's own list. */
const sortKey = z
  .string()
  .regex(/^[\d:.TZ-]{24}#[\w-]{1,64}$/)
  .transform((text) => ({ createdAt: text.slice(0, 24), id: text.slice(25) }));
