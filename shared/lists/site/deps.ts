import type { Context, Hono } from 'hono';
import type { Clock } from '#register/ports/clock.ts';
import type { HttpEnv } from '#web/http/env.ts';

export interface EmployerSiteDeps {
  clock: Clock;
  /** The only origin that is genuine. */
  publicBaseUrl: string;
  /** Lets time pass until `performance.now()` is that moment. */
  pauseExactlyUntil: (moment: number) => Promise<void>;
}

export type EmployerApp = Hono<HttpEnv>;
export type C = Context<HttpEnv>;
