import * as z from 'zod';
import type { BegunErasures } from '#holder/person/ports.ts';
import { type Credential, credential } from '#register/certificate/credential.ts';
import { addSeconds } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { type Table, toTtl } from '#storage/table.ts';

/** Long enough to run it again; what nobody ever does is not kept for good. */
const KEPT_SECONDS = 30 * 86_400;

const id = z.object({ key: z.string(), provider: z.string() });
const stored = z.object({ credential, ids: z.array(id) });

/**
 * What an erasure has to know of a person to be finished, should it break off: a certificate that is erased tells of neither
 * a name nor an address. With each certificate as long as the erasure lasts.
 */
export function createBegunErasures(table: Table): BegunErasures {
  const get = async (of: z.infer<typeof id>) => {
    const item = await table.get(keys.erasure(of.key, of.provider), { consistent: true });
    return item && stored.parse(item);
  };

  return {
    async begin({ credentials }, at) {
      const ids = credentials.map(({ key, provider }) => ({ key, provider }));
      for (const one of credentials)
        await table.put({
          ...keys.erasure(one.key, one.provider),
          entity: 'erasure',
          credential: signsIn(one),
          ids,
          ttl: toTtl(addSeconds(at, KEPT_SECONDS)),
        });
    },

    async of(one) {
      const { ids = [] } = (await get(one)) ?? {};
      const begun = await Promise.all(ids.map(get));
      return begun.flatMap((found) => found?.credential ?? []);
    },

    async end({ credentials }) {
      for (const { key, provider } of credentials) await table.delete(keys.erasure(key, provider));
    },
  };
}

/** Of its history what names somebody or leads on; all of it may be too long. */
const signsIn = (one: Credential): Credential => ({
  ...one,
  history: one.history
    .filter(({ event, source }) => event === 'issued' || event === 'corrected' || source.via === 'holder')
    .map((entry) => ('reason' in entry ? { ...entry, reason: '' } : entry)),
});
