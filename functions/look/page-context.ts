import { type CivilDate, hongKongDay, type Instant } from '#domain/civil-date';
import type { Language } from '#domain/credential';
import type { Here } from '#http/here.ts';
import type { Clock } from '#ports';

/** What every page for the public needs to know about its request. */
export interface PageContext {
  language: Language;
  /** The Hong Kong day and the moment of the request. */
  today: CivilDate;
  at: Instant;
  /** The only origin that is genuine, `https://…` without a slash at its end. */
  publicBaseUrl: string;
  here: Here;
}

/** `publicBaseUrl` may end with a slash; `here` is where the reader comes back to. */
export function pageContext(
  { clock, publicBaseUrl }: { clock: Clock; publicBaseUrl: string },
  language: Language,
  here: Here,
): PageContext {
  const at = clock();
  return { language, at, today: hongKongDay(at), publicBaseUrl: publicBaseUrl.replace(/\/+$/, ''), here };
}
