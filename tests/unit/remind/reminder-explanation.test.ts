import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MailState, stopAll, stopCertificate, stopType } from '#mail/address-state.ts';
import { mailEvents } from '#mail/mail-record.ts';
import { type Credential, credential, type HistoryEntry } from '#register/certificate/credential.ts';
import {
  addDays,
  addSeconds,
  type CivilDate,
  civilDate,
  hongKongDay,
  instant,
} from '#register/civil-date.ts';
import { firstReminderOn, reminderSeries } from '#register/schedule/series.ts';
import { explainReminders } from '#remind/explain/reminder-explanation.ts';
import { decideReminders, skipReasons } from '#remind/reminder-decision.ts';
import { type ReminderRecord, reminderRecord } from '#remind/reminder-record.ts';

const day = (text: string) => civilDate.parse(text);
const instantFrom = (text: string) => instant.parse(text);
const entry = { at: instantFrom('2024-03-01T01:00:00.000Z'), source: { via: 'api' as const, keyId: 'k1' } };

/** Expires on 2027-02-28: refresherOpens 2026-08-28 (before: -180 2026-09-01), -90 2026-11-30, -30 2027-01-29, -7 2027-02-21, 0, +1, +150 2027-07-28. */
function certificate(facts: Partial<Credential> = {}, ...events: HistoryEntry[]): Credential {
  return credential.parse({
    key: 'SPMCOFA202400017',
    number: 'SPMC-OFA-2024-00017',
    provider: 'SPMC',
    type: 'OFA',
    nameEn: 'CHAN Tai Man',
    email: 'chan@example.com',
    language: 'en',
    issuedOn: '2024-03-01',
    expiresOn: '2027-02-28',
    history: [{ ...entry, on: '2024-03-01', event: 'issued' }, ...events],
    version: 1,
    ...facts,
  });
}
const change = (event: 'revoked' | 'suspended', on: string): HistoryEntry => ({
  ...entry,
  event,
  on: day(on),
  reason: 'r',
});

/** What is on record for a stage of that series. */
const record = (stage: string, state: object): ReminderRecord =>
  reminderRecord.parse({
    key: 'SPMCOFA202400017',
    number: 'SPMC-OFA-2024-00017',
    provider: 'SPMC',
    expiresOn: '2027-02-28',
    stage,
    on: '2026-11-30',
    claimId: 'c1',
    ...state,
  });

const noon = instantFrom('2026-11-30T04:00:00.000Z');
type Given = Parameters<typeof explainReminders>[0];
const explain = (given: Partial<Given> = {}) =>
  explainReminders({
    credential: certificate(),
    nextReminderOn: day('2026-11-30'),
    reminders: [],
    mail: { stops: {} },
    renewed: false,
    at: noon,
    ...given,
  });
const accountOf = (stage: string, given: Partial<Given>) =>
  explain(given).stages.find((account) => account.stage === stage);

