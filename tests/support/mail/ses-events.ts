/** Events as SES publishes them, of one mail to one address; `timestamp` is when it happened. */
interface SesEventFacts {
  claimId?: string;
  to: string;
  timestamp: string;
}

type EventOf = (told: SesEventFacts) => Record<string, unknown>;

const mailOf = ({ claimId, to, timestamp }: SesEventFacts) => ({
  timestamp,
  source: 'reminders@certkeeper.example',
  messageId: '0100018f-ses',
  destination: [to],
  commonHeaders: { from: ['reminders@certkeeper.example'], to: [to], subject: 'CHAN Tai Man' },
  tags: { 'ses:configuration-set': ['certkeeper'], ...(claimId && { mailing: [claimId] }) },
});

const event =
  (eventType: string, more: EventOf = () => ({})): EventOf =>
  (told) => ({ eventType, mail: mailOf(told), ...more(told) });

const bounce = (bounceType: string, bounceSubType: string, status: string | undefined = '5.1.1') =>
  event('Bounce', ({ to, timestamp }) => ({
    bounce: {
      bounceType,
      bounceSubType,
      bouncedRecipients: [
        { emailAddress: to, ...(status && { action: 'failed', status, diagnosticCode: 'smtp; 550' }) },
      ],
      timestamp,
      feedbackId: '0100018f-feedback',
    },
  }));

const complaint = (complaintFeedbackType?: string, complaintSubType: string | null = null) =>
  event('Complaint', ({ to, timestamp }) => ({
    complaint: {
      complaintSubType,
      ...(complaintFeedbackType && { complaintFeedbackType }),
      complainedRecipients: [{ emailAddress: to }],
      timestamp,
      feedbackId: '0100018f-feedback',
    },
  }));

export const sesEvents = {
  send: event('Send', () => ({ send: {} })),
  delivery: event('Delivery', ({ to, timestamp }) => ({
    delivery: { timestamp, processingTimeMillis: 546, recipients: [to], smtpResponse: '250 2.6.0 queued' },
  })),
  delay: event('DeliveryDelay', ({ to, timestamp }) => ({
    deliveryDelay: {
      timestamp,
      delayType: 'MailboxFull',
      expirationTime: timestamp,
      delayedRecipients: [{ emailAddress: to, status: '4.2.2' }],
    },
  })),
  hardBounce: bounce('Permanent', 'General'),
  suppressed: bounce('Permanent', 'OnAccountSuppressionList'),
  softBounce: bounce('Transient', 'MailboxFull'),
  automaticReply: bounce('Transient', 'General', ''),
  unclearBounce: bounce('Undetermined', 'Undetermined'),
  complaint: complaint('abuse'),
  suppressedComplaint: complaint(undefined, 'OnAccountSuppressionList'),
  bareComplaint: complaint(),
  notSpam: complaint('not-spam'),
  reject: event('Reject', () => ({ reject: { reason: 'Bad content' } })),
  renderingFailure: event('Rendering Failure', () => ({
    failure: { templateName: 'reminder', errorMessage: "Attribute 'nameEn' is not present" },
  })),
  open: event('Open', () => ({ open: { ipAddress: '192.0.2.1', userAgent: 'Mozilla/5.0' } })),
};

/** One that SES has no name for, and what the receiver said. */
export const generalBounce = (status: string) => bounce('Transient', 'General', status);
