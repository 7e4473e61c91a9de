import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue } from '#register/catalogue/catalogue.ts';
import { rowCodes } from '#register/certificate/cell.ts';
import { type RawCredential, readCredential } from '#register/certificate/credential-input.ts';
import { columns } from '#register/certificate/upload-columns.ts';
import { assignNumber } from '#register/certificate-number.ts';
import { civilDate } from '#register/civil-date.ts';
import { hasIdentityNumber } from '#register/names/holder-input.ts';
import { anyText } from '#support/any-text';
import { dirtyExpected, sampleRows } from '#support/samples';
import { mapHeadings } from '#tables/headings/map-headings.ts';

const today = civilDate.parse('2026-11-21');
const row = {
  number: 'SPMC-OFA-2026-90001',
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  nameZh: '陳大文',
  email: 'chan@example.com',
  language: 'zh-HK',
  issuedOn: '01/03/2026',
};

function facts(changes: RawCredential = {}) {
  const reading = readCredential({ ...row, ...changes }, today);
  return reading.ok ? reading.facts : reading.problems;
}
const problem = (column: string, code: string) => [{ column, code }];

describe('a whole row', () => {
  test('is read with its expiry by the rule of the type', () => {
    expect(facts()).toEqual({
      number: 'SPMC-OFA-2026-90001',
      key: 'SPMCOFA202690001',
      type: 'OFA',
      nameEn: 'CHAN Tai Man',
      nameZh: '陳大文',
      email: 'chan@example.com',
      language: 'zh-HK',
      issuedOn: '2026-03-01',
      expiresOn: '2029-02-28',
    });
  });

  test('without a number leaves the number to be assigned', () => {
    const read = facts({ number: ' ' });
    expect(read).not.toHaveProperty('number');
    expect(read).not.toHaveProperty('key');
    expect(read).toHaveProperty('type', 'OFA');
  });

  test('names all that is wrong, in the order of the columns', () => {
    expect(facts({ type: 'OFB', email: 'x', issuedOn: '31/02/2026' })).toEqual([
      { column: 'type', code: 'unknown_type' },
      { column: 'email', code: 'invalid_email' },
      { column: 'issuedOn', code: 'invalid_date' },
    ]);
  });

  test('names an identity card number before all else', () => {
    expect(facts({ type: 'OFB', nameEn: 'A123456(3)' })).toEqual([
      { column: 'nameEn', code: 'identity_number' },
      { column: 'type', code: 'unknown_type' },
    ]);
  });

  test('that is empty says what is missing', () => {
    expect(readCredential({}, today)).toEqual({
      ok: false,
      problems: [
        { column: 'type', code: 'missing' },
        { column: 'nameEn', code: 'missing' },
        { column: 'issuedOn', code: 'missing' },
      ],
    });
  });
});

describe('a course session', () => {
  test.each([
    ['2026-11 Wed (evening)', '2026-11 Wed (evening)'],
    [' 第３班\n夜間 ', '第3班 夜間'],
    ['=1+1', '=1+1'],
    ['𠮷'.repeat(40), '𠮷'.repeat(40)],
  ])('%j is kept as %j', (courseSession, kept) => {
    expect(facts({ courseSession })).toMatchObject({ courseSession: kept });
  });

  test.each([
    ['班'.repeat(41), 'too_long'],
    ['x'.repeat(501), 'too_long'],
    ['A123456(3)', 'identity_number'],
    ['class of Ａ１２３４５６（３）', 'identity_number'],
  ])('%j is %s', (courseSession, code) => {
    expect(facts({ courseSession })).toEqual(problem('courseSession', code));
  });

  test.each(['同上', '〃', 'do.', 'As above', '"'])(
    'that points to the row above is none: %s',
    (courseSession) => {
      expect(facts({ courseSession })).toMatchObject({ type: 'OFA' });
      expect(facts({ courseSession })).not.toHaveProperty('courseSession');
    },
  );

  test('may be left empty', () => {
    expect(facts({ courseSession: ' ' })).not.toHaveProperty('courseSession');
  });
});

