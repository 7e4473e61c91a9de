import { describe, expect, test } from 'vitest';
import type { Provider } from '#register/catalogue/provider.ts';
import { type Credential, type HistoryEntry, source } from '#register/certificate/credential.ts';
import { type Check, type Match, NOBODY, verify } from '#register/certificate/verification.ts';
import { civilDate, instant } from '#register/civil-date.ts';

const day = (text: string) => civilDate.parse(text);
const today = day('2026-11-21');
const base = {
  at: instant.parse('2026-11-20T01:00:00.000Z'),
  source: source.parse({ via: 'api', keyId: 'k' }),
};

const spmc: Provider = {
  code: 'SPMC',
  name: { en: 'Society of Professional Medical Care', 'zh-HK': '專業醫護學會' },
  disclosure: 'masked',
  approvals: [{ scheme: 'HK-509A-17-2-b-iii', courseType: 'OFA', from: day('2011-01-02') }],
};

const ofa: Credential = {
  key: 'SPMCOFA202400017',
  number: 'SPMC-OFA-2024-00017',
  provider: 'SPMC',
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  nameZh: '陳大文',
  email: 'chan@example.com',
  language: 'zh-HK',
  issuedOn: day('2024-03-01'),
  expiresOn: day('2027-02-28'),
  history: [{ ...base, event: 'issued', on: day('2024-03-01') }],
  version: 1,
};

const withEntry = (entry: HistoryEntry): Credential => ({ ...ofa, history: [...ofa.history, entry] });
const revoked = withEntry({ ...base, event: 'revoked', on: day('2026-05-01'), reason: 'fraud' });
const suspended = withEntry({ ...base, event: 'suspended', on: day('2026-05-02'), reason: 'complaint' });
const superseded = withEntry({
  ...base,
  event: 'superseded',
  on: day('2026-05-03'),
  by: { number: 'SPMC-OFA-2026-00001', provider: 'SPMC' },
  reason: 'renewed',
});
const extended = withEntry({
  ...base,
  event: 'extended',
  on: day('2026-05-04'),
  expiresOn: day('2027-05-31'),
  reason: 'order',
});

function without<K extends keyof Credential>(credential: Credential, ...fields: K[]): Omit<Credential, K> {
  const copy = { ...credential };
  for (const field of fields) delete copy[field];
  return copy;
}

const diploma: Credential = { ...without(ofa, 'expiresOn'), type: 'EMTD' };

interface Question {
  credential?: Credential;
  provider?: Provider | undefined;
  name?: string;
  on?: string;
}

/** The one match for a question about one certificate. */
function match(question: Question = {}): Match {
  const { credential = ofa, name, on = today } = question;
  const provider = 'provider' in question ? question.provider : spmc;
  const verdict = verify([{ credential, provider }], { name, on: day(on), today, wantName: NOBODY });
  const [only] = verdict.matches;
  if (!only) throw new Error('no match');
  return only;
}

const checkOf = (question: Question, check: Check['check']) =>
  match(question).checks.find((each) => each.check === check);

test('an employer who asks about a good certificate sees all there is to compare with the paper', () => {
  expect(verify([{ credential: ofa, provider: spmc }], { on: today, today, wantName: NOBODY })).toEqual({
    outcome: 'found',
    on: '2026-11-21',
    matches: [
      {
        number: 'SPMC-OFA-2024-00017',
        issuer: { code: 'SPMC', name: spmc.name },
        type: {
          code: 'OFA',
          name: { en: 'Occupational First Aid Certificate', 'zh-HK': '職業急救證書' },
          endorsement: 'TQUK Endorsed Level 3 course',
        },
        holder: { name: 'CHAN T** M**', nameZh: '陳＊文' },
        nameMatch: 'notAsked',
        status: 'valid',
        statusSince: null,
        statusRecordedOn: null,
        knownThen: 'valid',
        today: null,
        daysLeft: 99,
        issuedOn: '2024-03-01',
        expiresOn: '2027-02-28',
        extendedFrom: null,
        extension: null,
        supersededBy: null,
        recognition: [{ scheme: 'HK-509A-17-2-b-iii', onIssue: true }],
        checks: [
          { check: 'registered', outcome: 'pass' },
          { check: 'notRevoked', outcome: 'pass' },
          { check: 'notSuspended', outcome: 'pass' },
          { check: 'notSuperseded', outcome: 'pass' },
          { check: 'inForce', outcome: 'pass', detail: { issuedOn: '2024-03-01', expiresOn: '2027-02-28' } },
          { check: 'recognisedOnIssue', outcome: 'pass', detail: { schemes: ['HK-509A-17-2-b-iii'] } },
        ],
      },
    ],
  });
});

