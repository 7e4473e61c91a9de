import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { compiledEnvironment } from '#infra/local/compiled';
import { type Children, end } from '#infra/local/emulators/children';
import type { FunctionLog } from './function-log.ts';
import { heapOptions } from './heap-options.ts';
import { headerWith } from './recursion.ts';

export interface FunctionSpec {
  /** Name for people and log files, e.g. `public-site`. */
  name: string;
  arn: string;
  /** Folder of the bundle. */
  code: string;
  /** `index.handler`. */
  handler: string;
  timeoutMs: number;
  memoryMb: number;
  /** Whether a chain of its invocations may go on for ever (RecursiveLoop). */
  mayFeedItself: boolean;
  environment: Record<string, string>;
  /** How many run at once at most. */
  maxProcesses: number;
  /** How many are kept running while idle. */
  warmProcesses: number;
}

export type Outcome = { ok: true; payload: unknown } | { ok: false; errorType: string; errorMessage: string };

/** Lambda gives a function ten seconds to load; a busy laptop gets more. */
const LOAD_MS = 30_000;

/** The error type of an invocation that the process ended too early to have begun. */
export const NEVER_BEGAN = 'Runtime.NeverBegan';

type Reply = {
  ready?: true;
  failed?: Problem;
  began?: string;
  id?: string;
  result?: unknown;
  error?: Problem;
};
interface Problem {
  errorType: string;
  errorMessage: string;
}

/** One process running one function, one invocation at a time. */
export class WorkerProcess {
  readonly #spec: FunctionSpec;
  readonly #log: FunctionLog;
  readonly #child: ChildProcess;
  /** Settles once: usable, or the reason why not. */
  readonly loaded: Promise<Problem | undefined>;
  #settleLoaded: (problem: Problem | undefined) => void = () => {};
  #current: { id: string; began: boolean; settle(outcome: Outcome): void } | undefined;
  #gone = false;
  #ending = false;

  constructor(
    spec: FunctionSpec,
    children: Children,
    log: FunctionLog,
    onUnexpectedEnd: (line: string) => void,
  ) {
    this.#spec = spec;
    this.#log = log;
    this.loaded = new Promise((resolve) => {
      this.#settleLoaded = resolve;
    });
    this.#child = children.spawn(
      spec.name,
      process.execPath,
      [
        ...heapOptions(spec.memoryMb, spec.environment['NODE_OPTIONS']),
        join(import.meta.dirname, 'worker.js'),
      ],
      {
        cwd: spec.code,
        env: { ...spec.environment, ...compiledEnvironment() },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    if (this.#child.stdout) log.follow(this.#child.stdout, 'INFO');
    if (this.#child.stderr) log.follow(this.#child.stderr, 'ERROR');
    const loading = setTimeout(() => this.#child.kill('SIGKILL'), LOAD_MS);
    this.#child.on('message', (reply: Reply) => {
      if (reply.ready || reply.failed) {
        clearTimeout(loading);
        this.#settleLoaded(reply.failed);
      } else if (reply.began !== undefined && this.#current) this.#current.began = true;
      else if (reply.id !== undefined && reply.id === this.#current?.id)
        this.#settle(reply.error ? { ok: false, ...reply.error } : { ok: true, payload: reply.result });
    });
    this.#child.once('error', (error) => this.#ended(error.message));
    this.#child.once('exit', (code, signal) => {
      clearTimeout(loading);
      if (!this.#ending)
        onUnexpectedEnd(`${spec.name}: process ${this.pid} ended (${signal ?? `code ${code}`})`);
      this.#ended(signal ? `signal ${signal}` : `exit status ${code}`);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get alive(): boolean {
    return !this.#gone && !this.#ending;
  }

  /** Call it only after `loaded` said that it is usable, and one at a time. `trace`: the header of what invokes it. */
  invoke(event: unknown, trace?: string): Promise<Outcome> {
    const id = randomUUID();
    const { name, arn, memoryMb, timeoutMs } = this.#spec;
    const started = performance.now();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#settle({
          ok: false,
          errorType: 'Sandbox.Timedout',
          errorMessage: `Task timed out after ${timeoutMs} ms`,
        });
        void this.stop();
      }, timeoutMs);
      this.#current = {
        id,
        began: false,
        settle: (outcome) => {
          clearTimeout(timer);
          const durationMs = Math.round(performance.now() - started);
          this.#log.write({
            type: 'platform.report',
            requestId: id,
            durationMs,
            ...(outcome.ok ? { status: 'success' } : { status: 'error', ...withoutPayload(outcome) }),
          });
          resolve(outcome);
        },
      };
      if (this.#gone) return this.#ended('it had ended before');
      const context = {
        awsRequestId: id,
        functionName: name,
        functionVersion: '$LATEST',
        invokedFunctionArn: arn,
        memoryLimitInMB: String(memoryMb),
        logGroupName: `/local/${name}`,
        logStreamName: String(this.pid),
        callbackWaitsForEmptyEventLoop: true,
        remainingMs: timeoutMs,
        trace: headerWith(trace, name),
      };
      this.#child.send({ id, event, context }, () => {});
    });
  }

  async stop(): Promise<void> {
    this.#ending = true;
    await end(this.#child, 'SIGKILL');
  }

  #settle(outcome: Outcome): void {
    const current = this.#current;
    this.#current = undefined;
    current?.settle(outcome);
  }

  #ended(why: string): void {
    this.#gone = true;
    const problem = { errorType: 'Runtime.ExitError', errorMessage: `the process ended: ${why}` };
    this.#settleLoaded(problem);
    const errorType = this.#current?.began ? problem.errorType : NEVER_BEGAN;
    this.#settle({ ok: false, ...problem, errorType });
  }
}

const withoutPayload = ({ errorType }: { errorType: string }) => ({ errorType });
