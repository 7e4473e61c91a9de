import type { Boundary } from './fault-proxy.ts';

interface Waiting {
  worker: string;
  go(): void;
}

/**
 * Lets one request through at a time, and only when everybody who works waits for one: so the order in which several
 * processes get on is chosen here, not by the machine, and is the same again for the same choices.
 */
export function createTurns(choose: (count: number) => number) {
  const working = new Set<string>();
  let waiting: Waiting[] = [];
  let served = 0;

  function next(): void {
    if (served > 0 || !waiting.length) return;
    const blocked = new Set(waiting.map(({ worker }) => worker));
    if ([...working].some((worker) => !blocked.has(worker))) return;
    // In an order that does not depend on who came first.
    const workers = [...blocked].toSorted();
    const chosen = workers[choose(workers.length)];
    const one = waiting.find(({ worker }) => worker === chosen);
    if (!one) return;
    waiting = waiting.filter((other) => other !== one);
    served++;
    one.go();
  }

  return {
    began(worker: string): void {
      working.add(worker);
      next();
    },
    ended(worker: string): void {
      working.delete(worker);
      // Of one that was killed nothing more is heard.
      for (const { go } of waiting.filter((one) => one.worker === worker)) {
        served++;
        go();
      }
      waiting = waiting.filter((one) => one.worker !== worker);
      next();
    },
    turn({ worker }: Boundary): Promise<void> {
      return new Promise((resolve) => {
        waiting.push({ worker, go: resolve });
        next();
      });
    },
    done(): void {
      served--;
      next();
    },
  };
}
