import { beforeAll, describe, expect, it } from 'vitest';
import { rowMessage } from '#import/messages/rejection-reasons.ts';
import { languages } from '#register/certificate/credential.ts';
import { sheets, uploadsTo } from '#support/files/uploads';
import { createRegistry, type Registry } from '#support/storage/registry';

/** Names in two columns, and names that a comma cut in two. */
let registry: Registry;
let uploads: ReturnType<typeof uploadsTo>;
beforeAll(async () => {
  registry = await createRegistry();
  uploads = uploadsTo(registry);
});

let providers = 0;
const newProvider = () => `NAME${String.fromCharCode(65 + providers++)}`;
const stored = async (key: string, provider: string) =>
  (await registry.credentials.get(key, provider))?.credential;

describe('surname and given name in columns of their own', () => {
  it.each([
    ['姓氏,名字', '陳,大文', { nameZh: '陳大文' }],
    ['姓,名', '歐陽,大文', { nameZh: '歐陽大文' }],
    ['Surname,Given Name', 'CHAN,Tai Man', { nameEn: 'CHAN Tai Man' }],
    ['First Name,Last Name', 'Tai Man,CHAN', { nameEn: 'CHAN Tai Man' }],
    ['Family Name,Name', 'CHAN,Tai Man', { nameEn: 'CHAN Tai Man' }],
    ['Surname,Name', 'CHAN,CHAN Tai Man', { nameEn: 'CHAN Tai Man' }],
    ['英文姓,英文名', 'CHAN,Tai Man', { nameEn: 'CHAN Tai Man' }],
    ['姓氏 Surname,名字 Given Name', '陳,大文', { nameZh: '陳大文' }],
    ['姓氏 Surname,名字 Given Name', 'CHAN,Tai Man', { nameEn: 'CHAN Tai Man' }],
    ['姓氏,名字,Surname,Given Names', '陳,大文,CHAN,Tai Man', { nameEn: 'CHAN Tai Man', nameZh: '陳大文' }],
    ['Surname,Given Name,中文姓名', 'CHAN,Tai Man,陳大文', { nameEn: 'CHAN Tai Man', nameZh: '陳大文' }],
    ['Surname,Given Name,English Name', 'CHAN,Tai Man,Peter', { nameEn: 'CHAN Tai Man Peter' }],
    ['Surname,Given Name,English Name', 'CHAN,Tai Man,Peter CHAN Tai Man', { nameEn: 'Peter CHAN Tai Man' }],
    ['Last Name,First Name,Middle Name', 'SANTOS,Maria,Cruz', { nameEn: 'SANTOS Maria Cruz' }],
    ['姓氏,名稱', '陳,大文', { nameZh: '陳大文' }],
    ['姓氏,學員姓名', '陳,大文', { nameZh: '陳大文' }],
    ['姓氏,姓名', '陳,陳大文', { nameZh: '陳大文' }],
    ['Surname,Full Name', 'CHAN,Tai Man', { nameEn: 'CHAN Tai Man' }],
    ['Surname 姓氏,Given Name 名字', '陳 CHAN,大文 Tai Man', { nameEn: 'CHAN Tai Man', nameZh: '陳大文' }],
    ['Surname,Given Name,Full Name', 'CHAN,Tai Man,CHAN Tai Man Peter', { nameEn: 'CHAN Tai Man Peter' }],
  ])('are one name: %s of %s', async (headings, cells, names) => {
    const provider = newProvider();
    const file = `證書編號,${headings},課程,簽發日期\nSG-0001,${cells},職業急救證書,05/10/2026\n`;
    expect((await uploads.upload(file, provider)).rows).toMatchObject({ accepted: 1 });
    const { nameEn, nameZh } = (await stored('SG0001', provider)) ?? {};
    expect({ nameEn, nameZh }).toEqual({ nameEn: undefined, nameZh: undefined, ...names });
  });

  it.each([
    ['姓氏,名字', ',大文', 'nameZh'],
    ['Surname,First Name', 'CHAN,', 'nameEn'],
    ['Surname,First Name', '-,Tai Man', 'nameEn'],
    ['Surname,First Name,中文姓名', ',Tai Man,陳大文', 'nameEn'],
  ])('are no name where one is missing: %s of %s', async (headings, cells, column) => {
    const provider = newProvider();
    const file = `證書編號,${headings},課程,簽發日期\nSG-0001,${cells},職業急救證書,05/10/2026\n`;
    const { rejected } = await uploads.upload(file, provider);
    expect(rejected).toMatchObject([{ row: 2, column, code: 'missing', because: 'halfName' }]);
    expect(await stored('SG0001', provider)).toBeUndefined();
  });

  it.each(['Surname', 'First Name', '姓氏'])('are no name in a file with %s alone', async (heading) => {
    const file = `No.,${heading},Course,Date of Issue\nSG-0001,CHAN,OFA,05/10/2026\n`;
    expect(await uploads.upload(file, newProvider())).toMatchObject({
      error: { code: 'missing_columns', missing: ['name'] },
    });
  });

  it('keep no identity card number that stands across them', async () => {
    const file = 'No.,Surname,First Name,Course,Date of Issue\nSG-0001,CHAN A123456,(3),OFA,05/10/2026\n';
    const { rejected } = await uploads.upload(file, newProvider());
    expect(rejected).toMatchObject([{ column: 'nameEn', code: 'identity_number' }]);
    expect(JSON.stringify(rejected)).not.toContain('123456');
  });
});

