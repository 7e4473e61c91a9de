import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { civilDate } from '#domain/civil-date';
import { type Credential, credential, languages } from '#domain/credential';
import { columns } from '#domain/file-columns';
import { skipReasons } from '#domain/reminder-decision';
import type { ReminderRecord } from '#domain/reminder-record';
import { refusalOf } from '#functions/provider-api/console/actions.ts';
import { RecordReminders } from '#functions/provider-api/console/record-reminders.tsx';
import { textOf } from '#support/console-pages';
import * as actions from '#words/console-record-actions';
import * as records from '#words/console-records';

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
  it.each([...pairs({ records, actions })])('%s are there in both languages, for Hong Kong', (_, words) => {
    for (const language of languages) expect(words[language]).toMatch(/\S/);
    expect(words['zh-HK']).toMatch(/\p{Script=Han}/u);
    expect(words['zh-HK']).not.toMatch(/\p{Script=Han}[,;:!?](?!\/)|[\p{Script=Han}]\s*\(/u);
    expect(words['zh-HK']).not.toMatch(/[证发请号码进过时间构书对]|查询|信息|默認|身份證/);
    expect(words.en).not.toMatch(/!|\bplease\b|\binvalid\b|\p{Script=Han}/iu);
  });

  it.each([
    ['-180', '180 days before the last valid day', '最後有效日前180日'],
    ['-1', '1 day before the last valid day', '最後有效日前1日'],
    ['0', 'On the last valid day', '最後有效日當日'],
    ['+15', '15 days after the last valid day', '最後有效日後15日'],
    ['windowOpens', 'When the time to renew begins', '續證期開始時'],
  ])('call the stage %s %s, %s', (stage, en, zh) => {
    expect(records.stageName(stage, 'en')).toBe(en);
    expect(records.stageName(stage, 'zh-HK')).toBe(zh);
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
  const entry = { at, on: today, source: { via: 'api', keyId: 'k1' } } as Parameters<typeof refusalOf>[2];

  it('is asked of the day of issue for a certificate that is not valid yet', () => {
    const future = certificate({ issuedOn: '2026-12-01', expiresOn: '2029-11-30' });
    expect(actions.recordActions.filter((action) => !refusalOf(action, future, entry))).toEqual([
      'renew',
      'correct',
      'extend',
      'suspend',
      'revoke',
    ]);
  });

  it('is no extension of what lasts 15 years already', () => {
    expect(refusalOf('extend', certificate({ expiresOn: '2039-03-01' }), entry)).toBe('too_long_validity');
  });
});

describe('the reminders of a record', () => {
  const base = { key: 'AB0001', number: 'AB-0001', provider: 'AB', expiresOn: day('2027-02-28'), on: today };
  const at = '2026-11-21T01:00:00.000Z';
  const show = (found: Partial<Parameters<typeof RecordReminders>[0]['found']>, reminders: unknown[] = []) =>
    textOf(
      `<main>${(
        <RecordReminders
          found={{ credential: certificate(), ...found }}
          reminders={reminders as ReminderRecord[]}
          on={today}
          language="en"
        />
      )}</main>`,
    );

  it('say of every state what came of it, and of every skip why', () => {
    const states = [
      { state: 'sent', messageId: 'm', sentAt: at },
      { state: 'failed', code: 'MessageRejected', failedAt: at },
      { state: 'uncertain', code: 'timeout', since: at },
      ...skipReasons.map((reason) => ({ state: 'skipped', reason, skippedAt: at })),
    ];
    const text = show(
      {},
      states.map((state) => ({ ...base, stage: '-90', ...state })),
    );
    for (const said of [
      'Sent',
      'Failed: the mail service did not take it.',
      'Uncertain: the connection broke',
    ])
      expect(text).toContain(said);
    for (const reason of skipReasons) expect(text).toContain(`Not sent: ${records.skipWords[reason].en}`);
  });

  it('name the next one planned, or that it is due, or that there is none', () => {
    expect(show({ nextReminderOn: day('2026-11-30') })).toContain('planned for 30 November 2026 (Monday).');
    expect(show({ nextReminderOn: today })).toContain(
      'that was due on 21 November 2026 (Saturday) is dealt with by the next daily run',
    );
    expect(show({})).toContain('No further reminder is planned.');
  });

  it('say at once when the next one would not go', () => {
    const nextReminderOn = day('2026-11-30');
    const nobody = certificate({ email: undefined });
    expect(show({ nextReminderOn, credential: nobody })).toContain(
      'As things stand no reminder will be sent: there is no e-mail address.',
    );
    expect(show({ nextReminderOn })).not.toContain('As things stand');
  });
});

describe('the views of a record', () => {
  const folder = new URL('../../functions/provider-api/console/', import.meta.url);
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
