import type { Colleague } from '#register/catalogue/colleague.ts';
import { signInCode } from '#register/catalogue/sign-in-code.ts';
import { addSeconds } from '#register/civil-date.ts';
import type { CodeTry, SignInCodes } from '#register/ports/sign-in-codes.ts';
import { keys } from '#storage/contract/table.ts';
import { holderOfAddress } from '#storage/credentials/holder-pseudonym.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { absent, type Table, toTtl } from '#storage/table.ts';
import { factorsRemoved } from './factors-removed.ts';

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

    async remove(seen, at) {
      const { ok } = await table.transact([
        factorsRemoved(seen, { by: seen.colleagueId, at }),
        { delete: keys.signInCode(seen.provider, seen.colleagueId) },
      ]);
      return ok ? 'removed' : 'changedMeanwhile';
    },

    async countTry(of, tried) {
      const answer = await table.update(
        triesOf(of, tried),
        {
          text: 'SET #entity = :entity, #taken = if_not_exists(#taken, :none) + :one, #ttl = :ttl',
          values: {
            ':entity': 'signInCodeTries',
            ':none': 0,
            ':one': 1,
            ':ttl': toTtl(addSeconds(tried.at, 3600)),
          },
        },
        { text: 'attribute_not_exists(#taken) OR #taken < :most', values: { ':most': TRIES_AN_HOUR } },
      );
      return answer.ok ? TRIES_AN_HOUR - 1 - Number(answer.before['taken'] ?? 0) : undefined;
    },

    async forgetTries(of, tried) {
      await table.delete(triesOf(of, tried));
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

const triesOf = (
  { provider, colleagueId }: Pick<Colleague, 'provider' | 'colleagueId'>,
  { to, at }: CodeTry,
) => keys.signInCodeTries(provider, colleagueId, to, at.slice(0, 13));
