import { type MailOnceDeps, mailOnce } from '#mail/mail-once.ts';
import type { MailState } from '#mail/mail-state.ts';
import {
  againAt,
  answered,
  CERTIFICATES_LINK_DAYS,
  claimedOver,
  givenUp,
  type MailOutcome,
  nextAction,
} from '#mail/mailing.ts';
import type { ComposedMail, MailLinks } from '#mail/ports.ts';
import { addDays, type CivilDate, type Instant } from '#register/civil-date.ts';
import type { ProviderDirectory, Registered } from '#register/ports/register.ts';
import type { StageDecision } from '#remind/reminder-decision.ts';
import type { Claim, ClaimAnswer, ReminderLedger } from './ports.ts';
import { noticeOf, type ReminderNotice } from './reminder-notice.ts';
import {
  type ReminderClaim,
  type ReminderRecord,
  reminderClaimOf,
  type UncertainReminder,
} from './reminder-record.ts';

export interface MailStagesDeps extends MailOnceDeps {
  providers: ProviderDirectory;
  ledger: ReminderLedger;
  links: MailLinks;
  compose(notice: ReminderNotice): ComposedMail;
  /** Told of every record that was stored here. */
  report(stored: ReminderRecord): void;
}

/** What is stored of a certificate cannot be put into words. */
export class MailCannotBeWritten extends Error {
  override name = 'MailCannotBeWritten';
}

/** A stage that is to be sent. */
export interface DueStage {
  seen: Registered;
  decision: StageDecision & { action: 'send' };
  /** The attempt that it is sent again for, as nobody knows what came of it. */
  over?: UncertainReminder;
}

/** Credentials that have to stay due, and the moment before which nothing can be done about them. */
export type Waiting = Map<Registered, Instant>;

const MAX_LOOKS = 10;

/**
 * One e-mail to one address for all these stages, of which there is at least one. Those that somebody else sent or
 * holds are left out of it. `lookAgain`: something changed since it was decided, and nothing was sent.
 */
export async function mailStages(
  deps: MailStagesDeps,
  stages: DueStage[],
  context: { on: CivilDate; mailState: MailState },
): Promise<Waiting | 'lookAgain'> {
  const waiting: Waiting = new Map();
  let due = stages;
  for (let look = 0; look < MAX_LOOKS; look++) {
    const [first] = due;
    if (!first) return waiting;
    const mailed = await attempt(deps, [first, ...due.slice(1)], context);
    if (mailed.outcome === 'answered') return new Map([...waiting, ...mailed.waiting]);
    if (mailed.outcome === 'changedMeanwhile') return 'lookAgain';
    due = await withoutTaken(deps, due, mailed.standing, waiting);
  }
  throw new Error(`a claim was refused ${MAX_LOOKS} times`);
}

type Attempted = { outcome: 'answered'; waiting: Waiting } | Exclude<ClaimAnswer, { outcome: 'claimed' }>;

async function attempt(
  deps: MailStagesDeps,
  due: [DueStage, ...DueStage[]],
  { on, mailState }: { on: CivilDate; mailState: MailState },
): Promise<Attempted> {
  // As it was given: only the domain of an address is indifferent to case.
  const to = due[0].seen.credential.email ?? '';
  // Composed before it is claimed: a mail that cannot be written must not leave a claim behind.
  const mail = { to, ...written(deps, await noticeFor(deps, due, to, on)) };
  let claims: Claim[] = [];
  const waiting: Waiting = new Map();
  const mailed = await mailOnce<Exclude<ClaimAnswer, { outcome: 'claimed' }>>(deps, {
    mail,
    async claim(claim) {
      // Of an attempt that was given back nothing is left.
      waiting.clear();
      claims = due.map(({ seen, decision, over }) => ({
        seen,
        over,
        record: claimedOver(reminderClaimOf(seen.credential, decision.stage.id, on, claim), over),
      }));
      const answer = await deps.ledger.claim({ email: to, mailState, claims });
      return answer.outcome === 'claimed' ? undefined : answer;
    },
    async settle(_, answer, at) {
      const outcomes = due.flatMap(({ seen, decision }, i) => {
        const claim = claims[i]?.record;
        if (!claim) return [];
        const outcome = answered(claim, answer, { at, urgent: decision.stage.urgent });
        const until = againAt(outcome, answer, at);
        if (until) waiting.set(seen, until);
        return [{ claim, outcome }];
      });
      await settle(deps, outcomes);
    },
  });
  if (mailed.outcome === 'refused') return mailed.refusal;
  if (mailed.outcome === 'closed') for (const { seen } of due) waiting.set(seen, mailed.until);
  return { outcome: 'answered', waiting };
}

/** Those that are still to be sent once what stands in the way of a claim is taken into account. */
async function withoutTaken(
  deps: MailStagesDeps,
  due: DueStage[],
  standing: { claim: Claim; record: ReminderRecord }[],
  waiting: Waiting,
): Promise<DueStage[]> {
  const left: DueStage[] = [];
  for (const stage of due) {
    const record = standing.find(({ claim }) => claim.seen === stage.seen)?.record;
    if (!record) left.push(stage);
    else if (record.state !== 'skipped') {
      const at = deps.clock();
      const way = nextAction(record, at);
      if (way.go === 'wait') waiting.set(stage.seen, way.until);
      if (way.go === 'claim') left.push(stage);
      if (way.go === 'sendAgain' && record.state === 'uncertain') left.push({ ...stage, over: record });
      if (way.go === 'giveUp' && record.state === 'claimed') {
        await giveUp(deps, record, stage.decision.stage.urgent);
        left.push(stage);
      }
    }
  }
  return left;
}

/** Its holder is gone, and nobody knows whether the mail went. */
export async function giveUp(
  deps: Pick<MailStagesDeps, 'ledger' | 'report'>,
  claim: ReminderClaim,
  urgent: boolean,
): Promise<void> {
  await settle(deps, [{ claim, outcome: givenUp(claim, urgent) }]);
}

async function settle(
  deps: Pick<MailStagesDeps, 'ledger' | 'report'>,
  outcomes: { claim: ReminderClaim; outcome: MailOutcome }[],
): Promise<void> {
  for (const { claim, outcome } of await deps.ledger.settle(outcomes)) {
    const { key, number, provider, expiresOn, stage, on } = claim;
    deps.report({ key, number, provider, expiresOn, stage, on, ...outcome });
  }
}

function written({ compose }: MailStagesDeps, notice: ReminderNotice): ComposedMail {
  try {
    return compose(notice);
  } catch (cause) {
    throw new MailCannotBeWritten('an e-mail cannot be written', { cause });
  }
}

async function noticeFor(
  deps: MailStagesDeps,
  due: [DueStage, ...DueStage[]],
  email: string,
  on: CivilDate,
): Promise<ReminderNotice> {
  const certificates = due.map(async ({ seen, decision }) => {
    const provider = await deps.providers.get(seen.credential.provider);
    return noticeOf(seen.credential, provider, decision);
  });
  const { key, provider } = due[0].seen.credential;
  return {
    on,
    certificates: await Promise.all(certificates),
    tokens: {
      unsubscribe: await deps.links.sign('unsubscribe', { email, key, provider }),
      certificates: await deps.links.sign('certificates', {
        email,
        until: addDays(on, CERTIFICATES_LINK_DAYS),
      }),
    },
  };
}
