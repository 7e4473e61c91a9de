/** The SES message tag by which the events of a mail find back to its mailing. */
export const MAILING_TAG = 'mailing';

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
