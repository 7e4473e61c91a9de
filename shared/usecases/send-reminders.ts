import { addSeconds, type CivilDate, type Instant } from '#domain/civil-date';
import { type StageDecision, toSend } from '#domain/reminder-decision';
import { skipOf } from '#domain/reminder-record';
import type { HolderBatch, Registered, ReminderQueue } from '#ports';
import { type DecideDeps, type DecidedReminders, decideDue } from './decide-reminders.ts';
import { giveUp, type MailStagesDeps, mailStages } from './mail-stages.ts';

export interface SendRemindersDeps extends DecideDeps, MailStagesDeps {
  mailStates: MailStagesDeps['mailStates'];
  /** Where a batch waits that must come again. */
  reminders: ReminderQueue;
}

/** `again`: the batch is queued anew for then. `left`: something stays due, and the next morning's run finds it. */
export type BatchOutcome = { outcome: 'done' } | { outcome: 'left' } | { outcome: 'again'; at: Instant };

/** From nine in the morning to eleven at night: what a mail says of the days left is true on the day of its run. */
const DAYS_WORK_SECONDS = 14 * 60 * 60;
/** No message can wait longer. */
const LONGEST_DELAY_SECONDS = 900;
const MOST_LOOKS = 5;
const KEEPS_CHANGING_SECONDS = 30;

/**
 * Deals with one holder's due stages as of a day: one e-mail for all that are current, a recorded reason for every stage
 * that is not sent. Any crash, redelivery or second run leaves each stage sent once or recorded (docs/decisions/011).
 * A credential that cannot be read or written about does not keep the others from being dealt with: its fault is thrown
 * at the end.
 */
export async function sendReminders(deps: SendRemindersDeps, batch: HolderBatch): Promise<BatchOutcome> {
  const outcome = await dealWith(deps, batch);
  if (outcome.outcome === 'again') {
    const seconds = Math.ceil((Date.parse(outcome.at) - Date.parse(deps.clock())) / 1000);
    await deps.reminders.send([batch], Math.min(Math.max(seconds, 1), LONGEST_DELAY_SECONDS));
  }
  return outcome;
}

async function dealWith(deps: SendRemindersDeps, batch: HolderBatch): Promise<BatchOutcome> {
  if (deps.clock() > addSeconds(batch.plannedAt, DAYS_WORK_SECONDS)) return { outcome: 'left' };
  for (let look = 0; look < MOST_LOOKS; look++) {
    const { decided, faults } = await decideDue(deps, batch);
    const byAddress = Map.groupBy(decided, ({ seen }) => seen.credential.email?.toLowerCase() ?? '');
    const waiting: Instant[] = [];
    let again = false;
    for (const group of byAddress.values()) {
      try {
        const until = await dealWithAddress(deps, group, batch.on);
        if (until === 'lookAgain') again = true;
        else waiting.push(...until);
      } catch (fault) {
        faults.push(fault);
      }
    }
    if (again) continue;
    if (faults.length) throw faults[0];
    return whenAgain(waiting, deps.clock());
  }
  return { outcome: 'again', at: addSeconds(deps.clock(), KEEPS_CHANGING_SECONDS) };
}

function whenAgain(waiting: Instant[], now: Instant): BatchOutcome {
  const [soonest] = waiting.toSorted();
  if (soonest === undefined) return { outcome: 'done' };
  return soonest > addSeconds(now, LONGEST_DELAY_SECONDS)
    ? { outcome: 'left' }
    : { outcome: 'again', at: soonest };
}

/** Gives the moments before which nothing can be done about what had to stay due. */
async function dealWithAddress(
  deps: SendRemindersDeps,
  group: DecidedReminders[],
  on: CivilDate,
): Promise<Instant[] | 'lookAgain'> {
  const [first] = group;
  if (!first) return [];
  const due = group.flatMap(({ seen, decisions }) =>
    toSend(decisions).map((decision) => ({ seen, decision })),
  );
  const waiting = await mailStages(deps, due, { on, mailState: first.mailState });
  if (waiting === 'lookAgain') return waiting;
  for (const { seen, decisions, next, mailState } of group) {
    const { email, provider } = seen.credential;
    // The provider may have registered the address after it was found to be in trouble.
    if (email && mailState.trouble) await deps.mailStates.report(email, provider, mailState.trouble);
    const heldUntil = await recordSkips(deps, seen, decisions, on);
    if (heldUntil) waiting.set(seen, heldUntil);
    if (!waiting.has(seen)) await deps.ledger.advance(seen, next);
  }
  return [...waiting.values()];
}

/** Gives the end of a lease that is in the way, if somebody is just about to send such a stage. */
async function recordSkips(
  deps: SendRemindersDeps,
  { credential }: Registered,
  decisions: StageDecision[],
  on: CivilDate,
): Promise<Instant | undefined> {
  const skipped = decisions.filter((decision) => decision.action === 'skip');
  const ends = skipped.map(async (decision) => {
    const record = skipOf(credential, decision, { on, at: deps.clock() });
    const answer = await deps.ledger.recordSkip(record);
    if (answer.outcome === 'recorded') deps.report(record);
    if (answer.outcome !== 'held') return [];
    if (answer.claim.leaseUntil > deps.clock()) return [answer.claim.leaseUntil];
    await giveUp(deps, answer.claim, decision.stage.urgent);
    return [];
  });
  return (await Promise.all(ends)).flat().toSorted()[0];
}
