interface Call {
  /** Counted from 0 over all ports. */
  n: number;
  /** As `rosters.get`. */
  name: string;
}

/** The same ports, where every call of one of `names` goes through `around`. */
function through<Deps extends object>(
  whole: Deps,
  names: readonly (keyof Deps & string)[],
  around: (call: Call, make: () => unknown) => Promise<unknown>,
): Deps {
  let calls = 0;
  const led = (port: unknown, of: string) =>
    new Proxy(Object(port), {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) =>
          around({ n: calls++, name: `${of}.${String(name)}` }, () => method.apply(target, args));
      },
    });
  return { ...whole, ...Object.fromEntries(names.map((name) => [name, led(whole[name], name)])) };
}

/**
 * The same ports, where every call of one of `names` is a boundary: at the `boundary`-th the worker dies before it is
 * made, or when it was made and nobody heard the answer.
 */
export function killedAt<Deps extends object>(
  { boundary, when }: { boundary: number; when: 'before' | 'after' },
  whole: Deps,
  names: readonly (keyof Deps & string)[],
): { using: Deps; reached: () => boolean } {
  let dead = false;
  const using = through(whole, names, async ({ n }, make) => {
    if (dead) throw new Error('killed');
    if (n !== boundary) return make();
    dead = true;
    if (when === 'after') await make();
    throw new Error('killed');
  });
  return { using, reached: () => dead };
}

/** The same ports; something happens just before the `n`-th call of one of them. */
export function whenCalled<Deps extends object>(
  n: number,
  whole: Deps,
  names: readonly (keyof Deps & string)[],
  happening: () => Promise<unknown>,
): { using: Deps; reached: () => boolean } {
  let happened = false;
  const using = through(whole, names, async (call, make) => {
    if (call.n === n) {
      happened = true;
      await happening();
    }
    return make();
  });
  return { using, reached: () => happened };
}

/** The calls that work makes which nothing disturbs: its boundaries, each of which a test then has to reach. */
export async function callsOf<Deps extends object>(
  whole: Deps,
  names: readonly (keyof Deps & string)[],
  work: (using: Deps) => Promise<unknown>,
): Promise<string[]> {
  const calls: string[] = [];
  await work(
    through(whole, names, async ({ name }, make) => {
      calls.push(name);
      return make();
    }),
  );
  return calls;
}

/**
 * Those of its boundaries at which something changed, told by `stateOf`. Who dies before or after a call that only reads
 * leaves what they leave who die at the changes before and after it.
 */
export async function changesOf<Deps extends object>(
  whole: Deps,
  names: readonly (keyof Deps & string)[],
  work: (using: Deps) => Promise<unknown>,
  stateOf: () => Promise<string>,
): Promise<Call[]> {
  const changes: Call[] = [];
  await work(
    through(whole, names, async (call, make) => {
      const before = await stateOf();
      const made = await make();
      // Of two calls at once both may be taken for the one that changed it: rather one boundary too many.
      if ((await stateOf()) !== before) changes.push(call);
      return made;
    }),
  );
  return changes;
}
