import type { Instant } from '#register/civil-date.ts';
import type { Arrival, MailTrouble } from './address-state.ts';
import type { MailEvent } from './mail-record.ts';
import type { Mailings, MailStates } from './ports.ts';

/** What the mail service reported of one mail. */
export interface MailNews {
  /** The attempt that it is about; undefined for a mail that was not sent from here. */
  claimId?: string | undefined;
  /** Of what the mail was part. */
  correlationId?: string;
  /** Undefined: it says nothing of what became of the mail. */
  event?: { kind: MailEvent; at: Instant; code?: string | undefined };
  /** Addresses that are not to be written to any more, whoever sent the mail. */
  trouble?: MailTrouble & { emails: string[] };
  /** Addresses that the mail arrived at, or came back from. */
  arrival?: Arrival & { emails: string[] };
}

/**
 * Keeps an event, which may come more than once and in any order. What it says of an address comes first, and is kept
 * for a mail of which nothing is known as well: `unknown`.
 */
export async function recordMailEvent(
  deps: { mailings: Mailings; mailStates: Pick<MailStates, 'record' | 'arrived'> },
  { claimId, event, trouble, arrival }: MailNews,
): Promise<'heard' | 'unknown'> {
  if (trouble) {
    const { emails, ...found } = trouble;
    for (const email of emails) await deps.mailStates.record(email, found);
  }
  if (arrival && event) {
    const { emails, ...arrived } = arrival;
    const found: MailTrouble = { state: 'undeliverable', since: event.at, code: event.code ?? event.kind };
    for (const email of emails) {
      if (await deps.mailStates.arrived(email, arrived)) await deps.mailStates.record(email, found);
    }
  }
  if (claimId === undefined || !event) return 'unknown';
  return deps.mailings.hear(claimId, event);
}
