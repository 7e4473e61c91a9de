import { buildApp } from '#infra/build-app';
import { withBundles } from '#infra/bundle';
import { StageError, stageSettings } from '#infra/stage';

// `node synth.ts <outdir>`: its own process, as the CDK is large and would stay in memory, and blocks while it works.
try {
  const outdir = process.argv[2];
  if (outdir === undefined) throw new StageError('synth needs the folder for its output');
  const stage = stageSettings('local');
  await withBundles((bundles) => buildApp({ stage, bundles, outdir }).synth());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
