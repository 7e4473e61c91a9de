import { buildApp } from '#infra/build-app';
import { stageSettings } from '#infra/stage';

/** The folder with the stage of the local system as it is synthesised, without bundles. */
export const localAssembly = (outdir?: string): string =>
  buildApp({ stage: stageSettings('local'), ...(outdir !== undefined && { outdir }) }).synth().directory;
