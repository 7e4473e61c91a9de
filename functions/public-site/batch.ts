import type { Context } from 'hono';
import type { NumberProblem } from '#domain/certificate-number';
import { hongKongDay } from '#domain/civil-date';
import type { HttpEnv } from '#http/env.ts';
import { ProblemError } from '#http/problem.ts';
import type { CredentialFinder } from '#ports/register';
import { eachAtOnce } from '#usecases/at-once';
import { LOOKUPS_AT_ONCE, verifyNumber } from '#usecases/verify-number';
import type { AnswerDeps } from './answer.tsx';
import { dayOf, readQuestions } from './question.ts';
import { verdictJson } from './verdict-json.ts';

type Result = { number: string } & (
  | ReturnType<typeof verdictJson>
  | { outcome: 'invalid'; code: NumberProblem }
);

/**
 * Answers up to 500 questions in their order, one for each; an impossible number is an answer in its place, not an error.
 * A number that is asked several times, however it is written, is looked up once.
 */
export async function verifyMany(c: Context<HttpEnv>, deps: AnswerDeps): Promise<Result[]> {
  const { on: asked, items } = await readQuestions(c);
  const today = hongKongDay(deps.clock());
  const on = dayOf(asked, today);
  if (on === undefined) throw new ProblemError('invalid_date');
  const once = { ...deps, credentials: eachOnce(deps.credentials) };
  return await eachAtOnce(items, LOOKUPS_AT_ONCE, async (item): Promise<Result> => {
    const verdict = await verifyNumber(once, { ...item, on, today });
    return verdict.outcome === 'impossible'
      ? { number: item.number, outcome: 'invalid', code: verdict.problem }
      : { number: item.number, ...verdictJson(verdict, c.get('language')) };
  });
}

function eachOnce(credentials: CredentialFinder): CredentialFinder {
  const asked = new Map<string, ReturnType<CredentialFinder['findByKey']>>();
  return {
    findByKey(key) {
      const found = asked.get(key) ?? credentials.findByKey(key);
      asked.set(key, found);
      return found;
    },
  };
}
