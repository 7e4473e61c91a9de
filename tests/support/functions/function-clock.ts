/**
 * A clock of a function's own: it stands still but for what it is told and what the function waits for, which is over a
 * moment later.
 */
export function createFunctionClock() {
  const realSetTimeout = setTimeout;
  let now = Date.now();

  function sleep(milliseconds: number, done: () => void): NodeJS.Immediate {
    const until = now + milliseconds;
    return setImmediate(() => {
      now = Math.max(now, until);
      done();
    });
  }

  return {
    now: () => now,
    moveTo(at: number): void {
      now = at;
    },
    Date: new Proxy(Date, {
      construct: (date, of, as) => Reflect.construct(date, of.length ? of : [now], as),
      get: (date, name) => (name === 'now' ? () => now : Reflect.get(date, name)),
    }),
    // The SDK's pauses between its tries are odd numbers; its watchdogs are whole seconds, and stay real.
    setTimeout: (work: (...args: unknown[]) => void, milliseconds = 0, ...args: unknown[]) =>
      milliseconds < 2 || milliseconds % 1000 === 0
        ? realSetTimeout(work, milliseconds, ...args)
        : sleep(milliseconds, () => work(...args)),
    /** That of `node:timers/promises`. */
    delay: <T>(milliseconds: number, value?: T) =>
      new Promise<T | undefined>((resolve) => {
        sleep(milliseconds, () => resolve(value));
      }),
  };
}
