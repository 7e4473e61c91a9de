import type { Context } from 'hono';
import type { NumberProblem } from '#register/certificate-number.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { cachingFinder } from '#storage/caching-finder.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import { type AskedRow, markRepeats, markTooManyNames } from '#verify/list-marks.ts';
import { LOOKUPS_AT_ONCE, verifyNumber } from '#verify/verify-number.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import type { AnswerDeps } from './answer.tsx';
import { readDay, readQuestions } from './question.ts';
import { verdictJson } from './verdict-json.ts';

type Result = { number: string } & (
  | ReturnType<typeof verdictJson>
  | { outcome: 'invalid'; code: NumberProblem | 'crowded_number' }
);

/**
 * Answers up to 500 questions in their order, one for each; an impossible number is an answer in its place, not an error.
 * A number that is asked several times, however it is written, is looked up once; one beside more names than any certificate
 * has, not at all.
 */
export async function verifyMany(c: Context<HttpEnv>, deps: AnswerDeps): Promise<Result[]> {
  const { on: asked, items } = await readQuestions(c);
  const today = hongKongDay(deps.clock());
  const on = readDay(asked, today);
  if (on === undefined) throw new ProblemError('invalid_date');
  const once = { ...deps, credentials: cachingFinder(deps.credentials) };
  const marked = markTooManyNames(markRepeats(items.map((item, n): AskedRow => ({ row: n + 1, ...item }))));
  return await eachAtOnce([...items.entries()], LOOKUPS_AT_ONCE, async ([n, item]): Promise<Result> => {
    // The number comes back just as it was sent.
    const number = item.sent;
    if (marked[n]?.crowded) return { number, outcome: 'invalid', code: 'crowded_number' };
    const verdict = await verifyNumber(once, { ...item, on, today });
    return verdict.outcome === 'impossible'
      ? { number, outcome: 'invalid', code: verdict.problem }
      : { number, ...verdictJson(verdict, c.get('language')) };
  });
}
