import { randomUUID } from 'node:crypto';

export interface MailHeader {
  name: string;
  value: string;
}

/** A mail that SES has accepted. */
export interface AcceptedMail {
  messageId: string;
  at: Date;
  /** The envelope's sender. */
  source: string;
  destination: readonly string[];
  configurationSet: string;
  tags: Readonly<Record<string, readonly string[]>>;
  headers: readonly MailHeader[];
}

type SesEventType = 'Send' | 'Delivery' | 'Bounce' | 'Complaint';
export type SesEvent = { eventType: SesEventType; mail: unknown } & Record<string, unknown>;

type Follows = (to: string, mail: AcceptedMail) => { eventType: SesEventType; [about: string]: unknown };

const MTA = 'a8-50.smtp-out.amazonses.com';

const delivery: Follows = (to, { at }) => ({
  eventType: 'Delivery',
  delivery: {
    timestamp: at.toISOString(),
    processingTimeMillis: 1,
    recipients: [to],
    smtpResponse: '250 2.6.0 Message received',
    reportingMTA: MTA,
  },
});

const bounce =
  (bounceType: string, bounceSubType: string, recipient: Record<string, string> = {}): Follows =>
  (emailAddress, { at }) => ({
    eventType: 'Bounce',
    bounce: {
      feedbackId: randomUUID(),
      bounceType,
      bounceSubType,
      bouncedRecipients: [{ emailAddress, ...recipient }],
      timestamp: at.toISOString(),
      reportingMTA: `dns; ${MTA}`,
    },
  });

const complaint: Follows = (emailAddress, { at }) => ({
  eventType: 'Complaint',
  complaint: {
    feedbackId: randomUUID(),
    complaintSubType: null,
    complainedRecipients: [{ emailAddress }],
    timestamp: at.toISOString(),
    userAgent: 'Amazon SES Mailbox Simulator',
    complaintFeedbackType: 'abuse',
    arrivalDate: at.toISOString(),
  },
});

const unknownUser = { action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' };
const suppressed = {
  action: 'failed',
  status: '5.1.1',
  diagnosticCode:
    'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.',
};

/**
 * What follows a mail to each address of SES's mailbox simulator
 * (https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html): `suppressionlist` is as if on the global list.
 */
const simulated: Record<string, readonly Follows[]> = {
  success: [delivery],
  bounce: [bounce('Permanent', 'General', unknownUser)],
  complaint: [delivery, complaint],
  suppressionlist: [bounce('Permanent', 'Suppressed', suppressed)],
  // An automatic answer is told of as a bounce too.
  ooto: [delivery, bounce('Transient', 'General')],
};

const SIMULATOR = /^([a-z]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i;

const simulation = (address: string) => simulated[SIMULATOR.exec(address)?.[1]?.toLowerCase() ?? ''];

export const isSimulated = (address: string): boolean => simulation(address) !== undefined;

/**
 * The events of a mail as SES publishes them to SNS, in order
 * (https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html). `identity`: ARN of the sender's.
 */
export function sesEvents(
  mail: AcceptedMail,
  { account, identity }: { account: string; identity: string },
): SesEvent[] {
  const told = {
    timestamp: mail.at.toISOString(),
    source: mail.source,
    sourceArn: identity,
    sendingAccountId: account,
    messageId: mail.messageId,
    destination: mail.destination,
    headersTruncated: false,
    headers: mail.headers,
    commonHeaders: commonHeaders(mail),
    tags: {
      'ses:operation': ['SendRawEmail'],
      'ses:configuration-set': [mail.configurationSet],
      'ses:source-ip': ['127.0.0.1'],
      'ses:from-domain': [mail.source.split('@').at(-1)?.replace('>', '')],
      'ses:caller-identity': ['local'],
      ...mail.tags,
    },
  };
  return [
    { eventType: 'Send', mail: told, send: {} },
    ...mail.destination.flatMap((to) =>
      (simulation(to) ?? [delivery]).map((follows) => ({ ...follows(to, mail), mail: told })),
    ),
  ];
}

function commonHeaders({ headers, messageId }: AcceptedMail) {
  const all = (wanted: string) =>
    headers.filter(({ name }) => name.toLowerCase() === wanted).map(({ value }) => value);
  return { from: all('from'), to: all('to'), messageId, subject: all('subject')[0] };
}
