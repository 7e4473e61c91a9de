import * as z from 'zod';
import type { Credential } from '#register/certificate/credential.ts';
import { instant } from '#register/civil-date.ts';

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
export function graverTrouble(a: MailTrouble, b: MailTrouble): MailTrouble {
  return rankOfTrouble(a) < rankOfTrouble(b) ? a : b;
}

/** Of two findings that with the lower text stands. */
export const rankOfTrouble = ({ state, since, code }: MailTrouble): string =>
  `${state === 'complained' ? 0 : 1} ${since} ${code}`;

/** What a holder can have stopped: `all`, `type:OFA`, or one certificate, `certificate:SPMC#OFA202400017`. */
export const stopScope = z
  .string()
  .regex(/^(all|type:[A-Z]{2,8}|certificate:[A-Z0-9]{2,10}#[A-Z0-9]{4,32})$/)
  .brand<'StopScope'>();
export type StopScope = z.infer<typeof stopScope>;

export const stopAll = stopScope.parse('all');
export const stopType = (type: string): StopScope => stopScope.parse(`type:${type}`);
export const stopCertificate = ({ provider, key }: { provider: string; key: string }): StopScope =>
  stopScope.parse(`certificate:${provider}#${key}`);

/** One request of a holder, kept for good: the law asks for three years [593]. `oneClick`: by the mail program (RFC 8058). */
const mailRequest = z.object({
  at: instant,
  action: z.enum(['stop', 'resume']),
  scope: stopScope,
  via: z.enum(['oneClick', 'page']),
});
export type MailRequest = z.infer<typeof mailRequest>;

/** A mail that arrived or came back; `mail` sorts by when it was sent. */
const arrival = z.object({ mail: z.string(), isReturned: z.boolean() });
export type Arrival = z.infer<typeof arrival>;

/** So many mails in a row that came back, for whatever cause, are an address that nobody reads. */
const MAX_RETURNED = 3;

/** The latest mails, as far as is known; events come doubled and in any order, and a mail that was taken may come back later. */
export function withArrival(known: readonly Arrival[], news: Arrival): Arrival[] {
  const isReturned = news.isReturned || known.some((each) => each.mail === news.mail && each.isReturned);
  return [...known.filter(({ mail }) => mail !== news.mail), { mail: news.mail, isReturned }]
    .toSorted((a, b) => (a.mail < b.mail ? -1 : 1))
    .slice(-MAX_RETURNED);
}

export const allReturned = (latest: readonly Arrival[]): boolean =>
  latest.length === MAX_RETURNED && latest.every(({ isReturned }) => isReturned);

/** What stands between a holder's address and a mail. `version` counts its changes; absent: nothing is known. */
export const mailState = z.object({
  trouble: mailTrouble.optional(),
  /** What its holder has stopped, and since when. */
  stops: z.record(stopScope, instant),
  /** Of the latest mails, from the first that came back on. */
  arrivals: z.array(arrival).optional(),
  version: z.int().positive().optional(),
});
export type MailState = z.infer<typeof mailState>;

export const NOTHING_KNOWN: MailState = { stops: {} };

/** Stopping again keeps the first time; going on with what was never stopped changes nothing. */
export function withRequest(
  stops: MailState['stops'],
  { action, scope, at }: MailRequest,
): MailState['stops'] {
  if (action === 'stop') return { ...stops, [scope]: stops[scope] ?? at };
  return Object.fromEntries(Object.entries(stops).filter(([stopped]) => stopped !== scope));
}

/** The widest of what was stopped that a credential falls under. */
export function stopFor(
  { stops }: Pick<MailState, 'stops'>,
  credential: Pick<Credential, 'type' | 'provider' | 'key'>,
): StopScope | undefined {
  return [stopAll, stopType(credential.type), stopCertificate(credential)].find((scope) => stops[scope]);
}

/** Whether anything keeps a mail about this credential from its address. */
export function mailObstacle(
  state: MailState,
  credential: Pick<Credential, 'type' | 'provider' | 'key'>,
): 'ok' | 'undeliverable' | 'unsubscribed' {
  if (state.trouble) return 'undeliverable';
  return stopFor(state, credential) ? 'unsubscribed' : 'ok';
}
