import { beforeAll, describe, expect, it } from 'vitest';
import type { Match, Verdict } from '#register/certificate/verification.ts';
import { type Change, certificate, site } from './public-site.fixtures.ts';

/**
 * The table of verdicts: what an employer is told of a certificate, by the day asked about. Today is 21 November 2026.
 * `since` and `recorded` are the days of what the status tells; `then` is what the register itself said at the end of
 * that day; `today` is how the certificate stands now, `-` where today is asked about. See domain.md §2.
 */
const VERDICTS = `
certificate             | asked      | status       | since      | recorded   | then          | today
----------------------- | ---------- | ------------ | ---------- | ---------- | ------------- | -----
in order                | 2024-02-29 | notYetValid  |            | 2024-03-01 | notRegistered | valid
in order                | 2024-03-01 | valid        |            |            | valid         | valid
in order                | 2026-11-21 | valid        |            |            | valid         | -
in order                | 2026-11-29 | valid        |            |            | valid         | valid
in order                | 2026-11-30 | expiringSoon |            |            | expiringSoon  | valid
in order                | 2027-02-28 | expiringSoon |            |            | expiringSoon  | valid
in order                | 2027-03-01 | expired      |            |            | expired       | valid
run out                 | 2025-02-28 | expiringSoon |            |            | expiringSoon  | expired
run out                 | 2025-03-01 | expired      |            |            | expired       | expired
run out                 | 2026-11-21 | expired      |            |            | expired       | -
issued next month       | 2026-11-21 | notYetValid  |            |            | notYetValid   | -
issued next month       | 2026-12-01 | valid        |            |            | valid         | notYetValid
without an end          | 2040-01-01 | valid        |            |            | valid         | valid
registered late         | 2024-06-01 | valid        |            | 2025-01-10 | notRegistered | valid
registered late         | 2025-01-09 | valid        |            | 2025-01-10 | notRegistered | valid
registered late         | 2025-01-10 | valid        |            |            | valid         | valid
revoked                 | 2024-02-29 | notYetValid  |            | 2024-03-01 | notRegistered | revoked 2026-05-04
revoked                 | 2026-05-03 | valid        |            |            | valid         | revoked 2026-05-04
revoked                 | 2026-05-04 | revoked      | 2026-05-04 | 2026-05-04 | revoked       | revoked 2026-05-04
revoked                 | 2027-02-28 | revoked      | 2026-05-04 | 2026-05-04 | revoked       | revoked 2026-05-04
revoked                 | 2027-03-01 | revoked      | 2026-05-04 | 2026-05-04 | revoked       | revoked 2026-05-04
revoked backwards       | 2026-02-28 | valid        |            |            | valid         | revoked 2026-03-01
revoked backwards       | 2026-03-01 | revoked      | 2026-03-01 | 2026-05-05 | valid         | revoked 2026-03-01
revoked backwards       | 2026-05-04 | revoked      | 2026-03-01 | 2026-05-05 | valid         | revoked 2026-03-01
revoked backwards       | 2026-05-05 | revoked      | 2026-03-01 | 2026-05-05 | revoked       | revoked 2026-03-01
revoked backwards       | 2026-11-21 | revoked      | 2026-03-01 | 2026-05-05 | revoked       | -
revoked b. twice        | 2026-03-31 | revoked      | 2026-03-01 | 2026-06-06 | valid         | revoked 2026-03-01
revoked b. twice        | 2026-05-15 | revoked      | 2026-03-01 | 2026-06-06 | revoked       | revoked 2026-03-01
revoked from December   | 2026-11-21 | valid        |            |            | valid         | -
revoked from December   | 2026-12-01 | revoked      | 2026-12-01 | 2026-10-01 | revoked       | valid
suspended               | 2026-10-04 | valid        |            |            | valid         | suspended 2026-10-05
suspended               | 2026-10-05 | suspended    | 2026-10-05 | 2026-10-05 | suspended     | suspended 2026-10-05
suspended backwards     | 2026-09-30 | valid        |            |            | valid         | suspended 2026-10-01
suspended backwards     | 2026-10-04 | suspended    | 2026-10-01 | 2026-10-05 | valid         | suspended 2026-10-01
suspended backwards     | 2027-03-01 | suspended    | 2026-10-01 | 2026-10-05 | suspended     | suspended 2026-10-01
superseded              | 2026-08-31 | valid        |            |            | valid         | superseded 2026-09-01
superseded              | 2026-09-01 | superseded   | 2026-09-01 | 2026-09-01 | superseded    | superseded 2026-09-01
superseded backwards    | 2026-09-14 | superseded   | 2026-09-01 | 2026-09-15 | valid         | superseded 2026-09-01
superseded backwards    | 2027-03-01 | superseded   | 2026-09-01 | 2026-09-15 | superseded    | superseded 2026-09-01
supersession lifted     | 2026-09-09 | superseded   | 2026-09-01 | 2026-09-01 | superseded    | valid
supersession lifted     | 2026-09-10 | valid        |            |            | valid         | valid
reinstated              | 2026-05-31 | suspended    | 2026-04-01 | 2026-04-01 | suspended     | valid
reinstated              | 2026-06-01 | valid        |            |            | valid         | valid
reinstated backwards    | 2026-05-01 | valid        |            | 2026-06-01 | revoked       | valid
reinstated backwards    | 2026-06-01 | valid        |            |            | valid         | valid
revoked b. + reinstated | 2026-03-15 | revoked      | 2026-03-01 | 2026-05-05 | valid         | valid
revoked b. + reinstated | 2026-06-30 | revoked      | 2026-03-01 | 2026-05-05 | revoked       | valid
revoked b. + reinstated | 2026-07-01 | valid        |            |            | valid         | valid
suspended + revoked     | 2026-05-31 | suspended    | 2026-04-01 | 2026-04-01 | suspended     | revoked 2026-06-01
suspended + revoked     | 2026-06-01 | revoked      | 2026-06-01 | 2026-06-01 | revoked       | revoked 2026-06-01
suspended + revoked b.  | 2026-03-14 | valid        |            |            | valid         | revoked 2026-03-15
suspended + revoked b.  | 2026-03-20 | revoked      | 2026-03-15 | 2026-06-01 | valid         | revoked 2026-03-15
suspended + revoked b.  | 2026-04-15 | revoked      | 2026-03-15 | 2026-06-01 | suspended     | revoked 2026-03-15
superseded + suspended  | 2026-09-05 | superseded   | 2026-09-01 | 2026-09-01 | superseded    | suspended 2026-10-05
superseded + suspended  | 2026-10-05 | suspended    | 2026-10-05 | 2026-10-05 | suspended     | suspended 2026-10-05
extended                | 2026-09-30 | expiringSoon |            |            | expiringSoon  | valid
extended                | 2026-10-01 | valid        |            |            | valid         | valid
extended                | 2027-04-30 | expiringSoon |            |            | expiringSoon  | valid
extended                | 2027-05-01 | expired      |            |            | expired       | valid
extended backwards      | 2026-06-14 | expiringSoon |            |            | expiringSoon  | expiringSoon
extended backwards      | 2026-06-30 | valid        |            | 2026-08-01 | expiringSoon  | expiringSoon
extended backwards      | 2026-07-31 | valid        |            | 2026-08-01 | expired       | expiringSoon
extended backwards      | 2026-08-01 | valid        |            |            | valid         | expiringSoon
extension withdrawn     | 2026-08-31 | valid        |            |            | valid         | expired
extension withdrawn     | 2026-09-01 | expired      |            |            | expired       | expired
`;

