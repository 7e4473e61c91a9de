import * as z from 'zod';
import type { WaitingMessage } from '#infra/local/replay/queue-counts';
import { noticeSubject, watchCall } from '#mail/notice.ts';
import { mailClosure } from '#mail/store/mail-pace.ts';
import type { CivilDate, Instant } from '#register/civil-date.ts';
import type { HolderBatch } from '#remind/ports.ts';
import { createDueIndex } from '#remind/store/due-index.ts';
import { DUE_SHARDS, QUARANTINE } from '#storage/contract/table.ts';
import type { Table } from '#storage/table.ts';

export interface LeftDue {
  /** Certificates with a stage on or before the day that is not dealt with. */
  certificates: number;
  /** Certificates that cannot be read. */
  aside: number;
  /** Digests that wait in their queue. */
  digests: number;
  /** The sites whose alert, or the look for one, waits in the queue. */
  alerts: number;
  /** Why, where that is known. */
  because?: 'quota' | 'account';
  /** The instant (ISO 8601) at which it is tried again; absent: with the next run. */
  until?: string;
}

const mailMessage = z.union([watchCall, noticeSubject]);

/** What is left of a day once nothing is under way. Queues and the table tell: a mail that was never claimed is on no record. */
export async function leftDue(
  table: Table,
  { on, at, waiting }: { on: CivilDate; at: Instant; waiting: readonly WaitingMessage[] },
): Promise<LeftDue> {
  const due = createDueIndex(table);
  const countIn = async (shard: string) => (await Array.fromAsync(due.dueIn(shard, on))).length;
  const counts = await Promise.all(DUE_SHARDS.map(countIn));
  const bodies = waiting.map(({ body }): Partial<HolderBatch> => JSON.parse(body));
  const mails = bodies.flatMap((body) => mailMessage.safeParse(body).data ?? []);
  // A run whose quota has no room for all is looked at again: its start waits.
  const runWaits = bodies.some(({ startedAt, credentials }) => startedAt && !credentials);
  const [first] = waiting.map((message) => message.at).toSorted();
  const closure = await mailClosure(table, at);
  return {
    certificates: counts.reduce((sum, count) => sum + count, 0),
    aside: await countIn(QUARANTINE),
    digests: new Set(mails.flatMap((mail) => ('provider' in mail ? mail.provider : []))).size,
    alerts: new Set(
      mails.flatMap((mail) => (/^watch(News)?$/.test(mail.of) && 'rosterId' in mail ? mail.rosterId : [])),
    ).size,
    ...(closure
      ? { because: closure.because, until: closure.until }
      : { ...(runWaits && { because: 'quota' }), ...(first !== undefined && { until: first }) }),
  };
}
