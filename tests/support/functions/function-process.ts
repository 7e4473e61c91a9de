import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { compiledEnvironment } from '#infra/local/compiled';
import type { Invoked, RunningFunction } from './function-pool.ts';

interface Reply {
  ready?: true;
  delayed?: true;
  result?: unknown;
  error?: string;
  at?: number;
}

/** A function in a process of its own, which dies by SIGKILL. */
export class FunctionProcess implements RunningFunction {
  readonly id: string;
  readonly #ready: Promise<void>;
  readonly #child: ChildProcess;
  #gone = false;
  #delayed: () => void = () => {};
  #current: ((invoked: Invoked) => void) | undefined;

  /** `id` is what its requests to AWS carry in their user agent. */
  constructor(input: { id: string; bundle: string; environment: Record<string, string> }) {
    this.id = input.id;
    this.#child = fork(join(import.meta.dirname, 'function-worker.ts'), [input.bundle], {
      env: { ...input.environment, ...compiledEnvironment(), AWS_SDK_UA_APP_ID: input.id },
      execArgv: [],
      // What the functions log is not looked at here; what keeps one from loading is.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#ready = new Promise((resolve, reject) => {
      this.#child.on('message', (reply: Reply) => {
        if (reply.ready) resolve();
        else if (reply.delayed) this.#delayed();
        else this.#settle(invokedOf(reply));
      });
      this.#child.once('exit', () => {
        this.#gone = true;
        reject(new Error(`${input.bundle} did not load`));
        this.#delayed();
        this.#settle({ outcome: 'killed' });
      });
    });
    // Killed before anybody waited for it.
    this.#ready.catch(() => {});
  }

  get alive(): boolean {
    return !this.#gone;
  }

  async invoke(event: unknown, at: number): Promise<Invoked> {
    await this.#ready;
    return new Promise((resolve) => {
      this.#current = resolve;
      if (this.#gone) this.#settle({ outcome: 'killed' });
      else this.#child.send({ event, at }, () => {});
    });
  }

  async delay(milliseconds: number): Promise<void> {
    if (this.#gone) return;
    await new Promise<void>((delayed) => {
      this.#delayed = delayed;
      this.#child.send({ delay: milliseconds }, () => {});
    });
  }

  async kill(): Promise<void> {
    if (this.#gone) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }

  #settle(invoked: Invoked): void {
    const current = this.#current;
    this.#current = undefined;
    current?.(invoked);
  }
}

function invokedOf({ result, error, at = 0 }: Reply): Invoked {
  return error === undefined ? { outcome: 'answered', result, at } : { outcome: 'threw', error, at };
}
