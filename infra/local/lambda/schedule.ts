import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { Failure, oneLine } from '#infra/local/failure';
import type { Found, LocalWorld } from '#infra/local/template/resources';

export interface LocalSchedule {
  /** As the template has it, e.g. `cron(0 9 * * ? *)`. */
  expression: string;
  timezone: string;
  /** What it does, in the template's words. */
  description: string | undefined;
  cron: Cron;
  functionArn: string;
  /** The target's input for one firing. */
  inputAt(scheduled: Date): unknown;
}

const target = z.looseObject({ Arn: z.string(), Input: z.string().default('{}') });

/** The enabled AWS::Scheduler::Schedules of the template. */
export function readSchedules(world: LocalWorld): LocalSchedule[] {
  return world
    .all('AWS::Scheduler::Schedule')
    .filter((found) => world.text(found, 'State') !== 'DISABLED')
    .map((found) => readSchedule(world, found));
}

function readSchedule(world: LocalWorld, found: Found): LocalSchedule {
  const expression = world.text(found, 'ScheduleExpression') ?? '';
  const { Arn: functionArn, Input } = target.parse(world.value(found, 'Target'));
  const arn = world.own(found, 'Arn');
  const timezone = world.text(found, 'ScheduleExpressionTimezone') ?? 'UTC';
  return {
    expression,
    timezone,
    description: world.text(found, 'Description'),
    cron: cronOf(expression, timezone),
    functionArn,
    inputAt(scheduled) {
      const at = scheduled.toISOString().replace('.000Z', 'Z');
      const text = Input.replaceAll('<aws.scheduler.scheduled-time>', at)
        .replaceAll('<aws.scheduler.schedule-arn>', arn)
        .replaceAll('<aws.scheduler.execution-id>', 'local')
        .replaceAll('<aws.scheduler.attempt-number>', '1');
      return JSON.parse(text);
    },
  };
}

/**
 * EventBridge's `cron(minutes hours day-of-month month day-of-week year)`, whose week begins with Sunday as 1.
 * @throws Failure for anything else
 */
export function cronOf(expression: string, timezone: string): Cron {
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1] ?? expression;
  try {
    return new Cron(`0 ${fields}`, {
      timezone,
      mode: '7-part',
      alternativeWeekdays: true,
      sloppyRanges: true,
    });
  } catch (error) {
    throw new Failure(`the local system does not know the schedule ${expression}: ${oneLine(error)}`);
  }
}

/**
 * The schedules that fire on a day, in order, each with its first instant.
 * @throws Failure when none does
 */
export function firingsOn(
  schedules: readonly LocalSchedule[],
  day: string,
): { schedule: LocalSchedule; at: Date }[] {
  const firings = schedules.flatMap((schedule) => {
    const midnight = Temporal.PlainDate.from(day).toZonedDateTime(schedule.timezone);
    const at = schedule.cron.nextRun(new Date(midnight.epochMilliseconds - 1));
    return at && at.getTime() < midnight.add({ days: 1 }).epochMilliseconds ? [{ schedule, at }] : [];
  });
  if (firings.length === 0) throw new Failure(`no schedule of the template fires on ${day}`);
  return firings.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** Fires each schedule at its times for as long as the system runs. Gives a function that stops it. */
export function runSchedules(
  schedules: readonly LocalSchedule[],
  fire: (schedule: LocalSchedule, scheduled: Date) => void,
): () => void {
  for (const schedule of schedules) {
    // The schedule's own instant, also when the machine slept through it.
    let next = schedule.cron.nextRun();
    schedule.cron.schedule(() => {
      if (next) fire(schedule, next);
      next = schedule.cron.nextRun();
    });
  }
  return () => {
    for (const { cron } of schedules) cron.stop();
  };
}
