import { addSeconds, type Instant } from '#register/civil-date.ts';
import type { ApiKey } from './provider.ts';

export interface KeyEvent {
  key: ApiKey;
  step: 'issued' | 'revoked';
  at: Instant;
}

/** What happens so soon after something that was told is told together. */
const TOGETHER_SECONDS = 300;

/**
 * What one mail is to tell of, so that whoever issues thousands of keys sends two mails in five minutes and not thousands:
 * the first event alone and at once, all that follow it within five minutes together, `at` their end. Undefined: another event's
 * mail tells of this one.
 */
export function toldWith(
  keys: readonly ApiKey[],
  { keyId, step }: { keyId: string; step: KeyEvent['step'] },
): { events: KeyEvent[]; at: Instant } | undefined {
  const isAsked = (event: KeyEvent) => event.key.keyId === keyId && event.step === step;
  let rest = keys.flatMap(eventsOf).toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (let [first, ...others] = rest; first; [first, ...others] = rest) {
    if (isAsked(first)) return { events: [first], at: first.at };
    const until = addSeconds(first.at, TOGETHER_SECONDS);
    const together = others.filter(({ at }) => at <= until);
    if (together.some(isAsked))
      return together.findIndex(isAsked) === 0 ? { events: together, at: until } : undefined;
    rest = others.slice(together.length);
  }
  return undefined;
}

function eventsOf(key: ApiKey): KeyEvent[] {
  const issued: KeyEvent = { key, step: 'issued', at: key.createdAt };
  return key.revokedAt ? [issued, { key, step: 'revoked', at: key.revokedAt }] : [issued];
}
