/**
 * The same ports, where every call of one of `names` is a boundary: at the `boundary`-th the worker dies before it is
 * made, or when it was made and nobody heard the answer.
 */
export function killedAt<Deps extends object>(
  { boundary, when }: { boundary: number; when: 'before' | 'after' },
  whole: Deps,
  names: readonly (keyof Deps)[],
): { using: Deps; reached: () => boolean } {
  let calls = 0;
  let dead = false;
  const dying = (port: unknown) =>
    new Proxy(Object(port), {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          if (dead) throw new Error('killed');
          if (calls++ !== boundary) return method.apply(target, args);
          dead = true;
          if (when === 'after') await method.apply(target, args);
          throw new Error('killed');
        };
      },
    });
  const using = { ...whole, ...Object.fromEntries(names.map((name) => [name, dying(whole[name])])) };
  return { using, reached: () => dead };
}
