import * as z from 'zod';
import { instant } from './civil-date.ts';

/**
 * Why an address is not written to any more. `undeliverable`: it was refused for good, or mail to it came back.
 * `complained`: its holder reported a mail as unwanted, which is the graver of the two.
 */
export const mailTroubles = ['undeliverable', 'complained'] as const;

/** What is known of one address in trouble: since when, and the mail service's own word for the cause. */
export const mailTrouble = z.object({
  state: z.enum(mailTroubles),
  since: instant,
  code: z.string(),
});
export type MailTrouble = z.infer<typeof mailTrouble>;

/**
 * Which of two findings about one address stands: the graver, of the same kind the earlier. Events come doubled and in
 * any order; whatever the order, the same one is left.
 */
export function standingTrouble(a: MailTrouble, b: MailTrouble): MailTrouble {
  return rank(a) < rank(b) ? a : b;
}

const rank = ({ state, since, code }: MailTrouble) => `${state === 'complained' ? 0 : 1} ${since} ${code}`;
