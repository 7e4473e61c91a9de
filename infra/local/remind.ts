import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import type { RemindRun } from '#infra/local/reminders/remind-run';
import { leftLines, noticeLines } from '#infra/local/reminders/run-lines';
import type { remindPreview } from '../../operator/remind-preview.ts';
import { controlFile } from './control.ts';
import { Failure, oneLine } from './failure.ts';
import { stateFolder } from './settings.ts';

const USAGE = 'npm run remind -- 2027-01-29 [--json] [--dry-run [--stage NAME]]';

try {
  const { on, json, dryRun, stage } = readArguments(process.argv.slice(2));
  if (dryRun) printPreview(await preview(on, stage), json);
  else {
    const run = await remind(on);
    print(run, json);
    if (run.schedulesFailed.length > 0 || run.deadLetters.length > 0) process.exitCode = 1;
  }
} catch (error) {
  console.error(`remind: ${oneLine(error)}`);
  process.exitCode = 1;
}

interface Asked {
  on: string;
  json: boolean;
  dryRun: boolean;
  stage: string | undefined;
}

function readArguments(args: string[]): Asked {
  const { values, positionals } = parsed(args);
  const [on, ...others] = positionals;
  const { json, 'dry-run': dryRun, stage } = values;
  // A deployed stage has a schedule of its own; from here it is only looked at.
  if (others.length > 0 || on === undefined || (stage !== undefined && !dryRun))
    throw new Failure(`say for which day: ${USAGE}`);
  if (!z.iso.date().safeParse(on).success)
    throw new Failure(`"${on}" is not a day of the calendar: ${USAGE}`);
  return { on, json, dryRun, stage };
}

function parsed(args: string[]) {
  const flag = { type: 'boolean', default: false } as const;
  const options = { json: flag, 'dry-run': flag, stage: { type: 'string' } } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch {
    throw new Failure(`say for which day: ${USAGE}`);
  }
}

type ReminderPreview = Awaited<ReturnType<typeof remindPreview>>;

/** It asks the product's own code, which the local system otherwise only runs as the template's functions. */
async function preview(on: string, stage: string | undefined): Promise<ReminderPreview> {
  const { remindPreview } = await import('../../operator/remind-preview.ts');
  return remindPreview(on, stage);
}

function printPreview({ on, wouldSend, wouldSkip, unreadable }: ReminderPreview, json: boolean): void {
  if (json) console.log(JSON.stringify({ on, wouldSend, wouldSkip }));
  else {
    console.log(`Reminders as of ${on}: ${wouldSend.length} would be sent, ${wouldSkip.length} skipped`);
    for (const { number, provider, stage, daysLeft } of wouldSend)
      console.log(`  send     ${number} (${provider}), stage ${stage}, ${daysLeft} days left`);
    for (const { number, provider, stage, reason } of wouldSkip)
      console.log(`  skip     ${number} (${provider}), stage ${stage}: ${reason}`);
  }
  if (unreadable > 0) console.error(`remind: entries that cannot be read: ${unreadable}`);
}

async function remind(on: string): Promise<RemindRun> {
  const notRunning = new Failure('the local system is not running; start it with npm start');
  let controlUrl: string;
  try {
    const file = readFileSync(join(stateFolder(process.env), 'control.json'), 'utf8');
    controlUrl = controlFile.parse(JSON.parse(file)).controlUrl;
  } catch {
    throw notRunning;
  }
  const response = await fetch(`${controlUrl}/remind`, {
    method: 'POST',
    body: JSON.stringify({ on }),
  }).catch(() => {
    throw notRunning;
  });
  if (!response.ok || !response.body) {
    const { message }: { message?: string } = JSON.parse(await response.text());
    throw new Failure(message ?? `the local system answered ${response.status}`);
  }
  for await (const line of linesOf(response.body)) {
    const said: { waiting?: number; run?: RemindRun; failure?: string } = JSON.parse(line);
    if (said.waiting !== undefined) console.error(`remind: ${counted(said.waiting)} still under way`);
    if (said.failure !== undefined) throw new Failure(said.failure);
    if (said.run) return said.run;
  }
  throw stopped();
}

function stopped(): Failure {
  return new Failure('the local system stopped meanwhile');
}

/** Whole lines only: what breaks off is the system's end. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch {
    throw stopped();
  }
}

function print(run: RemindRun, json: boolean): void {
  const { on, sent, skipped, unsettled, left, deadLetters, schedulesFailed } = run;
  if (json) console.log(JSON.stringify({ on, sent, skipped }));
  else {
    console.log(`Reminders as of ${on}: ${sent.length} sent, ${skipped.length} skipped`);
    for (const { number, provider, stage, to, messageId } of sent)
      console.log(`  sent     ${number} (${provider}), stage ${stage}, to ${to}, ${messageId}`);
    for (const { number, provider, stage, reason } of skipped)
      console.log(`  skipped  ${number} (${provider}), stage ${stage}: ${reason}`);
  }
  const tell = json ? console.error : console.log;
  for (const { number, provider, stage, state, code } of unsettled)
    tell(
      `  ${state.padEnd(8)} ${number} (${provider}), stage ${stage}${code === undefined ? '' : `: ${code}`}`,
    );
  for (const line of [...noticeLines(run), ...leftLines(left, Temporal.Now.instant())]) tell(line);
  for (const name of schedulesFailed)
    console.error(`remind: the schedule’s function ${name} failed; see its log`);
  for (const { queue, messages } of deadLetters)
    console.error(`remind: ${counted(messages)} ended in the dead-letter queue ${queue}`);
}

function counted(messages: number): string {
  return `${messages} ${messages === 1 ? 'message' : 'messages'}`;
}
