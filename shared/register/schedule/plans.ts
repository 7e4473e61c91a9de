import type { ReminderPlanName } from '#register/catalogue/catalogue.ts';

/**
 * Days from the last valid day (negative: before it), calendar months before it, or a day of the year that comes round before it. `urgent`: no later
 * stage comes in time to make up for this one, so that a duplicate is better than a loss (docs/decisions/011).
 */
export type StageRule = { id: string; urgent: boolean } & (
  | { days: number }
  | { monthsBefore: number; plannedAs: number }
  | { yearly: 'windowOpens' }
);

const rule = (days: number, urgent: boolean): StageRule => ({
  id: days > 0 ? `+${days}` : String(days),
  days,
  urgent,
});
const early = (...days: number[]) => days.map((offset) => rule(offset, false));
const late = (...days: number[]) => days.map((offset) => rule(offset, true));
/** The day from which the refresher course can be taken. It was a stage of 180 days, of which some are still planned. */
const refresherOpens: StageRule = { id: 'refresherOpens', monthsBefore: 6, plannedAs: -180, urgent: false };
const windowOpens: StageRule = { id: 'windowOpens', yearly: 'windowOpens', urgent: false };

/** domain.md §3; what each stage says is in the words of its e-mail. */
export const reminderPlans: Record<ReminderPlanName, readonly StageRule[]> = {
  firstAid: [refresherOpens, ...early(-90), ...late(-30, -7, 0, 1, 150)],
  emtRegistration: [...early(-180, -90, -60), ...late(-30, -14, -7, -1, 1)],
  nremt: [windowOpens, ...early(-90), ...late(-30, -7, 1, 15)],
  lifeSupport: [...early(-60), ...late(-30, -7, 1)],
};

/** When NREMT opens recertification, by type as `MM-DD`: 1 October, for Emergency Medical Responders 1 April. */
export const windowOpensOn: Record<string, string> = { NREMR: '04-01' };
export const WINDOW_OPENS = '10-01';
