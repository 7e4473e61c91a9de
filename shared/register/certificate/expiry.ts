import { addDays, addYears, type CivilDate, civilDate, endOfMonth } from '#register/civil-date.ts';

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
