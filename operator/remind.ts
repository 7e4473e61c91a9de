import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { Failure, oneLine } from '#infra/local/failure';
import { type CivilDate, civilDate, hongKongDay, instant } from '#register/civil-date.ts';
import { createTable } from '#storage/table.ts';
import { leftDue } from './left-due.ts';
import { remindPreview } from './remind-preview.ts';
import { notRunning, replayDay } from './replay-day.ts';
import { codeOf, leftLines, noticeLines, stageLine } from './replay-lines.ts';
import { MAILED, reportReplay } from './replay-report.ts';
import { beginToday } from './store/begin-today.ts';
import { findRunningSystem } from './target.ts';

/**
 * `npm run remind`: a day of the local system again, or what it would come to, here or in a deployed stage. There it also begins
 * the morning of today, where the schedule did not.
 */
const USAGE = 'npm run remind -- 2027-01-29 [--json] [--dry-run] [--stage NAME]';

try {
  const { on, json, dryRun, stage } = readArguments(process.argv.slice(2));
  if (dryRun) await preview(on, stage, json);
  else await (stage === undefined ? remind(on, json) : beginMorning(on, stage));
} catch (error) {
  console.error(`remind: ${oneLine(error)}`);
  process.exitCode = 1;
}

function readArguments(args: string[]) {
  const { values, positionals } = parsed(args);
  const [day, ...others] = positionals;
  const { json, 'dry-run': dryRun, stage } = values;
  if (others.length > 0 || day === undefined) throw new Failure(`say for which day: ${USAGE}`);
  const { data: on } = civilDate.safeParse(day);
  if (on === undefined) throw new Failure(`"${day}" is not a day of the calendar: ${USAGE}`);
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

async function preview(on: CivilDate, stage: string | undefined, json: boolean): Promise<void> {
  const { wouldSend, wouldSkip, unreadable } = await remindPreview(on, stage);
  if (json) console.log(JSON.stringify({ on, wouldSend, wouldSkip }));
  else {
    console.log(`Reminders as of ${on}: ${wouldSend.length} would be sent, ${wouldSkip.length} skipped`);
    for (const one of wouldSend) console.log(stageLine('send', one, `, ${one.daysLeft} days left`));
    for (const one of wouldSkip) console.log(stageLine('skip', one, `: ${one.reason}`));
  }
  if (unreadable > 0) console.error(`remind: entries that cannot be read: ${unreadable}`);
}

async function remind(on: CivilDate, json: boolean): Promise<void> {
  const system = findRunningSystem();
  if (!system) throw notRunning();
  const day = await replayDay(system.controlUrl, { on, entities: MAILED }, (messages) =>
    console.error(`remind: ${counted(messages)} still under way`),
  );
  const table = createTable(system.tableName);
  const report = await reportReplay(day.written, table);
  const { sent, skipped, unsettled } = report;
  if (json) console.log(JSON.stringify({ on, sent, skipped }));
  else {
    console.log(`Reminders as of ${on}: ${sent.length} sent, ${skipped.length} skipped`);
    for (const one of sent) console.log(stageLine('sent', one, `, to ${one.to}, ${one.messageId}`));
    for (const one of skipped) console.log(stageLine('skipped', one, `: ${one.reason}`));
  }
  const at = instant.parse(new Date().toISOString());
  const left = await leftDue(table, { on, at, waiting: day.waiting });
  const tell = json ? console.error : console.log;
  for (const one of unsettled) tell(stageLine(one.state, one, codeOf(one)));
  for (const line of [...noticeLines(report), ...leftLines(left, Temporal.Instant.from(at))]) tell(line);
  for (const name of day.schedulesFailed)
    console.error(`remind: the schedule’s function ${name} failed; see its log`);
  for (const { queue, messages } of day.deadLetters)
    console.error(`remind: ${counted(messages)} ended in the dead-letter queue ${queue}`);
  if (day.schedulesFailed.length > 0 || day.deadLetters.length > 0) process.exitCode = 1;
}

/** What was due on a day without a run is due still, and today's mails say how many days are left today. */
async function beginMorning(on: CivilDate, stage: string): Promise<void> {
  const today = hongKongDay(instant.parse(new Date().toISOString()));
  if (on !== today)
    throw new Failure(
      `in a deployed stage only today's morning (${today}) is begun by hand: it sends what earlier ones left due`,
    );
  await beginToday(stage, on);
  console.log(`The morning of ${on} is begun in ${stage}; what has gone already does not go again.`);
  console.log(`How it goes: npm run admin -- status --mails --stage ${stage}`);
}

function counted(messages: number): string {
  return `${messages} ${messages === 1 ? 'message' : 'messages'}`;
}
