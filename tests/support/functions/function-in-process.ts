import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import timersPromises from 'node:timers/promises';
import { runInThisContext } from 'node:vm';
import * as z from 'zod';
import { createFunctionClock } from './function-clock.ts';
import { type Ask, httpModule } from './function-http.ts';
import type { Invoked, RunningFunction } from './function-pool.ts';

type Handler = (event: unknown, context: object) => unknown;
const exported = z.object({ handler: z.custom<Handler>((value) => typeof value === 'function') });

const builtIn = createRequire(import.meta.url);
const nobody = new Promise<never>(() => {});

/**
 * A function in this process, where it asks `ask` in place of the network. Killed it is never answered again, and nothing
 * that it asks from then on is heard: so it can do no more than one that is dead.
 */
export function startInProcess(input: {
  id: string;
  bundle: string;
  environment: Record<string, string>;
  ask: Ask;
}): RunningFunction {
  const { id, ask } = input;
  const clock = createFunctionClock();
  let alive = true;
  let killed: (invoked: Invoked) => void = () => {};
  const http = httpModule(async (host, asked) => {
    if (!alive) return nobody;
    const reply = await ask(host, asked);
    return alive ? reply : nobody;
  });
  const { handler } = evaluated(input.bundle, {
    clock,
    environment: input.environment,
    modules: {
      'node:http': http,
      'node:timers/promises': { ...timersPromises, setTimeout: clock.delay },
    },
  });

  async function work(event: unknown): Promise<Invoked> {
    try {
      const result = await handler(event, {});
      return { outcome: 'answered', result, at: clock.now() };
    } catch (error) {
      return { outcome: 'threw', error: String(error), at: clock.now() };
    }
  }

  return {
    id,
    get alive() {
      return alive;
    },
    invoke(event, at) {
      if (!alive) return Promise.resolve({ outcome: 'killed' });
      clock.moveTo(at);
      const death = new Promise<Invoked>((resolve) => {
        killed = resolve;
      });
      return Promise.race([death, work(event)]);
    },
    async delay(milliseconds) {
      clock.moveTo(clock.now() + milliseconds);
    },
    async kill() {
      alive = false;
      killed({ outcome: 'killed' });
    },
  };
}

const compiled = new Map<string, (...scope: unknown[]) => void>();

/** The bundle's modules anew, with what they take for the world. It is compiled once, which is most of what a start takes. */
function evaluated(
  bundle: string,
  world: {
    clock: ReturnType<typeof createFunctionClock>;
    environment: Record<string, string>;
    modules: Record<string, unknown>;
  },
): z.infer<typeof exported> {
  const run = compiled.get(bundle) ?? compile(bundle);
  compiled.set(bundle, run);
  const process = Object.create(globalThis.process, {
    env: { value: world.environment },
    stdout: { value: { write: () => true } },
  });
  const modules: Record<string, unknown> = { ...world.modules, 'node:process': process };
  const require = (name: string): unknown => modules[name] ?? builtIn(name);
  const module = { exports: {} };
  run(module, module.exports, require, process, world.clock.Date, world.clock.setTimeout, bundle);
  return exported.parse(module.exports);
}

function compile(bundle: string): (...scope: unknown[]) => void {
  // A script has nobody who loads modules for it later.
  const source = readFileSync(bundle, 'utf8').replace(
    /\bimport\(("[\w:/]+")\)/g,
    'Promise.resolve(require($1))',
  );
  return runInThisContext(
    `(function (module, exports, require, process, Date, setTimeout, __filename) {${source}\n})`,
    {
      filename: bundle,
    },
  );
}
