import type { CivilDate } from '#register/civil-date.ts';
import type { Approval } from './provider.ts';

/** One scheme's word on one course of a provider; its periods never overlap. */
export interface Course {
  courseType: string;
  scheme: string;
}

/** What a change comes to: the whole ledger, or why not (`existing`: the period that is in the way). */
export type LedgerChange =
  | { ok: true; approvals: Approval[]; changed: Approval }
  | { ok: false; code: 'ends_before_it_begins' }
  | { ok: false; code: 'overlaps'; existing: Approval }
  | { ok: false; code: 'none_then' | 'several_then' };

/** Whether the scheme recognised the course on that day, both ends of a period included. */
export function isApprovedOn(approvals: readonly Approval[], course: Course, on: CivilDate): boolean {
  return of(approvals, course).some((period) => covers(period, on));
}

/** Whether any scheme recognises any course on that day. */
export const hasApproval = (approvals: readonly Approval[], on: CivilDate): boolean =>
  approvals.some((period) => covers(period, on));

/** A further period. Refused when it overlaps one of the same course and scheme: nobody could tell which one was meant. */
export function addApproval(approvals: readonly Approval[], added: Approval): LedgerChange {
  return withPeriod(approvals, added);
}

/**
 * Ends a period after `to`, its last day. Without `from` it is the one that holds on that day; with `from` the one that
 * begins then, whatever its end was (a wrong end can be corrected). `none_then`, `several_then`: which one was not said.
 */
export function endApproval(
  approvals: readonly Approval[],
  { from, to, ...course }: Course & { from?: CivilDate | undefined; to: CivilDate },
): LedgerChange {
  const meant = of(approvals, course).filter((period) => (from ? period.from === from : covers(period, to)));
  const [period, another] = meant;
  if (!period) return { ok: false, code: 'none_then' };
  if (another) return { ok: false, code: 'several_then' };
  return withPeriod(
    approvals.filter((each) => each !== period),
    { ...period, to },
  );
}

function withPeriod(others: readonly Approval[], changed: Approval): LedgerChange {
  if (changed.to && changed.to < changed.from) return { ok: false, code: 'ends_before_it_begins' };
  const standing = of(others, changed).find((period) => overlap(period, changed));
  if (standing) return { ok: false, code: 'overlaps', existing: standing };
  return { ok: true, approvals: [...others, changed].toSorted(inOrder), changed };
}

const of = (approvals: readonly Approval[], { courseType, scheme }: Course) =>
  approvals.filter((each) => each.courseType === courseType && each.scheme === scheme);

const covers = (period: Approval, on: CivilDate) => period.from <= on && (!period.to || on <= period.to);

const overlap = (a: Approval, b: Approval) => (!b.to || a.from <= b.to) && (!a.to || b.from <= a.to);

const sortKey = ({ courseType, scheme, from }: Approval) => `${courseType} ${scheme} ${from}`;
const inOrder = (a: Approval, b: Approval) => (sortKey(a) < sortKey(b) ? -1 : 1);
