import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf, readRow } from '#import/rows/file-row.ts';
import { rowCodes } from '#register/certificate/cell.ts';
import { civilDate } from '#register/civil-date.ts';
import { anyText } from '#support/any-text';
import { type FileCells, fileColumns } from '#tables/headings/map-headings.ts';

const today = civilDate.parse('2026-11-21');
const row = {
  number: 'ABC-0001',
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  email: 'chan@example.com',
  issuedOn: '01/03/2026',
};
const read = (cells: FileCells) => readRow({ ...row, ...cells }, today);
const saying = (cells: FileCells) => {
  const reading = read(cells);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return fingerprintOf(reading.intent);
};

describe('the action of a row', () => {
  it.each([
    ['register', ['', ' ', 'register', 'New', '登記', '新增']],
    ['correct', ['correct', 'CORRECT', 'Correction', 'update', '更正', '修改', '更正。']],
    ['revoke', ['revoke', 'Revoked', 'cancel', '撤銷', '撤销', '吊銷']],
    ['suspend', ['suspend', 'Suspended', '暫停', '暂停']],
  ])('%s is asked for by %j', (action, words) => {
    for (const word of words)
      expect(read({ action: word, reason: 'asked' })).toMatchObject({ ok: true, intent: { action } });
  });

  it.each(['renew', 'reinstate', 'delete', '恢復', 'x'.repeat(500), 'constructor'])(
    '%s is none',
    (action) => {
      expect(read({ action, reason: 'asked' })).toEqual({
        ok: false,
        problems: [{ column: 'action', code: 'unknown_action' }],
      });
    },
  );

  it.each(['correct', 'revoke', 'suspend'])('%s needs a number and a reason', (action) => {
    expect(read({ action, number: '', reason: ' \n' })).toEqual({
      ok: false,
      problems: [
        { column: 'number', code: 'missing' },
        { column: 'reason', code: 'missing' },
      ],
    });
    expect(read({ action, number: '12', reason: 'HKID A123456(3)' })).toEqual({
      ok: false,
      problems: [
        { column: 'reason', code: 'identity_number' },
        { column: 'number', code: 'invalid_number' },
      ],
    });
  });

  it.each(['2024-03-12', '12/03/2024', 'MAR-2026', '3-Mar'])(
    'but for a new one means a certificate that is there, though its number looks like a date: %s',
    (number) => {
      for (const action of ['correct', 'revoke', 'suspend'])
        expect(read({ action, number, reason: 'asked' })).toMatchObject({ ok: true, intent: { number } });
      expect(read({ number })).toMatchObject({
        ok: false,
        problems: [{ column: 'number', because: 'date' }],
      });
    },
  );

  it('correct needs nothing else, and takes what the row gives', () => {
    const reading = readRow(
      { number: 'ABC-0001', action: '更正', reason: 'typing\nerror', nameEn: '陳大文', issuedOn: '2/3/2026' },
      today,
    );
    expect(reading).toEqual({
      ok: true,
      intent: {
        action: 'correct',
        key: 'ABC0001',
        number: 'ABC-0001',
        patch: { nameZh: '陳大文', issuedOn: '2026-03-02' },
        reason: 'typing error',
      },
    });
  });

  it('correct names all that is wrong with what the row gives', () => {
    expect(read({ action: 'correct', reason: 'x', issuedOn: '31/02/2026', email: 'nobody' })).toEqual({
      ok: false,
      problems: [
        { column: 'email', code: 'invalid_email' },
        { column: 'issuedOn', code: 'invalid_date' },
      ],
    });
  });

  it.each(['revoke', 'suspend'])('%s does not mind the other cells', (action) => {
    expect(read({ action, reason: 'x', issuedOn: '31/02/2026', email: 'nobody', type: '?' })).toMatchObject({
      ok: true,
    });
  });
});

describe('two rows say the same', () => {
  it.each([
    [{ issuedOn: '2026年3月1日' }, {}],
    [{ type: '職業急救證書', number: 'abc 0001' }, {}],
    [{ expiresOn: '28/02/2029' }, {}],
    [{ action: 'register', reason: 'whatever' }, {}],
    [
      { action: 'correct', reason: 'x', issuedOn: '2026-03-01' },
      { action: '更正', reason: ' x ', issuedOn: '1/3/2026' },
    ],
  ])('%j as %j', (one, other) => {
    expect(saying(one)).toBe(saying(other));
  });

  it.each([
    [{ email: 'other@example.com' }, {}],
    [{ issuedOn: '02/03/2026' }, {}],
    [{ action: 'revoke', reason: 'x' }, {}],
    [
      { action: 'revoke', reason: 'x' },
      { action: 'suspend', reason: 'x' },
    ],
    [
      { action: 'correct', reason: 'x' },
      { action: 'correct', reason: 'x', nameEn: 'CHAN Tai Ming' },
    ],
  ])('but not %j and %j', (one, other) => {
    expect(saying(one)).not.toBe(saying(other));
  });
});

it('whatever a row holds, it is read or refused with known codes, never an error', () => {
  const cell = fc.oneof(
    anyText(),
    fc.constantFrom(...Object.values(row), 'correct', '撤銷', 'suspend', '', '\u200b', 'A123456(3)'),
  );
  const cells = fc.record(Object.fromEntries(fileColumns.map((column) => [column, cell])), {
    requiredKeys: [],
  });
  fc.assert(
    fc.property(cells, (sent: FileCells) => {
      const reading = readRow(sent, today);
      if (reading.ok) {
        expect(fingerprintOf(reading.intent)).toMatch(/^\[/);
        return;
      }
      expect(new Set(reading.problems.map(({ column }) => column)).size).toBe(reading.problems.length);
      for (const { code } of reading.problems) expect(rowCodes).toContain(code);
    }),
  );
});
