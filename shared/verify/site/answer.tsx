import type { Context } from 'hono';
import type { Verdict } from '#register/certificate/verification.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { CredentialFinder, ProviderDirectory } from '#register/ports/register.ts';
import type { Asked } from '#verify/site/views/asked.ts';
import { FoundPage } from '#verify/site/views/found.tsx';
import { ImpossiblePage, NotFoundPage } from '#verify/site/views/not-found.tsx';
import { verifyNumber } from '#verify/verify-number.ts';
import type { CurrentPage } from '#web/http/current-page.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { wantsJson } from '#web/http/negotiate.ts';
import { page } from '#web/http/page.ts';
import { problem, problemDetails } from '#web/http/problem.ts';
import type { PadResponseTime } from '#web/http/response-time.ts';
import type { ProblemCode } from '#web/messages/problems.ts';
import { type PageContext, pageContext } from '#web/ui/page-context.ts';
import { type Question, readDay } from './question.ts';
import { verdictJson } from './verdict-json.ts';

export interface AnswerDeps {
  credentials: CredentialFinder;
  providers: ProviderDirectory;
  clock: Clock;
  /** The only origin whose answers count. */
  publicBaseUrl: string;
  /** Who answers for personal data, and for weaknesses that are reported. */
  contactEmail: string;
  /** How many certificates one address may look up in a minute. */
  lookupsPerMinute: number;
  edgeSecret: string;
  padResponseTime: PadResponseTime;
}

type C = Context<HttpEnv>;

/** Answers one question as a page or as JSON: 200 found, 404 no record, 422 an impossible number or day. */
export async function answer(
  c: C,
  deps: AnswerDeps,
  question: Question,
  currentPage: CurrentPage,
): Promise<Response> {
  const context = answerContext(c, deps, currentPage);
  const on = readDay(question.on, context.today);
  const asked: Asked = {
    ...question,
    number: shown(question.number),
    on: question.on === undefined ? undefined : on,
  };
  if (on === undefined)
    return impossible(c, 'invalid_date', { ...asked, typedDay: shown(question.on ?? '') }, context);

  const verdict = await verifyNumber(deps, { ...question, on, today: context.today });
  if (verdict.outcome === 'impossible') return impossible(c, verdict.problem, asked, context);
  asked.readAs = verdict.readAs;
  if (wantsJson(c))
    return c.json(verdictJson(verdict, context.language), verdict.outcome === 'found' ? 200 : 404);

  const known = await readProviders(verdict, question.issuer, deps.providers);
  return verdict.outcome === 'found'
    ? page(c, 200, <FoundPage verdict={verdict} asked={asked} providers={known} context={context} />)
    : page(
        c,
        404,
        <NotFoundPage asked={asked} on={on} provider={known[question.issuer ?? '']} context={context} />,
      );
}

/** What every page is told about its request. */
export const answerContext = (c: C, deps: AnswerDeps, currentPage: CurrentPage): PageContext =>
  pageContext(deps, c.get('language'), currentPage);

function impossible(
  c: C,
  code: ProblemCode,
  asked: Asked,
  context: PageContext,
): Response | Promise<Response> {
  if (wantsJson(c)) return problem(c, code);
  const { status } = problemDetails(c, code);
  return page(c, status, <ImpossiblePage asked={asked} problem={code} context={context} />);
}

/** The providers named in the answer, or the one that was asked about; the same whether it has the number or not. */
async function readProviders(verdict: Verdict, issuer: string | undefined, directory: ProviderDirectory) {
  const codes =
    verdict.outcome === 'found' ? verdict.matches.map((match) => match.issuer.code) : issuer ? [issuer] : [];
  const known = await Promise.all(codes.map((code) => directory.get(code)));
  return Object.fromEntries(known.flatMap((provider) => (provider ? [[provider.code, provider]] : [])));
}

/** As much of what was typed as a page repeats: never 500 characters, and no invisible ones. */
function shown(number: string): string {
  return number.replace(/\p{C}/gu, '').slice(0, 128);
}
