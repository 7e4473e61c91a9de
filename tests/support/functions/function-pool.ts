/** How an invocation ended; `at`: the function's instant by then. */
export type Invoked =
  | { outcome: 'answered'; result: unknown; at: number }
  | { outcome: 'threw'; error: string; at: number }
  | { outcome: 'killed' };

/** A function's bundle with module state of its own; it does one invocation at a time, and can be killed at any instant. */
export interface RunningFunction {
  /** What its requests are known by. */
  readonly id: string;
  readonly alive: boolean;
  invoke(event: unknown, at: number): Promise<Invoked>;
  /** Moves its clock on while it works. */
  delay(milliseconds: number): Promise<void>;
  /** Returns once nothing more comes from it. */
  kill(): Promise<void>;
}

/** How a function is started anew. `spare`: how many are started ahead, so that nobody waits for the next one after a kill. */
export interface PoolFunction {
  start(id: string): RunningFunction;
  spare: number;
}

/** Several functions that live on from one invocation to the next; those that were killed are replaced. */
export function createFunctionPool<Name extends string>(functions: Record<Name, PoolFunction>) {
  const alive = new Map<string, RunningFunction>();
  const idle = new Map<Name, RunningFunction[]>();
  let started = 0;

  function start(name: Name): RunningFunction {
    const running = functions[name].start(`${name}-${++started}`);
    alive.set(running.id, running);
    return running;
  }

  return {
    take(name: Name): RunningFunction {
      const free = idle.get(name)?.filter((running) => running.alive) ?? [];
      while (free.length < functions[name].spare) free.push(start(name));
      const [taken = start(name), ...left] = free;
      idle.set(name, left);
      return taken;
    },
    giveBack(name: Name, running: RunningFunction): void {
      if (running.alive) idle.set(name, [running, ...(idle.get(name) ?? [])]);
      else alive.delete(running.id);
    },
    async kill(id: string): Promise<void> {
      await alive.get(id)?.kill();
    },
    async delay(id: string, milliseconds: number): Promise<void> {
      await alive.get(id)?.delay(milliseconds);
    },
    async stop(): Promise<void> {
      await Promise.all([...alive.values()].map((running) => running.kill()));
    },
  };
}
