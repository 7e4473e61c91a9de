import * as z from 'zod';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import { isApprovedIssuer, recognisedSchemes } from '#register/catalogue/recognition.ts';
import { statusOn } from '#register/certificate/history.ts';
import { addDays, addYears, type CivilDate } from '#register/civil-date.ts';
import { type DeclaredHolding, groupByName, groupByPerson, type Holding, isNamedAs } from './persons.ts';

/** How many people with a first-aid certificate that counts a site wants: a number, or one for each `per` of a headcount. */
export const needed = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('number'), people: z.int().min(1).max(1000) }),
  z.strictObject({
    by: z.literal('headcount'),
    headcount: z.int().min(1).max(100_000),
    per: z.union([z.literal(50), z.literal(100), z.literal(150)]),
  }),
]);
export type Needed = z.infer<typeof needed>;

/** The number as given; of a headcount one for each `per`, and one more for those left over. */
export function neededPeople(profile: Needed): number {
  return profile.by === 'number' ? profile.people : Math.ceil(profile.headcount / profile.per);
}

/** One person, with all certificates that the site watches. */
interface Person {
  holdings: Holding[];
  /** Whether one of the certificates counts on that day, inside the range or not. */
  countsOn(on: CivilDate): boolean;
  /**
   * The last day of the unbroken time in which the person counts and to which the range's first day belongs; it may lie
   * after the range. Null: that time has no end, or the person does not count on the range's first day.
   */
  until: CivilDate | null;
}

/** One person, with all that the employer declares of them. */
interface DeclaredPerson {
  holdings: DeclaredHolding[];
  /** Not on days on which a verified certificate in the same name counts: nobody counts twice. */
  countsOn(on: CivilDate): boolean;
}

/** How many people count on each day of a range. */
export interface Coverage {
  /** What the employer set; nothing set, nothing to fall short of. */
  needed: number | undefined;
  /**
   * The first one at the range's first day, the others where a number changes: each holds until the next one. `people` are
   * verified; `declared` come on top, and are absent where there are none.
   */
  steps: { from: CivilDate; people: number; declared?: number }[];
  /** The first day of the range with fewer than needed, verified and declared together. */
  shortFrom: CivilDate | null;
  people: Person[];
  declared: DeclaredPerson[];
  /** In force on some day of the range, but whether it was recognised at issue cannot be told now: not counted. */
  unknown: Holding[];
}

/** No first-aid certificate lasts longer, so by then everyone who counts today has to have renewed. */
const COVERAGE_YEARS = 3;

/** The last day that a site's coverage of the day `on` looks ahead to. */
export const coverageEnd = (on: CivilDate): CivilDate => addYears(on, COVERAGE_YEARS, 'clamp');

interface Range {
  from: CivilDate;
  to: CivilDate;
}

/**
 * How many people count from `from` through `to`. A person counts on a day when one of the certificates was recognised
 * at issue (Cap. 509A s.17) and is `valid` or `expiringSoon` that day, by the history as it stands. `groupByPerson` tells
 * who is one person. Whom the employer declares is counted apart, and changes nothing in the number of the verified.
 */
export function computeCoverage(
  holdings: readonly Holding[],
  {
    needed,
    declared = [],
    ...range
  }: Range & { needed?: Needed | undefined; declared?: readonly DeclaredHolding[] },
): Coverage {
  const timelines = groupByPerson(holdings).map((own) => toTimeline(own, range.from));
  const declaredTimelines = groupByName(declared, (one) => one).map((own) =>
    toDeclaredTimeline(own, timelines, range.from),
  );
  const steps = merged(countSteps(timelines, range), countSteps(declaredTimelines, range));
  const people = needed && neededPeople(needed);
  return {
    needed: people,
    steps,
    shortFrom: steps.find((step) => people !== undefined && countAll(step) < people)?.from ?? null,
    people: timelines.map(({ turns: _, ...person }) => person),
    declared: declaredTimelines.map(({ turns: _, ...person }) => person),
    unknown: holdings.filter(
      (holding) => recognitionAtIssue(holding) === 'unknown' && isInForceWithin(holding, range),
    ),
  };
}

/** Verified and declared. */
export const countAll = ({ people, declared = 0 }: Coverage['steps'][number]): number => people + declared;

/** The range's first day, and each later one on which `counts` changes, be it after the range. */
type Turns = { on: CivilDate; counts: boolean }[];
interface Timeline extends Person {
  turns: Turns;
}

