import type { TestProject } from 'vitest/node';

/**
 * `FAULT_SEED`: from which on schedules are drawn, and which boundaries the processes are killed at; another one in each run
 * when left out. `FAULT_SCHEDULES`: how many. `FAULT_CASE`: only the enumerated cases whose name has these words.
 * `FAULT_STRIDE=10`: only every tenth of them. `FAULT_HOLDERS`: those of the sweep. `FAULT_WHOLE=1`: everything, and in
 * processes.
 */
const names = [
  'FAULT_SEED',
  'FAULT_SCHEDULES',
  'FAULT_CASE',
  'FAULT_STRIDE',
  'FAULT_HOLDERS',
  'FAULT_WHOLE',
] as const;
type Name = (typeof names)[number];

declare module 'vitest' {
  interface ProvidedContext {
    faultSettings: { [name in Name]?: string | undefined } & { runSeed: number };
  }
}

/** Says with which seed the run is the same again. */
export default function setup(project: TestProject): void {
  const given = Object.fromEntries(names.map((name) => [name, process.env[name]]));
  const runSeed = Number(given['FAULT_SEED'] ?? Math.floor(Math.random() * 1_000_000));
  process.stdout.write(`The faults of this run again: FAULT_SEED=${runSeed}\n`);
  project.provide('faultSettings', { ...given, runSeed });
}
