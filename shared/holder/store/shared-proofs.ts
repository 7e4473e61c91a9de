import * as z from 'zod';
import type { SharedProofs } from '#holder/ports.ts';
import { sharedProof } from '#holder/proof/shared-proof.ts';
import { addDays, civilDate, endOfDay } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { type Table, toTtl } from '#storage/table.ts';

/** A day stands as an attribute's name, which has no hyphens. */
const attributeOf = (day: string) => `d${day.replaceAll('-', '')}`;
const dayOf = (attribute: string) => attribute.replace(/^d(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');

const stored = z
  .object({ ...sharedProof.shape, opened: z.record(z.string(), z.int()) })
  .transform(({ opened, ...share }) => ({
    ...share,
    opened: Object.fromEntries(
      Object.entries(opened).map(([attribute, count]) => [civilDate.parse(dayOf(attribute)), count]),
    ),
  }));

export function createSharedProofs(table: Table): SharedProofs {
  return {
    async get({ key, provider }) {
      const item = await table.get(keys.sharedProof(key, provider), { consistent: true });
      return item && stored.parse(item);
    },

    async begin({ key, provider }, share) {
      const ttl = toTtl(endOfDay(addDays(share.until, 1)));
      await table.put({ ...keys.sharedProof(key, provider), entity: 'sharedProof', ...share, ttl });
    },

    async end({ key, provider }, shareId, before) {
      const answer = await table.update(
        keys.sharedProof(key, provider),
        { text: 'SET #until = :before', values: { ':before': before } },
        { text: '#shareId = :shareId', values: { ':shareId': shareId } },
      );
      return answer.ok ? 'ended' : 'gone';
    },

    async countOpening({ key, provider }, shareId, on) {
      const day = `#opened.#${attributeOf(on)}`;
      const answer = await table.update(
        keys.sharedProof(key, provider),
        { text: `SET ${day} = if_not_exists(${day}, :none) + :one`, values: { ':none': 0, ':one': 1 } },
        { text: '#shareId = :shareId AND #until >= :on', values: { ':shareId': shareId, ':on': on } },
      );
      return answer.ok ? 'counted' : 'gone';
    },
  };
}