const toTurns = (days: CivilDate[], countsOn: (on: CivilDate) => boolean): Turns =>
  days
    .map((on) => ({ on, counts: countsOn(on) }))
    .filter(({ counts }, i, all) => counts !== all[i - 1]?.counts);

function toTimeline(holdings: Holding[], from: CivilDate): Timeline {
  const recognised = holdings.filter((holding) => recognitionAtIssue(holding) === 'recognised');
  const countsOn = (on: CivilDate) => recognised.some((holding) => isInForce(holding, on));
  const turns = toTurns(daysOfChange(recognised, from), countsOn);
  const [now, next] = turns;
  return { holdings, countsOn, turns, until: now?.counts && next ? addDays(next.on, -1) : null };
}

/** Beside the verified who have the same name: on their days the declared one is nobody more. */
function toDeclaredTimeline(
  holdings: DeclaredHolding[],
  verified: readonly Timeline[],
  from: CivilDate,
): DeclaredPerson & { turns: Turns } {
  const same = verified.filter((person) =>
    person.holdings.some((holding) => holdings.some((one) => isNamedAs(one, holding))),
  );
  const countsOn = (on: CivilDate) =>
    holdings.some(({ expiresOn }) => on <= expiresOn) && !same.some((person) => person.countsOn(on));
  const days = [
    ...holdings.map(({ expiresOn }) => addDays(expiresOn, 1)),
    ...same.flatMap(({ turns }) => turns.map(({ on }) => on)),
  ];
  const inOrder = [from, ...new Set(days.filter((on) => on > from))].toSorted();
  return { holdings, countsOn, turns: toTurns(inOrder, countsOn) };
}

/** Both numbers on each day on which one of them changes. */
function merged(verified: Counted[], declared: Counted[]): Coverage['steps'] {
  const days = [...new Set([...verified, ...declared].map(({ from }) => from))].toSorted();
  const at = (steps: Counted[], on: CivilDate) => steps.findLast(({ from }) => from <= on)?.people ?? 0;
  return days.map((from) => {
    const more = at(declared, from);
    return { from, people: at(verified, from), ...(more > 0 && { declared: more }) };
  });
}

interface Counted {
  from: CivilDate;
  people: number;
}

function countSteps(timelines: { turns: Turns }[], { from, to }: Range): Counted[] {
  let people = timelines.filter(({ turns }) => turns[0]?.counts).length;
  const changes = new Map<CivilDate, number>();
  for (const { on, counts } of timelines.flatMap(({ turns }) => turns.slice(1))) {
    if (on <= to) changes.set(on, (changes.get(on) ?? 0) + (counts ? 1 : -1));
  }
  const days = [...changes.keys()].filter((on) => changes.get(on) !== 0).toSorted();
  const steps = [{ from, people }];
  for (const on of days) {
    people += changes.get(on) ?? 0;
    steps.push({ from: on, people });
  }
  return steps;
}

/** What a provider or a type that cannot be read would say is not known, and never a yes. */
function recognitionAtIssue({ credential, provider }: Holding): 'recognised' | 'not' | 'unknown' {
  const type = typeByCode(credential.type);
  if (!type || (!provider && type.schemes.length > 0)) return 'unknown';
  return provider && recognisedSchemes(credential, provider, type).some(isApprovedIssuer)
    ? 'recognised'
    : 'not';
}

function isInForce({ credential }: Holding, on: CivilDate): boolean {
  const status = statusOn(credential, on);
  return status === 'valid' || status === 'expiringSoon';
}

function isInForceWithin(holding: Holding, { from, to }: Range): boolean {
  return daysOfChange([holding], from).some((on) => on <= to && isInForce(holding, on));
}

/** `from`, and each later day on which a status can turn: on all others it is that of the day before. In their order. */
function daysOfChange(holdings: readonly Holding[], from: CivilDate): CivilDate[] {
  const days = holdings.flatMap(({ credential: { issuedOn, expiresOn, history } }) => [
    issuedOn,
    ...(expiresOn ? [addDays(expiresOn, 1)] : []),
    ...history.flatMap((entry) =>
      entry.event === 'extended' ? [entry.on, addDays(entry.expiresOn, 1)] : [entry.on],
    ),
  ]);
  return [from, ...new Set(days.filter((on) => on > from))].toSorted();
}
