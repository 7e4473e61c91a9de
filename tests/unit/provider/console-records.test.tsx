import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stopAll } from '#mail/address-state.ts';
import { mailEvents } from '#mail/mail-record.ts';
import * as undeliverable from '#mail/messages/console-undeliverable.ts';
import * as actions from '#provider/messages/console-record-actions.ts';
import * as records from '#provider/messages/console-records.ts';
import { findRefusal } from '#provider/records/actions.ts';
import { type Credential, credential, type Language, languages } from '#register/certificate/credential.ts';
import { recordActions } from '#register/certificate/record-action.ts';
import { columns } from '#register/certificate/upload-columns.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { RecordReminders } from '#remind/console/record-reminders.tsx';
import { obstacles } from '#remind/explain/coming-reminder.ts';
import { explainReminders, stageOutcomes } from '#remind/explain/reminder-explanation.ts';
import * as reminders from '#remind/messages/console-reminders.ts';
import { skipReasons } from '#remind/reminder-decision.ts';
import { reminderRecord } from '#remind/reminder-record.ts';
import { textOf } from '#support/sites/console-pages';

const day = (text: string) => civilDate.parse(text);
const today = day('2026-11-21');

/** Every `{en, 'zh-HK'}` of text anywhere in a module of words, by its path. */
function* pairs(value: unknown, path = ''): Generator<[string, { en: unknown; 'zh-HK': unknown }]> {
  if (typeof value !== 'object' || value === null) return;
  if ('en' in value && typeof value.en === 'string' && 'zh-HK' in value) {
    yield [path, { en: value.en, 'zh-HK': value['zh-HK'] }];
  } else for (const [name, inner] of Object.entries(value)) yield* pairs(inner, `${path}.${name}`);
}

