import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Credential, HistoryEntry } from '#register/certificate/credential.ts';
import { addDays, type CivilDate, civilDate, instant } from '#register/civil-date.ts';
import { firstReminderOn } from '#register/schedule/series.ts';
import { currentStage, reminderStages } from '#register/schedule/stages.ts';
import { decideReminders, type StageDecision } from '#remind/reminder-decision.ts';

const on = (text: string) => civilDate.parse(text);
const base = {
  at: instant.parse('2024-03-01T01:00:00.000Z'),
  source: { via: 'api' as const, keyId: 'k1' },
};
const issued: HistoryEntry = { ...base, event: 'issued', on: on('2024-03-01') };

function certificate(changes: Partial<Credential> = {}, ...events: HistoryEntry[]): Credential {
  return {
    key: 'SPMCOFA202400017',
    number: 'SPMC-OFA-2024-00017',
    provider: 'SPMC',
    type: 'OFA',
    nameEn: 'CHAN Tai Man',
    email: 'chan@example.com',
    language: 'zh-HK',
    issuedOn: on('2024-03-01'),
    expiresOn: on('2027-02-28'),
    history: [issued, ...events],
    version: 1 + events.length,
    ...changes,
  };
}

const revoked = (day: string): HistoryEntry => ({ ...base, event: 'revoked', on: on(day), reason: 'r' });
const suspended = (day: string): HistoryEntry => ({ ...base, event: 'suspended', on: on(day), reason: 'r' });
const reinstated = (day: string): HistoryEntry => ({
  ...base,
  event: 'reinstated',
  on: on(day),
  reason: 'r',
});
const extended = (day: string, expiresOn: string): HistoryEntry => ({
  ...base,
  event: 'extended',
  on: on(day),
  expiresOn: on(expiresOn),
  reason: 'r',
});
const superseded = (day: string): HistoryEntry => ({
  ...base,
  event: 'superseded',
  on: on(day),
  by: { number: 'SPMC-OFA-2027-00001', provider: 'SPMC' },
  reason: 'r',
});

type Question = Parameters<typeof decideReminders>[0];
function ask(day: string, more: Partial<Question> = {}) {
  const credential = more.credential ?? certificate();
  const nextReminderOn = firstReminderOn(credential) ?? on(day);
  return decideReminders({ credential, nextReminderOn, on: on(day), renewed: false, mail: 'ok', ...more });
}
const brief = (decisions: StageDecision[]) =>
  decisions.map((decision) => [
    decision.stage.id,
    decision.action === 'send' ? decision.daysLeft : decision.reason,
  ]);

describe('the first reminder', () => {
  test.each([
    ['of first aid is the refresher window', certificate(), '2026-08-28'],
    ['follows an extension', certificate({}, extended('2026-12-30', '2027-05-31')), '2026-11-30'],
    ['of a type without a plan does not exist', certificate({ type: 'EMTD' }), undefined],
    ['of an unknown type does not exist', certificate({ type: 'XYZ' }), undefined],
    [
      'of a short life is the first stage that exists',
      certificate({ issuedOn: on('2027-01-01') }),
      '2027-01-29',
    ],
  ])('%s', (_, credential, day) => {
    expect(firstReminderOn(credential)).toBe(day);
  });

  test('does not exist where nothing expires', () => {
    const { expiresOn: _, ...endless } = certificate();
    expect(firstReminderOn(endless)).toBeUndefined();
    expect(ask('2027-01-29', { credential: endless })).toEqual({ decisions: [], nextReminderOn: undefined });
  });
});

