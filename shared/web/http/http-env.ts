import type { Actor } from '#register/catalogue/colleague.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { Instant } from '#register/civil-date.ts';

/** What every HTTP function has in its Hono context. `Bindings` is what hono/aws-lambda hands over, as far as it is read. */
export interface HttpEnv {
  Bindings: { requestContext?: { requestId?: string; http?: { sourceIp?: string } } };
  /**
   * `key`: who acts, there once a provider has signed in, and only on the provider's own routes; `firstAskedAt` when this very
   * request ran before and nobody knows what became of it. `caller`: the network that asks.
   */
  Variables: { requestId: string; caller: string; language: Language; key?: Actor; firstAskedAt?: Instant };
}
