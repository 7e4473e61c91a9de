import { Hono } from 'hono';
import type { ApiDeps } from '#provider/deps.ts';
import { certificatesMessages, foundSentence } from '#provider/messages/console-certificates.ts';
import { registerMessages } from '#provider/messages/console-register.ts';
import { showUnknown, whyUnknown } from '#provider/records/credential-unknown.tsx';
import { readAsked } from '#register/asked-number.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { effectiveExpiry } from '#register/certificate/history.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import { type CivilDate, hongKongDay } from '#register/civil-date.ts';
import { findCertificates } from '#register/find/find-certificates.ts';
import { eachPage } from '#register/page.ts';
import { toCsv } from '#tables/csv.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { recordPath } from '#web/console/record-path.ts';
import { hasRole, signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ErrorSummary, type FieldErrors } from '#web/ui/error-summary.tsx';
import { CertificateFilters } from './certificates-filters.tsx';
import { type Asked, type Filled, queryFields, readQuery } from './certificates-query.ts';
import { CertificateTable, csvRows } from './certificates-table.tsx';

const A_PAGE = 50;
/** Of what a search finds nobody reads more; who knows more of the name enters it. */
const MAX_FOUND = 200;
const MAX_CSV_ROWS = 10_000;

/** All certificates of a provider, and the search: what is sought is sent in a form, as a name stands in no address. */
export function certificateRoutes(deps: ApiDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/', (c) => answer(c, c.req.query()));
  app.post('/', async (c) => {
    const filled = await readForm(c);
    if (filled['q']?.trim()) return answer(c, filled);
    // What has no name in it is an address that can be kept.
    return c.redirect(`/console/certificates${addressOf(filled)}`, 303);
  });
  refuseOtherMethods(app, '/', ['GET', 'POST']);

  app.get('/list.csv', (c) => csv(c, c.req.query()));
  app.post('/list.csv', async (c) => csv(c, await readForm(c)));
  refuseOtherMethods(app, '/list.csv', ['GET', 'POST']);

  async function answer(c: ConsoleContext, filled: Filled): Promise<Response> {
    const on = hongKongDay(deps.clock());
    const { asked, errors } = readQuery(filled, on, c.get('language'));
    if (Object.keys(errors).length > 0) return page(c, filled, { errors });
    if (asked.q === undefined) {
      const some = await find(c, asked, { on, limit: A_PAGE, cursor: filled.cursor });
      return page(c, filled, { ...some, on });
    }
    const items = await all(c, asked, { on, most: MAX_FOUND + 1 });
    const { number } = readAsked(asked.q);
    const [only, ...others] = items;
    if (!only && isLikeNumber(asked.q)) return showUnknown(c, asked.q, whyUnknown(number));
    const asNumber = normaliseNumber(number);
    if (only && others.length === 0 && asNumber.ok && asNumber.key === only.key)
      return c.redirect(recordPath(only.number), 303);
    const found = items.slice(0, MAX_FOUND).toSorted(byLastDay(asked.descending));
    return page(c, filled, { items: found, on, found: { isMore: items.length > MAX_FOUND } });
  }

  async function csv(c: ConsoleContext, filled: Filled): Promise<Response> {
    const on = hongKongDay(deps.clock());
    const { asked, errors } = readQuery(filled, on, c.get('language'));
    if (Object.keys(errors).length > 0) return page(c, filled, { errors });
    const items = await all(c, asked, { on, most: MAX_CSV_ROWS });
    const sorted = asked.q === undefined ? items : items.toSorted(byLastDay(asked.descending));
    return c.body(toCsv(csvRows(sorted, on, c.get('language'))), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="certificates-${on}.csv"`,
    });
  }

  const find = (
    c: ConsoleContext,
    asked: Asked,
    more: { on: CivilDate; limit: number; cursor?: string | undefined },
  ) => findCertificates(deps, { provider: signedInKey(c).provider, ...asked, ...more });

  async function all(
    c: ConsoleContext,
    asked: Asked,
    { on, most }: { on: CivilDate; most: number },
  ): Promise<Credential[]> {
    const items: Credential[] = [];
    for await (const part of eachPage((cursor) => find(c, asked, { on, limit: 200, cursor }))) {
      items.push(...part.items);
      if (items.length >= most) break;
    }
    return items.slice(0, most);
  }
  return app;
}

/** Figures, and nothing of a Chinese name or an address. */
const isLikeNumber = (q: string) => /^(?=.*\d)[\x20-\x7e]+$/.test(q) && !q.includes('@');

interface Listed {
  errors?: FieldErrors;
  items?: Credential[];
  on?: CivilDate;
  cursor?: string;
  /** Of a search. */
  found?: { isMore: boolean };
}

function page(c: ConsoleContext, filled: Filled, { errors = {}, items, on, cursor, found }: Listed) {
  const language = c.get('language');
  const title = certificatesMessages[filled.q?.trim() ? 'found' : 'title'][language];
  const failed = Object.keys(errors).length > 0;
  return show(c, failed ? 422 : 200, {
    title,
    failed,
    place: 'certificates',
    sought: filled.q ?? '',
    children: (
      <>
        <ErrorSummary errors={errors} language={language} />
        <section class="stack">
          <h1>{title}</h1>
          {hasRole(c, 'desk') && (
            <p>
              <a class="target" href="/console/certificates/new">
                {registerMessages.title[language]}
              </a>
            </p>
          )}
          {found && items && items.length > 0 && (
            <p role="status">{foundSentence(items.length, found.isMore, language)}</p>
          )}
          {items?.length === 0 && (
            <p role="status">{certificatesMessages[cursor ? 'noneOnPage' : 'none'][language]}</p>
          )}
          {items && items.length > 0 && on && (
            <CertificateTable items={items} on={on} language={language} label={title} />
          )}
          {(cursor !== undefined || filled.cursor) && (
            <p class="links">
              {filled.cursor && (
                <a href={`/console/certificates${addressOf(filled)}`}>
                  {certificatesMessages.toFirst[language]}
                </a>
              )}
              {cursor !== undefined && (
                <a href={`/console/certificates${addressOf(filled, cursor)}`} rel="next">
                  {certificatesMessages.next[language]}
                </a>
              )}
            </p>
          )}
        </section>
        <CertificateFilters filled={filled} errors={errors} mostRows={MAX_CSV_ROWS} language={language} />
      </>
    ),
  });
}

/** Without the name, and without what was left as it is. */
function addressOf(filled: Filled, cursor?: string): string {
  const query = new URLSearchParams();
  for (const name of queryFields) {
    const value = filled[name]?.trim();
    if (name !== 'q' && value) query.set(name, value);
  }
  if (cursor !== undefined) query.set('cursor', cursor);
  const text = query.toString();
  return text && `?${text}`;
}

const byLastDay =
  (descending = false) =>
  (a: Credential, b: Credential): number => {
    const [one = '9', other = '9'] = [effectiveExpiry(a), effectiveExpiry(b)];
    return (descending ? -1 : 1) * one.localeCompare(other);
  };
