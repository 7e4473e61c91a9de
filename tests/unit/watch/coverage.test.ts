import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Provider } from '#register/catalogue/provider.ts';
import type { Credential, HistoryEntry } from '#register/certificate/credential.ts';
import { statusOn } from '#register/certificate/history.ts';
import { addDays, type CivilDate, civilDate, instant } from '#register/civil-date.ts';
import { isSamePerson } from '#register/names/holder-name.ts';
import { asName, comparisons } from '#support/names';
import { computeCoverage, type Needed, neededPeople } from '#watch/coverage/coverage.ts';
import { type DeclaredHolding, groupByPerson, type Holding } from '#watch/coverage/persons.ts';

const day = (text: string) => civilDate.parse(text);
const at = instant.parse('2026-11-21T01:00:00.000Z');
const source = { via: 'api', keyId: 'k' } as const;
const base = (on: string, recordedAt = at) => ({ at: recordedAt, on: day(on), source });

const provider: Provider = {
  code: 'SPMC',
  name: { en: 'Society', 'zh-HK': '學會' },
  disclosure: 'masked',
  approvals: [{ scheme: 'HK-509A-17-2-b-iii', courseType: 'OFA', from: day('2020-01-01') }],
};

let serial = 0;
/** A certificate of CHAN Tai Man, 2026-01-01 through 2027-05-02, unless said otherwise. */
function holding(
  facts: Partial<Credential> = {},
  rest: Partial<Holding> & { after?: HistoryEntry[] } = {},
): Holding {
  serial += 1;
  const issuedOn = facts.issuedOn ?? day('2026-01-01');
  const { after = [], ...others } = rest;
  return {
    credential: {
      key: `SPMCOFA${serial}`,
      number: `SPMC-OFA-${serial}`,
      provider: 'SPMC',
      type: 'OFA',
      nameEn: 'CHAN Tai Man',
      language: 'en',
      issuedOn,
      expiresOn: day('2027-05-02'),
      history: [{ ...base(issuedOn), event: 'issued' }, ...after],
      version: 1,
      ...facts,
    },
    provider,
    somebodyElse: false,
    ...others,
  };
}
const lee = { nameEn: 'LEE Ka Yan', nameZh: '李嘉欣' };
const wong = { nameEn: 'WONG Siu Ming', nameZh: '黃小明' };
const lasting = (issuedOn: string, expiresOn: string) => ({
  issuedOn: day(issuedOn),
  expiresOn: day(expiresOn),
});

const year = { from: day('2026-11-21'), to: day('2027-11-20') };
const three: Needed = { by: 'number', people: 3 };
const coverage = (holdings: Holding[], needed?: Needed) => computeCoverage(holdings, { ...year, needed });
const stepsOf = (holdings: Holding[]) =>
  coverage(holdings).steps.map(({ from, people }) => `${from}: ${people}`);

describe('how many people a site wants', () => {
  test.each<[string, Needed, number]>([
    ['a number', three, 3],
    ['one for each 50 of 200', { by: 'headcount', headcount: 200, per: 50 }, 4],
    ['and one more for those left over', { by: 'headcount', headcount: 201, per: 50 }, 5],
    ['one for each 100 of 99', { by: 'headcount', headcount: 99, per: 100 }, 1],
    ['one for each 150 of 151', { by: 'headcount', headcount: 151, per: 150 }, 2],
  ])('%s', (_, profile, people) => {
    expect(neededPeople(profile)).toBe(people);
  });
});