describe('the bundled dirty.csv', () => {
  const [headings = [], ...rows] = sampleRows('dirty.csv');
  const mapped = mapHeadings(headings);
  // A row that stands there twice is unchanged the second time: the register's to say, and no problem of the row's own.
  test.each(dirtyExpected())('row $row is $outcome $column $code', ({ row: number, column, code }) => {
    const cells = rows[number - 2] ?? [];
    const raw = Object.fromEntries((mapped.ok ? mapped.columns : []).map((field, at) => [field, cells[at]]));
    const reading = readCredential(raw, today);
    expect(reading.ok ? undefined : reading.problems.map(({ column, code }) => ({ column, code }))).toEqual(
      code === undefined ? undefined : [{ column, code }],
    );
  });

  test('says everything that a row of it must come to', () => {
    expect(dirtyExpected()).toHaveLength(rows.length);
  });
});

test.each(['ofa-2023-2026.csv', 'ems-2025-2026.csv'])('every row of %s is accepted', (file) => {
  const [headings = [], ...rows] = sampleRows(file);
  const mapped = mapHeadings(headings);
  const fields = mapped.ok ? mapped.columns : [];
  const readings = rows.map((cells) =>
    readCredential(Object.fromEntries(fields.map((field, at) => [field, cells[at]])), today),
  );
  expect(readings.filter((reading) => !reading.ok)).toEqual([]);
});

describe('a number', () => {
  test.each([
    ['ＳＰＭＣ－ＯＦＡ－２０２６－９０００２', 'SPMC-OFA-2026-90002', 'SPMCOFA202690002'],
    ['  spmc ofa   2026/90001 ', 'spmc ofa 2026/90001', 'SPMCOFA202690001'],
    ['ABC\u202e-12345', 'ABC-12345', 'ABC12345'],
    ['2024E12', '2024E12', '2024E12'],
    ['A123456(4)'.replace(/[()]/g, ''), 'A1234564', 'A1234564'],
  ])('%s is kept as printed', (number, printed, key) => {
    expect(facts({ number })).toMatchObject({ number: printed, key });
  });

  test.each([
    ['1.0E+12'],
    ['1.23457E+11'],
    ['1E+12'],
    ['1.0E12'],
    ['20240001.0'],
    ['123'],
    ['=1+1234'],
    ['-12345'],
    ['@SUM1234'],
    ['#N/A#'],
    ['SPMC\n12345'],
    ['SPMC-12345\t'],
    ['甲12345'],
    ['X'.repeat(33)],
    [`1234${'-'.repeat(70)}`],
    [`12345${' '.repeat(5000)}`],
    ['A123456(4)'],
  ])('%j is none', (number) => {
    expect(facts({ number })).toEqual(problem('number', 'invalid_number'));
  });

  test('of our own shape with a mistyped character is told from one that is none', () => {
    const assigned = assignNumber('SPMC', 'OFA', (attempt) => `7K3QW9${attempt}`).number;
    expect(facts({ number: assigned })).toMatchObject({ number: assigned });
    const mistyped = assigned.replace('7K3', 'K73');
    expect(facts({ number: mistyped })).toEqual(problem('number', 'wrong_check_character'));
  });
});

describe('a number behind its heading', () => {
  test.each([
    ['Certificate No. HN-2026-01', 'HN-2026-01'],
    ['Cert. no.: HN-2026-01', 'HN-2026-01'],
    ['證書編號：HN-2026-01', 'HN-2026-01'],
    ['No. 2026-01', 'No. 2026-01'],
    ['CERT-2026-01', 'CERT-2026-01'],
  ])('%s is %s, wherever it is sent', (number, printed) => {
    expect(facts({ number })).toMatchObject({ number: printed });
  });

  test('is still no identity card number', () => {
    expect(facts({ number: '證書編號：A123456(3)' })).toEqual(problem('number', 'identity_number'));
  });

  test('is still no date', () => {
    expect(facts({ number: 'Certificate No. 1/3/2026' })).toEqual([
      { column: 'number', code: 'invalid_number', because: 'date' },
    ]);
  });
});