describe('what came of each stage', () => {
  it('is said of the whole present series, in its order: past, due and planned', () => {
    const skipped = record('-180', { state: 'skipped', reason: 'overtaken', skippedAt: noon });
    expect(
      explain({ reminders: [skipped] }).stages.map(({ stage, on, outcome }) => [stage, on, outcome]),
    ).toEqual([
      ['refresherOpens', '2026-08-28', 'skipped'],
      ['-90', '2026-11-30', 'due'],
      ['-30', '2027-01-29', 'planned'],
      ['-7', '2027-02-21', 'planned'],
      ['0', '2027-02-28', 'planned'],
      ['+1', '2027-03-01', 'planned'],
      ['+150', '2027-07-28', 'planned'],
    ]);
  });

  const told = (event: string) => ({ [event]: { at: noon, code: 'a code' } });
  const sent = { state: 'sent', messageId: 'm', sentAt: instantFrom('2026-11-30T01:00:00.000Z') };
  const unknown = { state: 'uncertain', code: 'TimeoutError', since: noon };
  const later = addSeconds(noon, 43_200);

  it.each<[object, object]>([
    [sent, { outcome: 'sent', at: sent.sentAt }],
    ...mailEvents
      .filter((event) => event !== 'accepted')
      .map((event): [object, object] => [
        { ...sent, heard: told(event) },
        { outcome: event, at: noon, code: 'a code' },
      ]),
    [
      { ...sent, heard: { ...told('bounced'), ...told('delivered'), ...told('delayed') } },
      { outcome: 'bounced' },
    ],
    [
      { state: 'failed', code: 'MessageRejected', failedAt: noon },
      { outcome: 'failed', code: 'MessageRejected', at: noon },
    ],
    [
      { state: 'released', code: 'Throttling', releasedAt: noon },
      { outcome: 'putOff', at: noon },
    ],
    [
      { state: 'claimed', claimedAt: noon, leaseUntil: later },
      { outcome: 'underWay', at: noon },
    ],
    [
      { ...unknown, settleFrom: later },
      { outcome: 'uncertain', againOn: '2026-12-01' },
    ],
    [
      { ...unknown, settleFrom: later, heard: told('delivered') },
      { outcome: 'delivered', at: noon },
    ],
    ...skipReasons.map((reason): [object, object] => [
      { state: 'skipped', reason, skippedAt: noon },
      { outcome: 'skipped', reason, at: noon },
    ]),
  ])('a record of %o is told as %o', (state, expected) => {
    expect(accountOf('-90', { reminders: [record('-90', state)] })).toMatchObject(expected);
  });

  it('of a run that is gone since its lease ended is not known, and it is sent again', () => {
    const claimed = record('-90', {
      state: 'claimed',
      claimedAt: addSeconds(noon, -200),
      leaseUntil: addSeconds(noon, -110),
    });
    expect(accountOf('-90', { reminders: [claimed] })).toMatchObject({
      outcome: 'uncertain',
      code: 'lease_ended',
      againOn: '2026-12-01',
    });
  });

  it('names the attempts when there was more than one, and after the third none is made', () => {
    const attempt = { claimId: 'c0', since: noon, code: 'TimeoutError' };
    const second = { ...sent, earlier: [attempt] };
    expect(accountOf('-90', { reminders: [record('-90', second)] })).toMatchObject({ attempts: 2 });
    const third = { ...unknown, settleFrom: later, earlier: [attempt, attempt] };
    const account = accountOf('-90', { reminders: [record('-90', third)] });
    expect(account).toMatchObject({ outcome: 'uncertain', attempts: 3 });
    expect(account).not.toHaveProperty('againOn');
  });

  it('is not sent again once a later stage is current by then, or what would be sent is stopped', () => {
    const waits = record('-90', { ...unknown, settleFrom: later });
    const revoked = certificate({}, change('revoked', '2026-11-30'));
    const next = instantFrom('2027-01-29T04:00:00.000Z');
    for (const given of [{ credential: revoked }, { at: next }])
      expect(accountOf('-90', { reminders: [waits], ...given })).not.toHaveProperty('againOn');
  });

  it('of a stage that had its days before anybody could send it is that they passed', () => {
    const late = explain({ nextReminderOn: day('2026-09-01') });
    expect(late.stages.slice(0, 2).map(({ outcome }) => outcome)).toEqual(['passed', 'due']);
  });

  it('is not mixed up with the series of an earlier last valid day', () => {
    const before = reminderRecord.parse({ ...record('-90', sent), expiresOn: '2026-12-31' });
    expect(accountOf('-90', { reminders: [before] })).toMatchObject({ outcome: 'due' });
    expect(accountOf('refresherOpens', {})).toMatchObject({ outcome: 'notOnRecord' });
  });
});

describe('whether the next one will go', () => {
  const trouble = { state: 'complained' as const, since: noon, code: 'abuse' };
  const scope = stopCertificate(certificate());
  const stopped = (...scopes: MailState['stops'][]): Partial<Given> => ({
    mail: { stops: Object.assign({}, ...scopes) },
  });

  it.each<[string, Partial<Given>, object]>([
    ['a stage that is due goes with the next run', {}, { goes: true, stage: '-90', on: '2026-12-01' }],
    [
      'before nine in Hong Kong that is today’s',
      { at: instantFrom('2026-11-30T00:59:59.000Z') },
      { goes: true, on: '2026-11-30' },
    ],
    [
      'one that is planned goes on its day',
      { nextReminderOn: day('2027-01-29') },
      { goes: true, stage: '-30', on: '2027-01-29' },
    ],
    [
      'one that was sent gives way to the next',
      { reminders: [record('-90', { state: 'sent', messageId: 'm', sentAt: noon })] },
      { goes: true, stage: '-30', on: '2027-01-29' },
    ],
    [
      'a revocation stops it',
      { credential: certificate({}, change('revoked', '2026-11-02')) },
      { goes: false, because: 'revoked', since: '2026-11-02' },
    ],
    [
      'so does one that is dated ahead, from its day on',
      {
        nextReminderOn: day('2027-01-29'),
        credential: certificate({}, change('revoked', '2027-01-02')),
      },
      { goes: false, because: 'revoked', since: '2027-01-02' },
    ],
    [
      'a suspension too',
      { credential: certificate({}, change('suspended', '2026-11-02')) },
      { goes: false, because: 'suspended', since: '2026-11-02' },
    ],
    ['a renewal', { renewed: true }, { goes: false, because: 'renewed' }],
    ['no address', { credential: certificate({ email: undefined }) }, { goes: false, because: 'noAddress' }],
    [
      'an address in trouble, with its kind and code',
      { mail: { stops: {}, trouble } },
      { goes: false, because: 'undeliverable', since: '2026-11-30', trouble },
    ],
    [
      'a holder who stopped all, which is told before what is narrower',
      stopped({ [scope]: noon }, { [stopAll]: noon }),
      { goes: false, because: 'unsubscribed', stops: 'all', since: '2026-11-30' },
    ],
    [
      'the type',
      stopped({ [stopType('OFA')]: noon }),
      { goes: false, because: 'unsubscribed', stops: 'type' },
    ],
    [
      'or this certificate',
      stopped({ [scope]: noon }),
      { goes: false, because: 'unsubscribed', stops: 'certificate' },
    ],
    ['another type stops nothing', stopped({ [stopType('BLS')]: noon }), { goes: true }],
    ['a series at its end', { nextReminderOn: undefined }, { goes: false, because: 'finished' }],
    [
      'one that was uploaded after all its days',
      { at: instantFrom('2028-01-01T04:00:00.000Z') },
      { goes: false, because: 'finished' },
    ],
    [
      'a certificate that does not expire',
      { credential: certificate({ type: 'EMTD', expiresOn: undefined }), nextReminderOn: undefined },
      { goes: false, because: 'noPlan' },
    ],
  ])('%s', (_, given, expected) => {
    expect(explain(given).next).toMatchObject(expected);
  });

  it('says of a last attempt that is urgent that it is made within the same day', () => {
    const at = instantFrom('2027-02-21T04:00:00.000Z');
    const state = { state: 'uncertain', code: 'TimeoutError', since: at, settleFrom: addSeconds(at, 900) };
    const given = { at, nextReminderOn: day('2027-02-21'), reminders: [record('-7', state)] };
    expect(explain(given).next).toEqual({ goes: true, stage: '-7', on: '2027-02-21' });
  });
});

