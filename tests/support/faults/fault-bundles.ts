import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';
import { localAssembly } from '#support/storage/local-assembly';
import { bundleOf } from '../../bench/bundle.ts';

/** `send-then-mark`: the baseline, which is started in place of all the others. */
export type Running = 'plan-reminders' | 'send-reminders' | 'record-mail-event' | 'send-then-mark';

declare module 'vitest' {
  interface ProvidedContext {
    /** The functions as they are deployed. */
    faultBundles: Record<Running, string>;
    faultAssembly: string;
  }
}

/** Bundles the functions, once for a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'certkeeper-faults-'));
  const baseline = join(folder, 'send-then-mark.cjs');
  const [plan, send, record] = await Promise.all([
    bundleOf('plan-reminders', folder),
    bundleOf('send-reminders', folder),
    bundleOf('record-mail-event', folder),
    build({
      entryPoints: [join(import.meta.dirname, '..', '..', 'faults', 'send-then-mark.ts')],
      outfile: baseline,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    }),
  ]);
  project.provide('faultAssembly', localAssembly(join(folder, 'assembly')));
  project.provide('faultBundles', {
    'plan-reminders': plan,
    'send-reminders': send,
    'record-mail-event': record,
    'send-then-mark': baseline,
  });
  return () => rm(folder, { recursive: true, force: true });
}
