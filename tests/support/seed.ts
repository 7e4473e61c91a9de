import fc from 'fast-check';

/**
 * Every property tries the same examples in every run, so that a red check is about the change; `SEED=17 npm run check`
 * tries others.
 */
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20_261_121) });
