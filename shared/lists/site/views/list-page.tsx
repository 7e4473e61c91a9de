import { type CheckedRow, type CheckList, type RowKind, rowKinds } from '#lists/check-list.ts';
import {
  kindMessages,
  listHeadline,
  listPageMessages as messages,
  namesCompared,
  rowsShown,
  showFine,
} from '#lists/messages/lists.ts';
import type { ListReport } from '#lists/report-list.ts';
import type { ProviderNames } from '#lists/site/list-providers.ts';
import type { Language } from '#register/certificate/credential.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { address } from '#web/http/current-page.ts';
import { clockTime, longDate } from '#web/messages/dates.ts';
import { asOfDay, homeMessages, sectionMessages } from '#web/messages/pages.ts';
import { Layout } from '#web/ui/employer/layout.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { Panel } from '#web/ui/panel.tsx';
import { LeftOutNote } from './left-out.tsx';
import { folded, ListTable, tones } from './list-table.tsx';

export const ROWS_A_PAGE = 200;
/** So many stand on one page for who wants to print them; longer lists are files. */
export const ROWS_TO_PRINT = 2000;

interface ListPageProps {
  context: PageContext;
  report: ListReport;
  /** Where the list is. */
  path: string;
  /** Only rows of this kind are shown. */
  kind: RowKind | undefined;
  /** Which page of how many, from 1. */
  at: number;
  pages: number;
  rows: CheckedRow[];
  providers: ProviderNames;
}

const fine = new Set<RowKind>(['valid', 'expiringSoon', 'repeated']);

/** What came of a list: how many need attention, how many of each kind, and the rows, the most urgent first. */
export function ListPage(props: ListPageProps) {
  const { context, report, path, kind, at, rows, providers } = props;
  const { language } = context;
  const { counts, done, list, state } = report;
  const problems = rowKinds.reduce((sum, each) => sum + (fine.has(each) ? 0 : counts[each]), 0);
  const first = (at - 1) * ROWS_A_PAGE + 1;
  const total = kind ? counts[kind] : done;
  return (
    <Layout context={context} title={messages.title[language]} note={messages.private[language]}>
      <Panel
        look={problems > 0 ? 'wrong' : 'good'}
        title={listHeadline({ problems, answered: done }, list.on, language)}
      >
        <p class="asof">{asOfDay(list.on, language)}</p>
        <p>{namesCompared(list.named, language)}</p>
      </Panel>
      <PrintedHead list={list} done={done} language={language} />
      {state === 'stuck' && (
        <p class="refused" role="alert">
          {messages.stuck[language]}
        </p>
      )}
      {list.leftOut && <LeftOutNote leftOut={list.leftOut} language={language} />}
      <nav class="stack" aria-label={messages.kinds[language]}>
        <ul class="kinds">
          <KindLink
            {...{ path, language, on: !kind, tone: 'plain', count: done }}
            text={messages.all[language]}
          />
          {rowKinds
            .filter((each) => counts[each] > 0)
            .map((each) => (
              <KindLink
                {...{ path, language, kind: each, on: kind === each, tone: tones[each], count: counts[each] }}
                text={kindMessages[each][language]}
              />
            ))}
        </ul>
      </nav>
      <p class="actions screen">
        <a class="button" href={address(`${path}.csv`, {}, language)} download>
          {messages.download[language]}
        </a>
        <a class="target" href={address('/lists', {}, language)}>
          {messages.again[language]}
        </a>
        <a class="target" href={address('/watch', {}, language)}>
          {homeMessages.watch[language]}
        </a>
      </p>
      <p class="small screen">
        {sectionMessages.keep[language]}{' '}
        {rows.length < total && total <= ROWS_TO_PRINT && (
          <a class="target" href={address(path, { kind, rows: 'all' }, language)}>
            {messages.allToPrint[language]}
          </a>
        )}
      </p>
      {counts.superseded > 0 && <Replaced path={path} language={language} />}
      {rows.length > 0 && (
        <section class="stack">
          <h2>{rowsShown(first, first + rows.length - 1, total, language)}</h2>
          {!kind && <Fold rows={rows} language={language} />}
          <ListTable {...{ rows, providers, context }} on={list.on} />
          <Turning {...props} />
        </section>
      )}
    </Layout>
  );
}

/** What the paper says of itself: which list it was, how long, and when it was sent. */
function PrintedHead({ list, done, language }: { list: CheckList; done: number; language: Language }) {
  const { fileName, createdAt } = list;
  const facts = [
    [messages.file, fileName ?? messages.pasted[language]],
    [messages.rows, done.toLocaleString('en')],
    [
      messages.checkedAt,
      `${longDate(hongKongDay(createdAt), language)}${language === 'en' ? ' ' : ''}${clockTime(createdAt)}`,
    ],
  ] as const;
  return (
    <dl class="facts paper">
      {facts.map(([name, value]) => (
        <div>
          <dt>{name[language]}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The newer numbers in place of those that were replaced: checked at once, or as a file. */
function Replaced({ path, language }: { path: string; language: Language }) {
  return (
    <section class="stack screen" aria-labelledby="replaced">
      <h2 id="replaced">{messages.replaced[language]}</h2>
      <p>{messages.replacedHow[language]}</p>
      <div class="actions">
        <form method="post" action={address(`${path}/newer`, {}, language)}>
          <button class="quiet" type="submit">
            {messages.checkNewer[language]}
          </button>
        </form>
        <a class="target" href={address(`${path}.csv`, { numbers: 'newer' }, language)} download>
          {messages.downloadNewer[language]}
        </a>
      </div>
    </section>
  );
}

/** On a phone what needs nobody's attention waits behind a box; it is there without a script, and on paper. */
function Fold({ rows, language }: { rows: readonly CheckedRow[]; language: Language }) {
  const count = rows.filter(({ kind }) => folded.has(kind)).length;
  return count === 0 ? null : (
    <label class="fold screen">
      <input type="checkbox" id="show-fine" />
      {showFine(count, language)}
    </label>
  );
}

function KindLink(props: {
  path: string;
  language: PageContext['language'];
  kind?: RowKind;
  on: boolean;
  tone: string;
  count: number;
  text: string;
}) {
  const { path, language, kind, on, tone, count, text } = props;
  return (
    <li>
      <a class={tone} href={address(path, { kind }, language)} aria-current={on ? 'true' : undefined}>
        {text} <b>{count.toLocaleString('en')}</b>
      </a>
    </li>
  );
}

function Turning({ context: { language }, path, kind, at, pages }: ListPageProps) {
  if (pages === 1) return null;
  const to = (page: number) => address(path, { kind, ...(page > 1 && { page: String(page) }) }, language);
  return (
    <p class="actions screen">
      {at > 1 && (
        <a class="target" href={to(at - 1)}>
          {messages.earlier[language]}
        </a>
      )}
      {at < pages && (
        <a class="target" href={to(at + 1)}>
          {messages.later[language]}
        </a>
      )}
    </p>
  );
}