/** What is shown and compared, by the provider's policy and the name typed. The holder is CHAN Tai Man, in Latin alone. */
const NAMES = `
policy    | typed         | outcome  | shown        | nameMatch | check
--------- | ------------- | -------- | ------------ | --------- | -------
masked    |               | found    | CHAN T** M** | notAsked  |
masked    | chan tai man  | found    | CHAN T** M** | match     | pass
masked    | Wong Mei Ling | found    | CHAN T** M** | mismatch  | fail
masked    | 陳大文        | found    | CHAN T** M** | mismatch  | unknown
full      |               | found    | CHAN Tai Man | notAsked  |
full      | chan tai man  | found    | CHAN Tai Man | match     | pass
full      | Wong Mei Ling | found    | CHAN Tai Man | mismatch  | fail
full      | 陳大文        | found    | CHAN Tai Man | mismatch  | unknown
matchOnly |               | notFound |              |           |
matchOnly | chan tai man  | found    | CHAN Tai Man | match     | pass
matchOnly | Wong Mei Ling | notFound |              |           |
matchOnly | 陳大文        | notFound |              |           |
`;

/** Recorded on the day of its effect, at ten in Hong Kong, unless `at` says another instant. */
const change = (event: Change['event'], on: string, more: Record<string, unknown> = {}): Change => ({
  at: `${on}T02:00:00.000Z`,
  event,
  on,
  ...more,
});
/** Half past midnight of the next day in Hong Kong: what counts is the day there. */
const afterMidnight = (day: string) => ({ at: `${day}T16:30:00.000Z` });
const by = { by: { number: 'SPMC-OFA-2026-00101', provider: 'SPMC' } };
const order = { order: 'order-1' };

