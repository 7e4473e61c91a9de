import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { anyText } from '#support/any-text';
import { numbered, readTable } from '#support/files/table-files';

const headings = ['證書編號', 'Name', '姓名', '課程', '簽發日期', '電郵'];
const people = [
  ['CHAN Tai Man', '陳大文'],
  ['WONG Mei Ling', '黃美玲'],
  ['LEE Kin', '李健'],
  ['CHEUNG Ka Yan', '張嘉欣'],
  ['LAU Chi Keung', '劉志強'],
  ['NG Suk Yee', '吳淑儀'],
  ['CHENG Suet Ying', '鄭雪瑩'],
  ['HO Yat Long', '何日朗'],
];
const table = [
  headings,
  ...Array.from({ length: 40 }, (_, i) => {
    const [latin = '', chinese = ''] = people[i % people.length] ?? [];
    return [`OFA-${i}`, latin, chinese, '職業急救證書', '01/03/2026', `h${i}@example.com`];
  }),
];
const textOf = (rows: string[][]) => rows.map((row) => row.join(',')).join('\r\n');
const simplified = (text: string) => text.replace(/./gu, (letter) => 证[letter] ?? letter);
const 证: Record<string, string> = Object.fromEntries(
  [...'證編號課發電郵陳黃張劉強吳鄭瑩職業書'].map((old, i) => [
    old,
    [...'证编号课发电邮陈黄张刘强吴郑莹职业书'][i] ?? '',
  ]),
);

describe('a file in an encoding that providers use is read exactly', () => {
  it.each([
    ['UTF-8', iconv.encode(textOf(table), 'utf8')],
    ['UTF-8 with BOM', iconv.encode(textOf(table), 'utf8', { addBOM: true })],
    ['UTF-16 LE with BOM', iconv.encode(textOf(table), 'utf-16le', { addBOM: true })],
    ['UTF-16 BE with BOM', iconv.encode(textOf(table), 'utf-16be', { addBOM: true })],
    ['UTF-16 LE without', iconv.encode(textOf(table), 'utf-16le')],
    ['UTF-16 BE without', iconv.encode(textOf(table), 'utf-16be')],
    ['Big5-HKSCS', iconv.encode(textOf(table), 'big5hkscs')],
  ])('%s', async (_, bytes) => {
    expect(await readTable(bytes)).toEqual(numbered(...table));
  });

  it('Big5 with the characters that only Hong Kong has', async () => {
    const rows = [
      ...table,
      ['OFA-X', 'CHAN Fan', '陳堃', '深水埗邨衞生急救', '', ''],
      ['', '', '栢峯嘅𨋢', '咗喺啲嚟', '', ''],
    ];
    expect(await readTable(iconv.encode(textOf(rows), 'big5hkscs'))).toEqual(numbered(...rows));
  });

  it('any text that UTF-8 and UTF-16 can hold', async () => {
    const cell = anyText().map((text) => text.replace(/[\p{Cc}\uFEFF\uFFFD",;]/gu, ' '));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell)), async (more) => {
        const rows = [headings.slice(0, 3), ...more];
        for (const encoding of ['utf8', 'utf-16le', 'utf-16be']) {
          const bytes = iconv.encode(textOf(rows), encoding, { addBOM: true });
          expect(await readTable(bytes)).toEqual(numbered(...rows));
        }
      }),
      { numRuns: 4 },
    );
  });

  it('any names that Big5-HKSCS can hold, under a Chinese heading', async () => {
    const all: string[] = [];
    for (let lead = 0x87; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const text = iconv.decode(Buffer.from([lead, trail]), 'big5hkscs');
        if (!text.includes('\uFFFD') && text.length < 3) all.push(text);
      }
    }
    const common = [...'陳大文黃美玲李健張嘉欣劉志強何日朗職業急救證書'];
    const name = fc
      .tuple(fc.array(fc.constantFrom(...common), { minLength: 6, maxLength: 12 }), fc.constantFrom(...all))
      .map(([usual, rare]) => [...usual, rare].join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, name)), async (more) => {
        const rows = [['姓名', '課程'], ...more];
        expect(await readTable(iconv.encode(textOf(rows), 'big5hkscs'))).toEqual(numbered(...rows));
      }),
      { numRuns: 4 },
    );
  });
});

it('a character of Hong Kong that an old file has in private use is read as what it stood for', async () => {
  // By Unihan's kHKSCS: FA40, FA41 and 8E40; what stood for nothing stays.
  expect(await readTable('a,b\n陳\uE000,\uE001文\n\uE311,\uEEB8\uF8FF\n')).toEqual(
    numbered(['a', 'b'], ['陳𠕇', '鋛文'], ['𣻗', '\uEEB8\uF8FF']),
  );
});

const undecodable = { name: 'FileRefused', code: 'undecodable' };