describe('what is due on a day', () => {
  test('on the day of a stage it is sent, with the days left', () => {
    const { decisions, nextReminderOn } = ask('2027-01-29', { nextReminderOn: on('2027-01-29') });
    expect(brief(decisions)).toEqual([['-30', 30]]);
    expect(nextReminderOn).toBe('2027-02-21');
  });

  test('after three days without a run one e-mail goes, with the days that are really left', () => {
    expect(brief(ask('2027-02-01', { nextReminderOn: on('2027-01-29') }).decisions)).toEqual([['-30', 27]]);
  });

  test('on the last valid day 0 days are left, on the next -1', () => {
    expect(brief(ask('2027-02-28', { nextReminderOn: on('2027-02-28') }).decisions)).toEqual([['0', 0]]);
    expect(brief(ask('2027-03-01', { nextReminderOn: on('2027-03-01') }).decisions)).toEqual([['+1', -1]]);
  });

  test('of a certificate uploaded late only the current stage is sent', () => {
    const { decisions, nextReminderOn } = ask('2027-02-22');
    expect(brief(decisions)).toEqual([
      ['refresherOpens', 'overtaken'],
      ['-90', 'overtaken'],
      ['-30', 'overtaken'],
      ['-7', 6],
    ]);
    expect(nextReminderOn).toBe('2027-02-28');
  });

  test('on the 30th day of the last stage it is still sent, and then nothing is left', () => {
    const { decisions, nextReminderOn } = ask('2027-08-26', { nextReminderOn: on('2027-07-28') });
    expect(brief(decisions)).toEqual([['+150', -179]]);
    expect(nextReminderOn).toBeUndefined();
  });

  test('a certificate uploaded after all its stages sends nothing', () => {
    const { decisions, nextReminderOn } = ask('2027-08-27');
    expect(brief(decisions)).toEqual(
      ['refresherOpens', '-90', '-30', '-7', '0', '+1', '+150'].map((id) => [id, 'tooLate']),
    );
    expect(nextReminderOn).toBeUndefined();
  });

  test('before the first stage nothing is due', () => {
    expect(ask('2026-08-27')).toEqual({ decisions: [], nextReminderOn: '2026-08-28' });
  });

  test('what was planned for 180 days before goes on that day, as the stage that it has become, and once', () => {
    const planned = { nextReminderOn: on('2026-09-01') };
    const { decisions, nextReminderOn } = ask('2026-09-01', planned);
    expect(brief(decisions)).toEqual([['refresherOpens', 180]]);
    expect(nextReminderOn).toBe('2026-11-30');
    expect(brief(ask('2026-12-01', planned).decisions)).toEqual([
      ['refresherOpens', 'overtaken'],
      ['-90', 89],
    ]);
    expect(brief(ask('2026-09-02', { nextReminderOn: on('2026-11-30') }).decisions)).toEqual([]);
  });

  test('an earlier day run again decides nothing twice and does not turn the plan back', () => {
    expect(ask('2026-10-01', { nextReminderOn: on('2027-02-21') })).toEqual({
      decisions: [],
      nextReminderOn: '2027-02-21',
    });
  });

  test('an extension moves the series, also one that takes effect later', () => {
    const credential = certificate({}, extended('2027-06-01', '2027-08-31'));
    expect(brief(ask('2027-03-04', { credential }).decisions)).toEqual([['refresherOpens', 180]]);
  });

  test('with two stages on one day only one is sent', () => {
    const credential = certificate({ type: 'NREMT', expiresOn: on('2026-12-30') });
    expect(brief(ask('2026-10-01', { credential }).decisions)).toEqual([
      ['windowOpens', 'overtaken'],
      ['-90', 90],
    ]);
  });
});

