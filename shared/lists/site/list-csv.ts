import type { CheckedRow, CheckList, ListRow } from '#lists/check-list.ts';
import { listPageMessages as messages, rowSentence, rowWord } from '#lists/messages/lists.ts';
import type { CheckLists } from '#lists/ports.ts';
import type { ListReport } from '#lists/report-list.ts';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import type { ProviderDirectory } from '#register/ports/register.ts';
import { toCsv } from '#tables/csv.ts';
import { ProblemError } from '#web/http/problem.ts';
import type { C } from './deps.ts';
import { type ProviderNames, readProviders } from './list-providers.ts';

/** Everything in the order given, with the other columns of the sender's own table behind it. */
export async function csvAnswer(
  c: C,
  deps: { lists: Pick<CheckLists, 'rows'>; providers: ProviderDirectory },
  { list, state }: Pick<ListReport, 'list' | 'state'>,
): Promise<Response> {
  // Half of it would be taken for all of it.
  if (state === 'checking') throw new ProblemError('list_in_progress', { headers: { 'Retry-After': '5' } });
  const language = c.get('language');
  const columns = list.columns ?? [];
  const lines = [[...headings(language), ...columns]];
  for await (const rows of deps.lists.rows(list.list, 0)) {
    const providers = await readProviders(rows, deps.providers);
    for (const row of rows)
      lines.push([
        ...csvLine(row, list.on, providers, language),
        ...columns.map((_, at) => row.own?.[at] ?? ''),
      ]);
  }
  return csv(c, lines, `certificates-${list.on}.csv`);
}

/** The list as it was sent, to be sent again: with the newer numbers, the names, and the sender's other columns. */
export async function newerCsvAnswer(
  c: C,
  rows: readonly ListRow[],
  { on, columns = [] }: CheckList,
): Promise<Response> {
  const language = c.get('language');
  const lines = [
    [...[messages.number, messages.ownName, messages.issuerCode].map((one) => one[language]), ...columns],
    ...rows.map(({ number, name = '', issuer = '', own }) => [
      number,
      name,
      issuer,
      ...columns.map((_, at) => own?.[at] ?? ''),
    ]),
  ];
  return csv(c, lines, `list-${on}.csv`);
}

function csv(c: C, lines: string[][], name: string): Response {
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
    'content-language': c.get('language'),
  };
  return c.body(new Uint8Array(Buffer.from(toCsv(lines))), 200, headers);
}

const headings = (language: Language): string[] =>
  [
    messages.row,
    messages.number,
    messages.name,
    messages.result,
    messages.meaning,
    messages.type,
    messages.holder,
    messages.provider,
    messages.expiresOn,
    messages.newer,
    messages.on,
  ].map((heading) => heading[language]);

function csvLine(row: CheckedRow, on: CivilDate, providers: ProviderNames, language: Language): string[] {
  const { match } = row;
  return [
    row.sheet === undefined ? String(row.row) : `${row.sheet} ${row.row}`,
    row.number,
    row.name ?? '',
    rowWord(row, language),
    rowSentence(row, language),
    match ? (typeByCode(match.type)?.name[language] ?? match.type) : '',
    match ? [match.holder, match.holderZh].filter(Boolean).join(' ') : '',
    match ? (providers.get(match.issuer)?.[language] ?? match.issuer) : '',
    match?.expiresOn ?? '',
    match?.supersededBy?.number ?? '',
    on,
  ];
}