describe('who counts', () => {
  test('the first day with fewer than needed is the day after a last valid day', () => {
    const found = coverage(
      [
        holding(),
        holding({ ...lee, ...lasting('2026-01-01', '2029-01-01') }),
        holding({ ...wong, ...lasting('2026-01-01', '2029-01-01') }),
      ],
      three,
    );
    expect(found.steps).toEqual([
      { from: '2026-11-21', people: 3 },
      { from: '2027-05-03', people: 2 },
    ]);
    expect(found.shortFrom).toBe('2027-05-03');
  });

  test('without a number there is nothing to fall short of', () => {
    expect(coverage([])).toMatchObject({ needed: undefined, shortFrom: null, steps: [{ people: 0 }] });
  });

  test('nobody at all is too few from the first day', () => {
    expect(coverage([], three)).toMatchObject({ needed: 3, shortFrom: year.from });
  });

  test('one who begins on the day on which another ceases: the number does not change', () => {
    expect(stepsOf([holding(), holding({ ...lee, ...lasting('2027-05-03', '2029-12-31') })])).toEqual([
      '2026-11-21: 1',
    ]);
  });

  test('a certificate that does not expire counts without an end', () => {
    const { expiresOn: _, ...forever } = holding().credential;
    const found = coverage([{ ...holding(), credential: forever }]);
    expect(found.steps).toEqual([{ from: year.from, people: 1 }]);
    expect(found.people[0]?.until).toBeNull();
  });

  test('one that is not yet valid counts from its day of issue', () => {
    expect(stepsOf([holding(lasting('2027-01-01', '2029-12-31'))])).toEqual([
      '2026-11-21: 0',
      '2027-01-01: 1',
    ]);
  });

  test('the approval of a course (Cap. 59) makes nobody count under Cap. 509A', () => {
    const approvals = [{ scheme: 'HK-59I-60', courseType: 'OFA', from: day('2020-01-01') }];
    const { steps } = computeCoverage([holding({}, { provider: { ...provider, approvals } })], {
      ...year,
      needed: undefined,
    });
    expect(steps.every(({ people }) => people === 0)).toBe(true);
  });

  test('a recognition that was withdrawn after the day of issue changes nothing; one that ended before it does', () => {
    const until = (to: string): Provider => ({
      ...provider,
      approvals: provider.approvals.map((approval) => ({ ...approval, to: day(to) })),
    });
    expect(stepsOf([holding({}, { provider: until('2026-06-30') })])).toEqual([
      '2026-11-21: 1',
      '2027-05-03: 0',
    ]);
    expect(stepsOf([holding({}, { provider: until('2025-12-31') })])).toEqual(['2026-11-21: 0']);
  });

  test('what a provider that cannot be read would say is not known: not counted, and named', () => {
    const unread = holding({}, { provider: undefined });
    expect(coverage([unread])).toMatchObject({ steps: [{ people: 0 }], unknown: [unread] });
    const lifeSupport = holding({ type: 'BLS' }, { provider: undefined });
    const expired = holding(lasting('2020-01-01', '2022-12-31'), { provider: undefined });
    expect(coverage([lifeSupport, expired]).unknown).toEqual([]);
  });

  test('a certificate that no scheme recognises does not count', () => {
    expect(stepsOf([holding({ type: 'BLS' })])).toEqual(['2026-11-21: 0']);
  });

  test.each<[string, HistoryEntry[], string[]]>([
    [
      'a revocation announced for later',
      [{ ...base('2027-02-01'), event: 'revoked', reason: 'r' }],
      ['2026-11-21: 1', '2027-02-01: 0'],
    ],
    [
      'suspended, and reinstated',
      [
        { ...base('2027-02-01'), event: 'suspended', reason: 'r' },
        {
          ...base('2027-03-01', instant.parse('2027-02-28T16:00:00.000Z')),
          event: 'reinstated',
          reason: 'r',
        },
      ],
      ['2026-11-21: 1', '2027-02-01: 0', '2027-03-01: 1', '2027-05-03: 0'],
    ],
    [
      'an extension',
      [{ ...base('2026-12-01'), event: 'extended', expiresOn: day('2027-08-31'), reason: 'r' }],
      ['2026-11-21: 1', '2027-09-01: 0'],
    ],
    [
      'an extension from after the printed last day',
      [{ ...base('2027-06-01'), event: 'extended', expiresOn: day('2027-08-31'), reason: 'r' }],
      ['2026-11-21: 1', '2027-05-03: 0', '2027-06-01: 1', '2027-09-01: 0'],
    ],
  ])('%s', (_, after, steps) => {
    expect(stepsOf([holding({}, { after })])).toEqual(steps);
  });
});

