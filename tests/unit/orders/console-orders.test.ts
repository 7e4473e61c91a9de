import { describe, expect, it } from 'vitest';
import { emptyForm, formFrom, readExtension, reasonError } from '#orders/console/extension-input.ts';
import {
  extendButton,
  extendsSentence,
  orderProgress,
  orderSkipMessages,
  orderStateMessages,
} from '#orders/messages/console-extensions.ts';
import { civilDate } from '#register/civil-date.ts';

/** An extension order in the words of the console, and what its form means. */
const day = (text: string) => civilDate.parse(text);

describe('an order', () => {
  it.each([
    [0, '0 certificates', '0張證書'],
    [1, '1 certificate', '1張證書'],
    [2, '2 certificates', '2張證書'],
  ])('of %i', (count, en, zh) => {
    expect(orderProgress(count, undefined, 'en')).toBe(en);
    expect(orderProgress(count, undefined, 'zh-HK')).toBe(zh);
    expect(extendButton(count, 'en')).toBe(`Extend ${en}`);
    expect(extendsSentence(count, '2027-03-31', 'en')).toBe(`This extends ${en} to 2027-03-31.`);
    expect(extendButton(count, 'zh-HK')).toBe(`延長${zh}的有效期`);
    expect(extendsSentence(count, '2027-03-31', 'zh-HK')).toBe(`${zh}的最後有效日將延至2027-03-31。`);
  });

  it.each([
    [0, 1, '0 of 1 certificate', '0／1張證書'],
    [1, 2, '1 of 2 certificates', '1／2張證書'],
  ])('at the %i. of %i', (done, of, en, zh) => {
    expect(orderProgress(done, of, 'en')).toBe(en);
    expect(orderProgress(done, of, 'zh-HK')).toBe(zh);
  });

  it('has a word for each state, and a reason for each that it skips', () => {
    const words = (['en', 'zh-HK'] as const).map((language) =>
      [...Object.values(orderStateMessages), ...Object.values(orderSkipMessages)].map(
        (text) => text[language],
      ),
    );
    expect(words).toEqual([
      [
        'Being applied',
        'Applied',
        'Being withdrawn',
        'Withdrawn',
        'It is revoked.',
        'It was issued after the bulk extension was created.',
        'It would be valid for more than 15 years.',
        'It has been changed too often.',
      ],
      [
        '正在延期',
        '已完成延期',
        '正在撤回',
        '已撤回',
        '已撤銷。',
        '簽發日期在延期安排設立之後。',
        '有效期將超過15年。',
        '更改次數已達上限。',
      ],
    ]);
  });
});

describe('its form', () => {
  const typed = {
    expiringFrom: '2026-12-01',
    expiringTo: '2026-12-31',
    expiresOn: '2027-03-31',
    types: ['OFA', 'BLS'],
    reason: 'no courses',
  };
  const today = day('2026-11-22');
  const read = (form: Partial<typeof typed>, language: 'en' | 'zh-HK' = 'en') =>
    readExtension({ ...typed, ...form }, today, language);

  it('is read without blanks around, and without courses that there are not', () => {
    const body = new URLSearchParams('expiringFrom= 2026-12-01 &types=OFA&types=NONE&types=BLS&reason= why ');
    expect(formFrom(body)).toEqual({
      ...emptyForm,
      expiringFrom: '2026-12-01',
      types: ['OFA', 'BLS'],
      reason: 'why',
    });
    expect(formFrom(new URLSearchParams())).toEqual({
      expiringFrom: '',
      expiringTo: '',
      expiresOn: '',
      types: [],
      reason: '',
    });
  });

  it('is an order, of all courses where none is ticked', () => {
    expect(read({})).toEqual({ ok: true, draft: typed });
    const { types: _, ...ofAll } = typed;
    expect(read({ types: [] })).toEqual({ ok: true, draft: ofAll });
    const oneDay = { expiringTo: '2026-12-01', expiresOn: '2026-12-02' };
    expect(read(oneDay)).toMatchObject({ ok: true, draft: oneDay });
    expect(read({ expiresOn: '2041-11-22' })).toMatchObject({ ok: true });
  });

  it.each([
    [{ expiringFrom: '' }, { expiringFrom: 'badDay' }],
    [{ expiringTo: '31/12/2026' }, { expiringTo: 'badDay' }],
    [{ expiresOn: '2027-02-29' }, { expiresOn: 'badDay' }],
    [{ expiringTo: '2026-11-30' }, { expiringTo: 'badRange' }],
    [{ expiresOn: '2026-12-31' }, { expiresOn: 'notAfterRange' }],
    [{ expiresOn: '2041-11-23' }, { expiresOn: 'tooLong' }],
    [{ reason: '' }, { reason: 'noReason' }],
    [
      { expiringFrom: 'x', expiringTo: 'x', expiresOn: 'x', reason: '' },
      { expiringFrom: 'badDay', expiringTo: 'badDay', expiresOn: 'badDay', reason: 'noReason' },
    ],
  ] as const)('with %j is asked for again', (form, problems) => {
    const said = {
      badDay: ['Give a day as year-month-day.', '請按「年-月-日」填寫日期。'],
      badRange: ['The last day to extend is before the first.', '範圍的最後一日早於第一日。'],
      notAfterRange: [
        'The new day must be later than every day that is extended.',
        '新的最後有效日必須遲於範圍的最後一日。',
      ],
      tooLong: [
        'No certificate is valid for more than 15 years. Check the year.',
        '證書的有效期不會超過15年，請檢查年份。',
      ],
      noReason: ['Write why, in at most 500 characters.', '請填寫原因，最多500個字元。'],
    };
    for (const [n, language] of (['en', 'zh-HK'] as const).entries()) {
      const answer = read(form, language);
      if (answer.ok) throw new Error('read');
      expect(Object.keys(answer.errors)).toEqual(Object.keys(problems));
      for (const [field, problem] of Object.entries(problems))
        expect(Reflect.get(answer.errors, field)).toBe(said[problem][n]);
    }
  });

  it('takes a reason of up to 500 letters, and none with an identity card number', () => {
    expect(reasonError('x'.repeat(500), 'en')).toBeUndefined();
    expect(reasonError('x'.repeat(501), 'en')).toBe(reasonError('', 'en'));
    expect(reasonError('for A123456(3)', 'en')).toMatch(/identity card/);
    expect(reasonError('for A123456(3)', 'zh-HK')).toMatch(/身份證/);
  });
});
