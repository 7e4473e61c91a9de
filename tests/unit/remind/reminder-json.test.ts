import { describe, expect, it } from 'vitest';
import { reminderJson } from '#remind/api/reminder-json.ts';
import { reminderRecord } from '#remind/reminder-record.ts';

const about = { expiresOn: '2027-02-28', stage: '-30', on: '2027-01-29' };
const at = '2027-01-29T01:00:00.000Z';
const later = '2027-01-29T01:00:05.000Z';

const json = (state: object) =>
  reminderJson(
    reminderRecord.parse({ key: 'A1', number: 'A-1', provider: 'SPMC', claimId: 'c1', ...about, ...state }),
  );

describe('a reminder as its provider’s programs see it', () => {
  it.each([
    [
      { state: 'claimed', claimedAt: at, leaseUntil: later },
      { state: 'claimed', claimedAt: at },
    ],
    [
      { state: 'sent', messageId: 'm1', sentAt: at },
      { state: 'sent', messageId: 'm1', sentAt: at },
    ],
    [
      { state: 'failed', code: 'MessageRejected', failedAt: at },
      { state: 'failed', code: 'MessageRejected', failedAt: at },
    ],
    [
      { state: 'released', code: 'Throttling', releasedAt: at },
      { state: 'released', code: 'Throttling', releasedAt: at },
    ],
    [
      { state: 'uncertain', code: 'TimeoutError', since: at, settleFrom: later },
      { state: 'uncertain', code: 'TimeoutError', since: at },
    ],
  ])('%o says what is known of it, and nothing of the run that sent it', (stored, told) => {
    expect(json(stored)).toEqual({ ...about, ...told, events: [] });
  });

  it('that was skipped says why', () => {
    const skipped = { state: 'skipped', reason: 'revoked', skippedAt: at };
    expect(json(skipped)).toEqual({ ...about, ...skipped });
  });

  it('that the mail service took without its answer coming through was sent at the earliest event', () => {
    const heard = { delivered: { at: later }, accepted: { at } };
    expect(
      json({ state: 'uncertain', code: 'TimeoutError', since: later, settleFrom: later, heard }),
    ).toEqual({
      ...about,
      state: 'sent',
      sentAt: at,
      events: [
        { event: 'accepted', at },
        { event: 'delivered', at: later },
      ],
    });
  });

  it('that was tried more than once says how often', () => {
    const earlier = [{ claimId: 'c0', since: at, code: 'TimeoutError' }];
    expect(json({ state: 'sent', messageId: 'm1', sentAt: at, earlier })).toMatchObject({ attempts: 2 });
  });
});