const HISTORIES: Record<string, [facts: Record<string, unknown>, ...changes: Change[]]> = {
  'in order': [{}],
  'run out': [{ issuedOn: '2022-03-01', expiresOn: '2025-02-28' }],
  'issued next month': [{ issuedOn: '2026-12-01', expiresOn: '2029-11-30' }],
  'without an end': [{ type: 'EMTD', expiresOn: undefined }],
  'registered late': [
    {
      history: [
        change('issued', '2024-03-01', { ...afterMidnight('2025-01-09'), source: { via: 'registry' } }),
      ],
    },
  ],
  revoked: [{}, change('revoked', '2026-05-04')],
  'revoked backwards': [{}, change('revoked', '2026-03-01', afterMidnight('2026-05-04'))],
  'revoked b. twice': [
    {},
    change('revoked', '2026-04-01', afterMidnight('2026-05-04')),
    change('revoked', '2026-03-01', afterMidnight('2026-06-05')),
  ],
  'revoked from December': [{}, change('revoked', '2026-12-01', { at: '2026-10-01T02:00:00.000Z' })],
  suspended: [{}, change('suspended', '2026-10-05')],
  'suspended backwards': [{}, change('suspended', '2026-10-01', afterMidnight('2026-10-04'))],
  superseded: [{}, change('superseded', '2026-09-01', by)],
  'superseded backwards': [{}, change('superseded', '2026-09-01', { ...by, ...afterMidnight('2026-09-14') })],
  'supersession lifted': [
    {},
    change('superseded', '2026-09-01', by),
    change('supersessionLifted', '2026-09-10'),
  ],
  reinstated: [{}, change('suspended', '2026-04-01'), change('reinstated', '2026-06-01')],
  'reinstated backwards': [
    {},
    change('revoked', '2026-04-01'),
    change('reinstated', '2026-04-01', afterMidnight('2026-05-31')),
  ],
  'revoked b. + reinstated': [
    {},
    change('revoked', '2026-03-01', afterMidnight('2026-05-04')),
    change('reinstated', '2026-07-01'),
  ],
  'suspended + revoked': [{}, change('suspended', '2026-04-01'), change('revoked', '2026-06-01')],
  'suspended + revoked b.': [
    {},
    change('suspended', '2026-04-01'),
    change('revoked', '2026-03-15', afterMidnight('2026-05-31')),
  ],
  'superseded + suspended': [{}, change('superseded', '2026-09-01', by), change('suspended', '2026-10-05')],
  extended: [{ expiresOn: '2026-10-31' }, change('extended', '2026-10-01', { expiresOn: '2027-04-30' })],
  'extended backwards': [
    { expiresOn: '2026-06-30' },
    change('extended', '2026-06-15', { expiresOn: '2026-12-31', ...afterMidnight('2026-07-31') }),
  ],
  'extension withdrawn': [
    { expiresOn: '2026-06-30' },
    change('extended', '2026-05-01', { expiresOn: '2026-12-31', ...order }),
    change('extensionWithdrawn', '2026-09-01', order),
  ],
};

/** The rows of a table of words, each by the headings of its columns. */
function rowsOf(table: string): Record<string, string>[] {
  const [heading = [], , ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return rows.map((cells) => Object.fromEntries(heading.map((name, index) => [name, cells[index] ?? ''])));
}

const POLICIES: Record<string, string> = { masked: 'SPMC', full: 'HKFA', matchOnly: 'QUIET' };
const names = rowsOf(NAMES);
const numberOf = (provider: string, certificate: string) =>
  `${provider}-${Object.keys(HISTORIES).indexOf(certificate) + 1000}`;

const registered = Object.entries(HISTORIES).flatMap(([name, [facts, ...changes]]) =>
  Object.values(POLICIES).map((provider) =>
    certificate(
      numberOf(provider, name),
      { provider, nameZh: undefined, issuedOn: '2024-03-01', expiresOn: '2027-02-28', ...facts },
      ...changes,
    ),
  ),
);

describe.each(rowsOf(VERDICTS))('$certificate, asked about $asked', (row) => {
  let results: Verdict[];

  beforeAll(async () => {
    const { app } = site({ registered });
    const items = names.map(({ policy = '', typed = '' }) => ({
      number: numberOf(POLICIES[policy] ?? policy, row['certificate'] ?? ''),
      ...(typed && { name: typed }),
    }));
    const response = await app.request('/verify', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ on: row['asked'], items }),
    });
    results = JSON.parse(await response.text()).results;
  });

  it(`is ${row['status']}, whatever the policy and the name`, () => {
    const [status = '', since] = (row['today'] ?? '').split(' ');
    const told: Partial<Match>[] = results.flatMap(({ matches }) => matches);
    expect(told).toHaveLength(names.filter(({ outcome }) => outcome === 'found').length);
    for (const match of told) {
      expect(match).toMatchObject({
        status: row['status'],
        statusSince: row['since'] || null,
        statusRecordedOn: row['recorded'] || null,
        knownThen: row['then'],
        today: status === '-' ? null : { status, since: since ?? null },
      });
    }
  });

  it('is shown and compared as the policy and the name have it', () => {
    const seen = results.map(({ outcome, matches: [match] }, index) => ({
      policy: names[index]?.['policy'],
      typed: names[index]?.['typed'],
      outcome,
      shown: match?.holder.name ?? '',
      nameMatch: match?.nameMatch ?? '',
      check: match?.checks.find(({ check }) => check === 'nameMatches')?.outcome ?? '',
    }));
    expect(seen).toEqual(names);
  });
});

it('the table has every status, on both sides of every day that changes one', () => {
  const rows = rowsOf(VERDICTS);
  expect(new Set(rows.map(({ certificate }) => certificate))).toEqual(new Set(Object.keys(HISTORIES)));
  expect(new Set(rows.map(({ status }) => status)).size).toBe(7);
});
