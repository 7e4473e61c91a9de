import type { MiddlewareHandler } from 'hono';
import { AT_ONCE_ROWS } from '#lists/check-list.ts';
import { listProblems } from '#lists/messages/list-form.ts';
import type { C, EmployerApp } from '#lists/site/deps.ts';
import { ListRefused, readSentList, rowsByWeight } from '#lists/site/sent-list.ts';
import { type Language, languages } from '#register/certificate/credential.ts';
import { addWatched } from '#watch/add-watched.ts';
import { changeSettings } from '#watch/change-settings.ts';
import { FirstAidersSheet } from '#watch/coverage/first-aiders.tsx';
import { FirstAidNotice } from '#watch/coverage/notice.tsx';
import { describeWatched } from '#watch/describe-watched.ts';
import { noticeMessages } from '#watch/messages/coverage.ts';
import { declaredMessages } from '#watch/messages/declared.ts';
import { recipientMessages } from '#watch/messages/recipients.ts';
import { replacedMessages } from '#watch/messages/replaced.ts';
import { addedMessages } from '#watch/messages/watch-added.ts';
import { addedCount, doneMessages, removedCount, tickFirst } from '#watch/messages/watch-site.ts';
import { currentRecipients } from '#watch/recipients/recipient.ts';
import { removeWatched } from '#watch/remove-watched.ts';
import { replaceLink } from '#watch/replace-link.ts';
import { findNewer } from '#watch/replaced/find-newer.ts';
import { putNewer } from '#watch/replaced/put-newer.ts';
import type { SiteReport } from '#watch/report-site.ts';
import { BackToSite } from '#watch/site/views/back-to-site.tsx';
import { NewLinkPage } from '#watch/site/views/new-link.tsx';
import { AddedPage } from '#watch/site/views/watch-add.tsx';
import type { RefusedRecipient } from '#watch/site/views/watch-recipients.tsx';
import { RemovePage } from '#watch/site/views/watch-remove.tsx';
import { SitePage } from '#watch/site/views/watch-site.tsx';
import { certificateId } from '#watch/watched-site.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm, readFormFields } from '#web/http/body.ts';
import { backTo } from '#web/http/current-page.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { throttle } from '#web/http/limits/throttle.ts';
import { page } from '#web/http/page.ts';
import { LONG_QUANTUM } from '#web/http/response-time.ts';
import { Layout } from '#web/ui/employer/layout.tsx';
import { requestContext } from '#web/ui/page-context.ts';
import { addDeclaredPeople } from './declared-people.ts';
import { addRecipients } from './recipients.tsx';
import { noSite, type WatchDeps, withSite } from './watch-deps.tsx';
import { siteCsv } from './watch-entries.ts';
import { readSettings } from './watch-form.ts';

