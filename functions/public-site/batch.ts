import type { Context } from 'hono';
import type { NumberProblem } from '#domain/certificate-number';
import { hongKongDay } from '#domain/civil-date';
import type { HttpEnv } from '#http/env.ts';
import { ProblemError } from '#http/problem.ts';
import { verifyNumber } from '#usecases/verify-number';
import type { AnswerDeps } from './answer.tsx';
import { dayOf, readQuestions } from './question.ts';
import { verdictJson } from './verdict-json.ts';

type Result = { number: string } & (
  | ReturnType<typeof verdictJson>
  | { outcome: 'invalid'; code: NumberProblem }
);

/** As many look-ups at once as the store's client has connections. */
const AT_ONCE = 50;

/** Answers up to 500 questions in their order; an impossible number is an answer in its place, not an error. */
export async function verifyMany(c: Context<HttpEnv>, deps: AnswerDeps): Promise<Result[]> {
  const { on: asked, items } = await readQuestions(c);
  const on = dayOf(asked, hongKongDay(deps.clock()));
  if (on === undefined) throw new ProblemError('invalid_date');
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const some = items.slice(from, from + AT_ONCE).map(async (item): Promise<Result> => {
      const verdict = await verifyNumber(deps, { ...item, on });
      return verdict.outcome === 'impossible'
        ? { number: item.number, outcome: 'invalid', code: verdict.problem }
        : { number: item.number, ...verdictJson(verdict, c.get('language')) };
    });
    results.push(...(await Promise.all(some)));
  }
  return results;
}
