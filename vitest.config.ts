import { defineConfig } from 'vitest/config';

const project = (name: string, extra: object = {}) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], ...extra },
});

/** What runs on real engines; one project after the other, so that each has its engines to itself. */
const onEmulators = (groupOrder: number) => ({
  isolate: false,
  sequence: { groupOrder },
  hookTimeout: 300_000,
});

/** Limits are for what hangs: on two busy cores a property test or a whole browser tour takes its time. */
export const projects = {
  unit: project('unit', {
    isolate: false,
    setupFiles: ['tests/support/seed.ts'],
    testTimeout: 30_000,
    sequence: { groupOrder: 1 },
  }),
  // One worker that loads the CDK once: it is most of what these tests take. First, beside the rest of `npm run check`.
  infra: project('infra', {
    isolate: false,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The CDK holds each template against CloudFormation's schemas, a third of these tests' work; in `npm test`
    // `integration/local/strict-synth` has it do so.
    env: { CDK_VALIDATION: 'false' },
    sequence: { groupOrder: 0 },
  }),
  // Each worker loads the product once, for files share what is loaded: they put back what they change of the
  // process (`vi.stubEnv`, `vi.useRealTimers`), and a handler of a function, which reads its settings when it is
  // loaded, belongs to one file.
  integration: project('integration', {
    ...onEmulators(2),
    globalSetup: ['tests/support/storage/emulators.ts'],
    testTimeout: 240_000,
  }),
  // Here too, and the functions' bundles are compiled once.
  faults: project('faults', {
    ...onEmulators(3),
    globalSetup: [
      'tests/support/storage/emulators.ts',
      'tests/support/faults/fault-bundles.ts',
      'tests/faults/settings.ts',
      'tests/faults/report.ts',
    ],
    testTimeout: 1_200_000,
  }),
  // All over one system and one Chromium.
  browser: project('browser', {
    ...onEmulators(4),
    globalSetup: ['tests/support/browser/browser-world.ts'],
    testTimeout: 300_000,
  }),
};

export const common = {
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'hono/jsx' } },
  test: {
    // By default a core is left alone: half of two.
    maxWorkers: '100%',
    reporters: ['default', './tests/support/repeat-reporter.ts'],
  },
};

export default defineConfig({
  ...common,
  test: {
    ...common.test,
    coverage: { provider: 'v8', include: ['shared/**', 'functions/**'], reporter: ['text-summary', 'html'] },
    projects: Object.values(projects),
  },
});
