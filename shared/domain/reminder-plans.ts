import type { ReminderPlanName } from './catalogue.ts';

/** Days from the last valid day (negative: before it), or a day of the year that comes round before it. */
export type StageRule = { id: string; days: number } | { id: string; yearly: 'windowOpens' };

const days = (...offsets: number[]): StageRule[] =>
  offsets.map((offset) => ({ id: offset > 0 ? `+${offset}` : String(offset), days: offset }));

/** domain.md §3; what each stage says is in the words of its e-mail. */
export const reminderPlans: Record<ReminderPlanName, readonly StageRule[]> = {
  firstAid: days(-180, -90, -30, -7, 0, 1, 150),
  emtRegistration: days(-180, -90, -60, -30, -14, -7, -1, 1),
  nremt: [{ id: 'windowOpens', yearly: 'windowOpens' }, ...days(-90, -30, -7, 1, 15)],
  lifeSupport: days(-60, -30, -7, 1),
};

/** When NREMT opens recertification, by type as `MM-DD`: 1 October, for Emergency Medical Responders 1 April. */
export const windowOpensOn: Record<string, string> = { NREMR: '04-01' };
export const WINDOW_OPENS = '10-01';
