import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAsked, readAskedDay, readIssuer } from '#register/asked-number.ts';
import { normaliseNumber } from '#register/certificate-number.ts';

const keyOf = (text: string) => {
  const normalised = normaliseNumber(readAsked(text).number);
  return normalised.ok ? normalised.key : undefined;
};

const ADDRESS = 'https://certkeeper.example/verify/DEMO-OFA-00001';

describe('what a program takes along behind a number', () => {
  it.each([
    'DEMO-OFA-00001。',
    'Certificate No.: DEMO-OFA-00001',
    'Certificate Number：DEMO-OFA-00001',
    'My cert no: DEMO-OFA-00001, thanks',
    'No: DEMO-OFA-00001',
    'Reg. No.: DEMO-OFA-00001.',
    'Membership no.: DEMO-OFA-00001',
    'Registry Number: DEMO-OFA-00001',
    '證書編號：DEMO-OFA-00001',
    '證書編號DEMO-OFA-00001',
    '證書號DEMO-OFA-00001',
    '註冊號：DEMO-OFA-00001',
    '证书号 DEMO-OFA-00001',
    '急救證書號碼 DEMO-OFA-00001。',
    '证书编号: DEMO-OFA-00001',
    '（證書編號：ＤＥＭＯ－ＯＦＡ－００００１）',
    'DEMO-OFA-00001，謝謝',
    'DEMO-OFA-00001, thanks',
    'DEMO-OFA-00001. Thank you',
    'DEMO-OFA-00001。請查核',
    'DEMO-OFA-00001 – Please check',
    'DEMO-OFA-00001>',
    '<DEMO-OFA-00001>',
    'DEMO-OFA-00001)',
    '（DEMO-OFA-00001）',
    'DEMO-OFA-00001」',
    '「DEMO-OFA-00001」的證書',
    '“DEMO-OFA-00001”',
    "'DEMO-OFA-00001',",
    '*DEMO-OFA-00001*',
    'DEMO-OFA-00001!',
    'DEMO-OFA-00001？',
    'DEMO-OFA-00001；有效至2027年',
    'DEMO-OFA-00001請查',
    'DEMO-OFA-00001 🙏',
    'DEMO-OFA-00001, call 9123 4567',
    'ＤＥＭＯ－ＯＦＡ－００００１），',
    'DEMO-OFA-00001—thanks',
    'verify/DEMO-OFA-00001?issuer=DEMO',
    `https://lead.example/l?u=${encodeURIComponent(encodeURIComponent(ADDRESS))}`,
    ADDRESS,
    `${ADDRESS}?issuer=DEMO`,
    `${ADDRESS}?issuer=DEMO&on=2026-11-30).`,
    `${ADDRESS}?lang=en`,
    `${ADDRESS}，謝謝`,
    `${ADDRESS}%EF%BC%8C%E8%AC%9D%E8%AC%9D`,
    `${ADDRESS}/`,
    `請看（${ADDRESS}?issuer=DEMO）。`,
    `<a href="${ADDRESS}?issuer=DEMO">`,
    `[DEMO-OFA-00001](${ADDRESS}?issuer=DEMO)`,
    `${ADDRESS} <${ADDRESS}?issuer=DEMO>`,
    `https://links.example/?url=${encodeURIComponent(`${ADDRESS}?issuer=DEMO`)}&data=05`,
    'certkeeper.example/VERIFY/demo-ofa-00001？issuer=DEMO',
    'DEMO-OFA-00001?issuer=DEMO。',
  ])('%s is the number', (text) => {
    expect(keyOf(text)).toBe('DEMOOFA00001');
  });

  it.each([
    'DEMO-OFA-00001, DEMO-OFA-00002',
    '20240001、20240002',
    `${ADDRESS} https://certkeeper.example/verify/DEMO-OFA-00002`,
    'SPMC(2024)0017',
    'SPMC-2024(17)',
    'OFA_2024_0001',
    'CERT#123',
    'A123456(A)',
    '1,234,567',
    '<b>12345</b>',
    'straße1234',
    '姓名1234',
    '陳大文 DEMO-OFA-00001',
    "' OR 1=1--",
    '!!',
    'CHAN, Tai Man',
    'x'.repeat(1001),
  ])('%s stays impossible', (text) => {
    expect(keyOf(text)).toBeUndefined();
  });

  it.each(['SPMC. OFA. 00017', 'SPMC OFA 00017 K', 'A.B.C.1', 'spmc ofa. 00017k'])(
    '%s stays as it is',
    (text) => {
      expect(readAsked(text)).toEqual({ number: text });
    },
  );

  it('of an address also the issuer and the day are read, whatever wrote it', () => {
    const asked = { number: 'DEMO-OFA-00001', issuer: 'DEMO', on: '2026-11-30' };
    for (const query of [
      'issuer=DEMO&on=2026-11-30',
      'on=2026-11-30&amp;issuer=DEMO',
      'lang=en&issuer=DEMO&on=2026-11-30',
    ])
      expect(readAsked(`${ADDRESS}?${query}`)).toEqual(asked);
  });

  const around = fc.constantFrom(
    '。',
    '，謝謝',
    ', thanks',
    '>',
    ')',
    '）',
    '」',
    '"',
    '”',
    '；',
    '!',
    '？',
    ']',
    '》',
    '請查核2027年',
    ' 🙏',
  );
  const number = fc
    .tuple(fc.stringMatching(/^[A-Z]{2,8}$/), fc.constantFrom('OFA', 'EMTB'), fc.stringMatching(/^\d{4,8}$/))
    .map((parts) => parts.join('-'));

  it('neither a number nor an address says anything else with it behind', () => {
    fc.assert(
      fc.property(number, fc.array(around, { maxLength: 3 }), (printed, tails) => {
        const tail = tails.join('');
        const key = printed.replaceAll('-', '');
        const address = `https://certkeeper.example/verify/${printed}`;
        expect(keyOf(printed + tail)).toBe(key);
        expect(keyOf(address + tail)).toBe(key);
        expect(keyOf(address + encodeURIComponent(tail))).toBe(key);
        const { issuer } = readAsked(`${address}?issuer=DEMO${tail}`);
        expect([keyOf(`${address}?issuer=DEMO${tail}`), readIssuer(issuer)]).toEqual([key, 'DEMO']);
        expect(readAskedDay(`2026-11-30${tail.replaceAll('2027', '')}`)).toBe('2026-11-30');
      }),
    );
  });

  it('any text is read without a failure, and in little time', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void readAsked(text)));
    const began = performance.now();
    for (const hostile of ['. Aa'.repeat(250), '1. '.repeat(333), '/verify/'.repeat(125), '<'.repeat(1000)])
      readAsked(hostile);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('an issuer and a day as an address brings them', () => {
  it.each([
    ['DEMO', 'DEMO'],
    ['demo。', 'DEMO'],
    ['DEMO，謝謝', 'DEMO'],
    ['ＤＥＭＯ）', 'DEMO'],
    ['“DEMO”', 'DEMO'],
    ['DE\u200BMO>', 'DEMO'],
    ['DEMO, thanks', 'DEMO'],
    ["St John's", undefined],
    ['St. John', undefined],
    ['Red Cross', undefined],
    ['機構DEMO', undefined],
    ['DEMO1', undefined],
    ['D', undefined],
    ['TOOLONGCODE', undefined],
    ['。', undefined],
    ['2026', undefined],
    ['', undefined],
  ])('of the issuer %s is read %s', (text, code) => {
    expect(readIssuer(text)).toBe(code);
  });

  it.each([
    ['2026-11-30。', '2026-11-30'],
    ['２０２６－１１－３０），謝謝', '2026-11-30'],
    ['2026-02-30>', '2026-02-30'],
    ['2026-11-30T00:00', '2026-11-30T00:00'],
    ['2026-11-301', '2026-11-301'],
    ['2026-11-30/2027-11-30', '2026-11-30/2027-11-30'],
    ['today', 'today'],
    [' ', undefined],
  ])('of the day %s is read %s', (text, day) => {
    expect(readAskedDay(text)).toBe(day);
  });
});