describe('the words of a record', () => {
  it.each([...pairs({ records, actions, reminders, undeliverable })])(
    '%s are there in both languages, for Hong Kong',
    (_, words) => {
      for (const language of languages) expect(words[language]).toMatch(/\S/);
      expect(words['zh-HK']).toMatch(/\p{Script=Han}/u);
      expect(words['zh-HK']).not.toMatch(/\p{Script=Han}[,;:!?](?!\/)|[\p{Script=Han}]\s*\(/u);
      expect(words['zh-HK']).not.toMatch(/[证发请号码进过时间构书对]|查询|信息|默認/);
      expect(words.en).not.toMatch(/!|\bplease\b|\binvalid\b|\p{Script=Han}/iu);
    },
  );

  it.each([
    ['-180', '180 days before the last valid day', '最後有效日前180日'],
    ['refresherOpens', 'When the refresher window opens', '重溫課程修讀期開始時'],
    ['-1', '1 day before the last valid day', '最後有效日前1日'],
    ['0', 'On the last valid day', '最後有效日當日'],
    ['+15', '15 days after the last valid day', '最後有效日後15日'],
    ['windowOpens', 'When the time to renew begins', '續證期開始時'],
  ])('call the stage %s %s, %s', (stage, en, zh) => {
    expect(reminders.stageName(stage, 'en')).toBe(en);
    expect(reminders.stageName(stage, 'zh-HK')).toBe(zh);
  });

  it.each([
    'missing',
    'unknown_type',
    'invalid_date',
    'in_future',
    'before_issue',
    'too_long_validity',
    'invalid_email',
    'invalid_name',
    'invalid_number',
    'wrong_check_character',
    'identity_number',
  ] as const)('say of every field how %s is mended, without speaking of a file', (code) => {
    for (const column of columns) {
      const [en, zh] = languages
        .map((language) => actions.fieldMessage({ column, code }, language))
        .toReversed();
      expect(en).toMatch(/^[A-Z].*[.]$/);
      expect(en).not.toMatch(/\b(cell|row|column|file|spreadsheet)s?\b/);
      expect(zh).not.toMatch(/此行|此欄|儲存格|檔案|試算表/);
    }
  });
});

function certificate(facts: Partial<Record<keyof Credential, unknown>> = {}): Credential {
  const entry = { at: '2024-03-01T02:00:00.000Z', on: '2024-03-01', source: { via: 'api', keyId: 'k1' } };
  return credential.parse({
    key: 'AB0001',
    number: 'AB-0001',
    provider: 'AB',
    type: 'OFA',
    nameEn: 'CHAN Tai Man',
    email: 'chan@example.com',
    language: 'en',
    issuedOn: '2024-03-01',
    expiresOn: '2027-02-28',
    history: [{ ...entry, event: 'issued' }],
    version: 1,
    ...facts,
  });
}

describe('what can be done', () => {
  const at = '2026-11-21T02:00:00.000Z';
  const entry = { at, on: today, source: { via: 'api', keyId: 'k1' } } as Parameters<typeof findRefusal>[2];

  it('is asked of the day of issue for a certificate that is not valid yet', () => {
    const future = certificate({ issuedOn: '2026-12-01', expiresOn: '2029-11-30' });
    expect(recordActions.filter((action) => !findRefusal(action, future, entry))).toEqual([
      'renew',
      'correct',
      'extend',
      'suspend',
      'revoke',
    ]);
  });

  it('is no extension of what lasts 15 years already', () => {
    expect(findRefusal('extend', certificate({ expiresOn: '2039-03-01' }), entry)).toBe('too_long_validity');
  });
});

describe('the reminders of a record', () => {
  const at = instant.parse('2026-11-21T01:00:00.000Z');
  const base = {
    key: 'AB0001',
    number: 'AB-0001',
    provider: 'AB',
    expiresOn: '2027-02-28',
    on: '2026-09-01',
    stage: '-180',
    claimId: 'c1',
  };
  type Given = Parameters<typeof explainReminders>[0];
  const show = (state: object | undefined, given: Partial<Given> = {}, language: Language = 'en') => {
    const one = given.credential ?? certificate();
    const stored = [...(given.reminders ?? [])];
    if (state) stored.push(reminderRecord.parse({ ...base, ...state }));
    const mail = { stops: {} };
    const nextReminderOn = day('2026-11-30');
    const explanation = explainReminders({
      credential: one,
      nextReminderOn,
      reminders: stored,
      mail,
      renewed: false,
      at,
      ...given,
    });
    return textOf(
      `<main>${(
        <RecordReminders
          credential={one}
          reminders={stored}
          explanation={explanation}
          on={today}
          language={language}
        />
      )}</main>`,
    );
  };

  it.each<[object, string]>([
    [
      { state: 'sent', messageId: 'm', sentAt: at },
      'Sent. Whether it arrived is not known yet. (2026-11-21)',
    ],
    [{ state: 'failed', code: 'MessageRejected', failedAt: at }, 'did not take it. Check the address. (2026'],
    [{ state: 'released', code: 'Throttling', releasedAt: at }, 'Put off:'],
    [
      { state: 'sent', messageId: 'm', sentAt: at, heard: { bounced: { at, code: 'Permanent/General' } } },
      'Came back: the address does not work. Correct it. (2026-11-21) (Permanent/General)',
    ],
    ...skipReasons.map((reason): [object, string] => [
      { state: 'skipped', reason, skippedAt: at },
      `Not sent: ${reminders.skipMessages[reason].en}`,
    ]),
  ])('say of a record of %o: %s', (state, said) => {
    expect(show(state)).toContain(said);
  });

  it('say of one of which nobody knows whether it arrived just that, and when it is sent again', () => {
    const stage = { stage: '-90', on: '2026-11-30', state: 'uncertain', code: 'TimeoutError' };
    const now = instant.parse('2026-11-30T01:05:00.000Z');
    const waits = { ...stage, since: now, settleFrom: '2026-11-30T13:05:00.000Z' };
    expect(show(waits, { at: now })).toContain(
      'We do not know whether this email arrived: the connection broke while it was handed over. Unless we hear that it did, it is sent again on 1 December 2026 (Tuesday).',
    );
    expect(show(waits, { at: now }, 'zh-HK')).toContain(
      '如無送達消息，將於2026年12月1日（星期二）再次發出。',
    );
    const earlier = { claimId: 'c0', since: now, code: 'x' };
    const last = show({ ...waits, earlier: [earlier, earlier] }, { at: now });
    expect(last).toContain('It is not sent again. This was attempt 3');
  });

  it('say a cause of our own in plain words, and leave the mail service its own', () => {
    const now = instant.parse('2026-11-30T01:05:00.000Z');
    const lost = { stage: '-90', on: '2026-11-30', state: 'uncertain', since: now, settleFrom: now };
    const broke = show({ ...lost, code: 'lease_ended' }, { at: now });
    expect(broke).toContain('(sending broke off)');
    expect(broke).not.toContain('lease_ended');
    expect(show({ ...lost, code: 'lease_ended' }, { at: now }, 'zh-HK')).toContain('（發送過程中斷）');
    expect(show({ ...lost, code: 'MailFromDomainNotVerified' }, { at: now })).toContain(
      'MailFromDomainNotVerified',
    );
  });

  it('show every stage of the series with its day, also those to come', () => {
    const text = show(undefined);
    for (const said of [
      'When the refresher window opens 2026-08-28 Nothing is on record.',
      '90 days before the last valid day 2026-11-30 Planned.',
      '150 days after the last valid day 2027-07-28 Planned.',
    ])
      expect(text).toContain(said);
  });

  it('keep what was sent for an earlier last valid day apart', () => {
    const text = show({ state: 'sent', messageId: 'm', sentAt: at, expiresOn: '2026-12-31' });
    expect(text).toContain('For an earlier last valid day');
    expect(text).toMatch(/180 days before the last valid day 2026-09-01 Sent\..*2026-12-31/);
    expect(show(undefined)).not.toContain('For an earlier');
  });

  it('of earlier series are in the order of their days, of one day the furthest ahead first', () => {
    const sent = { state: 'sent', messageId: 'm', sentAt: at };
    const days: [string, string][] = [
      ['-7', '2026-01-02'],
      ['-30', '2026-01-02'],
      ['refresherOpens', '2026-01-02'],
      ['+1', '2026-01-03'],
      ['-90', '2026-01-01'],
    ];
    const reminders = days.map(([stage, on]) =>
      reminderRecord.parse({ ...base, ...sent, expiresOn: '2026-02-01', stage, on }),
    );
    const told = show(undefined, { reminders }).matchAll(
      /(\w+ \w+) (?:before|after|window) [a-z ]+ (2026-01-0\d)/g,
    );
    expect([...told].map(([, stage, on]) => `${on} ${stage}`)).toEqual([
      '2026-01-01 90 days',
      '2026-01-02 the refresher',
      '2026-01-02 30 days',
      '2026-01-02 7 days',
      '2026-01-03 1 day',
    ]);
  });

  it('that go today are said to', () => {
    const next = { goes: true, stage: '-30', on: today } as const;
    expect(languages.map((language) => reminders.nextText(next, today, language)).toSorted()).toEqual([
      'The next reminder (30 days before the last valid day) goes today.',
      '下一次續期提示（最後有效日前30日）將於今日發出。',
    ]);
  });

  it('name the next one planned, or that it is due, or that there is none', () => {
    expect(show(undefined)).toContain(
      'The next reminder is planned for 30 November 2026 (Monday): 90 days before the last valid day.',
    );
    const due = { nextReminderOn: day('2026-11-30'), at: instant.parse('2026-11-30T00:30:00.000Z') };
    expect(show(undefined, due)).toContain('The next reminder is planned for 30 November');
    expect(show(undefined, { nextReminderOn: undefined })).toContain('No further reminder is planned.');
  });

  it.each<[string, Partial<Given>, string]>([
    ['no address', { credential: certificate({ email: undefined }) }, 'there is no email address.'],
    ['a renewal', { renewed: true }, 'the holder has a newer certificate of this kind.'],
    [
      'a complaint',
      { mail: { stops: {}, trouble: { state: 'complained', since: at, code: 'abuse' } } },
      'nothing is sent to this address any more (since 21 November 2026 (Saturday)). The holder reported our mail as unwanted.',
    ],
    [
      'an unsubscription',
      { mail: { stops: { [stopAll]: at } } },
      'the holder has stopped all our emails (since 21 November 2026 (Saturday)).',
    ],
  ])('say at once when the next one would not go for %s', (_, given, why) => {
    expect(show(undefined, given)).toContain(`Currently no reminder will be sent: ${why}`);
    expect(show(undefined)).not.toContain('Currently');
  });

  it('have words for all that can be, in both languages', () => {
    for (const language of languages) {
      for (const outcome of stageOutcomes)
        expect(reminders.outcomeText({ outcome, at }, language)).toMatch(/\S/);
      for (const because of obstacles)
        expect(reminders.nextText({ goes: false, because }, today, language)).toMatch(/[.。]$/);
    }
    expect(stageOutcomes).toEqual(expect.arrayContaining(mailEvents.filter((event) => event !== 'accepted')));
  });
});

describe('an address that does not work', () => {
  it.each([
    ['undeliverable', 'Permanent/General', 'was permanently rejected'],
    ['undeliverable', 'Permanent/NoEmail', 'was permanently rejected'],
    ['undeliverable', 'Permanent/OnAccountSuppressionList', 'no longer delivers'],
    ['undeliverable', 'Permanent/Suppressed', 'no longer delivers'],
    ['complained', 'OnAccountSuppressionList', 'no longer delivers'],
    ['complained', 'abuse', 'reported our mail as unwanted'],
    ['complained', 'complaint', 'reported our mail as unwanted'],
    ['undeliverable', 'MessageRejected', 'does not take this address as it is written'],
    ['undeliverable', 'UnsafeMailHeader', 'does not take this address as it is written'],
  ] as const)('is told as %s by the code %s: %s', (state, code, said) => {
    const trouble = { state, code, since: instant.parse('2026-11-21T01:00:00.000Z') };
    expect(undeliverable.troubleText(trouble, 'en')).toContain(said);
    expect(undeliverable.troubleText(trouble, 'zh-HK')).toMatch(/\p{Script=Han}.*。$/u);
  });
});

describe('the views of a record', () => {
  const folder = new URL('../../../shared/provider/records/', import.meta.url);
  const files = readdirSync(folder).filter((file) => /^(record|actions|credential).*\.tsx$/.test(file));

  it.each(files)('%s holds no text of its own', (file) => {
    const source = readFileSync(new URL(file, folder), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const texts = [...source.matchAll(/>([^<>{}=;()]+)</g)].map(([, text = '']) => text.trim());
    // What is left of types and conditions has their signs.
    expect(texts.filter((text) => /^\p{L}/u.test(text) && !/[|&]/.test(text))).toEqual([]);
    expect(source).not.toMatch(/\p{Script=Han}/u);
    expect(source).not.toMatch(/\b(title|alt|placeholder|aria-label)="/);
  });
});
