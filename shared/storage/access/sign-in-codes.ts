import { signInCode } from '#register/catalogue/sign-in-code.ts';
import { addSeconds } from '#register/civil-date.ts';
import type { SignInCodes } from '#register/ports/sign-in-codes.ts';
import { keys } from '#storage/contract/table.ts';
import { holderOfAddress } from '#storage/credentials/holder-pseudonym.ts';
import type { Pepper } from '#storage/pepper.ts';
import { counting } from '#storage/quota.ts';
import { absent, type Table, toTtl } from '#storage/table.ts';

/** Whoever guesses, with the inbox, is right once in years. */
const TRIES_AN_HOUR = 5;

export function createSignInCodes(table: Table, pepper: Pepper): SignInCodes {
  return {
    async secret({ provider, colleagueId }, draw) {
      return (await pepper.hash('code', `${provider} ${colleagueId} ${draw}`)).subarray(0, 20);
    },

    async find({ provider, colleagueId }) {
      const item = await table.get(keys.signInCode(provider, colleagueId), { consistent: true });
      return item && signInCode.parse(item);
    },

    async set(code, { email, version }) {
      const { provider, colleagueId, setAt } = code;
      const holder = await holderOfAddress(pepper, email);
      const { ok } = await table.transact([
        {
          put: { ...keys.signInCode(provider, colleagueId), entity: 'signInCode', ...code, holder },
          condition: absent,
        },
        // None is set for who is being removed; and they are told.
        {
          update: keys.colleague(provider, colleagueId),
          by: {
            text: 'SET #version = #version + :one, #passkeyAddedAt = :setAt',
            values: { ':one': 1, ':setAt': setAt },
          },
          condition: { text: '#version = :seen', values: { ':seen': version } },
        },
      ]);
      return ok ? 'set' : 'changedMeanwhile';
    },

    async remove({ provider, colleagueId }) {
      await table.delete(keys.signInCode(provider, colleagueId));
    },

    async countTry({ provider, colleagueId }, at) {
      const count = {
        key: keys.signInCodeTries(provider, colleagueId, at.slice(0, 13)),
        entity: 'signInCodeTries',
        most: TRIES_AN_HOUR,
        ttl: toTtl(addSeconds(at, 3600)),
      };
      return (await table.transact([counting(count)])).ok;
    },

    async use({ provider, colleagueId }, step) {
      const { ok } = await table.update(
        keys.signInCode(provider, colleagueId),
        { text: 'SET #lastStep = :step', values: { ':step': step } },
        { text: '#lastStep < :step', values: { ':step': step } },
      );
      return ok;
    },
  };
}