describe('one person', () => {
  test('with two certificates counts once', () => {
    expect(coverage([holding(), holding({ type: 'FR' })]).people).toHaveLength(1);
  });

  test.each<[string, string, string[], string]>([
    ['meet without a gap', '2027-05-03', ['2026-11-21: 1'], '2029-12-31'],
    ['overlap', '2027-04-01', ['2026-11-21: 1'], '2029-12-31'],
    [
      'leave one day between',
      '2027-05-04',
      ['2026-11-21: 1', '2027-05-03: 0', '2027-05-04: 1'],
      '2027-05-02',
    ],
  ])('whose certificates %s', (_, second, steps, until) => {
    const both = [holding(), holding(lasting(second, '2029-12-31'))];
    expect(stepsOf(both)).toEqual(steps);
    expect(coverage(both).people[0]?.until).toBe(until);
  });

  test('superseded by the newer one: counts on', () => {
    const newer = holding(lasting('2027-01-01', '2029-12-31'));
    const older = holding(
      {},
      {
        after: [
          {
            ...base('2027-01-01'),
            event: 'superseded',
            by: { number: newer.credential.number, provider: 'SPMC' },
            reason: 'r',
          },
        ],
      },
    );
    expect(stepsOf([older, newer])).toEqual(['2026-11-21: 1']);
    expect(stepsOf([older])).toEqual(['2026-11-21: 1', '2027-01-01: 0']);
  });

  test('is told by the name, whatever the address, the order of the name, and which of the two names is there', () => {
    const same = [
      holding({ nameZh: '陳大文', email: 'a@example.com' }),
      holding({ nameEn: 'Tai Man, CHAN', email: 'b@example.com' }),
      holding({ nameEn: '', nameZh: '陳大文' }),
    ];
    expect(groupByPerson(same)).toEqual([same]);
  });

  test('is two when the Chinese names differ, or when the employer says so', () => {
    expect(groupByPerson([holding({ nameZh: '陳大文' }), holding({ nameZh: '陳大民' })])).toHaveLength(2);
    expect(groupByPerson([holding(), holding({}, { somebodyElse: true })])).toHaveLength(2);
    expect(
      groupByPerson([holding({}, { somebodyElse: true }), holding({}, { somebodyElse: true })]),
    ).toHaveLength(2);
  });

  test('names that chain are one person, in whatever order they come: the count is never too high', () => {
    const chain = [holding({ nameZh: '陳大文' }), holding({ nameZh: '陳大民' }), holding()];
    expect(groupByPerson(chain)).toHaveLength(1);
    expect(groupByPerson(chain.toReversed())).toHaveLength(1);
  });
});

/** Few days and few names, so that edges meet and people share names. */
const start = day('2027-01-01');
const someDay = fc.integer({ min: 0, max: 40 }).map((n) => addDays(start, n));
const order = fc.constantFrom('order-1', 'order-2');
const change: fc.Arbitrary<HistoryEntry> = fc
  .record({
    on: someDay,
    recordedOn: someDay,
    expiresOn: someDay,
    order,
    event: fc.constantFrom(
      'revoked',
      'suspended',
      'reinstated',
      'extended',
      'extendedByOrder',
      'extensionWithdrawn',
      'superseded',
      'supersessionLifted',
    ),
  })
  .map(({ on, recordedOn, expiresOn, order, event }): HistoryEntry => {
    const entry = { ...base(on, instant.parse(`${recordedOn}T01:00:00.000Z`)), reason: 'r' };
    switch (event) {
      case 'extended':
        return { ...entry, event, expiresOn };
      case 'extendedByOrder':
        return { ...entry, event: 'extended', expiresOn, order };
      case 'extensionWithdrawn':
        return { ...entry, event, order };
      case 'superseded':
        return { ...entry, event, by: { number: 'SPMC-OFA-9', provider: 'SPMC' } };
      default:
        return { ...entry, event };
    }
  });

const holders: Pick<Credential, 'nameEn' | 'nameZh'>[] = [
  { nameEn: 'CHAN Tai Man' },
  { nameEn: 'Tai-man Chan' },
  { nameEn: 'CHAN Tai Man', nameZh: '陳大文' },
  { nameEn: 'CHAN Tai Man', nameZh: '陳大民' },
  { nameZh: '陳大文' },
  { nameEn: 'CHAN Tai Man 陳' },
  { nameEn: 'MAN Chan Tai' },
  lee,
  wong,
  { nameEn: 'HO Wing Sze' },
  { nameEn: 'CHEUNG Ka Ho' },
  { nameZh: '何詠詩' },
];

/** Recognised: always, not any more, not yet, or for a while; or the provider cannot be read. */
const anyProvider = fc.oneof(
  { weight: 6, arbitrary: fc.constant(provider) },
  { weight: 1, arbitrary: fc.constant(undefined) },
  {
    weight: 3,
    arbitrary: fc.record({ from: someDay, to: fc.option(someDay, { nil: undefined }) }).map(
      ({ from, to }): Provider => ({
        ...provider,
        approvals: provider.approvals.map((approval) => ({ ...approval, from, ...(to && { to }) })),
      }),
    ),
  },
);

