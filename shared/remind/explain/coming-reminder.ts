import { type MailState, type MailTrouble, mailObstacle, stopFor } from '#mail/address-state.ts';
import { nextAction } from '#mail/mailing-rules.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { replay } from '#register/certificate/history.ts';
import { addDays, type CivilDate, hongKongDay, type Instant, instant } from '#register/civil-date.ts';
import { currentStage, isOpen, type Stage } from '#register/schedule/stages.ts';
import { decideReminders, type SkipReason } from '#remind/reminder-decision.ts';
import { mayGoAfterAll, type ReminderRecord } from '#remind/reminder-record.ts';

/** Why no reminder will go. `noPlan`: such a certificate has none. `finished`: all stages are dealt with. */
export const obstacles = [
  'revoked',
  'suspended',
  'superseded',
  'renewed',
  'noAddress',
  'undeliverable',
  'unsubscribed',
  'finished',
  'noPlan',
] as const;
export type Obstacle = (typeof obstacles)[number];
export const stopKinds = ['all', 'type', 'certificate'] as const;

/** Whether the next reminder will go as things stand; `on`: by the morning run of that day at the latest. */
export type ComingReminder =
  | { goes: true; stage: string; on: CivilDate }
  | {
      goes: false;
      because: Obstacle;
      since?: CivilDate;
      stops?: (typeof stopKinds)[number];
      trouble?: MailTrouble;
    };

export interface ReminderCase {
  credential: Credential;
  nextReminderOn: CivilDate | undefined;
  mail: MailState;
  /** The holder has a newer certificate of the same type that lasts longer. */
  renewed: boolean;
  at: Instant;
}

interface KnownStage {
  stage: Stage;
  record: ReminderRecord | undefined;
}

/** `known`: the whole series in its order, each with what is on record. Decided as the run itself decides. */
export function comingReminder(given: ReminderCase, known: KnownStage[]): ComingReminder {
  const { credential, nextReminderOn, mail, renewed, at } = given;
  const stages = known.map(({ stage }) => stage);
  for (const { stage, record } of known) {
    if (nextReminderOn === undefined || !isOpen(stage, nextReminderOn)) continue;
    const day = dayFor(record, stage, at);
    const on = day && [day, stage.on, nextReminderOn].toSorted().at(-1);
    if (!on || currentStage(stages, on) !== stage) continue;
    const { decisions } = decideReminders({
      credential,
      nextReminderOn: stage.on,
      on,
      renewed,
      mail: mailObstacle(mail, credential),
    });
    const decision = decisions.find((each) => each.stage.id === stage.id);
    if (decision?.action === 'send') return { goes: true, stage: stage.id, on };
    if (decision) return keptBack(given, decision.reason, on);
  }
  return { goes: false, because: 'finished' };
}

function keptBack({ credential, mail }: ReminderCase, reason: SkipReason, on: CivilDate): ComingReminder {
  const { revokedOn, suspendedOn, superseded } = replay(credential, on);
  const no = <O extends Obstacle>(because: O, since?: CivilDate) =>
    ({ goes: false, because, ...(since && { since }) }) as const;
  switch (reason) {
    case 'revoked':
      return no(reason, revokedOn);
    case 'suspended':
      return no(reason, suspendedOn);
    case 'superseded':
      return no(reason, superseded?.on);
    case 'undeliverable': {
      const { trouble } = mail;
      return trouble ? { ...no(reason, hongKongDay(trouble.since)), trouble } : no(reason);
    }
    case 'unsubscribed': {
      const scope = stopFor(mail, credential);
      const since = scope && mail.stops[scope];
      const stops = stopKinds.find((kind) => scope?.startsWith(kind));
      return { ...no(reason, since && hongKongDay(since)), ...(stops && { stops }) };
    }
    case 'overtaken':
    case 'tooLate':
      return no('finished');
    default:
      return no(reason);
  }
}

/** The day on which something may still go for a stage at the latest; undefined: it is dealt with, or being sent. */
function dayFor(record: ReminderRecord | undefined, stage: Stage, at: Instant): CivilDate | undefined {
  if (!record) return runFrom(at);
  if (mayGoAfterAll(record)) return runFrom(at);
  if (record.state === 'claimed') return undefined;
  const way = nextAction(record, at);
  if (way.go === 'done') return undefined;
  if (way.go !== 'wait') return runFrom(at);
  // Its batch is queued until then; a longer wait is left to a morning's run.
  return stage.urgent ? hongKongDay(way.until) : runFrom(way.until);
}

/** The day of the first run, at nine in the morning in Hong Kong, that is not before the instant. */
function runFrom(at: Instant): CivilDate {
  const day = hongKongDay(at);
  return at > instant.parse(`${day}T01:00:00.000Z`) ? addDays(day, 1) : day;
}
