import { Temporal } from 'temporal-polyfill';
import type { ReminderPlanName } from '#register/catalogue/catalogue.ts';
import { type CivilDate, civilDate } from '#register/civil-date.ts';

/** The stages whose e-mail says until when renewing late is possible. */
const STAGES = { firstAid: ['-7', '0', '+1', '+150'], nremt: ['+1', '+15'] };

export interface LateRenewal {
  plan: 'firstAid' | 'nremt';
  until: CivilDate;
}

/**
 * The day until which an expired certificate can be renewed the short way, where the stage should say so.
 * First aid: 6 months after expiry, clamped to the month's end [OSHC]. NREMT: 31 March -> 30 April, and 30 September
 * -> 31 October [NR]; an expiry on another day has no such rule, so no date is promised.
 */
export function lateRenewal(
  plan: ReminderPlanName,
  stageId: string,
  expiresOn: CivilDate,
): LateRenewal | undefined {
  if (plan !== 'firstAid' && plan !== 'nremt') return undefined;
  if (!STAGES[plan].includes(stageId)) return undefined;
  if (plan === 'firstAid') {
    const until = Temporal.PlainDate.from(expiresOn).add({ months: 6 }).toString();
    return { plan, until: civilDate.parse(until) };
  }
  const year = expiresOn.slice(0, 4);
  if (expiresOn.endsWith('-03-31')) return { plan, until: civilDate.parse(`${year}-04-30`) };
  if (expiresOn.endsWith('-09-30')) return { plan, until: civilDate.parse(`${year}-10-31`) };
  return undefined;
}