/** What the employer does on the page of a site that is watched. After each form the page itself comes again. `few`: each may make a mail. */
export function addWatchedSite(app: EmployerApp, deps: WatchDeps, few: MiddlewareHandler<HttpEnv>): void {
  const csv = '/watch/:file{[^/]+\\.csv}';
  app.get(csv, (c) => {
    const token = c.req.param('file').slice(0, -'.csv'.length);
    return withSite(
      c,
      deps,
      ({ entries, declared }, path) => {
        const { today, language } = requestContext(c, deps, path);
        c.header('Content-Type', 'text/csv; charset=utf-8');
        c.header('Content-Disposition', `attachment; filename="certificates-${today}.csv"`);
        return c.body(siteCsv(entries, declared, today, language));
      },
      token,
    );
  });
  refuseOtherMethods(app, csv, ['GET']);

  app.get('/watch/:token/first-aiders', (c) =>
    withSite(c, deps, ({ watchedSite, entries, declared, coverage }, path) => {
      const context = requestContext(c, deps, `${path}/first-aiders`);
      const { language, today, publicBaseUrl } = context;
      return page(
        c,
        200,
        <Layout context={context} title={watchedSite.site}>
          <FirstAidersSheet
            site={watchedSite.site}
            entries={entries}
            declared={declared}
            coverage={coverage}
            today={today}
            publicBaseUrl={publicBaseUrl}
            language={language}
          />
          <BackToSite path={path} language={language} />
        </Layout>,
      );
    }),
  );
  refuseOtherMethods(app, '/watch/:token/first-aiders', ['GET']);

  app.get('/watch/:token/notice', (c) =>
    withSite(c, deps, ({ watchedSite: { site }, ...people }, path) => {
      const context = requestContext(c, deps, `${path}/notice`);
      return page(
        c,
        200,
        <Layout context={context} title={noticeMessages.link[context.language]}>
          <FirstAidNotice site={site} {...people} today={context.today} language={context.language} />
          <BackToSite path={path} language={context.language} />
        </Layout>,
      );
    }),
  );
  refuseOtherMethods(app, '/watch/:token/notice', ['GET']);

  // A row tells whether there is such a certificate, as a look-up does.
  const paid = throttle({
    perMinute: deps.lookupsPerMinute,
    clock: deps.clock,
    cost: async (c) => Math.min(AT_ONCE_ROWS, await rowsByWeight(c)),
  });
  app.post('/watch/:token/numbers', paid, deps.padResponseTime(LONG_QUANTUM), (c) =>
    withSite(c, deps, (site, path) => add(c, deps, site, path)),
  );
  refuseOtherMethods(app, '/watch/:token/numbers', ['POST']);

  addDeclaredPeople(app, deps, (c, site, path, refused) =>
    renderSite(c, deps, site, path, { refusedPerson: refused }),
  );

  addRecipients(app, deps, few, (c, site, path, refused) =>
    renderSite(c, deps, site, path, { refusedRecipient: refused }),
  );

  app.post('/watch/:token/remove', (c) => withSite(c, deps, (site, path) => remove(c, deps, site, path)));
  refuseOtherMethods(app, '/watch/:token/remove', ['POST']);

  app.post('/watch/:token/newer', (c) =>
    withSite(c, deps, async ({ watchedSite, entries }, path) => {
      const { today } = requestContext(c, deps, path);
      const { id } = await readForm(c);
      const entry = entries.find(({ member }) => certificateId(member) === id);
      const newer = id === undefined ? undefined : (await findNewer(deps, entries, today)).get(id);
      if (!entry || !newer) return backTo(c, path);
      const put = await putNewer(deps, watchedSite, { old: entry.member, newer }, today);
      if (put === 'gone') return noSite(c, deps, 'gone');
      return backTo(c, path, { done: put === 'done' ? 'newer' : 'notNewer' });
    }),
  );
  refuseOtherMethods(app, '/watch/:token/newer', ['POST']);

  app.post('/watch/:token/settings', (c) =>
    withSite(c, deps, async (site, path) => {
      const form = await readForm(c);
      const read = readSettings(form);
      if (!read.ok) return renderSite(c, deps, site, path, { refused: read });
      const language = languages.find((each) => each === form['language']) ?? site.watchedSite.language;
      const settings = { site: read.site, language, needed: read.needed };
      const changed = await changeSettings(deps, site.watchedSite.rosterId, settings);
      return changed === 'gone' ? noSite(c, deps, 'gone') : backTo(c, path, { done: 'saved' });
    }),
  );
  refuseOtherMethods(app, '/watch/:token/settings', ['POST']);

  app.post('/watch/:token/link', (c) =>
    withSite(c, deps, async ({ watchedSite }, path) => {
      const { rosterId, email } = watchedSite;
      const replaced = await replaceLink(deps, watchedSite);
      if (replaced === 'gone') return noSite(c, deps, 'replaced');
      // To the reader of the address alone: whoever pressed the button may have come by a link that leaked.
      await deps.notices.send([{ of: 'newLink', rosterId, link: replaced.link }]);
      return page(c, 200, <NewLinkPage email={email} context={requestContext(c, deps, path)} />);
    }),
  );
  refuseOtherMethods(app, '/watch/:token/link', ['POST']);

  app.post('/watch/:token/somebody-else', (c) =>
    withSite(c, deps, async (site, path) => {
      const { id, somebodyElse } = await readForm(c);
      const entry = site.entries.find(({ member }) => certificateId(member) === id);
      if (!entry) return backTo(c, path);
      const { key, provider } = entry.member;
      const is = { key, provider, somebodyElse: somebodyElse === 'yes' };
      const described = await describeWatched(deps, site.watchedSite.rosterId, is);
      return described === 'gone' ? noSite(c, deps, 'gone') : backTo(c, path, { done: 'described' });
    }),
  );
  refuseOtherMethods(app, '/watch/:token/somebody-else', ['POST']);
}

/** The site's page as it is asked for, or why there is none. */
export const showSite = (c: C, deps: WatchDeps): Promise<Response> =>
  withSite(c, deps, (site, path) => renderSite(c, deps, site, path, {}));

