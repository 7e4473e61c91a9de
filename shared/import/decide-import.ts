import type { Instant } from '#register/civil-date.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import type { GivenFact, ImportJob, ImportStep } from '#tables/import-job.ts';
import type { StepQueue } from '#tables/ports.ts';
import { type ImportReport, type ReportDeps, reportImport } from './report-import.ts';

/** How long a preview can be confirmed after its file was announced, and what a file did be undone after the last row. */
const HOURS = 24;
/** A file of 500,000 rows has 5,000 chunks, and whoever asks waits. */
const STEPS_A_SENDING = 100;
const SENDINGS_AT_ONCE = 8;

export interface DecisionDeps extends ReportDeps {
  steps: StepQueue;
}

interface Decision {
  provider: string;
  importId: string;
  keyId: string;
  at: Instant;
}

export type Decided<Code extends string> =
  | { ok: true; report: ImportReport }
  | { ok: false; code: Code | 'not_found' };

export const isTooLate = (since: Instant, at: Instant) =>
  Date.parse(at) - Date.parse(since) > HOURS * 3_600_000;

/**
 * Has the rows of a preview registered; `withoutRevoking`: whoever confirms may not revoke or suspend by a file. Again it changes nothing, but for messages that were lost. Failure codes: `not_found`;
 * `not_previewed`, of an import that is no preview, or whose rows were not all looked at; `too_late`, a day after.
 */
export async function confirmImport(
  deps: DecisionDeps,
  { provider, importId, keyId, at, withoutRevoking }: Decision & { withoutRevoking?: true | undefined },
): Promise<Decided<'not_previewed' | 'too_late'>> {
  const report = await reportImport(deps, { provider, importId, at });
  const job = report && (await deps.jobs.get(importId));
  if (!job) return { ok: false, code: 'not_found' };
  if (!job.confirmed) {
    if (report.state !== 'previewed') return { ok: false, code: 'not_previewed' };
    if (isTooLate(job.createdAt, at)) return { ok: false, code: 'too_late' };
    await deps.jobs.mark(importId, 'confirmed', { at, keyId, ...(withoutRevoking && { withoutRevoking }) });
  }
  if (report.state === 'previewed' || report.state === 'importing')
    await sendSteps(deps, job, { step: 'confirm', keyId });
  return await reported(deps, { provider, importId, at });
}

/**
 * Undoes what the rows of a file did, those that are unchanged since. Again it changes nothing, but for messages that were lost.
 * Failure codes: `not_found`; `not_finished`, while rows are still being registered, or none ever were; `too_late`, a day after.
 */
export async function undoImport(
  deps: DecisionDeps,
  { provider, importId, keyId, at }: Decision,
): Promise<Decided<'not_finished' | 'too_late'>> {
  const report = await reportImport(deps, { provider, importId, at });
  const job = report && (await deps.jobs.get(importId));
  if (!job) return { ok: false, code: 'not_found' };
  if (!job.undo) {
    if (report.state !== 'finished' || !report.finishedAt) return { ok: false, code: 'not_finished' };
    if (isTooLate(report.finishedAt, at)) return { ok: false, code: 'too_late' };
    await deps.jobs.mark(importId, 'undo', { at, keyId });
  }
  if (report.state === 'finished' || report.state === 'undoing')
    await sendSteps(deps, job, { step: 'undo', keyId });
  return await reported(deps, { provider, importId, at });
}

/**
 * Says of all rows what the file has no column for; they are looked at then. Failure codes: `not_found`; `not_asked`, when
 * nothing is asked (any more), or its rows are still being kept.
 */
export async function answerImport(
  deps: DecisionDeps,
  { provider, importId, keyId, at }: Decision,
  said: NonNullable<ImportJob['defaults']>,
): Promise<Decided<'not_asked'>> {
  const report = await reportImport(deps, { provider, importId, at });
  const job = report && (await deps.jobs.get(importId));
  if (!job) return { ok: false, code: 'not_found' };
  // Answered, and perhaps the messages were lost.
  const isAnswered =
    report.state === 'previewing' && (job.given ?? []).some(({ from }) => from === 'defaults');
  if (isAnswered) await sendSteps(deps, job, { step: 'look', keyId });
  if (report.state !== 'asking')
    return isAnswered ? await reported(deps, { provider, importId, at }) : { ok: false, code: 'not_asked' };
  const given = (job.asked ?? []).flatMap((column): GivenFact[] => {
    const value = said[column];
    return value === undefined ? [] : [{ column, value, from: 'defaults' }];
  });
  await deps.jobs.answer(importId, [...(job.given ?? []), ...given]);
  await sendSteps(deps, job, { step: 'look', keyId });
  return await reported(deps, { provider, importId, at });
}

/** One a chunk, all at once: a chain of messages would end where Lambda ends chains. */
async function sendSteps(
  deps: DecisionDeps,
  { id: importId, provider }: ImportJob,
  step: Pick<ImportStep, 'step' | 'keyId'>,
): Promise<void> {
  const chunks =
    step.step === 'undo'
      ? (await Array.fromAsync(deps.chunks.counts(importId))).length
      : (await deps.previews.keptCounts(importId)).length;
  const steps = Array.from({ length: chunks }, (_, n) => ({ importId, provider, n, ...step }));
  const sendings = Array.from({ length: Math.ceil(chunks / STEPS_A_SENDING) }, (_, at) =>
    steps.slice(at * STEPS_A_SENDING, (at + 1) * STEPS_A_SENDING),
  );
  await eachAtOnce(sendings, SENDINGS_AT_ONCE, (sending) => deps.steps.send(sending));
}

async function reported(
  deps: DecisionDeps,
  asked: { provider: string; importId: string; at: Instant },
): Promise<{ ok: true; report: ImportReport }> {
  const report = await reportImport(deps, asked);
  if (!report) throw new Error('an import that was there is gone');
  return { ok: true, report };
}