describe('a comma that was not quoted', () => {
  it.each([
    ['Certificate No.,Course,Date of Issue,Name', 'X-0001,OFA,05/10/2026,CHAN, Tai Man', 1],
    ['Certificate No.,Course,Date of Issue,Name', 'X-0001,OFA,05/10/2026,TAM, Chi Ho, Peter', 2],
    [
      'Certificate No.,Course,Date of Issue,English Name,Chinese Name,Remarks',
      'X-0001,OFA,05/10/2026,CHAN, Tai Man,陳大文,',
      1,
    ],
    [
      'Certificate No.,Course,Date of Issue,English Name,Chinese Name,Remarks',
      'X-0001,OFA,05/10/2026,CHAN, Tai Man,陳大文',
      1,
    ],
    ['Certificate No.,Name,Course,Date of Issue,Email', 'X-0001,CHAN, Tai Man,OFA,05/10/2026,', 1],
    ['Certificate No.,Course,Date of Issue,Name,Remarks', 'X-0001,OFA,05/10/2026,CHAN, Tai Man,', 1],
    ['Certificate No.;Course;Date of Issue;Name', 'X-0001;OFA;05/10/2026;CHAN; Tai Man', 1],
  ])('is told by the cells that are too many: %s of %s', async (headings, row, surplus) => {
    const provider = newProvider();
    const separator = headings.includes(';') ? ';' : ',';
    const right = headings
      .split(separator)
      .map(
        (heading) =>
          ({ 'Certificate No.': 'X-0002', Course: 'OFA', 'Date of Issue': '05/10/2026' })[heading] ??
          (/Name$/.test(heading) ? (/Chinese/.test(heading) ? '何偉傑' : '"HO, Wai Kit"') : ''),
      );
    const report = await uploads.upload([headings, row, right.join(separator), ''].join('\n'), provider);
    expect(report.rows).toMatchObject({ accepted: 1, rejected: 1 });
    expect(report.rejected).toMatchObject([
      { row: 2, code: 'unreadable_row', because: 'tooManyCells', detail: String(surplus), cells: {} },
    ]);
    for (const language of languages)
      expect(report.rejected[0] && rowMessage(report.rejected[0], language)).toContain(String(surplus));
    expect(await stored('X0001', provider)).toBeUndefined();
  });

  it.each([
    ['Name,Remarks', 'CHAN, Tai Man'],
    ['Name,Remarks', 'CHAN,Tai Man'],
    ['Name,Remarks', 'Chan, Tai Man'],
    ['Name,Class', 'CHAN, Tai Man'],
    ['Name,Language', 'CHAN, Tai-man'],
  ])('cuts no name where a column behind takes the rest: %s of %s', async (headings, cells) => {
    const provider = newProvider();
    const file = `No.,Course,Date of Issue,${headings}\nX-0001,OFA,05/10/2026,${cells}\nX-0002,OFA,05/10/2026,SUHARTO,ok\n`;
    const report = await uploads.upload(file, provider);
    expect(report.rows).toMatchObject({ accepted: 1 });
    expect(report.rejected).toMatchObject([{ row: 2, code: 'unreadable_row', because: 'cutName' }]);
    for (const language of languages)
      expect(report.rejected[0] && rowMessage(report.rejected[0], language)).toContain('CHAN, Tai Man');
    expect(await stored('X0001', provider)).toBeUndefined();
  });

  it('is not seen where every row ends with a separator, or a workbook has a note beside the table', async () => {
    const ended =
      'No.,Course,Name,Date of Issue\nX-0001,OFA,HO Wai Kit,05/10/2026,\nX-0002,OFA,HO Wai Lun,05/10/2026,\n';
    expect((await uploads.upload(ended, newProvider())).rows).toMatchObject({ accepted: 2 });
    const noted = sheets([
      ['No.', 'Course', 'Name', 'Date of Issue'],
      ['X-0001', 'OFA', 'HO Wai Kit', '05/10/2026', '', 'paid'],
    ]);
    expect((await uploads.upload(noted, newProvider())).rows).toMatchObject({ accepted: 1 });
  });

  it('is not what a name in letters has under both headings', async () => {
    const provider = newProvider();
    const file =
      'No.,Course,English Name,Chinese Name,Date of Issue\nX-0001,OFA,SMITH John,John Smith,05/10/2026\n';
    expect((await uploads.upload(file, provider)).rows).toMatchObject({ accepted: 1 });
    expect(Object.keys((await stored('X0001', provider)) ?? {})).not.toContain('nameZh');
    const other = sheets([
      ['No.', 'Course', 'English Name', 'Chinese Name', 'Date of Issue'],
      ['X-0002', 'OFA', 'CHAN', 'Tai Man', '05/10/2026'],
    ]);
    expect((await uploads.upload(other, provider)).rejected).toMatchObject([
      { column: 'nameZh', code: 'invalid_name', because: 'notChinese' },
    ]);
  });
});

describe('two names in one script', () => {
  it.each([
    ['陳大文', '黃志強'],
    ['CHAN Tai Man 陳大文', '陳小文'],
    ['CHAN Tai Man', '陳大文 WONG Siu Ming'],
  ])('in one row are of two people: %s and %s', async (en, zh) => {
    const provider = newProvider();
    const file = `No.,Course,English Name,Chinese Name,Date of Issue\nX-0001,OFA,${en},${zh},05/10/2026\n`;
    const { rejected } = await uploads.upload(file, provider);
    expect(rejected).toMatchObject([{ column: 'nameZh', code: 'invalid_name', because: 'twoNames' }]);
    expect(await stored('X0001', provider)).toBeUndefined();
  });

  it.each([
    ['陳大文', '陈大文'],
    ['CHAN Tai Man 陳大文', '陳大文'],
    ['CHAN Tai Man', '陳大文 (Tai Man CHAN)'],
  ])('are one where they agree: %s and %s', async (en, zh) => {
    const file = `No.,Course,English Name,Chinese Name,Date of Issue\nX-0001,OFA,${en},${zh},05/10/2026\n`;
    expect((await uploads.upload(file, newProvider())).rows).toMatchObject({ accepted: 1 });
  });
});
