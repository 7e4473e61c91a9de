import * as z from 'zod';
import type { MailNews } from '#mail/record-mail-event.ts';
import { type Instant, instant } from '#register/civil-date.ts';
import { CORRELATION_TAG, MAILING_TAG } from '#storage/contract/mail-events.ts';

/**
 * What SES publishes of a mail, as far as it matters here; the instant is the event's own, not that of its arrival.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
const eventInstant = z.iso
  .datetime({ offset: true })
  .transform((text): Instant => instant.parse(new Date(text).toISOString()));
const recipients = z.array(z.object({ emailAddress: z.string().min(1) }));
const bounced = z.object({ emailAddress: z.string().min(1), status: z.string().nullish() });
const mail = z.object({
  timestamp: eventInstant,
  messageId: z.string().optional(),
  destination: z.array(z.string().min(1)),
  tags: z.record(z.string(), z.array(z.string())).optional(),
});
const bounce = z.object({
  bounceType: z.string(),
  bounceSubType: z.string(),
  bouncedRecipients: z.array(bounced),
  timestamp: eventInstant,
});
const complaint = z.object({
  complaintFeedbackType: z.string().nullish(),
  complaintSubType: z.string().nullish(),
  complainedRecipients: recipients,
  timestamp: eventInstant,
});
const delivery = z.object({ timestamp: eventInstant });
const deliveryDelay = z.object({ timestamp: eventInstant, delayType: z.string() });
const reject = z.object({ reason: z.string().optional() });

type Mail = z.infer<typeof mail>;
type About = Pick<MailNews, 'event' | 'trouble' | 'arrival'>;

/** What each type of event says of the mail, and of the addresses that it names. */
const readings: Record<string, z.ZodType<About>> = {
  Send: z.object({ mail }).transform((report) => only('accepted', report.mail.timestamp)),
  DeliveryDelay: z
    .object({ deliveryDelay })
    .transform(({ deliveryDelay: report }) => only('delayed', report.timestamp, report.delayType)),
  Delivery: z.object({ mail, delivery }).transform(({ mail: sent, delivery: report }) => ({
    ...only('delivered', report.timestamp),
    arrival: { emails: sent.destination, mail: nameOf(sent), isReturned: false },
  })),
  Bounce: z.object({ mail, bounce }).transform((report) => ofBounce(report.bounce, report.mail)),
  Complaint: z.object({ mail, complaint }).transform((report) => ofComplaint(report.complaint, report.mail)),
  Reject: z
    .object({ mail, reject })
    .transform((report) => only('rejected', report.mail.timestamp, report.reject.reason)),
  'Rendering Failure': z
    .object({ mail })
    .transform((report) => only('rejected', report.mail.timestamp, 'RenderingFailure')),
};

const only = (kind: NonNullable<About['event']>['kind'], at: Instant, code?: string): About => ({
  event: { kind, at, ...(code && { code }) },
});

/** A mail by when it was sent, so that mails sort as they went. */
const nameOf = ({ timestamp, messageId = '' }: Mail) => `${timestamp} ${messageId}`;

/** What will pass is not held against the address until it has come back several times in a row. */
function ofBounce(report: z.infer<typeof bounce>, sent: Mail): About {
  const code = `${report.bounceType}/${report.bounceSubType}`;
  const at = report.timestamp;
  const emails = named(report.bouncedRecipients, sent.destination);
  if (isForGood(report))
    return { ...only('bounced', at, code), trouble: { emails, state: 'undeliverable', since: at, code } };
  const isReturned = !isAutomaticReply(report);
  return {
    ...only('returned', at, code),
    ...(isReturned && { arrival: { emails, mail: nameOf(sent), isReturned } }),
  };
}

/**
 * Its type says so; or its type is `Transient/General`, which SES also gives what it has no name for, such as a domain that
 * does not exist, and the receiver's status says so (RFC 3463: 5.x.x, of which 5.2.2 is a full mailbox).
 */
function isForGood({ bounceType, bounceSubType, bouncedRecipients }: z.infer<typeof bounce>): boolean {
  if (bounceType === 'Permanent') return true;
  const isUnnamed = bounceType === 'Transient' && bounceSubType === 'General';
  return (
    isUnnamed && bouncedRecipients.some(({ status }) => /^5\.(?!2\.2$)\d+\.\d+$/.test(status?.trim() ?? ''))
  );
}

/** An answer from a holiday is a bounce to SES as well, without any status of the mail, which did arrive. */
const isAutomaticReply = ({ bounceSubType, bouncedRecipients }: z.infer<typeof bounce>) =>
  bounceSubType === 'General' && !bouncedRecipients.some(({ status }) => /^\s*[45]\./.test(status ?? ''));

/** `not-spam` takes a complaint back, or says that there was no reason for one. */
function ofComplaint(report: z.infer<typeof complaint>, { destination }: Mail): About {
  if (report.complaintFeedbackType === 'not-spam') return {};
  const code = report.complaintFeedbackType || report.complaintSubType || 'complaint';
  const at = report.timestamp;
  const emails = named(report.complainedRecipients, destination);
  return { ...only('complained', at, code), trouble: { emails, state: 'complained', since: at, code } };
}

/** A mail that was passed on is reported by where it ended: with one recipient, ours is meant as well. */
function named(report: z.infer<typeof recipients>, destination: string[]): string[] {
  const ours = destination.length === 1 ? destination : [];
  return [...new Set([...report.map(({ emailAddress }) => emailAddress), ...ours])];
}

function ofTags({ tags }: Mail): Pick<MailNews, 'claimId' | 'correlationId'> {
  const correlationId = tags?.[CORRELATION_TAG]?.[0]?.replaceAll('.', '=');
  return { claimId: tags?.[MAILING_TAG]?.[0], ...(correlationId && { correlationId }) };
}

/** An event as published; `unknownType` for a type that says nothing of the fate of a mail, or that is new. */
export const sesEvent = z
  .looseObject({ eventType: z.string() })
  .transform((event, context): MailNews | { unknownType: string } => {
    const reading = Object.hasOwn(readings, event.eventType) ? readings[event.eventType] : undefined;
    if (!reading) return { unknownType: event.eventType };
    const read = z.object({ mail }).safeParse(event);
    const about = reading.safeParse(event);
    if (read.success && about.success) return { ...ofTags(read.data.mail), ...about.data };
    for (const { path, code } of [...(read.error?.issues ?? []), ...(about.error?.issues ?? [])])
      context.addIssue({ code: 'custom', path, message: String(code) });
    return z.NEVER;
  });
