import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { Failure } from '#infra/local/failure';
import type { Found, LocalWorld } from '#infra/local/template/resources';
import { type Cron, parseCron } from './cron.ts';

export interface LocalSchedule {
  /** As the template has it, e.g. `cron(0 9 * * ? *)`. */
  expression: string;
  timezone: string;
  /** What it does, in the template's words. */
  description: string | undefined;
  cron: Cron;
  functionArn: string;
  /** The target's input for one firing. */
  inputAt(scheduled: Temporal.Instant): unknown;
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
  return {
    expression,
    timezone: world.text(found, 'ScheduleExpressionTimezone') ?? 'UTC',
    description: world.text(found, 'Description'),
    cron: parseCron(expression),
    functionArn,
    inputAt(scheduled) {
      const at = scheduled.toString({ smallestUnit: 'second' });
      const text = Input.replaceAll('<aws.scheduler.scheduled-time>', at)
        .replaceAll('<aws.scheduler.schedule-arn>', arn)
        .replaceAll('<aws.scheduler.execution-id>', 'local')
        .replaceAll('<aws.scheduler.attempt-number>', '1');
      return JSON.parse(text);
    },
  };
}

/**
 * The schedules that fire on a day, in order, each with its first moment.
 * @throws Failure when none does
 */
export function firingsOn(
  schedules: readonly LocalSchedule[],
  day: string,
): { schedule: LocalSchedule; at: Temporal.Instant }[] {
  const firings = schedules.flatMap((schedule) => {
    const at = schedule.cron.firstOn(Temporal.PlainDate.from(day));
    return at ? [{ schedule, at: at.toZonedDateTime(schedule.timezone).toInstant() }] : [];
  });
  if (firings.length === 0) throw new Failure(`no schedule of the template fires on ${day}`);
  return firings.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
}

/** Fires each schedule in its minute for as long as the system runs. Gives a function that stops it. */
export function runSchedules(
  schedules: readonly LocalSchedule[],
  fire: (schedule: LocalSchedule, scheduled: Temporal.Instant) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  // A timer may ring a moment early, and then the minute before would fire twice.
  let last = Temporal.Now.instant().round({ smallestUnit: 'minute', roundingMode: 'floor' });
  const wait = () => {
    timer = setTimeout(tick, 60_000 - (Temporal.Now.instant().epochMilliseconds % 60_000));
  };
  const tick = () => {
    const now = Temporal.Now.instant().round({ smallestUnit: 'minute', roundingMode: 'floor' });
    if (Temporal.Instant.compare(now, last) <= 0) return wait();
    last = now;
    for (const schedule of schedules)
      if (schedule.cron.matches(now.toZonedDateTimeISO(schedule.timezone).toPlainDateTime()))
        fire(schedule, now);
    wait();
  };
  wait();
  return () => clearTimeout(timer);
}
