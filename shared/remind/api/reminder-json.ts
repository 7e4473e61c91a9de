import { mailEvents } from '#mail/mail-record.ts';
import { type DeliveryStatus, deliveryStatus } from '#mail/mailing-rules.ts';
import type { ToldRecord } from '#remind/explain/withheld.ts';
import type { MailedReminder } from '#remind/reminder-record.ts';

/** What a reminder's own state comes to once its events are taken into account. */
const stateJson: Record<DeliveryStatus, MailedReminder['state']> = {
  accepted: 'sent',
  delayed: 'sent',
  returned: 'sent',
  delivered: 'sent',
  bounced: 'sent',
  complained: 'sent',
  rejected: 'failed',
  failed: 'failed',
  uncertain: 'uncertain',
  underWay: 'claimed',
  givenBack: 'released',
};

/** A reminder as its provider sees it: nothing of the run that sent it, and of the address only what the record has. */
export function reminderJson(record: ToldRecord) {
  const { expiresOn, stage, on } = record;
  const about = { expiresOn, stage, on };
  if (record.state === 'skipped')
    return { ...about, state: record.state, reason: record.reason, skippedAt: record.skippedAt };
  const { heard = {}, earlier = [] } = record;
  const events = mailEvents.flatMap((event) => {
    const firstEvent = heard[event];
    return firstEvent ? [{ event, ...firstEvent }] : [];
  });
  const lostAnswer = record.state !== 'sent' && events.length > 0;
  return {
    ...about,
    state: stateJson[deliveryStatus(record)],
    ...(lostAnswer ? { sentAt: earliest(events) } : ownAnswer(record)),
    events,
    ...(earlier.length > 0 && { attempts: earlier.length + 1 }),
  };
}

/** Of a mail that the mail service took without its answer coming through. */
const earliest = (events: { at: string }[]) => events.map(({ at }) => at).toSorted()[0];

function ownAnswer(record: MailedReminder) {
  switch (record.state) {
    case 'claimed':
      return { claimedAt: record.claimedAt };
    case 'sent':
      return { messageId: record.messageId, sentAt: record.sentAt };
    case 'failed':
      return { failedAt: record.failedAt, code: record.code };
    case 'released':
      return { releasedAt: record.releasedAt, code: record.code };
    case 'uncertain':
      return { since: record.since, code: record.code };
  }
}
