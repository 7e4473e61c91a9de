import { addDays, addYears, type CivilDate, civilDate } from '#register/civil-date.ts';
import { reminderPlans, type StageRule, WINDOW_OPENS, windowOpensOn } from './plans.ts';

type Range = [first: CivilDate, last: CivilDate];

/**
 * Last valid days of which a stage of any plan falls, or was planned, on the days from `from` to `to`, as ranges in order that
 * have no day in common. Of some of these last valid days none does: months differ in length, and plans in their stages.
 */
export function expiriesWithStages(from: CivilDate, to: CivilDate): Range[] {
  const ranges: Range[] = [];
  const ofRules = Object.values(reminderPlans).flatMap((plan) =>
    plan.flatMap((rule) => expiriesOf(rule, from, to)),
  );
  for (const [first, last] of ofRules.toSorted(([a], [b]) => a.localeCompare(b))) {
    const before = ranges.at(-1);
    if (!before || first > addDays(before[1], 1)) ranges.push([first, last]);
    else if (last > before[1]) before[1] = last;
  }
  return ranges;
}

function expiriesOf(rule: StageRule, from: CivilDate, to: CivilDate): Range[] {
  const moved = (first: number, last = first): Range => [addDays(from, first), addDays(to, last)];
  if ('days' in rule) return [moved(-rule.days)];
  if ('monthsBefore' in rule)
    return [moved(rule.monthsBefore * 28, rule.monthsBefore * 31), moved(-rule.plannedAs)];
  // Such a day is the stage of whatever ends before the next one.
  return [WINDOW_OPENS, ...Object.values(windowOpensOn)]
    .flatMap((monthAndDay) => [from, to].map((day) => civilDate.parse(`${day.slice(0, 4)}-${monthAndDay}`)))
    .filter((opensOn) => from <= opensOn && opensOn <= to)
    .map((opensOn) => [opensOn, addDays(addYears(opensOn, 1, 'clamp'), -1)]);
}