describe('a number that its spreadsheet made a date of', () => {
  test.each(['2026-03-01', '2026-03-01 00:00', '1/3/2026', '2026/3/1', '1-Mar-26', '1-Mar-2026'])(
    '%s says so',
    (number) => {
      expect(facts({ number })).toEqual([{ column: 'number', code: 'invalid_number', because: 'date' }]);
    },
  );

  test.each([
    '2026-03-01T00:00:00.000Z',
    '1/3/2026 0:00',
    '1-Mar-24',
    'Mar-24',
    '2024年3月12日',
    '2024/3/12',
  ])('%s says so too', (number) => {
    expect(facts({ number })).toEqual([{ column: 'number', code: 'invalid_number', because: 'date' }]);
  });

  test.each(['2026-13-01', '1-3-26', '2024.5', '20260301', '46082', 'OFA-2026-03-01', '2026-03-0001'])(
    '%s is no date',
    (number) => {
      expect(facts({ number })).toMatchObject({ number });
    },
  );

  test.each([
    '2024SEP01',
    'SEP12/2024',
    'MAR05-2026',
    '2024 03 12',
    '12.03.2024',
    '01SEP2024',
    '2024-SEP-01',
    'MAR-05-2026',
  ])('%s is how a provider numbers, whatever a date may look like', (number) => {
    expect(facts({ number })).toMatchObject({ number });
  });
});

test.each(['同上', 'do.', 'Do.', '(do.)', 'ditto', 'same as above'])(
  'no name and no number is %s',
  (said) => {
    expect(facts({ nameEn: said })).toEqual(problem('nameEn', 'invalid_name'));
    expect(facts({ number: said })).toEqual(problem('number', 'invalid_number'));
  },
);

test('DO is a name', () => {
  expect(facts({ nameEn: 'DO', nameZh: undefined })).toMatchObject({ nameEn: 'DO' });
});

describe('an identity card number is never taken', () => {
  test.each([
    'A-123456-3',
    'A123 456(3)',
    'A.123456.(3)',
    'Ａ－１２３４５６（３）',
    'A 123456 - 3',
    'A123-456-3',
    '11010519491231002X',
    '440524-19880101-0011',
  ])('nor %s within a name or a reason', (text) => {
    expect(hasIdentityNumber(`as on card ${text}`)).toBe(true);
    expect(facts({ nameEn: `CHAN Tai Man ${text}` })).toEqual(problem('nameEn', 'identity_number'));
  });

  test.each([
    'SPMC-OFA-2024-00017',
    'B1234567',
    'A-123456-4',
    'A-123456-3-2024',
    'on 2026-3-15',
    'A.1234563.5',
  ])('but %s is none', (text) => {
    expect(hasIdentityNumber(`see ${text}`)).toBe(false);
  });

  test.each([
    'A123456(3)',
    'A1234563',
    'a123456(3)',
    'Ａ１２３４５６（３）',
    'A 123456 (3)',
    'A123456[3]',
    'AB987654(3)',
    'G123456(A)',
  ])('%s', (text) => {
    for (const column of ['number', 'nameEn', 'nameZh'] as const) {
      expect(facts({ [column]: text })).toEqual(problem(column, 'identity_number'));
    }
    expect(facts({ nameEn: `CHAN Tai Man ${text}` })).toEqual(problem('nameEn', 'identity_number'));
  });
});

describe('the type', () => {
  test.each([
    ['ofa', 'OFA'],
    ['職業急救證書', 'OFA'],
    ['Occupational First Aid Certificate', 'OFA'],
    [' ＢＬＳ ', 'BLS'],
  ])('%s is %s', (type, code) => {
    expect(facts({ type })).toMatchObject({ type: code });
  });

  test.each([
    ['OFB', 'unknown_type'],
    ['', 'missing'],
    ['O\nFA', 'unknown_type'],
  ])('%j is %s', (type, code) => {
    expect(facts({ type })).toEqual(problem('type', code));
  });
});