const anyHolding: fc.Arbitrary<Holding> = fc
  .record({
    names: fc.constantFrom(...holders),
    type: fc.constantFrom('OFA', 'OFA', 'OFA', 'OFA', 'BLS', 'NONE'),
    issuedOn: someDay,
    expiresOn: fc.option(someDay, { nil: undefined }),
    changes: fc.array(change, { maxLength: 5 }),
    provider: anyProvider,
    somebodyElse: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  })
  .map(({ names, type, issuedOn, expiresOn, changes, provider, somebodyElse }) => ({
    credential: {
      key: 'SPMCOFA1',
      number: 'SPMC-OFA-1',
      provider: 'SPMC',
      ...names,
      type,
      language: 'en',
      issuedOn,
      ...(expiresOn && { expiresOn }),
      history: [{ ...base(issuedOn), event: 'issued' }, ...changes],
      version: 1,
    },
    provider,
    somebodyElse,
  }));

/** Whether one certificate counts on one day, by definition. */
function counts({ credential, provider }: Holding, on: CivilDate): boolean {
  const { type, issuedOn } = credential;
  const recognised = provider?.approvals.some(
    ({ courseType, from, to }) => courseType === type && from <= issuedOn && (!to || issuedOn <= to),
  );
  return recognised === true && ['valid', 'expiringSoon'].includes(statusOn(credential, on));
}

/** Each with all whom a chain of same names leads to, all compared with all. */
function personsByDefinition(holdings: Holding[]): Set<Holding>[] {
  const same = (a: Holding, b: Holding) =>
    !a.somebodyElse &&
    !b.somebodyElse &&
    (isSamePerson(a.credential, b.credential) || isSamePerson(b.credential, a.credential));
  let persons = holdings.map((one) => new Set([one]));
  for (const one of holdings) {
    for (const other of holdings.filter((each) => same(one, each))) {
      const [a, b] = [one, other].map((each) => persons.find((person) => person.has(each)));
      if (!a || !b || a === b) continue;
      persons = [...persons.filter((person) => person !== a && person !== b), a.union(b)];
    }
  }
  return persons;
}

const anyDeclared: fc.Arbitrary<DeclaredHolding> = fc
  .record({
    names: fc.constantFrom(...holders),
    expiresOn: someDay,
  })
  .map(({ names, expiresOn }) => ({ ...names, expiresOn }));

/** Whom the employer declares on a day: each person once, and nobody who is verified on that day under the same name. */
function declaredByDefinition(declared: DeclaredHolding[], verified: Set<Holding>[], on: CivilDate): number {
  const named = (one: DeclaredHolding, holding: Holding) =>
    !holding.somebodyElse && isSamePerson(one, holding.credential);
  let people = declared.map((one) => new Set([one]));
  for (const one of declared)
    for (const other of declared.filter((each) => isSamePerson(one, each))) {
      const [a, b] = [one, other].map((each) => people.find((person) => person.has(each)));
      if (a && b && a !== b) people = [...people.filter((each) => each !== a && each !== b), a.union(b)];
    }
  return people.filter((person) => {
    const isVerified = verified.some(
      (each) =>
        [...each].some((holding) => counts(holding, on)) &&
        [...each].some((holding) => [...person].some((one) => named(one, holding))),
    );
    return !isVerified && [...person].some(({ expiresOn }) => on <= expiresOn);
  }).length;
}

test('on every day verified and declared are those counted one by one, and declaring changes nothing in the verified', () => {
  const property = fc.property(
    fc.array(anyHolding, { maxLength: 8 }),
    fc.array(anyDeclared, { maxLength: 6 }),
    someDay,
    fc.integer({ min: 0, max: 30 }),
    fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
    (holdings, declared, from, length, people) => {
      const days = daysFrom(from, length);
      const needed: Needed | undefined = people === undefined ? undefined : { by: 'number', people };
      const range = { from, to: addDays(from, length), needed };
      const found = computeCoverage(holdings, { ...range, declared });
      const alone = computeCoverage(holdings, range);
      const at = (steps: typeof found.steps, on: CivilDate) => steps.findLast((step) => step.from <= on);

      expect(days.map((on) => at(found.steps, on)?.people)).toEqual(
        days.map((on) => at(alone.steps, on)?.people),
      );
      const persons = personsByDefinition(holdings);
      const byDefinition = days.map((on) => declaredByDefinition(declared, persons, on));
      expect(days.map((on) => at(found.steps, on)?.declared ?? 0)).toEqual(byDefinition);
      const all = days.map((on, i) => (at(alone.steps, on)?.people ?? 0) + (byDefinition[i] ?? 0));
      expect(found.shortFrom).toBe(
        days.find((_, i) => people !== undefined && Number(all[i]) < people) ?? null,
      );
      expect(found.declared.flatMap(({ holdings: own }) => own)).toHaveLength(declared.length);
    },
  );
  fc.assert(property);
});

