import type { Context, Hono } from 'hono';
import { normaliseNumber } from '#register/certificate-number.ts';
import { isIdentityForNumber } from '#register/names/holder-input.ts';
import { HelpPage } from '#verify/site/views/help.tsx';
import { HomePage } from '#verify/site/views/home.tsx';
import { ProblemPage } from '#verify/site/views/not-found.tsx';
import { PrivacyPage } from '#verify/site/views/privacy.tsx';
import { createHttpApp, refuseOtherMethods } from '#web/http/app.ts';
import { address, home } from '#web/http/current-page.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { indexable } from '#web/http/indexed.ts';
import { throttle } from '#web/http/limits/throttle.ts';
import type { Log } from '#web/http/log.ts';
import { namesPage } from '#web/http/negotiate.ts';
import { packLarge } from '#web/http/packed.ts';
import { page } from '#web/http/page.ts';
import { problemPage } from '#web/http/problem-page.ts';
import { LONG_QUANTUM, QUANTUM } from '#web/http/response-time.ts';
import { contentSecurityPolicy } from '#web/http/security.ts';
import { numberPath } from '#web/http/verify-address.ts';
import { type AnswerDeps, answer, answerContext } from './answer.tsx';
import { verifyMany } from './batch.ts';
import { robotsTxt, sitemapXml } from './findable.ts';
import { favicon, icon } from './mark-files.ts';
import { verifyQr } from './qr.ts';
import { isJson, isList, lookupsIn, questionFrom, readQuestion, readQuestionForm } from './question.ts';
import { securityTxt } from './security-txt.ts';
import { style } from './style.ts';

const A_DAY = { 'cache-control': 'public, max-age=86400' };
const SECURITY_TXT = '/.well-known/security.txt';

/** A number may hold slashes, and not every gateway leaves them encoded: all the rest of the path is the number. */
const NUMBER_PATH = '/verify/:number{.+}';

/** Employers' side: the verify pages and their JSON (design.md §5). Nothing here writes, and no page runs a script. */
export function createSite(deps: AnswerDeps & { log?: Log; release?: string }): Hono<HttpEnv> {
  const app = createHttpApp({
    policy: contentSecurityPolicy({ style }),
    edgeSecret: deps.edgeSecret,
    page: (c, problem) =>
      namesPage(c)
        ? problemPage(c, problem, (code, requestId) => (
            <ProblemPage problem={code} requestId={requestId} context={answerContext(c, deps, home)} />
          ))
        : undefined,
    ...(deps.log && { log: deps.log }),
  });
  // Of the answers here only those of many numbers are large.
  app.use('/verify', packLarge);
  app.use(async (c, next) => {
    await next();
    c.res.headers.set('Vary', 'Accept, Accept-Language');
  });

  // Before the routes that look numbers up, and no others.
  const cost = (c: Context<HttpEnv>) => (c.req.path === '/verify' ? lookupsIn(c) : 1);
  const throttled = throttle({ perMinute: deps.lookupsPerMinute, clock: deps.clock, cost });
  // A record that is shown is told by what is shown: only that of none takes as long whether one is hidden or not there.
  const even = deps.padResponseTime(QUANTUM, (c) => c.res.status === 200);
  const evenForMany = deps.padResponseTime(LONG_QUANTUM);

  app.use('/', indexable);
  app.use('/privacy', indexable);
  app.use('/help', indexable);
  app.get('/', (c) => page(c, 200, <HomePage context={answerContext(c, deps, home)} />));
  refuseOtherMethods(app, '/', ['GET']);

  app.get('/qr/:issuer/:file{[\\s\\S]+\\.svg}', (c) => {
    const { issuer, file } = c.req.param();
    return verifyQr(c, deps.publicBaseUrl, { issuer, number: file.slice(0, -'.svg'.length) });
  });
  refuseOtherMethods(app, '/qr/:issuer/:file{[\\s\\S]+\\.svg}', ['GET']);

  app.get('/privacy', (c) => {
    const context = answerContext(c, deps, { method: 'get', path: '/privacy', query: {} });
    return page(c, 200, <PrivacyPage contactEmail={deps.contactEmail} context={context} />);
  });
  refuseOtherMethods(app, '/privacy', ['GET']);

  app.get('/help', (c) => {
    const context = answerContext(c, deps, { method: 'get', path: '/help', query: {} });
    return page(c, 200, <HelpPage contactEmail={deps.contactEmail} context={context} />);
  });
  refuseOtherMethods(app, '/help', ['GET']);

  const base = deps.publicBaseUrl.replace(/\/$/, '');
  app.get('/robots.txt', (c) => c.text(robotsTxt(base)));
  refuseOtherMethods(app, '/robots.txt', ['GET']);
  app.get('/sitemap.xml', (c) => c.body(sitemapXml(base), 200, { 'content-type': 'application/xml' }));
  refuseOtherMethods(app, '/sitemap.xml', ['GET']);
  app.get('/favicon.ico', (c) => c.body(favicon(), 200, { 'content-type': 'image/x-icon', ...A_DAY }));
  refuseOtherMethods(app, '/favicon.ico', ['GET']);
  app.get('/icon.png', (c) => c.body(icon(), 200, { 'content-type': 'image/png', ...A_DAY }));
  refuseOtherMethods(app, '/icon.png', ['GET']);

  app.get(SECURITY_TXT, (c) => c.text(securityTxt(deps.contactEmail, deps.publicBaseUrl, deps.clock())));
  refuseOtherMethods(app, SECURITY_TXT, ['GET']);

  app.get('/health', (c) => c.json({ status: 'ok', release: deps.release }));
  refuseOtherMethods(app, '/health', ['GET']);

  app.post(
    '/verify',
    throttled,
    (c, next) => (isJson(c) ? evenForMany : even)(c, next),
    async (c) => {
      if (isJson(c)) return c.json({ results: await verifyMany(c, deps) });
      if (await isList(c)) {
        // Browsers send the body there once more. The language is kept where it was chosen.
        const lang = c.req.query('lang');
        return c.redirect(lang ? `/lists?${new URLSearchParams({ lang })}` : '/lists', 307);
      }
      const question = await readQuestionForm(c);
      const { number, name, ...query } = question;
      // Without a name the answer has an address, which can be kept and sent on; neither a name nor what looks like an identity number
      // ever stands in one.
      if (!name && normaliseNumber(number).ok && !isIdentityForNumber(number)) {
        return c.redirect(address(numberPath(number), query, c.get('language')), 303);
      }
      return await answer(c, deps, question, { method: 'post', path: '/verify', fields: { ...question } });
    },
  );
  refuseOtherMethods(app, '/verify', ['POST']);

  app.get(NUMBER_PATH, throttled, even, async (c) => {
    const { issuer, on } = c.req.query();
    const question = questionFrom({ number: c.req.param('number'), issuer, on });
    const { number, ...query } = question;
    return await answer(c, deps, question, { method: 'get', path: numberPath(number), query: { ...query } });
  });
  app.post(NUMBER_PATH, throttled, even, async (c) => {
    const question = await readQuestion(c, c.req.param('number'));
    const { number, ...fields } = question;
    return await answer(c, deps, question, {
      method: 'post',
      path: numberPath(number),
      fields: { ...fields },
    });
  });
  refuseOtherMethods(app, NUMBER_PATH, ['GET', 'POST']);

  return app;
}
