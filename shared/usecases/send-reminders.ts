import type { CivilDate } from '#domain/civil-date';
import type { MailTrouble } from '#domain/mail-state';
import { decideReminders, type StageDecision } from '#domain/reminder-decision';
import { noticeOf, type ReminderNotice } from '#domain/reminder-notice';
import { claimOf, type MailAnswer, outcomeOf, type ReminderClaim, skipOf } from '#domain/reminder-record';
import type {
  Clock,
  CredentialStore,
  HolderBatch,
  HolderIndex,
  Mail,
  MailSender,
  MailStates,
  ProviderDirectory,
  Registered,
  ReminderLedger,
} from '#ports';
import { isRenewed } from './is-renewed.ts';

export interface SendRemindersDeps {
  credentials: CredentialStore;
  providers: ProviderDirectory;
  holders: HolderIndex;
  ledger: ReminderLedger;
  mailStates: MailStates;
  mail: MailSender;
  compose(notice: ReminderNotice): Omit<Mail, 'to'>;
  clock: Clock;
  /** Told of every stage that ends without a mail that is known to have gone, for the operator's alarm. */
  reportTrouble(trouble: { state: 'failed' | 'uncertain'; code: string }): void;
  /** A name for one claim, never used twice. */
  newClaimId(): string;
}

const MOST_LOOKS = 5;

/** `retry`: nothing is lost, but this batch must come again (somebody else holds a stage, or the mail service is busy). */
export type BatchOutcome = { outcome: 'done' } | { outcome: 'retry'; because: string };

const HELD: BatchOutcome = { outcome: 'retry', because: 'another run holds the claim' };

/** What is decided for one credential, as of a consistent read. */
interface Decided {
  seen: Registered;
  decisions: StageDecision[];
  next: CivilDate | undefined;
  /** What is known against the address. */
  trouble: MailTrouble | undefined;
}

/**
 * Deals with one holder's due stages as of a day: one e-mail for all that are current, a recorded reason for every stage
 * that is not sent. Any crash, redelivery or second run leaves each stage sent once or recorded; see
 * docs/decisions for what happens when nobody knows whether a mail went.
 */
export async function sendReminders(deps: SendRemindersDeps, batch: HolderBatch): Promise<BatchOutcome> {
  for (let look = 0; look < MOST_LOOKS; look++) {
    const decided = await decideAll(deps, batch);
    const byAddress = Map.groupBy(decided, ({ seen }) => seen.credential.email?.toLowerCase() ?? '');
    let again = false;
    for (const group of byAddress.values()) {
      const sent = await sendOne(deps, group, batch.on);
      if (sent === 'lookAgain') again = true;
      else if (sent !== 'done') return sent;
    }
    if (!again) return { outcome: 'done' };
  }
  return { outcome: 'retry', because: 'the credentials kept changing' };
}

async function decideAll(deps: SendRemindersDeps, batch: HolderBatch): Promise<Decided[]> {
  const decided: Decided[] = [];
  const troubles = new Map<string, MailTrouble | undefined>();
  for (const { key, provider } of batch.credentials) {
    const seen = await deps.credentials.get(key, provider);
    if (!seen?.nextReminderOn || seen.nextReminderOn > batch.on) continue;
    const { email } = seen.credential;
    if (email && !troubles.has(email)) troubles.set(email, await deps.mailStates.troubleOf(email));
    const trouble = email ? troubles.get(email) : undefined;
    const { decisions, nextReminderOn: next } = decideReminders({
      credential: seen.credential,
      nextReminderOn: seen.nextReminderOn,
      on: batch.on,
      renewed: await isRenewed(deps, seen.credential, batch.on),
      mail: trouble ? 'undeliverable' : 'ok',
    });
    decided.push({ seen, decisions, next, trouble });
  }
  return decided;
}

