import * as z from 'zod';
import { languages } from '#register/certificate/credential.ts';
import { addSeconds, instant } from '#register/civil-date.ts';
import { KNOWN_BROWSER_DAYS, type SignIns } from '#register/ports/colleagues.ts';
import { keys } from '#storage/contract/table.ts';
import { holderOfAddress } from '#storage/credentials/holder-pseudonym.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { absent, type Table, toTtl } from '#storage/table.ts';
import type { UnconfirmedMail } from '#storage/unconfirmed-mail.ts';
import { hashOfSecret } from './key-ring.ts';
import { newSession } from './session-item.ts';

const signIn = z.object({
  signInId: z.uuid(),
  holder: z.string(),
  browser: z.string(),
  language: z.enum(languages),
  askedAt: instant,
  until: instant,
  usedAt: instant.optional(),
});

/** So long a link that is over can say why. */
const OVER_KEPT_SECONDS = 86_400;
/** Who comes back within a term. */
const KNOWN_SECONDS = KNOWN_BROWSER_DAYS * 86_400;

/** The same is stored, and takes as long, whether there is a colleague at the address or not. */
export function createSignIns(table: Table, pepper: Pepper, mails: Pick<UnconfirmedMail, 'store'>): SignIns {
  const networkOf = async (caller: string) =>
    (await pepper.hash('caller', `signed in from ${caller}`)).toString('hex').slice(0, 32);

  /** Where somebody signed in with this address before; the same is read for every address. */
  async function knownReader(holder: string, from: readonly string[]): Promise<string | undefined> {
    const found = await Promise.all(
      from.map((one) => table.get(keys.signedInBefore(one, holder), { consistent: false })),
    );
    return from.find((_, n) => found[n]);
  }

  return {
    async ask({ email, caller, cookie, ...asked }) {
      const holder = await holderOfAddress(pepper, email);
      const browser = hashOfSecret(cookie);
      const item = {
        ...keys.signIn(asked.signInId),
        entity: 'signIn',
        ...asked,
        holder,
        browser,
        ttl: toTtl(addSeconds(asked.until, OVER_KEPT_SECONDS)),
      };
      const stored = await mails.store([{ put: item, condition: absent }], {
        email,
        caller,
        knownReader: await knownReader(holder, [browser, await networkOf(caller)]),
        at: asked.askedAt,
      });
      return stored === 'refused' ? 'noMoreMail' : stored;
    },

    async find(signInId) {
      const item = await table.get(keys.signIn(signInId), { consistent: true });
      return item && signIn.parse(item);
    },

    isOfBrowser: ({ browser }, cookie) => browser === hashOfSecret(cookie),

    async use({ signInId, holder, browser }, { provider, colleagueId }, { caller, withCode, ...times }) {
      const ttl = toTtl(addSeconds(times.at, KNOWN_SECONDS));
      const by = {
        colleague: { provider, colleagueId },
        keyId: colleagueId,
        ...(withCode && { withCode }),
      };
      const { token, item } = newSession(by, provider, times);
      const { ok } = await table.transact([
        {
          update: keys.signIn(signInId),
          by: { text: 'SET #usedAt = :at', values: { ':at': times.at } },
          condition: { text: 'attribute_exists(#pk) AND attribute_not_exists(#usedAt)' },
        },
        // Whoever comes has taken the invitation: it ends no more.
        {
          update: keys.colleague(provider, colleagueId),
          by: {
            text: 'SET #joinedAt = if_not_exists(#joinedAt, :at), #version = #version + :one REMOVE #ttl',
            values: { ':at': times.at, ':one': 1 },
          },
          condition: { text: 'attribute_exists(#pk)' },
        },
        // Gone with whoever is removed.
        {
          update: keys.colleagueAddress(holder, provider),
          by: { text: 'REMOVE #ttl' },
          condition: { text: '#colleagueId = :own', values: { ':own': colleagueId } },
        },
        { put: item, condition: absent },
        ...[browser, await networkOf(caller)].map((from) => ({
          put: { ...keys.signedInBefore(from, holder), entity: 'signedInBefore', ttl },
        })),
      ]);
      return ok ? token : undefined;
    },
  };
}