describe('a file in another encoding is never read as something else', () => {
  const japanese = [
    ['番号', '氏名', 'コース'],
    ...Array.from({ length: 30 }, (_, i) => [`${i}`, '山田太郎', '救急法']),
  ];
  const latin = [
    ['number', 'name', 'city'],
    ...['José', 'Andréa', 'Renée', 'Müller', 'Françoise', 'Muñoz', 'Zoë', 'Élise', 'Ángel', 'Åsa', 'Öz'].map(
      (name, i) => [`${i}`, name, 'São Paulo'],
    ),
  ];
  it.each([
    ['GB2312', 'gb2312', table.map((row) => row.map(simplified))],
    ['GBK, traditional characters', 'gbk', table],
    ['GB18030', 'gb18030', table.map((row) => row.map(simplified))],
    ['Shift-JIS', 'shift_jis', japanese],
    ['EUC-JP', 'euc-jp', japanese],
    ['EUC-KR', 'euc-kr', [['번호', '이름'], ...Array.from({ length: 30 }, (_, i) => [`${i}`, '김철수'])]],
    ['Windows-1252', 'win1252', [['número', 'name', 'city'], ...latin.slice(1)]],
    [
      'Windows-1251',
      'win1251',
      [
        ['номер', 'имя'],
        ['1', 'Иван Петров'],
        ['2', 'Анна'],
      ],
    ],
  ])('%s', async (_, encoding, rows) => {
    const plain = [['number', 'name', 'third'], ...rows.slice(1, 8).map((row) => row.slice(0, 3))];
    for (const some of [rows, plain, ...plain.slice(1).map((row) => [['a', 'b'], row])])
      await expect(readTable(iconv.encode(textOf(some), encoding))).rejects.toMatchObject(undecodable);
  });

  it('a bad byte costs its own row, in any encoding', async () => {
    const bad = Buffer.from([0x2c, 0xff, 0x2c, 0x0a]);
    for (const encoding of ['utf8', 'big5hkscs']) {
      const bytes = Buffer.concat([iconv.encode(`${textOf(table)}\n`, encoding), bad, Buffer.from('a,b')]);
      const rows = await readTable(bytes);
      expect(rows.filter((row) => 'undecodable' in row)).toEqual([
        { row: table.length + 1, undecodable: true },
      ]);
    }
  });

  it('a character that another program lost before is not taken for a name', async () => {
    expect(await readTable('number,name\n1,陳\uFFFD文\n2,李健\n')).toEqual([
      { row: 1, cells: ['number', 'name'] },
      { row: 2, undecodable: true },
      { row: 3, cells: ['2', '李健'] },
    ]);
  });

  it('is refused when more than a tenth of the rows that have Chinese do not decode', async () => {
    for (const encoding of ['utf8', 'big5hkscs']) {
      const good = iconv.encode('陳大文\n', encoding);
      const rows = (bad: number) =>
        Buffer.concat(
          Array.from({ length: 100 }, (_, i) => (i % 9 || i / 9 >= bad ? good : Buffer.from([0xff, 0x0a]))),
        );
      await expect(readTable(rows(11))).rejects.toMatchObject(undecodable);
      const read = await readTable(rows(10));
      expect(read.filter((row) => 'undecodable' in row)).toHaveLength(10);
    }
  });

  it('is refused with a byte order mark that is not true', async () => {
    const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), iconv.encode(textOf(table), 'big5hkscs')]);
    await expect(readTable(bytes)).rejects.toMatchObject(undecodable);
  });
});

describe('a short file is told by its names', () => {
  const row = (name: string) => ['1', 'CHAN Tai Man', name, 'OFA', '01/03/2026'];
  const english = ['number', 'name', 'name_zh', 'course', 'issued_on'];

  it.each(['陳志偉', '李健', '黃美玲', '盧穎詩', '歐陽俊傑'])('%s in Big5', async (name) => {
    for (const first of [english, english.with(2, '姓名')]) {
      const rows = [first, row(name)];
      expect(await readTable(iconv.encode(textOf(rows), 'big5hkscs'))).toEqual(numbered(...rows));
    }
  });

  it('a rare name alone is not believed, and with a heading in Chinese it is', async () => {
    const inBig5 = (...rows: string[][]) => iconv.encode(textOf(rows), 'big5hkscs');
    await expect(readTable(inBig5(english, row('鄺衞瑩')))).rejects.toMatchObject(undecodable);
    const headed = [english.with(2, '姓名'), row('鄺衞瑩')];
    expect(await readTable(inBig5(...headed))).toEqual(numbered(...headed));
  });

  it.each([
    ['卢颖', 'gbk'],
    ['钱平', 'gb18030'],
    ['陈志强', 'gbk'],
    ['郑雪莹', 'gb2312'],
    ['山田太郎', 'euc-jp'],
    ['佐藤花子', 'euc-jp'],
    ['김철수', 'euc-kr'],
  ])('%s in %s is not read', async (name, encoding) => {
    const rows = [english, row(name)];
    expect(iconv.decode(iconv.encode(name, encoding), encoding)).toBe(name);
    await expect(readTable(iconv.encode(textOf(rows), encoding))).rejects.toMatchObject(undecodable);
  });

  it('but accented names in UTF-8 are', async () => {
    const rows = [english, row('José'), row('Ünal'), row('Nguyễn Thị')];
    expect(await readTable(textOf(rows))).toEqual(numbered(...rows));
  });

  it('a long list of kana is not read as Chinese', async () => {
    const rows = [english, ...Array.from({ length: 60 }, () => row('たなかみさき'))];
    await expect(readTable(iconv.encode(textOf(rows), 'euc-jp'))).rejects.toMatchObject(undecodable);
  });
});
