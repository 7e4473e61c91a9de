import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { Verdict } from '#support/faults/fault-verdict';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder where the tests leave what they counted. */
    faultFigures: string;
  }
}

export interface Figures {
  /** Crash points that were enumerated; 0 where they were drawn. */
  points: number;
  runs: number;
  lost: number;
  repeated: number;
  repeatedUnheard: number;
  stale: number;
  uncertain: number;
  stopped: number;
}

export const noFigures: Figures = {
  points: 0,
  runs: 0,
  lost: 0,
  repeated: 0,
  repeatedUnheard: 0,
  stale: 0,
  uncertain: 0,
  stopped: 0,
};

export function addUp(figures: Figures, verdict: Verdict): void {
  figures.runs++;
  figures.lost += new Set([...verdict.lost, ...verdict.claimed, ...verdict.due]).size;
  figures.repeated += verdict.repeated.length;
  figures.repeatedUnheard += verdict.repeatedUnheard.length;
  figures.stale += verdict.stale.length;
  figures.uncertain += verdict.uncertain;
  figures.stopped += verdict.stopped;
}

export async function keepFigures(folder: string, title: string, figures: Figures): Promise<void> {
  await writeFile(join(folder, `${title.replace(/\W+/g, '-')}.json`), JSON.stringify({ title, figures }));
}

const REPORT = join(import.meta.dirname, '..', '..', 'docs', 'fault-report.md');

/** Prints what the tests counted once they are through; with FAULT_REPORT=1 it is written to docs/ as well. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'certkeeper-fault-figures-'));
  project.provide('faultFigures', folder);
  return async () => {
    const found: { title: string; figures: Figures }[] = [];
    for (const name of (await readdir(folder)).toSorted())
      found.push(JSON.parse(await readFile(join(folder, name), 'utf8')));
    await rm(folder, { recursive: true, force: true });
    if (!found.length) return;
    const table = tableOf(found);
    process.stdout.write(`\n${table}\n`);
    if (process.env['FAULT_REPORT'] === '1') await writeFile(REPORT, `${INTRODUCTION}\n${table}\n${NOTICED}`);
  };
}

const COLUMNS: [string, keyof Figures][] = [
  ['crash points', 'points'],
  ['runs', 'runs'],
  ['lost', 'lost'],
  ['sent twice', 'repeated'],
  ['sent twice, no event came', 'repeatedUnheard'],
  ['sent to nobody’s use', 'stale'],
  ['attempts on record as uncertain', 'uncertain'],
  ['revoked or stopped in mid-run', 'stopped'],
];

function tableOf(found: { title: string; figures: Figures }[]): string {
  const row = (cells: (string | number)[]) => `| ${cells.join(' | ')} |\n`;
  return [
    row(['', ...COLUMNS.map(([heading]) => heading)]),
    row(['---', ...COLUMNS.map(() => '---:')]),
    ...found.map(({ title, figures }) => row([title, ...COLUMNS.map(([, name]) => figures[name])])),
  ].join('');
}

const INTRODUCTION = `# What the fault tests found

Written by \`npm run faults\`. The functions are the bundles that are deployed, each in a process that is really killed;
between them and DynamoDB Local, SQS and an SES stands a front that drops, delays, throttles, answers 500, does half of it,
or loses the reply. After each fault everything goes on until nothing is due.

\`npm test\` tries the same faults at the same boundaries with the same bundles, but in its own process: what is killed there
is never answered again, nothing that it asks from then on is heard, and the function begins anew with fresh modules. Besides
it kills processes at every twelfth boundary and in three random schedules, others in each run. Each run prints the
\`FAULT_SEED\` with which it is the same again, and each failure how its case is run alone.

- *lost*: due, and at the end neither accepted by SES nor on record as skipped or failed, or still claimed or due.
- *sent twice*: one stage accepted by SES more than once. In its own column where no event of SES came; then each earlier
  attempt has to be on record as one of which nobody knew, or it counts in the column before.
- *sent to nobody's use*: to a holder whose certificate was revoked or renewed, or whose address was refused.
- The baseline is a small model of a mailer that sends first and marks after (\`tests/faults/send-then-mark.ts\`), after Let's
  Encrypt's expiration mailer, under the same faults.
`;

const NOTICED = `## What both kinds of run see

Four guards were taken out of the code, one at a time; then the same tests were run in process, as \`npm test\` does, and with
processes, as \`npm run faults\` does. Every test that one kind saw fail, the other saw fail.

| guard | in process | in processes |
| --- | --- | --- |
| a claim is made only where none stands | \`modes\` (5 tests of 5), \`every-boundary\` | \`modes\` (5 of 5), \`every-boundary\` |
| a credential leaves the index after its mail | \`modes\` (5 of 5), \`every-boundary\` | \`modes\` (5 of 5), \`every-boundary\` |
| an event that came settles the mailing | \`modes\` (2 of 5), \`every-boundary\` | \`modes\` (2 of 5), \`every-boundary\` |
| the SDK asks SES once | \`modes\` (1 of 5), \`every-boundary\` (2 cases) | \`modes\` (1 of 5), \`every-boundary\` (the same 2) |

## What the tests notice

Each guard was taken out of the code once, alone, and this test failed.

| guard | test |
| --- | --- |
| a claim is made only where none stands | \`modes\`, two schedules at the same moment |
| a claim needs the credential as it was decided | \`reminders\`, revoked between the decision and the claim |
| a claim needs the address's state as it was decided | \`meanwhile\`, stopped at any moment between plan and send |
| an event that came settles the mailing | \`mail-events\`, its event comes while it is about to be sent again |
| the SDK asks SES once | \`modes\`, SES took it and the reply was lost |
| an answer is stored only by who still holds the claim | \`late-answer\`, does not overwrite the attempt that was made after |
| a claim's lease is longer than a sender may run | \`late-answer\`, left in peace for as long as a sender may run |
| a credential leaves the index after its mail | \`reminders\`, killed at every I/O boundary |
| an uncertain one is sent again | \`mail-events\`, waits for its event before it is sent again |
| but not at once | \`mail-events\`, no sooner than the next morning |
`;