test.each([
  ['2018-01-09', undefined],
  ['2018-01-10', 'TQUK Endorsed Level 3 course'],
])('a course taken before it was endorsed does not count as endorsed: issued %s', (issuedOn, endorsement) => {
  expect(match({ credential: { ...ofa, issuedOn: day(issuedOn) } }).type.endorsement).toBe(endorsement);
});

test('an employer who asks about a number that is not registered learns that there is no record', () => {
  expect(verify([], { on: today, today, wantName: NOBODY })).toEqual({
    outcome: 'notFound',
    on: '2026-11-21',
    matches: [],
  });
});

describe('each state of a certificate', () => {
  test.each([
    ['revoked', revoked, 'revoked', '2026-05-01', 'notRevoked', { on: '2026-05-01' }],
    ['suspended', suspended, 'suspended', '2026-05-02', 'notSuspended', { on: '2026-05-02' }],
    [
      'superseded',
      superseded,
      'superseded',
      '2026-05-03',
      'notSuperseded',
      { on: '2026-05-03', by: { number: 'SPMC-OFA-2026-00001', issuer: 'SPMC' } },
    ],
  ] as const)('%s: fails its own check and no other', (_, credential, status, since, check, detail) => {
    const found = match({ credential });
    expect([found.status, found.statusSince]).toEqual([status, since]);
    expect(found.checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([
      { check, outcome: 'fail', detail },
    ]);
  });

  test('superseded: names the newer certificate', () => {
    expect(match({ credential: superseded }).supersededBy).toEqual({
      number: 'SPMC-OFA-2026-00001',
      issuer: 'SPMC',
    });
  });

  test.each([
    ['2024-02-29', 'notYetValid', 'fail', 1095],
    ['2024-03-01', 'valid', 'pass', 1094],
    ['2027-02-28', 'expiringSoon', 'pass', 0],
    ['2027-03-01', 'expired', 'fail', -1],
  ])('on %s: %s, in force: %s, %i days left', (on, status, outcome, daysLeft) => {
    const found = match({ on });
    expect([found.status, found.statusSince, found.daysLeft]).toEqual([status, null, daysLeft]);
    expect(checkOf({ on }, 'inForce')?.outcome).toBe(outcome);
  });

  test('on a past date: as it was then', () => {
    const found = match({ credential: revoked, on: '2026-04-30' });
    expect([found.status, found.statusSince]).toEqual(['valid', null]);
    expect(found.checks.every(({ outcome }) => outcome === 'pass')).toBe(true);
  });

  test('extended: valid longer than printed, and says so', () => {
    const found = match({ credential: extended, on: '2027-05-31' });
    expect([found.status, found.expiresOn, found.extendedFrom]).toEqual([
      'expiringSoon',
      '2027-05-31',
      '2027-02-28',
    ]);
    expect(found.extension).toEqual({ on: '2026-05-04', order: null });
    expect(match({ credential: extended, on: '2026-05-03' })).toMatchObject({
      extendedFrom: null,
      extension: null,
    });
  });

  test('extended by an order: cites it', () => {
    const ordered = withEntry({
      ...base,
      event: 'extended',
      on: day('2026-05-04'),
      expiresOn: day('2027-05-31'),
      order: 'o1',
      reason: 'r',
    });
    expect(match({ credential: ordered }).extension).toEqual({ on: '2026-05-04', order: 'o1' });
  });

  test('a diploma is in force for ever', () => {
    const found = match({ credential: diploma, on: '2060-01-01' });
    expect([found.status, found.expiresOn, found.daysLeft]).toEqual(['valid', null, null]);
    expect(checkOf({ credential: diploma, on: '2060-01-01' }, 'inForce')?.outcome).toBe('pass');
  });
});

describe('what could not be checked is unknown and not a pass', () => {
  test('the approval, when the provider’s profile could not be read', () => {
    const found = match({ provider: undefined });
    expect(found.issuer).toEqual({ code: 'SPMC', name: { en: 'SPMC', 'zh-HK': 'SPMC' } });
    expect(found.recognition).toEqual([]);
    expect(found.holder).toEqual({ name: 'CHAN T** M**', nameZh: '陳＊文' });
    expect(checkOf({ provider: undefined }, 'recognisedOnIssue')?.outcome).toBe('unknown');
  });

  test('the approval and the type, when the catalogue does not know the type', () => {
    const credential = { ...ofa, type: 'XYZ' };
    expect(match({ credential }).type).toEqual({ code: 'XYZ', name: { en: 'XYZ', 'zh-HK': 'XYZ' } });
    expect(checkOf({ credential }, 'recognisedOnIssue')?.outcome).toBe('unknown');
  });

  test.each(['OFA', 'EMR', 'XYZ'])('being in force, when a %s has no last valid day', (type) => {
    expect(checkOf({ credential: { ...diploma, type } }, 'inForce')?.outcome).toBe('unknown');
  });

  test('a name in a script in which none is registered', () => {
    const credential = without(ofa, 'nameZh');
    expect(checkOf({ credential, name: '陳大文' }, 'nameMatches')?.outcome).toBe('unknown');
    expect(match({ credential, name: '陳大文' }).nameMatch).toBe('mismatch');
  });
});

describe('the recognition', () => {
  test('fails when the approval did not cover the day of issue', () => {
    const before = { ...ofa, issuedOn: day('2011-01-01') };
    expect(match({ credential: before }).recognition).toEqual([
      { scheme: 'HK-509A-17-2-b-iii', onIssue: false },
    ]);
    expect(checkOf({ credential: before }, 'recognisedOnIssue')?.outcome).toBe('fail');
  });

  test('is not asked of a type that no scheme recognises', () => {
    expect(checkOf({ credential: diploma }, 'recognisedOnIssue')).toBeUndefined();
    expect(checkOf({ credential: diploma, provider: undefined }, 'recognisedOnIssue')).toBeUndefined();
  });
});

describe('the name', () => {
  test.each([
    ['Tai Man CHAN', 'match', 'pass'],
    ['陈大文', 'match', 'pass'],
    ['CHAN Tai Man 陳大文', 'match', 'pass'],
    ['WONG Tai Man', 'mismatch', 'fail'],
    ['CHAN', 'mismatch', 'fail'],
    ['', 'notAsked', undefined],
    ['  ', 'notAsked', undefined],
  ])('typed as "%s": %s', (name, nameMatch, outcome) => {
    expect(match({ name }).nameMatch).toBe(nameMatch);
    expect(checkOf({ name }, 'nameMatches')?.outcome).toBe(outcome);
  });

  test('stays masked though it was typed right', () => {
    expect(match({ name: 'CHAN Tai Man' }).holder).toEqual({ name: 'CHAN T** M**', nameZh: '陳＊文' });
  });

  test('is shown whole by a provider that shows names', () => {
    const open: Provider = { ...spmc, disclosure: 'full' };
    expect(match({ provider: open }).holder).toEqual({ name: 'CHAN Tai Man', nameZh: '陳大文' });
  });

  test('is the Chinese one where there is no other', () => {
    expect(match({ credential: without(ofa, 'nameEn') }).holder).toEqual({ name: '陳＊文' });
  });

  test('address and other facts never get into a verdict', () => {
    const verdict = verify([{ credential: revoked, provider: spmc }], { on: today, today, wantName: NOBODY });
    expect(JSON.stringify(verdict)).not.toMatch(/chan@example|fraud|Tai Man|keyId/);
  });
});

describe('a provider that wants the name first', () => {
  const shy: Provider = { ...spmc, disclosure: 'matchOnly' };
  const ask = (name?: string) =>
    verify([{ credential: ofa, provider: shy }], { name, on: today, today, wantName: NOBODY });

  test('answers an unknown number and a wrong name alike, byte for byte', () => {
    const unknown = JSON.stringify(verify([], { on: today, today, wantName: NOBODY }));
    for (const name of [undefined, '', '...', 'WONG Tai Man', 'CHAN', '陳']) {
      expect(JSON.stringify(ask(name))).toBe(unknown);
    }
    const latinOnly = [{ credential: without(ofa, 'nameZh'), provider: shy }];
    expect(JSON.stringify(verify(latinOnly, { name: '陳大文', on: today, today, wantName: NOBODY }))).toBe(
      unknown,
    );
  });

  test('shows the whole name to who knows it', () => {
    expect(ask('chan tai man').matches[0]?.holder).toEqual({ name: 'CHAN Tai Man', nameZh: '陳大文' });
  });

  test('is not told of by what its certificate replaced, to who does not know the name', () => {
    const wantName = new Set(['ABC']);
    const older = withEntry({
      ...base,
      event: 'superseded',
      on: day('2026-05-01'),
      by: { number: 'ABC-1', provider: 'ABC' },
      reason: 'renewed_elsewhere',
    });
    const told = (name: string | undefined, asked = wantName) =>
      verify([{ credential: older, provider: spmc }], { name, on: today, today, wantName: asked });
    for (const name of [undefined, 'WONG Tai Man']) {
      expect(told(name).matches[0]).toMatchObject({ status: 'superseded', supersededBy: null });
      expect(JSON.stringify(told(name))).not.toContain('ABC');
    }
    const newer = { number: 'ABC-1', issuer: 'ABC' };
    expect(told('CHAN Tai Man').matches[0]?.supersededBy).toEqual(newer);
    expect(told(undefined, new Set(['XYZ'])).matches[0]?.supersededBy).toEqual(newer);
  });

  test('hides its own certificate and no other of the same number', () => {
    const other = { credential: { ...ofa, provider: 'ABC' }, provider: { ...spmc, code: 'ABC' } };
    const verdict = verify([{ credential: ofa, provider: shy }, other], {
      on: today,
      today,
      wantName: NOBODY,
    });
    expect(verdict.matches.map(({ issuer }) => issuer.code)).toEqual(['ABC']);
  });
});

describe('a number that two providers use', () => {
  const both = [
    { credential: ofa, provider: spmc },
    { credential: { ...revoked, provider: 'ABC' }, provider: { ...spmc, code: 'ABC' } },
  ];

  test('gives both certificates, first that of the provider whose code stands in the number', () => {
    const verdict = verify(both.toReversed(), { on: today, today, wantName: NOBODY });
    expect(verdict.matches.map(({ status }) => status)).toEqual(['valid', 'revoked']);
    expect(verdict).not.toHaveProperty('severalIssuers');
  });

  test('says that there are several where nothing tells which is meant, and has the worst first', () => {
    const number = '2024-0017';
    const nobodys = both.map(({ credential, provider }) => ({
      credential: { ...credential, number },
      provider,
    }));
    for (const name of [undefined, 'CHAN Tai Man', 'LEE Kin']) {
      const verdict = verify(nobodys, { name, on: today, today, wantName: NOBODY });
      expect(verdict).toMatchObject({ severalIssuers: ['ABC', 'SPMC'] });
      expect(verdict.matches.map(({ status }) => status)).toEqual(['revoked', 'valid']);
    }
    expect(verify(nobodys, { issuer: 'SPMC', on: today, today, wantName: NOBODY })).not.toHaveProperty(
      'severalIssuers',
    );
  });

  test('gives one when the issuer is named, and none for another issuer', () => {
    expect(
      verify(both, { issuer: 'ABC', on: today, today, wantName: NOBODY }).matches.map(({ status }) => status),
    ).toEqual(['revoked']);
    expect(verify(both, { issuer: 'XYZ', on: today, today, wantName: NOBODY }).outcome).toBe('notFound');
  });
});
