import { expect, it } from 'vitest';
import { cronOf } from '#infra/local/lambda/schedule';

it.each([
  ['cron(0 9 * * ? *)', '2027-02-01T01:00:00.000Z'],
  ['cron(30 0/8 * * ? *)', '2027-02-01T00:30:00.000Z'],
  ['cron(0 11 ? * MON *)', '2027-02-01T03:00:00.000Z'],
  ['cron(0 11 ? * 2 *)', '2027-02-01T03:00:00.000Z'],
  ['cron(0 11 ? * SUN *)', '2027-02-07T03:00:00.000Z'],
  ['cron(0 11 ? * 1 *)', '2027-02-07T03:00:00.000Z'],
  ['cron(0 8 L * ? *)', '2027-02-28T00:00:00.000Z'],
  ['cron(0 8 1 JAN ? 2028-2030)', '2028-01-01T00:00:00.000Z'],
])('%s in Hong Kong fires as EventBridge would, next at %s', (expression, next) => {
  // A Monday, eight in the morning there.
  const from = new Date('2027-02-01T00:00:00.000Z');
  expect(cronOf(expression, 'Asia/Hong_Kong').nextRun(from)?.toISOString()).toBe(next);
});

it.each(['rate(5 minutes)', 'at(2027-01-01T00:00:00)', 'cron(0 9 * * ?)', 'cron(0 25 * * ? *)', ''])(
  'a schedule that is not known here, "%s", is refused by its name',
  (expression) => {
    expect(() => cronOf(expression, 'UTC')).toThrow(
      `the local system does not know the schedule ${expression}`,
    );
  },
);