describe('whom the employer declares', () => {
  const declared = (
    expiresOn: string,
    names: { nameEn?: string; nameZh?: string } = lee,
  ): DeclaredHolding => ({
    ...names,
    expiresOn: day(expiresOn),
  });
  const steps = (holdings: Holding[], ...people: DeclaredHolding[]) =>
    computeCoverage(holdings, { ...year, declared: people }).steps;

  test('counts through the last day, beside the verified', () => {
    expect(steps([holding()], declared('2026-12-31'), declared('2027-01-15', wong))).toEqual([
      { from: '2026-11-21', people: 1, declared: 2 },
      { from: '2027-01-01', people: 1, declared: 1 },
      { from: '2027-01-16', people: 1 },
      { from: '2027-05-03', people: 0 },
    ]);
  });

  test('counts once with two documents, and not on days on which a verified certificate in the same name counts', () => {
    expect(steps([], declared('2026-12-31'), declared('2027-01-15'))).toEqual([
      { from: '2026-11-21', people: 0, declared: 1 },
      { from: '2027-01-16', people: 0 },
    ]);
    expect(steps([holding(lee)], declared('2027-06-01'))).toEqual([
      { from: '2026-11-21', people: 1 },
      { from: '2027-05-03', people: 0, declared: 1 },
      { from: '2027-06-02', people: 0 },
    ]);
  });

  test('makes no one person of two who are verified, whose names it is between', () => {
    const two = [holding({ nameZh: '陳大文' }), holding({ nameZh: '陳大民' })];
    expect(steps(two, declared('2027-09-01', { nameEn: 'CHAN Tai Man' }))[0]).toEqual({
      from: '2026-11-21',
      people: 2,
    });
  });
});

test('on every day of the range the number is that of the people counted one by one', () => {
  const watchedSite = fc.array(anyHolding, { maxLength: 12 });
  const property = fc.property(
    watchedSite,
    someDay,
    fc.integer({ min: 0, max: 30 }),
    fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
    (holdings, from, length, people) => {
      const days = daysFrom(from, length);
      const needed: Needed | undefined = people === undefined ? undefined : { by: 'number', people };
      const to = addDays(from, length);
      const found = computeCoverage(holdings, { from, to, needed });

      const persons = personsByDefinition(holdings);
      const byDefinition = days.map(
        (on) => persons.filter((person) => [...person].some((holding) => counts(holding, on))).length,
      );
      expect(days.map((on) => found.steps.findLast((step) => step.from <= on)?.people)).toEqual(byDefinition);
      expect(found.steps.map((step) => step.from)).toEqual(
        days.filter((_, i) => i === 0 || byDefinition[i] !== byDefinition[i - 1]),
      );
      expect(found.shortFrom).toBe(
        days.find((_, i) => people !== undefined && Number(byDefinition[i]) < people) ?? null,
      );

      expect(new Set(found.people.map((person) => new Set(person.holdings)))).toEqual(new Set(persons));
      // Beyond the range and beyond every day that a certificate names.
      const further = daysFrom(from, 80);
      for (const person of found.people) {
        const own = further.map((on) => person.holdings.some((holding) => counts(holding, on)));
        expect(further.map((on) => person.countsOn(on))).toEqual(own);
        const firstDayOut = further.find((_, i) => !own[i]);
        expect(person.until).toBe(own[0] && firstDayOut ? addDays(firstDayOut, -1) : null);
      }
      expect(found.unknown).toEqual(
        holdings.filter(
          ({ credential, provider }) =>
            (credential.type === 'NONE' || (credential.type === 'OFA' && !provider)) &&
            days.some((on) => ['valid', 'expiringSoon'].includes(statusOn(credential, on))),
        ),
      );
    },
  );
  fc.assert(property, { numRuns: 300 });
});

function daysFrom(from: CivilDate, length: number): CivilDate[] {
  return Array.from({ length: length + 1 }, (_, i) => addDays(from, i));
}

describe('people counted by name', () => {
  const named = (name: string) => {
    const { credential, ...rest } = holding();
    const { nameEn: _, ...nameless } = credential;
    return { ...rest, credential: { ...nameless, ...asName(name) } };
  };

  test.each(comparisons)('$registered and $name: one person $isSame', ({ registered, name, isSame }) => {
    const both = [named(registered), named(name)];
    expect(groupByPerson(both)).toHaveLength(isSame ? 1 : 2);
    expect(coverage(both).steps[0]?.people).toBe(isSame ? 1 : 2);
  });
});
