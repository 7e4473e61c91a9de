import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Says of each test that failed how to run it alone; a run in which no test ran has failed too. */
export default class RepeatReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = modules.flatMap((module) => {
      if (module.ok()) return [];
      const failed = [...module.children.allTests('failed')];
      return failed.length ? failed.map(again) : [`npm test -- ${module.relativeModuleId}`];
    });
    if (lines.length) process.stdout.write(`\nEach that failed, alone:\n  ${lines.join('\n  ')}\n`);
    if (modules.some(hasRun)) return;
    process.stdout.write('No test ran: nothing matches.\n');
    process.exitCode = 1;
  }
}

const hasRun = (module: TestModule): boolean =>
  !module.ok() || [...module.children.allTests()].some((test) => test.result().state !== 'skipped');

/** Titles of a group and its test stand side by side in what is matched. */
function again(test: TestCase): string {
  const title = test.fullName.replaceAll(' > ', ' ').replaceAll("'", `'\\''`);
  return `npm test -- ${test.module.relativeModuleId} '${title}'`;
}
