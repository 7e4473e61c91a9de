import type { Credential } from '#register/certificate/credential.ts';
import { statusOn } from '#register/certificate/history.ts';
import { type CivilDate, daysBetween } from '#register/civil-date.ts';
import { reminderSeries } from '#register/schedule/series.ts';
import { currentStage, isOpen, isOver, type Stage } from '#register/schedule/stages.ts';

/** Why a stage was not sent; those after `tooLate` in the order in which they are asked (domain.md §3). */
export const skipReasons = [
  'overtaken',
  'tooLate',
  'revoked',
  'suspended',
  'superseded',
  'renewed',
  'noAddress',
  'undeliverable',
  'unsubscribed',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** `daysLeft` counts from the day of sending to the last valid day; negative after it. */
export type StageDecision =
  | { stage: Stage; action: 'send'; daysLeft: number }
  | { stage: Stage; action: 'skip'; reason: SkipReason };

/** The day of the first stage not dealt with; undefined: the series is finished, or there is none. */
export interface ReminderState {
  nextReminderOn: CivilDate | undefined;
}

export const toSend = (decisions: readonly StageDecision[]) =>
  decisions.filter((decision) => decision.action === 'send');

export interface ReminderQuestion {
  credential: Credential;
  nextReminderOn: CivilDate;
  on: CivilDate;
  /** The holder has a newer certificate of the same type that lasts longer. */
  renewed: boolean;
  /** What is known of the holder's address; ignored when there is none. */
  mail: 'ok' | 'undeliverable' | 'unsubscribed';
}

/**
 * Decides every stage from `nextReminderOn` through `on`, each once: those before the current one are `overtaken`, the
 * current one is sent or skipped with the first reason that applies, and once the last one's 30 days have passed all
 * are `tooLate`. So at most one is sent, however many days were missed. Asked about an earlier day again it decides
 * nothing and does not turn `nextReminderOn` back.
 *
 * After a change of expiry `nextReminderOn` must be the new series' own: `firstReminderOn`.
 */
export function decideReminders(question: ReminderQuestion): ReminderState & { decisions: StageDecision[] } {
  const { credential, nextReminderOn, on } = question;
  const series = reminderSeries(credential);
  if (!series) return { decisions: [], nextReminderOn: undefined };

  const open = series.stages.filter((stage) => isOpen(stage, nextReminderOn));
  const current = currentStage(series.stages, on);
  const missed = isOver(series.stages, on) ? 'tooLate' : 'overtaken';
  const decide = (stage: Stage): StageDecision => {
    const reason = stage === current ? reasonToSkip(question) : missed;
    if (reason) return { stage, action: 'skip', reason };
    return { stage, action: 'send', daysLeft: daysBetween(on, series.expiresOn) };
  };
  return {
    decisions: open.filter((stage) => stage.on <= on).map(decide),
    nextReminderOn: open.find((stage) => stage.on > on)?.on,
  };
}

function reasonToSkip({ credential, on, renewed, mail }: ReminderQuestion): SkipReason | undefined {
  const status = statusOn(credential, on);
  if (status === 'revoked' || status === 'suspended' || status === 'superseded') return status;
  if (renewed) return 'renewed';
  if (!credential.email) return 'noAddress';
  return mail === 'ok' ? undefined : mail;
}
