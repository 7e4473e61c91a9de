import { beforeEach, expect, it } from 'vitest';
import type { CheckedRow } from '#lists/check-list.ts';
import { checkListChunk } from '#lists/check-list-chunk.ts';
import {
  listHeadline,
  namesCompared,
  rowSentence,
  rowsShown,
  rowWord,
  showFine,
} from '#lists/messages/lists.ts';
import type { Transition } from '#register/certificate/history.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { workbookOf } from '#support/files/workbook';
import { createListsTest, type ListsTest } from '#support/sites/lists';
import { day, instantFrom } from '#support/storage/registry';
import { asKept } from './kept-page.ts';

/** What an employer reads of a list: with certificates of every status, page after page, as a file, and refused. */
let test: ListsTest;
beforeEach(async () => {
  test = await createListsTest();
});

const LANGUAGES = ['en', 'zh-HK'] as const;
async function keep(name: string, path: string, headers?: Record<string, string>) {
  for (const language of LANGUAGES) {
    const answer = await test.ask(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`, headers);
    const { status, headers: told } = answer;
    await asKept(`lists/${name}.${language}`, { status, headers: told, text: await answer.text() });
  }
}
const keepJson = async (name: string, path: string) => {
  const answer = await test.ask(path, { accept: 'application/json' });
  const text = JSON.stringify(await answer.json(), undefined, 1);
  await asKept(`lists/${name}`, { status: answer.status, headers: answer.headers, text });
};
const finish = async () => {
  for (const chunk of test.queued.splice(0)) await checkListChunk(test.deps, chunk, test.deps.clock);
};

async function act(number: string, transition: Partial<Transition>, on = '2026-10-05') {
  const at = instantFrom(`${on}T02:00:00.000Z`);
  const source = { via: 'api', keyId: 'k' } as const;
  const entry = { at, on: day(on), source, reason: 'other', ...transition } as Transition;
  const key = number.replaceAll('-', '');
  const done = await changeStatus(test.registry, { provider: 'SPMC', key, entry });
  if (!done.ok) throw new Error(done.code);
}

it('a list with certificates of every status', async () => {
  for (const [number, expiresOn] of [
    ['VALID-1', '2029-02-28'],
    ['SOON-2', '2026-11-22'],
    ['EXPIRED-3', '2026-11-20'],
    ['REVOKED-4', '2029-02-28'],
    ['SUSPENDED-5', '2029-02-28'],
    ['OLD-6', '2027-02-28'],
    ['OLD-7', '2027-02-28'],
    ['NEW-8', '2029-02-28'],
    ['TWO-9', '2029-02-28'],
  ] as const)
    await test.register(number, { expiresOn, ...(number === 'VALID-1' && { nameZh: '陳大文' }) });
  await test.register('TWO-9', {}, 'HUSH');
  await act('REVOKED-4', { event: 'revoked' });
  await act('SUSPENDED-5', { event: 'suspended' });
  await act('OLD-6', { event: 'superseded', by: { number: 'NEW-8', provider: 'SPMC' } });
  await act('OLD-7', { event: 'superseded', by: { number: 'LOST-8', provider: 'SPMC' } });
  const rows = [
    ['Certificate number', 'Name', 'Department'],
    ['VALID-1', 'CHAN Tai Man', 'Kitchen'],
    ['SOON-2', '', 'Kitchen'],
    ['EXPIRED-3', 'WONG Mei Ling', ''],
    ['REVOKED-4', 'WONG Mei Ling', 'Hall'],
    ['SUSPENDED-5', '', ''],
    ['OLD-6', 'CHAN Tai Man', ''],
    ['OLD-7', '', ''],
    ['VALID-1', 'CHAN Tai Man', 'Hall'],
    ['NEW-8', 'LEE Ka Yan', ''],
    ['TWO-9', 'CHAN Tai Man', ''],
    ['NOBODY-1', '', ''],
    ['NOBODY-2', 'CHAN Tai Man', ''],
    ['SPMC-OFA-7C3K2RA9', '', ''],
    ['', 'CHAN Siu Ming', ''],
    ['none', '', ''],
  ];
  const sheet = (cells: string[][]) =>
    cells
      .map(
        (row) => `<row>${row.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`,
      )
      .join('');
  const workbook = workbookOf({
    sheets: [
      sheet(rows),
      sheet([
        ['Notes', 'Of'],
        ['nothing', 'here'],
      ]),
      sheet([
        ['No.', '部門'],
        ['Certificate number', '部門'],
        ['VALID-1', '工程'],
      ]),
      { data: sheet(rows), state: 'hidden' },
    ],
  });
  const list = await test.press({ file: new File([new Uint8Array(workbook)], 'Staff 2026.xlsx') });
  await finish();
  await keep('every-status', list);
  await keep('every-status-revoked', `${list}?kind=revoked`);
  await keep('every-status-file', `${list}.csv`);
  await keep('every-status-newer-file', `${list}.csv?numbers=newer`);
  await keepJson('every-status.json', list);
  const past = await test.press({ list: 'REVOKED-4\nEXPIRED-3\nOLD-6', on: '2026-09-01' });
  await keep('past-day', past);
  await keepJson('past-day.json', past);
  const fine = await test.press({ list: 'VALID-1  CHAN Tai Man' });
  await keep('one-fine', fine);
});

it('a long list, page after page', async () => {
  const list = await test.press({ list: Array.from({ length: 401 }, (_, n) => `NOBODY-${n}`).join('\n') });
  const shown = async (query: string) => {
    const text = await (await test.ask(`${list}?lang=en${query}`)).text();
    const numbers = [...text.matchAll(/<span class="num ">(NOBODY-\d+)<\/span>/g)].map(
      ([, number]) => number,
    );
    const links = [...text.matchAll(/<a class="target" href="([^"]*)"[^>]*>(.*?)<\/a>/g)]
      .filter(([, href]) => href?.startsWith(list) && !href.includes('.csv'))
      .map(([, href, said]) => `${said}: ${href?.slice(list.length).replaceAll('&amp;', '&')}`);
    const heading = /<h2>(Rows .*?)<\/h2>/.exec(text)?.[1];
    return [heading, numbers.length, numbers[0], numbers.at(-1), ...links];
  };
  const [later, earlier] = ['Later rows', 'Earlier rows'];
  const print = 'Show all rows on one page, to print: ?rows=all&lang=en';
  const first = ['Rows 1 to 200 of 401', 200, 'NOBODY-0', 'NOBODY-199', print, `${later}: ?page=2&lang=en`];
  expect(await shown('')).toEqual(first);
  expect(await shown('&page=1')).toEqual(first);
  expect(await shown('&page=2')).toEqual([
    ...['Rows 201 to 400 of 401', 200, 'NOBODY-200', 'NOBODY-399', print],
    ...[`${earlier}: ?lang=en`, `${later}: ?page=3&lang=en`],
  ]);
  const last = ['Rows 401 to 401 of 401', 1, 'NOBODY-400', 'NOBODY-400', print];
  expect(await shown('&page=3')).toEqual([...last, `${earlier}: ?page=2&lang=en`]);
  expect(await shown('&page=4')).toEqual([...last, `${earlier}: ?page=2&lang=en`]);
  expect(await shown('&rows=all')).toEqual(['Rows 1 to 401 of 401', 401, 'NOBODY-0', 'NOBODY-400']);
  expect(await shown('&kind=notFound&page=2')).toEqual([
    ...['Rows 201 to 400 of 401', 200, 'NOBODY-200', 'NOBODY-399'],
    'Show all rows on one page, to print: ?kind=notFound&rows=all&lang=en',
    ...[`${earlier}: ?kind=notFound&lang=en`, `${later}: ?kind=notFound&page=3&lang=en`],
  ]);
  expect(await shown('&kind=valid')).toEqual([undefined, 0, undefined, undefined]);
  for (const query of ['page=0', 'page=1001', 'page=x', 'kind=none', 'rows=some'])
    expect((await test.ask(`${list}?${query}`)).status, query).toBe(422);
});

it('a list that is on its way, or gone', async () => {
  const list = await test.press({ list: Array.from({ length: 600 }, (_, n) => `NOBODY-${n}`).join('\n') });
  await keep('on-its-way', list);
  await keep('on-its-way-file', `${list}.csv`);
  await keep('on-its-way-progress', `${list}/progress`);
  await keepJson('on-its-way.json', list);
  const [part] = test.queued.splice(0);
  if (part) await checkListChunk(test.deps, part, test.deps.clock);
  test.clock.now = instantFrom('2026-11-21T03:00:00.000Z');
  await keep('stuck', `${list}?kind=valid`);
  await keep('stuck-progress', `${list}/progress`);
  const gone = `/lists/${'0'.repeat(32)}`;
  await keep('gone', gone);
  await keep('gone-file', `${gone}.csv`);
  await keep('gone-progress', `${gone}/progress`);
  await keep('gone-json', gone, { accept: 'application/json' });
});

it('what is refused of a list, and why', async () => {
  const file = (text: string) => new File([text], 'list.csv');
  const sent: Record<string, Record<string, string | File>> = {
    nothing: {},
    blanks: { list: ' \n\t' },
    both: { list: 'A-1', file: file('A-1') },
    'an empty file': { file: file('') },
    'headings alone': { list: 'Certificate number,Name\n' },
    'no numbers': { file: file('Name,Department\nCHAN Tai Man,Kitchen\n') },
    'two columns of numbers': { list: 'Certificate number,Certificate number\nA-1,A-2' },
    'identity cards': { list: 'Number\tHKID\nA-0001\tA123456(3)\nA-0002\tB123456(2)' },
    'too many columns': { list: `A-1${'\tx'.repeat(300)}` },
    'a file too wide': { file: file(`Certificate number${',x'.repeat(300)}`) },
    'no table': { file: file('%PDF-1.7') },
    'no day': { list: 'A-1', on: '2026-02-30' },
  };
  const said: Record<string, unknown[]> = {};
  for (const [what, fields] of Object.entries(sent)) {
    said[what] = [];
    for (const language of LANGUAGES) {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      const answer = await test.site.request(`/lists?lang=${language}`, { method: 'POST', body });
      const [, why] = /<p class="error"[^>]*>(.*?)<\/p>/.exec(await answer.text()) ?? [];
      said[what].push(answer.status, why);
    }
    const accept = { accept: 'application/json' };
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const answer = await test.site.request('/lists', { method: 'POST', body, headers: accept });
    const { code, errors } = (await answer.json()) as Record<string, unknown>;
    said[what].push({ status: answer.status, code, errors });
  }
  await expect(JSON.stringify(said, undefined, 1)).toMatchFileSnapshot('./kept/lists/refused.txt');
});

it('what is said of each row', async () => {
  const on = day('2026-11-21');
  const [since, until] = [day('2026-10-05'), day('2027-02-28')];
  const of = (
    status: NonNullable<CheckedRow['match']>['status'],
    facts: Partial<NonNullable<CheckedRow['match']>> = {},
  ) => ({
    ...{ number: 'OFA-0001', issuer: 'SPMC', type: 'OFA', holder: 'CHAN T** M**' },
    ...{ nameMatch: 'match' as const, status, statusSince: since, daysLeft: 99, expiresOn: until },
    ...{ supersededBy: null, ...facts },
  });
  const by = { number: 'OFA-0002', issuer: 'SPMC' };
  const rows: Partial<CheckedRow>[] = [
    { kind: 'notFound' },
    { kind: 'mistyped' },
    { kind: 'notYetValid', match: of('notYetValid') },
    { kind: 'mistyped', number: 'A123456(3)' },
    { kind: 'mistyped', number: 'CHAN Tai Man' },
    { kind: 'mistyped', problem: 'crowded_number' },
    { kind: 'mistyped', problem: 'wrong_check_character' },
    { kind: 'notFound', name: 'CHAN Tai Man' },
    { kind: 'several', severalIssuers: ['HUSH', 'SPMC'] },
    { kind: 'nameDiffers', match: of('valid', { nameMatch: 'mismatch', statusSince: null }) },
    { kind: 'nameDiffers', match: of('expired', { nameMatch: 'mismatch' }) },
    { kind: 'revoked', match: of('revoked') },
    { kind: 'revoked', match: of('revoked', { nameMatch: 'mismatch' }) },
    { kind: 'suspended', match: of('suspended', { nameMatch: 'mismatch' }) },
    { kind: 'expired', match: of('expired') },
    { kind: 'superseded', match: of('superseded') },
    { kind: 'superseded', match: of('superseded', { supersededBy: by }) },
    ...(['valid', 'expiringSoon', 'revoked'] as const).map((status) => ({
      kind: 'superseded' as const,
      match: of('superseded', { supersededBy: by, newer: { status, expiresOn: until } }),
    })),
    {
      kind: 'superseded',
      match: of('superseded', { supersededBy: by, newer: { status: 'valid', expiresOn: null } }),
    },
    { kind: 'unclear', match: of('valid', { nameMatch: 'unknown' }) },
    { kind: 'unclear', match: of('valid', { expiresOn: null }) },
    ...[0, 1, 2].map((daysLeft) => ({
      kind: 'expiringSoon' as const,
      match: of('expiringSoon', { daysLeft }),
    })),
    { kind: 'valid', match: of('valid') },
    { kind: 'valid', match: of('valid', { expiresOn: null }) },
    { kind: 'valid', match: of('valid'), others: 2 },
    { kind: 'valid', match: of('valid', { today: { status: 'revoked', since } }) },
    { kind: 'valid', match: of('valid', { today: { status: 'expired', since: null } }) },
    ...(['valid', 'notRegistered', 'suspended'] as const).map((knownThen) => ({
      kind: 'revoked' as const,
      match: of('revoked', { knownThen, statusRecordedOn: day('2026-11-01') }),
    })),
    { kind: 'valid', match: of('valid', { knownThen: 'revoked', statusRecordedOn: null }) },
    { kind: 'repeated', sameAs: 3 },
  ];
  // What all matches have in common tells nothing.
  const whole = ({ match, ...facts }: Partial<CheckedRow>) => {
    const { number: _, issuer: __, type: ___, holder: ____, ...told } = match ?? of('valid');
    return JSON.stringify({ ...facts, ...(match && { match: told }) });
  };
  const lines = rows.flatMap((facts) => {
    const row = { row: 9, number: 'OFA-0001', kind: 'valid', ...facts } as CheckedRow;
    return [
      whole(facts),
      ...LANGUAGES.map((language) => `  ${rowWord(row, language)} | ${rowSentence(row, language)}`),
    ];
  });
  const counts = LANGUAGES.flatMap((language) => [
    ...[
      [0, 1],
      [0, 1200],
      [1, 1],
      [1, 2],
      [2, 2],
      [1200, 2400],
    ].map(([problems = 0, answered = 0]) => listHeadline({ problems, answered }, on, language)),
    rowsShown(1, 200, 1200, language),
    ...[0, 1, 2, 1200].map((named) => namesCompared(named, language)),
    ...[1, 2, 1200].map((count) => showFine(count, language)),
  ]);
  await expect([...lines, ...counts].join('\n')).toMatchFileSnapshot('./kept/lists/words.txt');
});
