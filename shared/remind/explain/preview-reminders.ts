import { givenUp, type NextAction, nextAction } from '#mail/mailing-rules.ts';
import { effectiveExpiry } from '#register/certificate/history.ts';
import type { CivilDate, Instant } from '#register/civil-date.ts';
import { recordedStage } from '#register/schedule/stages.ts';
import { type DecideDeps, type DecidedReminders, decideDue } from '#remind/decide-reminders.ts';
import type { DueIndex, ReminderHistory } from '#remind/ports.ts';
import type { StageDecision } from '#remind/reminder-decision.ts';
import { mayGoAfterAll, type ReminderRecord } from '#remind/reminder-record.ts';

interface OfStage {
  number: string;
  provider: string;
  stage: string;
}
type WouldSkip = OfStage & { reason: (StageDecision & { action: 'skip' })['reason'] };

/** What a run would come to, in the order of the numbers, then of the stages; never whose it is. */
export interface ReminderPreview {
  on: CivilDate;
  /** `daysLeft` until the last valid day; negative after it. */
  wouldSend: (OfStage & { daysLeft: number })[];
  wouldSkip: WouldSkip[];
  /** How many certificates nothing can be said about, as something stored of them cannot be read. */
  unreadable: number;
}

export interface PreviewDeps extends DecideDeps {
  due: DueIndex;
  reminders: ReminderHistory;
}

const AT_ONCE = 100;

/**
 * What a run of `on` that starts `at` would send and skip, decided as the run decides it. Stores nothing. The account's
 * quota is left out: how much of it is free shows only when it is used.
 */
export async function previewReminders(
  deps: PreviewDeps,
  input: { on: CivilDate; at: Instant; shards: readonly string[] },
): Promise<ReminderPreview> {
  const { on, at } = input;
  const preview: ReminderPreview = { on, wouldSend: [], wouldSkip: [], unreadable: 0 };
  for (const shard of input.shards)
    for await (const credentials of dueIn(deps, shard, on, preview)) {
      const { decided, faults } = await decideDue(deps, { on, credentials });
      preview.unreadable += faults.length;
      for (const one of decided)
        await add(deps, preview, one, at).catch(() => {
          preview.unreadable++;
        });
    }
  preview.wouldSend.sort(byNumber);
  preview.wouldSkip.sort(byNumber);
  return preview;
}

/** The keys of what is due in a shard, each once, some at a time. */
async function* dueIn(
  { due }: PreviewDeps,
  shard: string,
  on: CivilDate,
  preview: ReminderPreview,
): AsyncGenerator<{ key: string; provider: string }[]> {
  const seen = new Set<string>();
  let some: { key: string; provider: string }[] = [];
  for await (const entry of due.dueIn(shard, on)) {
    if ('unreadable' in entry) {
      preview.unreadable++;
      continue;
    }
    const { key, provider } = entry;
    // An item that moves while the index is read can be seen twice.
    if (seen.has(`${key}#${provider}`)) continue;
    seen.add(`${key}#${provider}`);
    some.push({ key, provider });
    if (some.length < AT_ONCE) continue;
    yield some;
    some = [];
  }
  if (some.length) yield some;
}

async function add(
  { reminders }: PreviewDeps,
  preview: ReminderPreview,
  { seen: { credential }, decisions }: DecidedReminders,
  at: Instant,
): Promise<void> {
  const { key, number, provider } = credential;
  const records = await reminders.ofCredential(key, provider);
  const expiresOn = effectiveExpiry(credential);
  for (const decision of decisions) {
    const { id: stage, urgent } = decision.stage;
    const record = records.find(
      (known) => recordedStage(known.stage) === recordedStage(stage) && known.expiresOn === expiresOn,
    );
    const go = wayNow(record, urgent, at);
    if (decision.action === 'skip' && go === 'claim' && !(record && mayGoAfterAll(record)))
      preview.wouldSkip.push({ number, provider, stage, reason: decision.reason });
    if (decision.action === 'send' && (go === 'claim' || go === 'sendAgain'))
      preview.wouldSend.push({ number, provider, stage, daysLeft: decision.daysLeft });
  }
}

/** What the run would find: a claim whose sender is gone is given up first. */
function wayNow(record: ReminderRecord | undefined, urgent: boolean, at: Instant): NextAction['go'] {
  if (!record || mayGoAfterAll(record)) return 'claim';
  const next = nextAction(record, at);
  return next.go === 'giveUp' ? nextAction(givenUp(next.claim, urgent), at).go : next.go;
}

/** One certificate's stages stay in the order in which they were decided, which is that of their days. */
const byNumber = (a: OfStage, b: OfStage) =>
  a.number.localeCompare(b.number) || a.provider.localeCompare(b.provider);