describe('at any moment of any certificate', () => {
  const anything = fc.record({
    type: fc.constantFrom('OFA', 'EMTB', 'NREMT', 'NREMR', 'BLS'),
    life: fc.nat(1200),
    now: fc.nat(1500),
    hour: fc.nat(23),
    dealtWith: fc.nat(8),
    revokedOn: fc.option(fc.nat(1500)),
    mail: fc.constantFrom<MailState>(
      { stops: {} },
      { stops: { [stopAll]: noon } },
      { stops: {}, trouble: { state: 'undeliverable', since: noon, code: 'Permanent/General' } },
    ),
    renewed: fc.boolean(),
    email: fc.constantFrom('chan@example.com', undefined),
  });

  it('what is foretold is what the runs of the next mornings decide', () => {
    fc.assert(
      fc.property(anything, ({ life, now, hour, dealtWith, revokedOn, mail, ...given }) => {
        const issuedOn = day('2026-02-28');
        const history = [{ ...entry, on: issuedOn, event: 'issued' as const }];
        const one = certificate({
          type: given.type,
          email: given.email,
          issuedOn,
          expiresOn: addDays(issuedOn, life),
          history:
            revokedOn === null
              ? history
              : [...history, { ...entry, event: 'revoked', on: addDays(issuedOn, revokedOn), reason: 'r' }],
        });
        const at = addSeconds(instantFrom('2026-02-28T00:00:00.000Z'), now * 86_400 + hour * 3600);
        const nextReminderOn = reminderSeries(one)?.stages[dealtWith]?.on;
        const { renewed } = given;
        const { next, stages } = explainReminders({
          credential: one,
          nextReminderOn,
          reminders: [],
          mail,
          renewed,
          at,
        });
        expect(stages.map(({ stage }) => stage)).toEqual(
          reminderSeries(one)?.stages.map(({ id }) => id) ?? [],
        );
        expect(stages.filter(({ outcome }) => outcome === 'due').length).toBeLessThanOrEqual(1);
        // The morning's run starts at 01:00 UTC and is missed by whoever comes later; at 16:00 the next day begins.
        const firstRun = addDays(hongKongDay(at), hour > 1 && hour < 16 ? 1 : 0);
        const decided = firstDecided(one, nextReminderOn, firstRun, { mail, renewed });
        if (next.goes) expect(decided).toEqual({ action: 'send', stage: next.stage, on: next.on });
        else if (next.because === 'finished' || next.because === 'noPlan') expect(decided).toBeUndefined();
        else expect(decided).toMatchObject({ action: 'skip', reason: next.because });
      }),
      { numRuns: 300 },
    );
  });

  /** By running every morning: the first stage that was current in its run, and what was decided of it. */
  function firstDecided(
    one: Credential,
    from: CivilDate | undefined,
    firstRun: CivilDate,
    { mail, renewed }: Pick<Given, 'mail' | 'renewed'>,
  ) {
    let nextReminderOn = from;
    for (let on = firstRun; nextReminderOn; on = addDays(on, 1)) {
      if (nextReminderOn > on) on = nextReminderOn;
      const state = mail.trouble ? 'undeliverable' : Object.keys(mail.stops).length ? 'unsubscribed' : 'ok';
      const run = decideReminders({ credential: one, nextReminderOn, on, renewed, mail: state });
      const current = run.decisions.find(
        (each) => each.action === 'send' || !['overtaken', 'tooLate'].includes(each.reason),
      );
      if (current?.action === 'send') return { action: 'send', stage: current.stage.id, on };
      if (current) return { action: 'skip', reason: current.reason };
      nextReminderOn = run.nextReminderOn;
    }
    return undefined;
  }

  it('a certificate of which nothing was dealt with yet begins with its first stage', () => {
    const one = certificate();
    const next = explain({
      at: instantFrom('2024-03-02T04:00:00.000Z'),
      nextReminderOn: firstReminderOn(one),
    }).next;
    expect(next).toEqual({ goes: true, stage: 'refresherOpens', on: '2026-08-28' });
  });
});
