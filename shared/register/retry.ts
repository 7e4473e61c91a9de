/** Others were faster, as often as it was tried: asked again a little later it goes. */
export class Contention extends Error {
  override name = 'Contention';
}

/** What a call gives that is to be made again. */
export const AGAIN = Symbol('again');

/** How often a call of one kind is made. */
export interface RetryPolicy {
  tries: number;
  /** Of a call that throws: whether another one may fare better. */
  mayPass?: (error: unknown) => boolean;
  /** Lets time pass after the n-th try. */
  pause?: (n: number) => Promise<void>;
}

/** A change of what somebody else may change at the same time: read, decided and written, each time from the start. */
export const ofOneRecord: RetryPolicy = { tries: 5 };
/** The same, of a record that many write at once. */
export const ofSharedRecord: RetryPolicy = { tries: 20 };

/**
 * Makes a call until it gives something else than AGAIN; `n` counts from 1. After the last try: what `inVain` gives, or
 * an error. A fault is thrown at once, unless the policy says that it may pass.
 */
export async function retry<Answer>(
  { tries, mayPass, pause }: RetryPolicy,
  call: (n: number) => Promise<Answer | typeof AGAIN>,
  inVain: () => Answer = () => {
    throw new Contention(`others were faster ${tries} times`);
  },
): Promise<Answer> {
  for (let n = 1; n <= tries; n++) {
    try {
      const answer = await call(n);
      if (answer !== AGAIN) return answer;
    } catch (error) {
      if (n === tries || !mayPass?.(error)) throw error;
    }
    if (n < tries) await pause?.(n);
  }
  return inVain();
}
