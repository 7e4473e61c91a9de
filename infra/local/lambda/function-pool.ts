import type { Children } from '#infra/local/emulators/children';
import { FunctionLog } from './function-log.ts';
import { type FunctionSpec, NEVER_BEGAN, type Outcome, WorkerProcess } from './worker-process.ts';

/** A process that nobody needed for this long ends, but for those kept warm. */
const IDLE_MS = 120_000;

interface Waiting {
  event: unknown;
  trace: string | undefined;
  settle(outcome: Outcome): void;
  again?: true;
}

/** One function: as many processes as its invocations need, up to its maximum; the rest of them wait in order. */
export class FunctionPool {
  readonly spec: FunctionSpec;
  readonly #children: Children;
  readonly #log: FunctionLog;
  readonly #report: (line: string) => void;
  readonly #idle: WorkerProcess[] = [];
  readonly #all = new Set<WorkerProcess>();
  readonly #waiting: Waiting[] = [];
  readonly #retirements = new Map<WorkerProcess, NodeJS.Timeout>();
  #starting = 0;
  #busy = 0;
  #stopped = false;

  constructor(spec: FunctionSpec, children: Children, logs: string, report: (line: string) => void) {
    this.spec = spec;
    this.#children = children;
    this.#report = report;
    this.#log = new FunctionLog(logs, spec.name);
  }

  /** Whether nothing runs or waits. */
  get quiet(): boolean {
    return this.#busy === 0 && this.#waiting.length === 0;
  }

  warm(): void {
    while (!this.#stopped && this.#all.size < this.spec.warmProcesses) void this.#start();
  }

  /** Never rejects: what goes wrong in the function, its process or its time is the outcome. `trace`: of what invokes it. */
  invoke(event: unknown, trace?: string): Promise<Outcome> {
    return new Promise((resolve) => {
      this.#waiting.push({ event, trace, settle: resolve });
      this.#dispatch();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#retirements.values()) clearTimeout(timer);
    for (const { settle } of this.#waiting.splice(0)) settle(STOPPED);
    await Promise.all([...this.#all].map((worker) => worker.stop()));
    await this.#log.close();
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#idle.pop();
      if (!worker) break;
      if (worker.alive) void this.#run(worker);
      else this.#all.delete(worker);
    }
    const more = () => this.#waiting.length > this.#starting && this.#all.size < this.spec.maxProcesses;
    while (!this.#stopped && more()) void this.#start();
  }

  async #start(): Promise<void> {
    this.#starting += 1;
    const worker = new WorkerProcess(this.spec, this.#children, this.#log, this.#report);
    this.#all.add(worker);
    const problem = await worker.loaded;
    this.#starting -= 1;
    if (problem) {
      this.#all.delete(worker);
      // As in Lambda, the invocation that made the process start is the one that fails.
      this.#waiting.shift()?.settle({ ok: false, ...problem });
    } else this.#rest(worker);
    this.#dispatch();
  }

  async #run(worker: WorkerProcess): Promise<void> {
    const next = this.#waiting.shift();
    if (!next) return this.#rest(worker);
    clearTimeout(this.#retirements.get(worker));
    this.#busy += 1;
    const outcome = await worker.invoke(next.event, next.trace);
    this.#busy -= 1;
    if (worker.alive) this.#rest(worker);
    else this.#all.delete(worker);
    // It was killed before it heard of this event, so another may have it.
    if (!outcome.ok && outcome.errorType === NEVER_BEGAN && !next.again && !this.#stopped)
      this.#waiting.unshift({ ...next, again: true });
    else next.settle(outcome);
    this.#dispatch();
  }

  #rest(worker: WorkerProcess): void {
    this.#idle.push(worker);
    const timer = setTimeout(() => this.#retire(worker), IDLE_MS);
    timer.unref();
    this.#retirements.set(worker, timer);
  }

  #retire(worker: WorkerProcess): void {
    if (this.#all.size <= this.spec.warmProcesses) return;
    const place = this.#idle.indexOf(worker);
    if (place === -1) return;
    this.#idle.splice(place, 1);
    this.#all.delete(worker);
    this.#retirements.delete(worker);
    void worker.stop();
  }
}

const STOPPED: Outcome = { ok: false, errorType: 'Stopped', errorMessage: 'the local system is stopping' };
