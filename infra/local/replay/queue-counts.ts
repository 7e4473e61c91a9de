import type { Messaging } from '#infra/local/emulators/messaging';

/** A message that nobody gets before `at` (ISO 8601). */
export interface WaitingMessage {
  body: string;
  at: string;
}

export interface QueueCount {
  /** Ready, in hand, or ready soon. */
  now: number;
  /** Ready only later than anyone wants to wait here. */
  later: WaitingMessage[];
}

/** What comes within that time, as when all wait for the pace of mails, is waited for. */
const SOON_MS = 2 * 60_000;

export function messagesIn({ engine }: Messaging, queue: string): QueueCount {
  const messages = engine.inspectQueue(queue)?.messages;
  if (!messages) return { now: 0, later: [] };
  const soon = Date.now() + SOON_MS;
  const later = messages.delayed.flatMap(({ body, delayUntil = 0 }) =>
    delayUntil > soon ? [{ body, at: new Date(delayUntil).toISOString() }] : [],
  );
  const { ready, inflight, delayed } = messages;
  return { now: ready.length + inflight.length + delayed.length - later.length, later };
}

/** What waits in the queue for minutes at most waits no longer. */
export function letDue({ engine }: Messaging, queue: string): void {
  const now = Date.now();
  // fauxqs moves a message once this is over; it has no call for that.
  for (const message of engine.inspectQueue(queue)?.messages.delayed ?? [])
    if (message.delayUntil !== undefined && message.delayUntil <= now + SOON_MS) message.delayUntil = now;
}
