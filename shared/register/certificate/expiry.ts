import { addDays, addMonths, addYears, type CivilDate, civilDate, endOfMonth } from '#register/civil-date.ts';

/**
 * How long a type of certificate lasts when the provider states no last valid day (domain.md §2).
 * `none`: it does not expire. `required`: the provider must state it.
 */
export type ExpiryRule =
  | { kind: 'none' }
  | { kind: 'required' }
  | { kind: 'years'; years: number; convention: 'dayBefore' | 'sameDate' | 'endOfMonth' }
  | { kind: 'nremt'; month: 3 | 9; day: 31 | 30 };

/**
 * The last valid day, inclusive, by the rule of the type; `undefined` for `none` and `required`.
 * An `expiresOn` that the provider states wins over this one.
 */
export function defaultExpiry(rule: ExpiryRule, issuedOn: CivilDate): CivilDate | undefined {
  switch (rule.kind) {
    case 'none':
    case 'required':
      return undefined;
    case 'nremt':
      return nremtExpiry(rule, issuedOn);
    case 'years':
      return yearsLater(rule, issuedOn);
  }
}

function yearsLater(rule: ExpiryRule & { kind: 'years' }, issuedOn: CivilDate): CivilDate {
  switch (rule.convention) {
    case 'dayBefore':
      return addDays(addYears(issuedOn, rule.years, 'roll'), -1);
    case 'sameDate':
      return addYears(issuedOn, rule.years, 'clamp');
    case 'endOfMonth':
      return endOfMonth(addYears(issuedOn, rule.years, 'clamp'));
  }
}

/** Passed January to June: the second spring (EMR: autumn) after; July to December: the third. Source: NREMT. */
function nremtExpiry(rule: ExpiryRule & { kind: 'nremt' }, issuedOn: CivilDate): CivilDate {
  const [year, month] = issuedOn.split('-').map(Number) as [number, number, number];
  const expiryYear = year + (month <= 6 ? 2 : 3);
  return civilDate.parse(`${String(expiryYear).padStart(4, '0')}-0${rule.month}-${rule.day}`);
}

/** The older certificate that one of the same type renews. */
export interface Renewed {
  type: string;
  expiresOn?: CivilDate | undefined;
}

/**
 * Of an NREMT registration that is renewed: two years after the last valid day of the old one, on whichever day it was
 * renewed; `undefined` for all other rules, and where those two years were over by then. Source: NREMT.
 */
export function renewedExpiry(
  rule: ExpiryRule,
  { expiresOn }: Renewed,
  issuedOn: CivilDate,
): CivilDate | undefined {
  if (rule.kind !== 'nremt' || !expiresOn) return undefined;
  const last = addYears(expiresOn, 2, 'clamp');
  return last < issuedOn ? undefined : last;
}

/**
 * Whether a registration of that day renews one that lasts, or lasted, through `expiresOn`: from the first day of NREMT's
 * season (five months before, on the 1st) through the end of the reinstatement, a month after.
 */
export function isInRenewalSeason(expiresOn: CivilDate, issuedOn: CivilDate): boolean {
  const opensOn = `${addMonths(expiresOn, -5).slice(0, 8)}01`;
  return opensOn <= issuedOn && issuedOn <= endOfMonth(addMonths(expiresOn, 1));
}