describe('a name', () => {
  test.each([
    'TSANG "Tommy" Yat Long, Jr',
    "O'Brien Mary",
    'D’Souza José',
    'Smith-Jones Anne',
    'CHAN Tai Man (Peter)',
    'Nguyễn Văn A',
    'Müller & Söhne',
    'St. John, Mary',
    'x'.repeat(100),
  ])('%s stands as it is', (nameEn) => {
    expect(facts({ nameEn })).toMatchObject({ nameEn });
  });

  test.each(['Ǯƽ', 'ÊÖ', 'José', '譚o俊', 'G芬彤', '陳大文B', '陳大文Ｂ', '陳\\大文', '譚oo俊'])(
    '%j is no Chinese name',
    (nameZh) => {
      expect(facts({ nameZh })).toEqual(problem('nameZh', 'invalid_name'));
    },
  );

  test.each(['陳大文', '歐陽思穎', '瑪麗・陳', '𠮷田', '陳大文(B)', '陳大文 B', 'Peter陳'])(
    '%s stands as it is',
    (nameZh) => {
      expect(facts({ nameZh })).toMatchObject({ nameZh });
    },
  );

  test.each([
    ['  ＣＨＡＮ　Tai   Man ', 'CHAN Tai Man'],
    ['\u00a0CHAN\u200b Tai Man', 'CHAN Tai Man'],
    ['D´Souza', 'D’Souza'],
  ])('%j is tidied to %s', (nameEn, tidied) => {
    expect(facts({ nameEn })).toMatchObject({ nameEn: tidied });
  });

  test.each([
    '=HYPERLINK("http://x")',
    '  =1+1',
    '+852 Chan',
    '-Chan',
    '- Chan',
    '@chan',
    '\tChan',
    '\rChan',
    'Chan\r\nBcc: x@example.com',
    'Chan\u2028Tai',
    '＝cmd',
    '<script>alert(1)</script>',
    '＜b＞Chan',
    'Chan {x}',
    'Chan; DROP',
    'Chan|calc',
    '12345',
    '. , .',
    'CHAN \ufffd\ufffd',
    'CHAN\u202eTai',
    'chan@example.com',
    'x'.repeat(101),
    'x'.repeat(100_000),
  ])('%j is refused', (name) => {
    expect(facts({ nameEn: name })).toMatchObject(problem('nameEn', 'invalid_name'));
    expect(facts({ nameZh: name })).toMatchObject(problem('nameZh', 'invalid_name'));
  });

  test.each([
    ['Chinese under the English heading moves over', { nameEn: '陳大文', nameZh: '' }, { nameZh: '陳大文' }],
    [
      'English under the Chinese heading moves over',
      { nameEn: '', nameZh: 'CHAN Tai Man' },
      { nameEn: 'CHAN Tai Man' },
    ],
    [
      'exchanged names are put right',
      { nameEn: '陳大文', nameZh: 'CHAN Tai Man' },
      { nameEn: 'CHAN Tai Man', nameZh: '陳大文' },
    ],
    ['Chinese alone stays', { nameEn: '', nameZh: '陳大文' }, { nameZh: '陳大文' }],
    ['English alone stays', { nameEn: 'CHAN Tai Man', nameZh: '' }, { nameEn: 'CHAN Tai Man' }],
    [
      'Chinese in both columns stays',
      { nameEn: '陳大文', nameZh: '陳大文' },
      { nameEn: '陳大文', nameZh: '陳大文' },
    ],
    ...[
      'CHAN Tai Man 陳大文',
      '陳大文 CHAN Tai Man',
      'CHAN Tai Man (陳大文)',
      '陳大文（CHAN Tai Man）',
      'CHAN Tai Man/陳大文',
      '陳 大文, CHAN Tai Man',
    ].flatMap((both): [string, RawCredential, RawCredential][] => {
      const apart = { nameEn: 'CHAN Tai Man', nameZh: both.includes('陳 ') ? '陳 大文' : '陳大文' };
      return [
        [`${both} in the English column is two names`, { nameEn: both, nameZh: '' }, apart],
        [`${both} in the Chinese column is two names`, { nameEn: '', nameZh: both }, apart],
        [`${both} beside its Chinese half is two names`, { nameEn: both, nameZh: apart.nameZh }, apart],
        [`${both} beside its English half is two names`, { nameEn: apart.nameEn, nameZh: both }, apart],
      ];
    }),
    ['one Chinese character is a part of a name', { nameEn: 'Peter 陳', nameZh: '' }, { nameEn: 'Peter 陳' }],
    [
      'a mixed name beside a part of a name stays',
      { nameEn: 'CHAN Tai Man 陳大文', nameZh: '健' },
      { nameEn: 'CHAN Tai Man 陳大文', nameZh: '健' },
    ],
    [
      'three runs stay, nobody knows which belong together',
      { nameEn: 'CHAN 陳大文 Peter', nameZh: '' },
      { nameEn: 'CHAN 陳大文 Peter' },
    ],
  ])('%s', (_, names, expected) => {
    const { nameEn, nameZh } = { nameEn: undefined, nameZh: undefined, ...facts(names) };
    expect({ ...(nameEn !== undefined && { nameEn }), ...(nameZh !== undefined && { nameZh }) }).toEqual(
      expected,
    );
  });

  test('refused is reported under the heading where it stands, and not as missing too', () => {
    expect(facts({ nameEn: '', nameZh: '<b>' })).toEqual(problem('nameZh', 'invalid_name'));
    expect(facts({ nameEn: '<b>', nameZh: '' })).toEqual(problem('nameEn', 'invalid_name'));
  });
});

