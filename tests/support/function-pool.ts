import { FunctionProcess } from './function-process.ts';

export interface PoolFunction {
  bundle: string;
  environment: Record<string, string>;
  /** Started ahead, so that nobody waits for the next one after a kill. */
  spare: number;
}

/** Processes of several functions that live on from one invocation to the next; those that were killed are replaced. */
export function createFunctionPool<Name extends string>(functions: Record<Name, PoolFunction>) {
  const alive = new Map<string, FunctionProcess>();
  const idle = new Map<Name, FunctionProcess[]>();
  let started = 0;

  function start(name: Name): FunctionProcess {
    const { bundle, environment } = functions[name];
    const id = `${name}-${++started}`;
    const process = new FunctionProcess({ id, bundle, environment });
    alive.set(id, process);
    return process;
  }

  return {
    async take(name: Name): Promise<FunctionProcess> {
      const free = idle.get(name)?.filter((process) => process.alive) ?? [];
      while (free.length < functions[name].spare) free.push(start(name));
      const [taken = start(name), ...left] = free;
      idle.set(name, left);
      await taken.ready;
      return taken;
    },
    giveBack(name: Name, process: FunctionProcess): void {
      if (process.alive) idle.set(name, [process, ...(idle.get(name) ?? [])]);
      else alive.delete(process.id);
    },
    async kill(id: string): Promise<void> {
      await alive.get(id)?.kill();
    },
    async delay(id: string, milliseconds: number): Promise<void> {
      await alive.get(id)?.delay(milliseconds);
    },
    async stop(): Promise<void> {
      await Promise.all([...alive.values()].map((process) => process.kill()));
    },
  };
}
