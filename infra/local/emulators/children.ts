import { type ChildProcess, fork, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Failure } from '#infra/local/failure';

/**
 * The child processes of one local system. Each is in a process group of its own, so that Ctrl-C in the terminal reaches
 * this process alone, which stops them in order; a watchdog ends them should this process be killed.
 */
export class Children {
  readonly #alive = new Map<ChildProcess, string>();
  readonly #watchdog: ChildProcess;
  #closed = false;

  constructor() {
    this.#watchdog = fork(join(import.meta.dirname, 'watchdog.js'), {
      stdio: 'ignore',
      detached: true,
      env: {},
      execArgv: [],
    });
    this.#watchdog.on('error', () => {});
    this.#watchdog.unref();
    this.#watchdog.channel?.unref();
  }

  /** @throws Failure after `close` */
  spawn(name: string, command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
    // A start that failed in one place goes on for a moment in others.
    if (this.#closed) throw new Failure(`${name} is not started any more`);
    const child = spawn(command, args, { ...options, detached: true });
    this.#alive.set(child, name);
    this.#tell({ watch: child.pid });
    child.once('exit', () => {
      this.#alive.delete(child);
      this.#tell({ forget: child.pid });
    });
    return child;
  }

  /** Name and process id of each that is running, the watchdog too. */
  list(): { name: string; pid: number }[] {
    const all = [...this.#alive, [this.#watchdog, 'watchdog'] as const];
    return all.flatMap(([{ pid }, name]) => (pid === undefined ? [] : [{ name, pid }]));
  }

  /** Ends what is left, and the watchdog. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#alive.keys()].map((child) => end(child, 'SIGKILL')));
    if (!this.#watchdog.connected) return;
    const gone = once(this.#watchdog, 'exit');
    this.#watchdog.ref();
    this.#watchdog.disconnect();
    await gone;
  }

  #tell(message: { watch?: number | undefined; forget?: number | undefined }): void {
    if (this.#watchdog.connected) this.#watchdog.send(message, () => {});
  }
}

const running = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

/** Resolves once the child is gone; a child that ignores the signal is killed after `graceMs`. */
export async function end(child: ChildProcess, signal: NodeJS.Signals, graceMs = 5000): Promise<void> {
  if (!running(child)) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await gone;
  clearTimeout(timer);
}
