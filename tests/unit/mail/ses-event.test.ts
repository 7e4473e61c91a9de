import { describe, expect, it } from 'vitest';
import { sesEvent } from '#mail/store/ses-event.ts';
import { sesEvents } from '#support/mail/ses-events';

const told = { claimId: 'c-1', to: 'chan@example.com', timestamp: '2027-01-29T01:00:05.123Z' };
const at = told.timestamp;
const emails = [told.to];

describe('what SES tells of a mail', () => {
  it.each([
    ['send', { kind: 'accepted' }],
    ['delay', { kind: 'delayed', code: 'MailboxFull' }],
    ['delivery', { kind: 'delivered' }],
    ['softBounce', { kind: 'returned', code: 'Transient/MailboxFull' }],
    ['unclearBounce', { kind: 'returned', code: 'Undetermined/Undetermined' }],
    ['reject', { kind: 'rejected', code: 'Bad content' }],
    ['renderingFailure', { kind: 'rejected', code: 'RenderingFailure' }],
  ] as const)('%s is kept with its moment and cause, and is not held against the address', (of, event) => {
    expect(sesEvent.parse(sesEvents[of](told))).toEqual({ claimId: 'c-1', event: { at, ...event } });
  });

  it.each([
    ['hardBounce', 'bounced', 'undeliverable', 'Permanent/General'],
    ['suppressed', 'bounced', 'undeliverable', 'Permanent/OnAccountSuppressionList'],
    ['complaint', 'complained', 'complained', 'abuse'],
    ['suppressedComplaint', 'complained', 'complained', 'OnAccountSuppressionList'],
    ['bareComplaint', 'complained', 'complained', 'complaint'],
  ] as const)('%s is held against the address', (of, kind, state, code) => {
    expect(sesEvent.parse(sesEvents[of](told))).toEqual({
      claimId: 'c-1',
      event: { kind, at, code },
      trouble: { emails, state, since: at, code },
    });
  });

  it('a report that a mail was no spam is no complaint', () => {
    expect(sesEvent.parse(sesEvents.notSpam(told))).toEqual({ claimId: 'c-1' });
  });

  it('a mail that was passed on and came back is held against the address that we wrote to as well', () => {
    const event = sesEvents.hardBounce({ ...told, to: 'passed.on@example.org' });
    const mail = { timestamp: at, destination: ['chan@example.com'], tags: {} };
    expect(sesEvent.parse({ ...event, mail })).toMatchObject({
      trouble: { emails: ['passed.on@example.org', 'chan@example.com'] },
    });
  });

  it('of a mail to several only those that came back are in trouble', () => {
    const event = sesEvents.hardBounce(told);
    const mail = { timestamp: at, destination: ['chan@example.com', 'lee@example.com'] };
    expect(sesEvent.parse({ ...event, mail })).toMatchObject({ claimId: undefined, trouble: { emails } });
  });

  it('a moment without milliseconds, or with an offset, is the same moment', () => {
    const event = sesEvents.send({ ...told, timestamp: '2027-01-29T09:00:05+08:00' });
    expect(sesEvent.parse(event)).toMatchObject({ event: { at: '2027-01-29T01:00:05.000Z' } });
  });

  it('a type that says nothing of the fate of a mail is named, one that is none is refused', () => {
    expect(sesEvent.parse(sesEvents.open(told))).toEqual({ unknownType: 'Open' });
    expect(sesEvent.parse({ eventType: 'constructor' })).toEqual({ unknownType: 'constructor' });
    expect(sesEvent.safeParse({ notificationType: 'Bounce' }).success).toBe(false);
  });

  it('an event without what it has to say is refused, and the refusal quotes nothing of it', () => {
    const { success, error } = sesEvent.safeParse({
      ...sesEvents.send(told),
      eventType: 'Bounce',
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 7, action: 'canary' }] },
    });
    expect(success).toBe(false);
    expect(String(error)).not.toMatch(/canary|chan@example/);
  });
});