describe('the current stage is skipped', () => {
  const day = '2027-01-29';
  const due = { nextReminderOn: on(day) };
  const { email: _, ...withoutAddress } = certificate();

  test.each<[string, Partial<Question>]>([
    ['revoked', { credential: certificate({}, revoked('2026-12-01')) }],
    ['suspended', { credential: certificate({}, suspended('2026-12-01')) }],
    ['superseded', { credential: certificate({}, superseded('2026-12-01')) }],
    ['renewed', { renewed: true }],
    ['noAddress', { credential: withoutAddress }],
    ['undeliverable', { mail: 'undeliverable' }],
    ['unsubscribed', { mail: 'unsubscribed' }],
  ])('as %s', (reason, question) => {
    const { decisions, nextReminderOn } = ask(day, { ...due, ...question });
    expect(brief(decisions)).toEqual([['-30', reason]]);
    expect(nextReminderOn).toBe('2027-02-21');
  });

  test('for the first reason in the order of the rules', () => {
    const worst = {
      ...withoutAddress,
      history: [issued, superseded('2026-11-01'), suspended('2026-11-02'), revoked('2026-11-03')],
    };
    const reasonOf = (question: Partial<Question>) =>
      brief(ask(day, { ...due, ...question }).decisions)[0]?.[1];
    const all = { renewed: true, mail: 'undeliverable' as const };
    expect(reasonOf({ ...all, credential: worst })).toBe('revoked');
    expect(reasonOf({ ...all, credential: { ...worst, history: worst.history.slice(0, 3) } })).toBe(
      'suspended',
    );
    expect(reasonOf({ ...all, credential: { ...worst, history: worst.history.slice(0, 2) } })).toBe(
      'superseded',
    );
    expect(reasonOf({ ...all, credential: withoutAddress })).toBe('renewed');
    expect(reasonOf({ mail: 'undeliverable', credential: withoutAddress })).toBe('noAddress');
  });

  test('not because it has expired', () => {
    expect(brief(ask('2027-07-28', { nextReminderOn: on('2027-07-28') }).decisions)).toEqual([
      ['+150', -150],
    ]);
  });

  test('not for a revocation that comes later, nor for one that was taken back', () => {
    const later = certificate({}, revoked('2027-01-30'));
    const takenBack = certificate({}, revoked('2026-12-01'), reinstated('2027-01-02'));
    expect(brief(ask(day, { ...due, credential: later }).decisions)).toEqual([['-30', 30]]);
    expect(brief(ask(day, { ...due, credential: takenBack }).decisions)).toEqual([['-30', 30]]);
  });
});

describe('over any run days', () => {
  const types = {
    OFA: 'firstAid',
    EMTB: 'emtRegistration',
    NREMT: 'nremt',
    NREMR: 'nremt',
    BLS: 'lifeSupport',
  } as const;
  const series = fc.record({
    type: fc.constantFrom(...(Object.keys(types) as (keyof typeof types)[])),
    life: fc.nat(1200),
    /** Where the first run falls in the life (or after it), and the days between runs. */
    start: fc.nat(1500),
    gaps: fc.array(fc.nat(120), { minLength: 1, maxLength: 60 }),
  });

  function run(type: keyof typeof types, life: number, runDays: (issuedOn: CivilDate) => CivilDate[]) {
    const issuedOn = on('2026-02-28');
    const expiresOn = addDays(issuedOn, life);
    const credential = certificate({ type, issuedOn, expiresOn, history: [{ ...issued, on: issuedOn }] });
    const stages = reminderStages(types[type], type, issuedOn, expiresOn);
    const runs: { day: CivilDate; decisions: StageDecision[] }[] = [];
    let nextReminderOn = firstReminderOn(credential);
    for (const day of runDays(issuedOn)) {
      if (!nextReminderOn || nextReminderOn > day) continue;
      const decided = decideReminders({ credential, nextReminderOn, on: day, renewed: false, mail: 'ok' });
      runs.push({ day, decisions: decided.decisions });
      nextReminderOn = decided.nextReminderOn;
    }
    return { stages, runs };
  }

  test('every stage is decided exactly once, and at most one is sent a run, the current one', () => {
    fc.assert(
      fc.property(series, ({ type, life, start, gaps }) => {
        const { stages, runs } = run(type, life, (issuedOn) => {
          const days = [addDays(issuedOn, start)];
          for (const gap of gaps) days.push(addDays(days.at(-1) ?? issuedOn, gap));
          return [...days, addDays(issuedOn, 20_000)];
        });
        expect(runs.flatMap(({ decisions }) => decisions.map(({ stage }) => stage))).toEqual(stages);
        for (const { day, decisions } of runs) {
          const sent = decisions.filter(({ action }) => action === 'send');
          expect(sent.length).toBeLessThanOrEqual(1);
          for (const { stage } of sent) expect(stage).toEqual(currentStage(stages, day));
        }
      }),
    );
  });

  test('run every day from the day of issue, no stage is missed but where another falls on its day', () => {
    fc.assert(
      fc.property(series, ({ type, life }) => {
        const { stages, runs } = run(type, life, (issuedOn) =>
          Array.from({ length: life + 200 }, (_, days) => addDays(issuedOn, days)),
        );
        const sent = runs.flatMap(({ decisions }) => decisions.filter(({ action }) => action === 'send'));
        expect(sent).toHaveLength(new Set(stages.map((stage) => stage.on)).size);
      }),
      { numRuns: 20 },
    );
  });
});
