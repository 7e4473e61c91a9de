import * as z from 'zod';
import type { MailStates } from '#mail/ports.ts';
import { type SendOnceDeps, sendOnce, skipOnce, type Waiting } from '#mail/send-once.ts';
import { UnreadableCredential } from '#register/certificate/credential.ts';
import type { CivilDate, Instant } from '#register/civil-date.ts';
import type { Registered } from '#register/ports/register.ts';
import type { Stage } from '#register/schedule/stages.ts';
import { delayUntil } from '#storage/delay-until.ts';
import { type DecideDeps, type DecidedReminders, type DecideFault, decideDue } from './decide-reminders.ts';
import type { DueIndex, HolderBatch, ReminderLedger, ReminderQueue } from './ports.ts';
import { type SkipReason, toSend } from './reminder-decision.ts';
import type { DueStage } from './reminder-record.ts';
import { runEnd } from './reminder-run.ts';
import { MailCannotBeWritten, type WriteReminderDeps, writeReminder } from './write-reminder.ts';

export interface SendRemindersDeps extends DecideDeps, WriteReminderDeps, SendOnceDeps<DueStage, SkipReason> {
  ledger: ReminderLedger;
  mailStates: MailStates;
  due: Pick<DueIndex, 'quarantine'>;
  /** Told of every credential that cannot be read, each morning until it is repaired. */
  reportUnreadable(credential: { provider: string; error: UnreadableCredential }): void;
  /** Where what must come again waits. */
  reminders: ReminderQueue;
}

/** `again`: what could not be done is queued anew for then. `left`: it stays due, and the next morning's run finds it. */
export type BatchOutcome = { outcome: 'done' } | { outcome: 'left' } | { outcome: 'again'; at: Instant };

const MAX_LOOKS = 5;

/**
 * Deals with one holder's due stages as of a day: one e-mail for all that are current, a recorded reason for every
 * stage that is not sent. Any crash, redelivery or second run leaves each stage sent once or recorded
 * (docs/decisions/011). An item that cannot be read as a credential is put in quarantine; a credential that fails
 * otherwise, or cannot be written about, does not keep the others from being dealt with: its fault is thrown at the
 * end.
 */
export async function sendReminders(deps: SendRemindersDeps, batch: HolderBatch): Promise<BatchOutcome> {
  if (deps.clock() > runEnd(batch.startedAt)) return { outcome: 'left' };
  for (let look = 0; look < MAX_LOOKS; look++) {
    const { decided, faults: undecided } = await decideDue(deps, batch);
    const faults = await withoutUnreadable(deps, undecided);
    const waiting: Waiting<Registered> = new Map();
    let again = false;
    for (const group of groupMails(decided)) {
      const dealt = await dealWithGroup(deps, group, batch.on, faults);
      if (dealt === 'changedMeanwhile') again = true;
      else for (const [seen, until] of dealt) waiting.set(seen, until);
    }
    if (again) continue;
    const outcome = await queueAgain(deps, batch, waiting);
    if (faults.length) throw faults[0];
    return outcome;
  }
  throw new Error(`the credentials changed ${MAX_LOOKS} times under a decision`);
}

/** One e-mail goes to one address, however it is written. */
function groupMails(decided: DecidedReminders[]): DecidedReminders[][] {
  return [...Map.groupBy(decided, ({ seen }) => seen.credential.email?.toLowerCase() ?? '').values()];
}

/** Where what is stored of one of them is at fault each is dealt with by itself, as the others may be sound. */
async function dealWithGroup(
  deps: SendRemindersDeps,
  group: DecidedReminders[],
  on: CivilDate,
  faults: unknown[],
): Promise<Waiting<Registered> | 'changedMeanwhile'> {
  try {
    return await dealWithAddress(deps, group, on);
  } catch (fault) {
    // A network that fails would make several mails out of one.
    const ofTheData = fault instanceof z.ZodError || fault instanceof MailCannotBeWritten;
    if (ofTheData && group.length > 1) return eachAlone(deps, group, on, faults);
    faults.push(fault);
    return new Map();
  }
}

async function eachAlone(
  deps: SendRemindersDeps,
  group: DecidedReminders[],
  on: CivilDate,
  faults: unknown[],
): Promise<Waiting<Registered> | 'changedMeanwhile'> {
  const waiting: Waiting<Registered> = new Map();
  for (const one of group) {
    const dealt = await dealWithGroup(deps, [one], on, faults);
    if (dealt === 'changedMeanwhile') return dealt;
    for (const [seen, until] of dealt) waiting.set(seen, until);
  }
  return waiting;
}

async function queueAgain(
  deps: SendRemindersDeps,
  batch: HolderBatch,
  waiting: Waiting<Registered>,
): Promise<BatchOutcome> {
  const end = runEnd(batch.startedAt);
  const today = [...waiting].filter(([, until]) => until < end);
  const [at] = today.map(([, until]) => until).toSorted();
  if (at === undefined) return { outcome: waiting.size ? 'left' : 'done' };
  const credentials = today.map(
    ([
      {
        credential: { key, provider },
      },
    ]) => ({ key, provider }),
  );
  await deps.reminders.send([{ ...batch, credentials }], delayUntil(at, deps.clock()));
  return { outcome: 'again', at };
}

/** Puts credentials that no other try can repair in quarantine; gives the faults that are left. */
async function withoutUnreadable(deps: SendRemindersDeps, faults: DecideFault[]): Promise<unknown[]> {
  const others: unknown[] = [];
  for (const { key, provider, error } of faults) {
    if (error instanceof UnreadableCredential) {
      await deps.due.quarantine(key, provider);
      deps.reportUnreadable({ provider, error });
    } else others.push(error);
  }
  return others;
}

/** Gives those that have to stay due. */
async function dealWithAddress(
  deps: SendRemindersDeps,
  group: DecidedReminders[],
  on: CivilDate,
): Promise<Waiting<Registered> | 'changedMeanwhile'> {
  const due = group.flatMap((one) => toSend(one.decisions).map(({ stage }) => dueStage(one, stage, on)));
  const sent = await sendOnce(deps, due, (stages) => writeReminder(deps, stages));
  if (sent === 'changedMeanwhile') return sent;
  const waiting = new Map([...sent].map(([{ seen }, until]) => [seen, until]));
  for (const one of group) {
    const { seen, next, mailState } = one;
    const { email, provider } = seen.credential;
    // The provider may have registered the address after it was found to be in trouble.
    if (email && mailState.trouble) await deps.mailStates.report(email, provider, mailState.trouble);
    const heldUntil = await recordSkips(deps, one, on);
    if (heldUntil) waiting.set(seen, heldUntil);
    if (!waiting.has(seen)) await deps.ledger.advance(seen, next);
  }
  return waiting;
}

const dueStage = ({ seen, mailState }: DecidedReminders, { id, urgent }: Stage, on: CivilDate): DueStage => ({
  ...{ seen, mailState, on, urgent },
  stage: id,
});

/** Gives the end of a lease that is in the way, if somebody is just about to send such a stage. */
async function recordSkips(
  deps: SendRemindersDeps,
  one: DecidedReminders,
  on: CivilDate,
): Promise<Instant | undefined> {
  const skipped = one.decisions.filter((decision) => decision.action === 'skip');
  const ends = skipped.map(({ stage, reason }) => skipOnce(deps, dueStage(one, stage, on), reason));
  return (await Promise.all(ends)).filter((end) => end !== undefined).toSorted()[0];
}
