import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import * as z from 'zod';
import type { RemindRun } from '#infra/local/reminders/remind-run';
import { controlFile } from './control.ts';
import { Failure, oneLine } from './failure.ts';
import { stateFolder } from './settings.ts';

const USAGE = 'npm run remind -- 2027-01-29 [--json]';

try {
  const { on, json } = readArguments(process.argv.slice(2));
  const run = await remind(on);
  print(run, json);
  if (run.planFailed || run.deadLetters.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(`remind: ${oneLine(error)}`);
  process.exitCode = 1;
}

function readArguments(args: readonly string[]): { on: string; json: boolean } {
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '--json');
  const [on, ...others] = args.filter((arg) => !arg.startsWith('-'));
  if (unknown !== undefined || others.length > 0 || on === undefined)
    throw new Failure(`say for which day: ${USAGE}`);
  if (!z.iso.date().safeParse(on).success)
    throw new Failure(`"${on}" is not a day of the calendar: ${USAGE}`);
  return { on, json: args.includes('--json') };
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
  for await (const line of createInterface({ input: Readable.fromWeb(response.body) })) {
    const said: { waiting?: number; run?: RemindRun; failure?: string } = JSON.parse(line);
    if (said.waiting !== undefined) console.error(`remind: ${said.waiting} messages are still under way`);
    if (said.failure !== undefined) throw new Failure(said.failure);
    if (said.run) return said.run;
  }
  throw new Failure('the local system stopped meanwhile');
}

function print({ on, sent, skipped, unsettled, deadLetters, planFailed }: RemindRun, json: boolean): void {
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
  if (planFailed) console.error('remind: the schedule’s function failed; see the log of plan-reminders');
  for (const { queue, messages } of deadLetters)
    console.error(
      `remind: ${messages} ${messages === 1 ? 'message' : 'messages'} ended in the dead-letter queue ${queue}`,
    );
}
