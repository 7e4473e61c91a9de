import { randomUUID } from 'node:crypto';
import PostalMime from 'postal-mime';
import { MAILING_TAG } from '#storage/contract/mail-events.ts';
import { sesAnswer, sesError } from './fault-replies.ts';

/** A mail that SES took. */
export interface Accepted {
  claimId: string;
  to: string;
  text: string;
  at: number;
}

/** An event of SES that is on its way. */
export interface RaisedEvent {
  claimId: string;
  body: string;
}

/** SES refuses whatever goes there, as it does an address on its suppression list. */
export const REFUSED_ADDRESS = 'refused@example.com';

/** Fast enough that nobody ever waits for a slot. */
const RATE = 100_000;

/** An SES that keeps what it took, and raises the events that SES would publish of it. */
export function createFaultMail(now: () => number, raised: (event: RaisedEvent) => void) {
  const accepted: Accepted[] = [];

  async function send(form: URLSearchParams) {
    const to = form.get('Destinations.member.1') ?? '';
    if (to.toLowerCase() === REFUSED_ADDRESS) return sesError(400, 'MessageRejected', 'Address blacklisted.');
    const raw = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64');
    const { text = '' } = await PostalMime.parse(raw);
    const claimId = form.get('Tags.member.1.Value') ?? '';
    const messageId = randomUUID();
    const at = now();
    accepted.push({ claimId, to, text, at });
    for (const eventType of ['Send', 'Delivery'] as const)
      raised({ claimId, body: JSON.stringify(eventOf(eventType, { claimId, messageId, to, at })) });
    return sesAnswer('SendRawEmail', `<MessageId>${messageId}</MessageId>`);
  }

  return {
    accepted,
    async answer(form: URLSearchParams) {
      if (form.get('Action') === 'SendRawEmail') return send(form);
      return sesAnswer(
        'GetSendQuota',
        `<Max24HourSend>50000</Max24HourSend><MaxSendRate>${RATE}</MaxSendRate><SentLast24Hours>${accepted.length}</SentLast24Hours>`,
      );
    },
  };
}

/** https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
function eventOf(
  eventType: 'Send' | 'Delivery',
  { claimId, messageId, to, at }: { claimId: string; messageId: string; to: string; at: number },
) {
  const timestamp = new Date(at).toISOString();
  const mail = { timestamp, messageId, destination: [to], tags: { [MAILING_TAG]: [claimId] } };
  return eventType === 'Send'
    ? { eventType, mail, send: {} }
    : { eventType, mail, delivery: { timestamp, recipients: [to], smtpResponse: '250 ok' } };
}
