import type { Context, Hono } from 'hono';
import type { Clock } from '#register/ports/clock.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import type { PadResponseTime } from '#web/http/response-time.ts';

export interface EmployerSiteDeps {
  clock: Clock;
  /** The only origin that is genuine. */
  publicBaseUrl: string;
  edgeSecret: string;
  padResponseTime: PadResponseTime;
}

export type EmployerApp = Hono<HttpEnv>;
export type C = Context<HttpEnv>;
