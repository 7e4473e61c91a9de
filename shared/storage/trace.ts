import { AsyncLocalStorage } from 'node:async_hooks';
import type { Instant } from '#register/civil-date.ts';
import type { Clock } from '#register/ports/clock.ts';

/** What a piece of work is part of: its log lines say so, and the messages that it sends carry it on. */
export interface Trace {
  clock: Clock;
  /** Of the invocation, as Lambda's own lines have it. */
  requestId: string;
  /** The same from a person's request, or a morning's run, through every message to the mail that comes of it. */
  correlationId: string;
  /** How many messages have led here, one sent while the one before was worked on. */
  hops: number;
  /** When the first of those messages was sent. */
  since?: Instant;
}

const traces = new AsyncLocalStorage<Trace>();

export const withTrace = <T>(trace: Trace, work: () => T): T => traces.run(trace, work);

/** Undefined outside of a function. */
export const currentTrace = (): Trace | undefined => traces.getStore();

/** The attributes of a message that carry it. */
export const CORRELATION = 'correlation';
export const HOPS = 'hops';
export const SINCE = 'since';

/** How long ago the first of the messages was sent that led here, in seconds; 0 where none did. */
export function secondsWaited(): number {
  const trace = currentTrace();
  if (!trace?.since) return 0;
  return Math.max(0, Math.round((Date.parse(trace.clock()) - Date.parse(trace.since)) / 1000));
}
