import type { SendingLimits } from '#infra/local/settings';

/** SES's own words: they are all that tells the two apart, as the code is `Throttling` for both. */
type Throttled = 'Maximum sending rate exceeded.' | 'Daily message quota exceeded.';

export interface SendingAccount {
  /** Mails accepted within the last 24 hours. */
  sentLast24Hours(): number;
  /**
   * Lets one mail through, or says why not. `counts`: whether it counts for the day (mail to SES's own simulator does
   * not). `giveBack` is for a mail that was not accepted after all.
   */
  take(counts: boolean): { throttled: Throttled } | { giveBack(): void };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * An account's rate and daily quota. As with SES, the rate can be exceeded for a moment and not for long: after a pause
 * as many at once as otherwise in a second. `accepted`: when mails were accepted before, in milliseconds.
 */
export function createSendingAccount(
  { rate, quota }: SendingLimits,
  accepted: readonly number[],
  now: () => number,
): SendingAccount {
  let sent = accepted.toSorted((a, b) => a - b);
  let allowance = rate;
  let at = now();

  function sentLast24Hours(): number {
    const since = now() - DAY_MS;
    const first = sent.findIndex((instant) => instant > since);
    sent = first === -1 ? [] : sent.slice(first);
    return sent.length;
  }

  return {
    sentLast24Hours,
    take(counts) {
      const instant = now();
      allowance = Math.min(rate, allowance + ((instant - at) / 1000) * rate);
      at = instant;
      if (counts && sentLast24Hours() >= quota) return { throttled: 'Daily message quota exceeded.' };
      if (allowance < 1) return { throttled: 'Maximum sending rate exceeded.' };
      allowance -= 1;
      if (counts) sent.push(instant);
      return {
        giveBack() {
          const place = counts ? sent.lastIndexOf(instant) : -1;
          if (place !== -1) sent.splice(place, 1);
        },
      };
    },
  };
}
