/** The SES message tag by which the events of a mail find back to its mailing. */
export const MAILING_TAG = 'mailing';
/** The one that says of what the mail was part. */
export const CORRELATION_TAG = 'correlation';

/** What SES is asked to tell (its own names for the event types). */
export const MAIL_EVENT_TYPES = [
  'SEND',
  'DELIVERY',
  'DELIVERY_DELAY',
  'BOUNCE',
  'COMPLAINT',
  'REJECT',
  'RENDERING_FAILURE',
] as const;
