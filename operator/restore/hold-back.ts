import type { MailOutcome } from '#mail/mail-record.ts';
import { MAX_ATTEMPTS } from '#mail/mailing-rules.ts';
import { toNotice } from '#mail/notice.ts';
import { effectiveExpiry } from '#register/certificate/history.ts';
import { addDays, type CivilDate, hongKongDay, type Instant } from '#register/civil-date.ts';
import type { ProviderList } from '#register/ports/register.ts';
import { reminderSeries } from '#register/schedule/series.ts';
import { currentStage } from '#register/schedule/stages.ts';
import { mondayOf } from '#remind/digest/digest.ts';
import { createDueIndex } from '#remind/store/due-index.ts';
import { DUE_SHARDS, keys } from '#storage/contract/table.ts';
import { fromItem } from '#storage/credentials/credential-item.ts';
import type { Expression, Item, Table } from '#storage/table.ts';
import { createWatchRepository } from '#watch/store/watch-repository.ts';
import { watchedSite } from '#watch/watched-site.ts';

/** What was sent for certain, and did not come back, needs nothing. */
const unlessSent: Expression = {
  text: 'attribute_not_exists(#pk) OR #state <> :sent OR attribute_exists(#heard.#bounced)',
  values: { ':sent': 'sent' },
};

/**
 * A table restored to an instant knows nothing of the mails that went since. Every stage, digest and alert that may have gone in that
 * time is put on record as one of which nobody knows, tried as often as it may be: none goes again. Who was not written to in that
 * time hears at the next stage. May be repeated.
 */
export async function holdBack(
  table: Table,
  providers: ProviderList,
  { lostSince, now }: { lostSince: Instant; now: Instant },
): Promise<{ reminders: number; digests: number; alerts: number }> {
  const today = hongKongDay(now);
  const record = unknownSince(lostSince);
  const held = { reminders: 0, digests: 0, alerts: 0 };
  const put = async (item: Item) => (await table.put({ ...item, ...record }, unlessSent)).ok;

  for (const shard of DUE_SHARDS)
    for await (const due of createDueIndex(table).dueIn(shard, today)) {
      if ('unreadable' in due) continue;
      for (const reminder of await stagesIn(table, due, { from: hongKongDay(lostSince), on: today }))
        if (await put(reminder)) held.reminders++;
    }
  for (const provider of await providers.codes())
    for (let week = mondayOf(hongKongDay(lostSince)); week <= today; week = addDays(week, 7))
      if (await put(noticeItem({ of: 'digest', provider, week }))) held.digests++;
  for await (const rosterId of createWatchRepository(table).due(today)) {
    const item = await table.get(keys.watchedSite(rosterId), { consistent: true });
    const n = watchedSite.safeParse(item).data?.news?.n ?? 0;
    // The mail that may have been under way, and the one after it, whose news is gathered anew.
    for (const each of [n, n + 1])
      if (each > 0 && (await put(noticeItem({ of: 'watchNews', rosterId, n: each })))) held.alerts++;
  }
  return held;
}

const unknownSince = (since: Instant): MailOutcome => {
  const attempt = { claimId: 'table-restored', since, code: 'table_restored' };
  return {
    ...attempt,
    state: 'uncertain',
    settleFrom: since,
    earlier: Array.from({ length: MAX_ATTEMPTS - 1 }, () => attempt),
  };
};

/** The records of a credential's stages that are not dealt with and may have gone in those days: of earlier ones only the last. */
async function stagesIn(
  table: Table,
  { key, provider }: { key: string; provider: string },
  { from, on }: { from: CivilDate; on: CivilDate },
): Promise<Item[]> {
  const item = await table.get(keys.credential(key, provider), { consistent: true });
  const seen = item && fromItem(item);
  const expiresOn = seen && effectiveExpiry(seen.credential);
  const series = seen && reminderSeries(seen.credential);
  if (!seen?.nextReminderOn || !expiresOn || !series) return [];
  const open = seen.nextReminderOn;
  const first = currentStage(series.stages, from)?.on ?? open;
  const { number } = seen.credential;
  return series.stages
    .filter((stage) => stage.on >= open && stage.on >= first && stage.on <= on)
    .map(({ id: stage }) => ({
      ...keys.reminder(key, provider, expiresOn, stage),
      entity: 'reminder',
      ...{ key, number, provider, expiresOn, stage, on },
    }));
}

function noticeItem(subject: Parameters<typeof toNotice>[0]): Item {
  const { noticeId } = toNotice(subject);
  return { ...keys.notice(noticeId), entity: 'notice', noticeId };
}
