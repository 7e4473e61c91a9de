import { describe, expect, it } from 'vitest';
import { sesEvent } from '#mail/store/ses-event.ts';
import { generalBounce, sesEvents } from '#support/mail/ses-events';

const told = { claimId: 'c-1', to: 'chan@example.com', timestamp: '2027-01-29T01:00:05.123Z' };
const at = told.timestamp;
const emails = [told.to];

describe('what SES tells of a mail', () => {
  it.each([
    ['send', { kind: 'accepted' }],
    ['delay', { kind: 'delayed', code: 'MailboxFull' }],
    ['automaticReply', { kind: 'returned', code: 'Transient/General' }],
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

  it.each([
    ['delivery', { kind: 'delivered' }, false],
    ['softBounce', { kind: 'returned', code: 'Transient/MailboxFull' }, true],
    ['unclearBounce', { kind: 'returned', code: 'Undetermined/Undetermined' }, true],
  ] as const)('%s counts among the mails that arrived or came back', (of, event, isReturned) => {
    expect(sesEvent.parse(sesEvents[of](told))).toEqual({
      claimId: 'c-1',
      event: { at, ...event },
      arrival: { emails, mail: `${at} 0100018f-ses`, isReturned },
    });
  });

  it.each(['5.4.4', '5.1.1', '5.1.10', '5.7.1', ' 5.0.0 '])(
    'a bounce without a name is for good when its status is %s',
    (status) => {
      expect(sesEvent.parse(generalBounce(status)(told))).toMatchObject({
        event: { kind: 'bounced', code: 'Transient/General' },
        trouble: { emails, state: 'undeliverable', since: at },
      });
    },
  );

  it.each(['4.4.7', '4.2.2', '5.2.2', '2.0.0', '15.1.1', '5.1'])(
    'a bounce without a name is not for good when its status is %s',
    (status) => {
      expect(sesEvent.parse(generalBounce(status)(told))).not.toHaveProperty('trouble');
    },
  );

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
