import type { Instant } from '#domain/civil-date';
import type { Language } from '#domain/credential';
import type { ApiKey } from '#domain/provider';

/** What every HTTP function has in its Hono context. `Bindings` is what hono/aws-lambda hands over, as far as it is read. */
export interface HttpEnv {
  Bindings: { requestContext?: { requestId?: string; http?: { sourceIp?: string } } };
  /**
   * `key` is there once a provider has signed in, and only on the provider's own routes; `firstAskedAt` when this very
   * request ran before and nobody knows what became of it.
   */
  Variables: { requestId: string; language: Language; key?: ApiKey; firstAskedAt?: Instant };
}
