import * as z from 'zod';
import { rosterId } from '#mail/notice.ts';
import { type Instant, instant } from '#register/civil-date.ts';
import { confirmableUntil, type NEARING_DAYS, nearingDays } from '#watch/watched-site.ts';

/** Where a recipient confirms and stops, before the token of their own. */
export const ALERTS_PATH = '/watch/alerts';

/** So many hear of a site besides the employer whose address it has. */
export const MAX_RECIPIENTS = 2;

/**
 * Somebody else who is told of a site. `asked`: waits for the reader of the address to confirm it. `hearing`: gets each
 * mail of news. It opens nothing: the site's link is the employer's alone.
 */
export const recipient = z.object({
  rosterId,
  recipientId: z.uuid(),
  state: z.enum(['asked', 'hearing']),
  email: z.string(),
  /** Of an end that comes nearer they hear from so many days before it on; of everything else when it happens. */
  days: nearingDays,
  askedAt: instant,
  confirmedAt: instant.optional(),
});
export type Recipient = z.infer<typeof recipient>;
export type RecipientId = Pick<Recipient, 'rosterId' | 'recipientId'>;

/** From how many days before an end on somebody hears of it. */
export type HeardDays = (typeof NEARING_DAYS)[number];
export const WIDEST_DAYS: HeardDays = 60;

/** Those who hear of a site, or may still confirm that they want to. */
export const currentRecipients = (all: readonly Recipient[], at: Instant): Recipient[] =>
  all.filter((one) => one.state === 'hearing' || awaitsReader(one, at));

/** Whether its reader can still confirm it. */
export const awaitsReader = (one: Recipient, at: Instant): boolean =>
  one.state === 'asked' && at <= confirmableUntil(one);