/** One e-mail to one address, if any stage is to be sent; then the record of every stage decided. */
async function sendOne(
  deps: SendRemindersDeps,
  group: Decided[],
  on: CivilDate,
): Promise<'done' | 'lookAgain' | BatchOutcome> {
  const toSend = group.flatMap(({ seen, decisions }) =>
    decisions.flatMap((decision) => (decision.action === 'send' ? [{ seen, decision }] : [])),
  );
  let due = toSend;
  while (due.length) {
    // Composed before it is claimed: a mail that cannot be written must not leave a claim behind.
    const notice = await noticeFor(deps, due, on);
    // As it was given: only the domain of an address is indifferent to case.
    const to = due[0]?.seen.credential.email ?? '';
    const mail = { to, ...deps.compose(notice) };
    const claimId = deps.newClaimId();
    const claim = { on, claimId, at: deps.clock() };
    const claims = due.map(({ seen, decision }) => ({
      seen,
      record: claimOf(seen.credential, decision.stage.id, claim),
    }));
    const answer = await deps.ledger.claim(claims);
    if (answer.outcome === 'claimed') {
      const sent = await sendClaimed(
        deps,
        mail,
        claims.map(({ record }) => record),
      );
      if (sent.outcome === 'retry') return sent;
      break;
    }
    for (const { claim, because } of answer.standing) {
      if (because === 'changedMeanwhile') return 'lookAgain';
      if (because.state === 'claimed') {
        if (because.leaseUntil > deps.clock()) return HELD;
        await giveUp(deps, because);
      }
      due = due.filter(({ seen }) => seen !== claim.seen);
    }
  }
  for (const { seen, decisions, next, trouble } of group) {
    const { email, provider } = seen.credential;
    // The provider may have registered the address after it was found to be in trouble.
    if (email && trouble) await deps.mailStates.report(email, provider, trouble);
    const skipped = decisions.filter((decision) => decision.action === 'skip');
    const records = skipped.map((decision) => skipOf(seen.credential, decision, { on, at: deps.clock() }));
    for (const inTheWay of await Promise.all(records.map((record) => deps.ledger.recordSkip(record)))) {
      if (!inTheWay) continue;
      if (inTheWay.leaseUntil > deps.clock()) return HELD;
      await giveUp(deps, inTheWay);
    }
    await deps.ledger.advance(seen, next);
  }
  return 'done';
}

async function sendClaimed(
  deps: SendRemindersDeps,
  mail: Mail,
  records: ReminderClaim[],
): Promise<BatchOutcome> {
  const answer = await deps.mail.send(mail);
  if (answer.outcome === 'undeliverable') {
    // Before the stage is settled: what is on record as failed has its reason on record.
    await deps.mailStates.record(mail.to, {
      state: 'undeliverable',
      since: deps.clock(),
      code: answer.code,
    });
  }
  for (const record of records) await settle(deps, record, answer);
  return answer.outcome === 'busy' ? { outcome: 'retry', because: answer.code } : { outcome: 'done' };
}

/** Its holder is gone, and nobody knows whether the mail went: recorded as such and not sent a second time. */
async function giveUp(deps: SendRemindersDeps, claim: ReminderClaim): Promise<void> {
  await settle(deps, claim, { outcome: 'uncertain', code: 'lease_ended' });
}

async function settle(deps: SendRemindersDeps, claim: ReminderClaim, answer: MailAnswer): Promise<void> {
  const record = outcomeOf(claim, answer, deps.clock());
  await deps.ledger.settle(record, claim.claimId);
  if (record.state === 'failed' || record.state === 'uncertain') {
    deps.reportTrouble({ state: record.state, code: record.code });
  }
}

async function noticeFor(
  deps: SendRemindersDeps,
  due: { seen: Registered; decision: StageDecision & { action: 'send' } }[],
  on: CivilDate,
): Promise<ReminderNotice> {
  const certificates = due.map(async ({ seen, decision }) => {
    const provider = await deps.providers.get(seen.credential.provider);
    return noticeOf(seen.credential, provider, decision);
  });
  return { on, certificates: await Promise.all(certificates) };
}
