import { defineConfig } from 'vitest/config';
import { common, projects } from '../../vitest.config.ts';

/** The tests that a planted fault is tried on: those that look at the code itself, over real engines where it takes them. */
export default defineConfig({
  ...common,
  root: `${import.meta.dirname}/../..`,
  test: {
    ...common.test,
    reporters: ['default'],
    projects: [
      projects.unit,
      {
        ...projects.integration,
        test: {
          ...projects.integration.test,
          // They start whole systems, or look at the project's own files.
          exclude: ['tests/integration/local/**', 'tests/integration/rules.test.ts'],
        },
      },
    ],
  },
});