async function renderSite(
  c: C,
  deps: WatchDeps,
  view: SiteReport,
  path: string,
  wrong: Pick<Parameters<typeof SitePage>[0], 'refused' | 'unread' | 'refusedPerson' | 'refusedRecipient'>,
): Promise<Response> {
  const context = requestContext(c, deps, path);
  const all = await deps.recipients.ofSite(view.watchedSite.rosterId);
  const recipients = currentRecipients(all, deps.clock());
  const newer = await findNewer(deps, view.entries, context.today);
  const isWrong = Object.values(wrong).some((each) => each !== undefined);
  const done = isWrong ? undefined : doneText(c, context.language);
  return await page(
    c,
    isWrong ? (wrong.refusedRecipient ? statusOf(wrong.refusedRecipient) : 422) : 200,
    <SitePage
      view={view}
      newer={newer}
      recipients={recipients}
      path={path}
      done={done}
      context={context}
      {...wrong}
    />,
  );
}

/** As a first address is answered. */
const statusOf = ({ code }: RefusedRecipient) => (code === 'usedUp' || code === 'noMoreMail' ? 429 : 422);

/** What a redirect says was done; nobody's name or number stands in an address. */
function doneText(c: C, language: Language): string | undefined {
  const { done, count = '' } = c.req.query();
  const many = /^\d{1,4}$/.test(count) ? Number(count) : 0;
  switch (done) {
    case 'confirmed':
    case 'saved':
    case 'described':
      return doneMessages[done][language];
    case 'declared':
    case 'undeclared':
      return declaredMessages[done][language];
    case 'newer':
      return replacedMessages.done[language];
    case 'notNewer':
      return replacedMessages.notDone[language];
    case 'recipientAsked':
      return recipientMessages.askedDone[language];
    case 'recipientSaved':
      return recipientMessages.saved[language];
    case 'recipientRemoved':
      return recipientMessages.removed[language];
    case 'added':
      return addedCount(many, language);
    case 'removed':
      return removedCount(many, language);
    case 'nothing':
      return tickFirst(language);
    default:
      return undefined;
  }
}

/** Where something is to be corrected the rows are answered at once: sending them again adds nothing twice. */
async function add(c: C, deps: WatchDeps, site: SiteReport, path: string): Promise<Response> {
  const { language, at, today } = requestContext(c, deps, path);
  const read = await readSentList(c, deps.files).catch((error: unknown) => {
    if (error instanceof ListRefused) return error;
    throw error;
  });
  if (read instanceof ListRefused)
    return await renderSite(c, deps, site, path, {
      unread: { message: listProblems[read.problem][language], pasted: read.fields['list'] ?? '' },
    });
  const { rows, leftOut } = read;
  if (rows.length > AT_ONCE_ROWS)
    return await renderSite(c, deps, site, path, {
      unread: { message: addedMessages.tooMany[language], pasted: read.fields['list'] ?? '' },
    });
  const added = await addWatched(deps, site.watchedSite.rosterId, rows, { at, on: today });
  if (added.outcome === 'gone') return await noSite(c, deps, 'gone');
  const count = added.rows.filter(({ outcome }) => outcome === 'added').length;
  if (count === rows.length && !leftOut) return backTo(c, path, { done: 'added', count: String(count) });
  // In the order of the rows; their numbers may come again, in another sheet.
  const answered = added.rows.map((row, at) => ({ ...row, name: rows[at]?.name, sheet: rows[at]?.sheet }));
  return await page(
    c,
    200,
    <AddedPage rows={answered} leftOut={leftOut} path={path} context={requestContext(c, deps, path)} />,
  );
}

/** First it names what was ticked, then it does it. */
async function remove(c: C, deps: WatchDeps, site: SiteReport, path: string): Promise<Response> {
  const fields = await readFormFields(c);
  const ids = new Set(fields.getAll('id'));
  const ticked = site.entries.filter(({ member }) => ids.has(certificateId(member)));
  if (ticked.length === 0) return backTo(c, path, { done: 'nothing' });
  if (fields.get('sure') !== 'yes')
    return await page(
      c,
      200,
      <RemovePage entries={ticked} path={path} context={requestContext(c, deps, path)} />,
    );
  const removed = await removeWatched(
    deps,
    site.watchedSite.rosterId,
    ticked.map(({ member: { key, provider } }) => ({ key, provider })),
  );
  if (removed === 'gone') return await noSite(c, deps, 'gone');
  return backTo(c, path, { done: 'removed', count: String(ticked.length) });
}
