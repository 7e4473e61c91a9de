import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReminderPlanName } from '#register/catalogue/catalogue.ts';
import { addDays, civilDate } from '#register/civil-date.ts';
import { reminderPlans } from '#register/schedule/plans.ts';
import { currentStage, reminderStages } from '#register/schedule/stages.ts';

const on = (text: string) => civilDate.parse(text);
const days = (plan: ReminderPlanName, code: string, expiresOn: string, issuedOn = '2020-01-01') =>
  Object.fromEntries(
    reminderStages(plan, code, on(issuedOn), on(expiresOn)).map((stage) => [stage.id, stage.on]),
  );

describe('the stages of a plan', () => {
  test('first aid, expiring 2027-02-28', () => {
    expect(days('firstAid', 'OFA', '2027-02-28')).toEqual({
      refresherOpens: '2026-08-28',
      '-90': '2026-11-30',
      '-30': '2027-01-29',
      '-7': '2027-02-21',
      '0': '2027-02-28',
      '+1': '2027-03-01',
      '+150': '2027-07-28',
    });
  });

  test.each([
    ['2027-08-31', '2027-02-28'],
    ['2028-08-31', '2028-02-29'],
    ['2028-08-29', '2028-02-29'],
    ['2027-03-31', '2026-09-30'],
    ['2027-06-30', '2026-12-30'],
  ])(
    'the refresher window of a certificate through %s opens six calendar months before: %s',
    (last, opensOn) => {
      expect(days('firstAid', 'OFA', last)).toMatchObject({ refresherOpens: opensOn });
    },
  );

  test('first aid, expiring 2026-03-31: the 30-day stage is on 1 March', () => {
    expect(days('firstAid', 'OFA', '2026-03-31')).toMatchObject({ '-30': '2026-03-01' });
  });

  test('EMT registration', () => {
    expect(Object.keys(days('emtRegistration', 'EMTB', '2027-02-28'))).toEqual(
      expect.arrayContaining(['-180', '-90', '-60', '-30', '-14', '-7', '-1', '+1']),
    );
    expect(days('emtRegistration', 'EMTB', '2027-02-28')).toMatchObject({
      '-1': '2027-02-27',
      '+1': '2027-03-01',
    });
  });

  test('life support, over the end of a leap February', () => {
    expect(days('lifeSupport', 'BLS', '2028-02-29')).toEqual({
      '-60': '2027-12-31',
      '-30': '2028-01-30',
      '-7': '2028-02-22',
      '+1': '2028-03-01',
    });
  });

  test.each([
    ['NREMT', '2028-03-31', '2027-10-01'],
    ['NRAEMT', '2028-03-31', '2027-10-01'],
    ['NRP', '2029-03-31', '2028-10-01'],
    ['NREMR', '2029-09-30', '2029-04-01'],
    ['NRP', '2028-10-01', '2028-10-01'],
    ['NRP', '2028-09-30', '2027-10-01'],
    ['NREMR', '2029-03-31', '2028-04-01'],
  ])('the recertification window of %s expiring %s opens on %s', (code, expiresOn, opensOn) => {
    expect(days('nremt', code, expiresOn)).toMatchObject({ windowOpens: opensOn });
  });

  test('NREMT, expiring 31 March 2028', () => {
    expect(days('nremt', 'NREMT', '2028-03-31')).toEqual({
      windowOpens: '2027-10-01',
      '-90': '2028-01-01',
      '-30': '2028-03-01',
      '-7': '2028-03-24',
      '+1': '2028-04-01',
      '+15': '2028-04-15',
    });
  });

  test('the stages stand in the order of their days, also where a named day falls late', () => {
    const stages = reminderStages('nremt', 'NREMT', on('2026-01-01'), on('2027-10-05'));
    expect(stages.map((stage) => stage.id)).toEqual(['-90', '-30', '-7', 'windowOpens', '+1', '+15']);
  });

  test('a stage before the issue date does not exist, one on it does', () => {
    expect(Object.keys(days('lifeSupport', 'BLS', '2027-02-28', '2027-01-29')).toSorted()).toEqual([
      '+1',
      '-30',
      '-7',
    ]);
    expect(Object.keys(days('lifeSupport', 'BLS', '2027-02-28', '2027-01-30')).toSorted()).toEqual([
      '+1',
      '-7',
    ]);
  });
});

describe('the stage that is current on a day', () => {
  const stages = reminderStages('lifeSupport', 'BLS', on('2025-02-10'), on('2027-02-28'));

  test.each([
    ['the day before the first', '2026-12-29', undefined],
    ['its own day', '2026-12-30', '-60'],
    ['the day before the next', '2027-01-28', '-60'],
    ['the day of the next', '2027-01-29', '-30'],
    ['the last valid day', '2027-02-28', '-7'],
    ['the day after', '2027-03-01', '+1'],
    ['29 days into the last', '2027-03-30', '+1'],
    ['30 days into the last', '2027-03-31', undefined],
  ])('%s', (_, day, id) => {
    expect(currentStage(stages, on(day))?.id).toBe(id);
  });

  test('there is none without stages', () => {
    expect(currentStage([], on('2027-01-01'))).toBeUndefined();
  });

  test('of every plan, expiry and day: the latest stage that has begun, or none', () => {
    const plan = fc.constantFrom(...(Object.keys(reminderPlans) as ReminderPlanName[]));
    fc.assert(
      fc.property(plan, fc.nat(4000), fc.integer({ min: -800, max: 300 }), (name, life, offset) => {
        const expiresOn = addDays(on('2026-01-01'), life);
        const all = reminderStages(name, 'NREMR', on('2026-01-01'), expiresOn);
        const day = addDays(expiresOn, offset);
        const current = currentStage(all, day);
        if (!current) return;
        expect(current.on <= day).toBe(true);
        expect(all.filter((stage) => stage.on > current.on && stage.on <= day)).toEqual([]);
      }),
    );
  });
});
