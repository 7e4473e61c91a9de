import type { ReminderPlanName } from '#register/catalogue/catalogue.ts';
import { addDays, addMonths, type CivilDate, civilDate } from '#register/civil-date.ts';
import { reminderPlans, type StageRule, WINDOW_OPENS, windowOpensOn } from './plans.ts';

/** One e-mail of a series: `-90`, … `0`, `+1`, `+15`, `+150`, `windowOpens`, `refresherOpens`, and the day from which it is current. */
export interface Stage {
  id: string;
  on: CivilDate;
  /** The later day on which it was planned before it had a day of its own; absent: there was none. */
  plannedOn?: CivilDate;
  /** Better twice than not at all. */
  urgent: boolean;
}

/** The last stage of a plan has no next one to end it. */
const LAST_STAGE_DAYS = 30;

/**
 * The stages of a plan for a certificate of the type `code`, in order of their days; none before the issue date
 * (domain.md §3). When two fall on one day, the later one in the list is the one that is current.
 */
export function reminderStages(
  plan: ReminderPlanName,
  code: string,
  issuedOn: CivilDate,
  expiresOn: CivilDate,
): Stage[] {
  return reminderPlans[plan]
    .map((rule) => ({
      id: rule.id,
      on: stageDay(rule, code, expiresOn),
      ...('plannedAs' in rule && { plannedOn: addDays(expiresOn, rule.plannedAs) }),
      urgent: rule.urgent,
    }))
    .filter((stage) => stage.on >= issuedOn)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** The stage that may be sent on a day: the latest that has begun, the last one for 30 days and no longer. */
export function currentStage(stages: readonly Stage[], on: CivilDate): Stage | undefined {
  const begun = stages.findLast((stage) => stage.on <= on);
  return begun !== undefined && isOver(stages, on) ? undefined : begun;
}

/** Whether a stage is still to be dealt with by who has it planned so; also under the day that it had before. */
export function isOpen({ on, plannedOn = on }: Stage, nextReminderOn: CivilDate): boolean {
  return plannedOn >= nextReminderOn;
}

/** The name under which a stage is on record, which is its first one: no mail goes a second time under another. */
export const recordedStage = (id: string): string => (id === 'refresherOpens' ? '-180' : id);

/** Whether the last stage's 30 days have passed. */
export function isOver(stages: readonly Stage[], on: CivilDate): boolean {
  const last = stages.at(-1);
  return last !== undefined && on > addDays(last.on, LAST_STAGE_DAYS - 1);
}

function stageDay(rule: StageRule, code: string, expiresOn: CivilDate): CivilDate {
  if ('monthsBefore' in rule) return addMonths(expiresOn, -rule.monthsBefore);
  return 'days' in rule
    ? addDays(expiresOn, rule.days)
    : latestBefore(windowOpensOn[code] ?? WINDOW_OPENS, expiresOn);
}

/** The latest such day of a year (`MM-DD`) on or before the expiry. */
function latestBefore(dayOfYear: string, expiresOn: CivilDate): CivilDate {
  const year = Number(expiresOn.slice(0, 4));
  const sameYear = civilDate.parse(`${expiresOn.slice(0, 4)}-${dayOfYear}`);
  return sameYear <= expiresOn ? sameYear : civilDate.parse(`${year - 1}-${dayOfYear}`);
}