describe('an e-mail address', () => {
  test.each([
    ['Chan.Tai+reg@Example.COM', 'Chan.Tai+reg@example.com'],
    [' a@b.hk ', 'a@b.hk'],
    ["o'brien@mail.example.com.hk", "o'brien@mail.example.com.hk"],
    ['ａ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'a@example.com'],
  ])('%s is kept as %s', (email, kept) => {
    expect(facts({ email })).toMatchObject({ email: kept });
  });

  test('may be left out', () => {
    expect(facts({ email: '' })).not.toHaveProperty('email');
  });

  test.each([
    'not-an-address',
    'a@b',
    'a@@b.com',
    'a@b@c.com',
    'a@b.com@c.com',
    'a b@c.com',
    'a@b .com',
    'a@b.com\r\nBcc: x@y.com',
    'a@b.com\n',
    'a@b.com, c@d.com',
    '<a@b.com>',
    '陳@example.com',
    'a@例子.com',
    '.a@b.com',
    'a.@b.com',
    'a..b@c.com',
    'a@-b.com',
    'a@b-.com',
    'a@.com',
    'a@b..com',
    'a@b.com.',
    'a@1.2.3.4',
    '"a"@b.com',
    '=a@b.com',
    '+a@b.com',
    '-a@b.com',
    '@b.com',
    'a@',
    `${'a'.repeat(65)}@b.com`,
    `a@${'b.'.repeat(130)}com`,
  ])('%j is refused', (email) => {
    expect(facts({ email })).toEqual(problem('email', 'invalid_email'));
  });
});

describe('the language', () => {
  test.each([
    ['zh-HK', 'zh-HK'],
    ['zh', 'zh-HK'],
    ['ZH_TW', 'zh-HK'],
    ['中文', 'zh-HK'],
    ['繁體中文', 'zh-HK'],
    ['Chinese', 'zh-HK'],
    ['en', 'en'],
    ['EN-GB', 'en'],
    ['English', 'en'],
    ['英文', 'en'],
  ])('%s is %s', (language, read) => {
    expect(facts({ language })).toMatchObject({ language: read });
  });

  test.each([
    ['', 'missing'],
    ['Français', 'unknown'],
    ['e\nn', 'unreadable'],
  ])('%j (%s) follows the names', (language) => {
    expect(facts({ language })).toMatchObject({ language: 'zh-HK' });
    expect(facts({ language, nameZh: '' })).toMatchObject({ language: 'en' });
    expect(facts({ language, nameEn: '陳大文', nameZh: '' })).toMatchObject({ language: 'zh-HK' });
  });
});

describe('the dates', () => {
  test.each([
    ['21/11/2026', undefined],
    ['22/11/2026', 'in_future'],
    ['31/02/2026', 'invalid_date'],
    ['', 'missing'],
    ['01/03/2026\n', 'invalid_date'],
  ])('issued %j: %s', (issuedOn, code) => {
    const read = facts({ issuedOn });
    if (code) expect(read).toEqual(problem('issuedOn', code));
    else expect(read).toMatchObject({ issuedOn: '2026-11-21' });
  });

  test.each([
    ['31/12/2027', '2027-12-31'],
    ['01/03/2026', '2026-03-01'],
    ['01/03/2041', '2041-03-01'],
  ])('an expiry of %s wins over the rule', (expiresOn, read) => {
    expect(facts({ expiresOn })).toMatchObject({ expiresOn: read });
  });

  test.each([
    ['28/02/2026', 'before_issue'],
    ['02/03/2041', 'too_long_validity'],
    ['3 years', 'invalid_date'],
  ])('an expiry of %s is refused as %s', (expiresOn, code) => {
    expect(facts({ expiresOn })).toEqual(problem('expiresOn', code));
  });

  test.each([
    ['EMR', problem('expiresOn', 'missing')],
    ['FR', problem('expiresOn', 'missing')],
  ])('%s must say when it expires', (type, problems) => {
    expect(facts({ type })).toEqual(problems);
    expect(facts({ type, expiresOn: '28/02/2029' })).toMatchObject({ type, expiresOn: '2029-02-28' });
  });

  test('a diploma does not expire unless the provider says so', () => {
    expect(facts({ type: 'EMTD' })).not.toHaveProperty('expiresOn');
    expect(facts({ type: 'EMTD', expiresOn: '28/02/2029' })).toMatchObject({ expiresOn: '2029-02-28' });
  });

  test('of a bad date of issue the expiry is not blamed', () => {
    expect(facts({ issuedOn: '31/02/2026', expiresOn: '01/01/2020' })).toEqual(
      problem('issuedOn', 'invalid_date'),
    );
  });
});

describe('whatever a file holds', () => {
  const likely = fc.constantFrom(
    ...Object.values(row),
    ...catalogue.map(({ code }) => code),
    '2026年3月2日',
    '45000',
    '',
    ' ',
  );
  const cell = fc.oneof(anyText(), fc.string({ unit: 'grapheme' }), likely);
  const raw = fc.record(Object.fromEntries(columns.map((column) => [column, cell])), { requiredKeys: [] });

  test('it is read or refused with known codes, never an error, and what is read is safe to give back', () => {
    fc.assert(
      fc.property(raw, (cells: RawCredential) => {
        const reading = readCredential(cells, today);
        if (!reading.ok) {
          for (const { column, code } of reading.problems) {
            expect(columns).toContain(column);
            expect(rowCodes).toContain(code);
          }
          return;
        }
        const { courseSession = '', ...rest } = reading.facts;
        expect(courseSession).not.toMatch(/\p{Cc}/u);
        for (const value of Object.values(rest)) expect(value).not.toMatch(/^\s*[=+\-@]|[\p{Cc}<>]/u);
      }),
      { numRuns: 500 },
    );
  });

  test('what is read is read again as the same', () => {
    fc.assert(
      fc.property(cell, cell, cell, (number, nameEn, nameZh) => {
        const first = readCredential({ ...row, number, nameEn, nameZh }, today);
        if (!first.ok) return;
        const again = readCredential(first.facts, today);
        expect(again).toEqual({ ...first, given: expect.any(Set) });
      }),
    );
  });
});
