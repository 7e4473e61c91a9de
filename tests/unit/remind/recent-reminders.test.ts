import { describe, expect, it } from 'vitest';
import { remindersThisWeek } from '#provider/messages/console-home.ts';
import { catalogue } from '#register/catalogue/catalogue.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { addDays, type CivilDate, civilDate, instant } from '#register/civil-date.ts';
import { expiriesWithStages } from '#register/schedule/expiries-with-stages.ts';
import { reminderPlans } from '#register/schedule/plans.ts';
import { reminderSeries } from '#register/schedule/series.ts';
import { countRecentReminders } from '#remind/recent-reminders.ts';
import type { ReminderRecord } from '#remind/reminder-record.ts';

const day = (text: string) => civilDate.parse(text);
const at = instant.parse('2020-01-01T01:00:00.000Z');
const credential = (type: string, expiresOn: CivilDate): Credential => ({
  key: 'OFA1',
  number: 'OFA-1',
  provider: 'MINE',
  type,
  nameEn: 'CHAN Tai Man',
  email: 'chan@example.com',
  language: 'en',
  issuedOn: day('2020-01-01'),
  expiresOn,
  history: [
    {
      event: 'issued',
      at,
      on: day('2020-01-01'),
      source: { via: 'api', keyId: 'k' },
    },
  ],
  version: 1,
});
/** One type of each plan, and of NREMT both of its windows. */
const types = ['OFA', 'EMR', 'NREMT', 'NREMR', 'BLS'];
/** Every last valid day of a year with a 29 February. */
const expiries = Array.from({ length: 366 }, (_, n) => addDays(day('2027-09-01'), n));

const rangesOfWeek = new Map<CivilDate, ReturnType<typeof expiriesWithStages>>();
/** The last valid days that a week from a day on concerns; each week is asked many times. */
function expiriesOfWeek(from: CivilDate): ReturnType<typeof expiriesWithStages> {
  const known = rangesOfWeek.get(from) ?? expiriesWithStages(from, addDays(from, 6));
  rangesOfWeek.set(from, known);
  return known;
}

/** Counts as if each certificate had been sent one reminder on the last of the days. */
function count(held: readonly Credential[], { from, to }: Record<'from' | 'to', CivilDate>) {
  const looked = { listed: 0, read: 0 };
  const counted = countRecentReminders(
    {
      list: {
        list: async ({ expiringFrom = '', expiringTo = '9', limit, cursor = '0' }) => {
          const found = held.filter(
            ({ expiresOn = '' }) => expiringFrom <= expiresOn && expiresOn <= expiringTo,
          );
          const end = Number(cursor) + limit;
          const items = found.slice(Number(cursor), end);
          looked.listed += items.length;
          return { items, unreadable: 0, ...(end < found.length && { cursor: String(end) }) };
        },
      },
      reminders: {
        ofCredential: async (key, provider): Promise<ReminderRecord[]> => {
          looked.read++;
          return [
            {
              state: 'sent',
              key,
              number: key,
              provider,
              expiresOn: to,
              stage: '-30',
              on: to,
              claimId: 'c',
              messageId: 'm',
              sentAt: at,
            },
          ];
        },
      },
    },
    { provider: 'MINE', from, to },
  );
  return counted.then((answer) => ({ ...answer, ...looked }));
}

describe('the reminders of the last days', () => {
  it('are looked for by every plan', () => {
    const plans = types.map((code) => catalogue.find((type) => type.code === code)?.reminderPlan);
    expect([...new Set(plans)].toSorted()).toEqual(Object.keys(reminderPlans).toSorted());
  });

  it.each(types)('have every stage of %s, also on the day for which it was planned before', (type) => {
    const plan = catalogue.find(({ code }) => code === type)?.reminderPlan ?? 'none';
    const seen = new Set<string>();
    for (const expiresOn of expiries) {
      for (const { id, on, plannedOn = on } of reminderSeries(credential(type, expiresOn))?.stages ?? []) {
        seen.add(id);
        for (const sentOn of [on, plannedOn]) {
          for (const from of [addDays(sentOn, -6), sentOn]) {
            const isIn = expiriesOfWeek(from).some(
              ([first, last]) => first <= expiresOn && expiresOn <= last,
            );
            expect(isIn, `${id} of ${expiresOn}, from ${from}`).toBe(true);
          }
        }
      }
    }
    const ids = plan === 'none' ? [] : reminderPlans[plan].map(({ id }) => id);
    expect([...seen].toSorted()).toEqual(ids.toSorted());
  });

  it.each([
    ['OFA', '2027-02-28', 'refresherOpens', '2026-08-28'],
    ['OFA', '2027-02-28', 'refresherOpens, as it was planned', '2026-09-01'],
    ['OFA', '2027-02-28', '-90', '2026-11-30'],
    ['OFA', '2027-02-28', '+150', '2027-07-28'],
    ['NREMR', '2027-09-30', 'windowOpens', '2027-04-01'],
    ['NREMT', '2027-03-31', 'windowOpens', '2026-10-01'],
    ['NREMT', '2027-09-30', 'windowOpens', '2026-10-01'],
  ])('count that of %s through %s for %s', async (type, expiresOn, _, on) => {
    const held = [credential(type, day(expiresOn))];
    const week = { from: addDays(day(on), -6), to: day(on) };
    expect(await count(held, week)).toMatchObject({ sent: 1, atLeast: false });
    const next = { from: addDays(day(on), 7), to: addDays(day(on), 13) };
    expect(await count(held, next)).toMatchObject({ sent: 0, atLeast: false });
  });

  it('read those alone that had a stage, and of a great many so many that a page has time for it', async () => {
    const week = { from: day('2026-09-28'), to: day('2026-10-04') };
    const ofYear = Array.from({ length: 3000 }, (_, n) =>
      credential('BLS', addDays(day('2027-05-01'), n % 100)),
    );
    expect(await count(ofYear.slice(0, 500), week)).toMatchObject({ sent: 0, read: 0, atLeast: false });
    const many = await count(ofYear, week);
    expect(many).toMatchObject({ sent: 0, read: 0, atLeast: true });
    expect(many.listed).toBeLessThan(2500);
    const due = Array.from({ length: 400 }, () => credential('NREMT', day('2027-03-31')));
    expect(await count(due, week)).toMatchObject({ sent: 300, read: 300, atLeast: true });
  });
});

it('no reminders are said to be none, in both languages', () => {
  expect(remindersThisWeek(0, false, 'en')).toBe('No reminders went out in the last seven days.');
  expect(remindersThisWeek(0, false, 'zh-HK')).toBe('過去七日沒有發出續期提示。');
  expect(remindersThisWeek(1, false, 'en')).toBe('1 reminder went out in the last seven days.');
});
