import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '#infra/local/preflight';

const PROJECT = resolve(import.meta.dirname, '..', '..', '..');

export interface RunningSystem {
  baseUrl: string;
  inboxUrl: string;
  provider: string;
  apiKey: string;
  /** Its state folder. */
  state: string;
  port: number;
  process: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  /** Asks it to stop and waits; gives its exit code. The state folder stays when it was given, else it goes. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

interface Options {
  /** A state folder to go on with; a new temporary one when left out. */
  state?: string;
  port?: number;
  env?: NodeJS.ProcessEnv;
  args?: string[];
}

/** Runs `npm run <script>`'s file as a person would, and waits for its end. */
export async function runToEnd(file: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [join(PROJECT, file), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    said.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code: Number(code), ...said };
}

/** The whole local system (`npm start`), ready to be used. Rejects with what it printed when it does not come up. */
export async function startRunningSystem(options: Options = {}): Promise<RunningSystem> {
  const state = options.state ?? mkdtempSync(join(tmpdir(), 'certkeeper-'));
  const port = options.port ?? (await freePort());
  const started = join(state, 'started.json');
  // Of a run that was killed: it would pass for the sign that this one is ready.
  rmSync(started, { force: true });
  const child = spawn(process.execPath, [join(PROJECT, 'infra/local/start.ts'), ...(options.args ?? [])], {
    env: { ...process.env, ...options.env, CERTKEEPER_STATE: state, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  const ended = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null));
  while (!existsSync(started)) {
    const over = await Promise.race([ended.then(() => true), delay(50, false)]);
    if (over) throw new Error(`the local system did not start:\n${output}`);
  }
  return {
    ...JSON.parse(readFileSync(started, 'utf8')),
    state,
    port,
    process: child,
    output: () => output,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const code = await ended;
      const [refused] = /^.*is not authorized to perform.*$/m.exec(output) ?? [];
      if (refused !== undefined) throw new Error(`the template does not allow a call: ${refused}`);
      if (options.state === undefined) rmSync(state, { recursive: true, force: true });
      return code;
    },
  };
}
