import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Column, columns } from '#register/certificate/upload-columns.ts';
import { anyText } from '#support/any-text';
import { sampleRows } from '#support/samples';
import { mapHeadings } from '#tables/headings/map-headings.ts';

const headings: Record<Column, string[]> = {
  courseSession: [
    'courseSession',
    'course_session',
    'Course session',
    'Class',
    '班別',
    '課程班次',
    '课程班次',
    '班別 Class',
  ],
  number: [
    'number',
    'Cert No',
    'CERT. NO.',
    'Certificate Number',
    'Certificate No.',
    'certificateNo',
    '證書編號',
    '證書號碼',
    '証書編號',
    '证书编号',
    '編號',
    'No.',
    '證書編號 Certificate No.',
    'Certificate No. / 證書編號',
    'Ｃｅｒｔ　Ｎｏ．',
    'Certificate ID',
  ],
  type: [
    'type',
    'Course',
    'Course Title',
    '課程',
    '課程名稱',
    '课程名称',
    '課程 Course',
    'Certificate Type',
    '證書類別',
    'Type of Certificate',
  ],
  nameEn: [
    'nameEn',
    'Name',
    'NAME',
    'English Name',
    'Name in English',
    'Name (English)',
    '英文姓名',
    '姓名(英文)',
    '姓名（英文）',
    '姓名 Name',
    '英文姓名 Name in English',
    'Full Name',
    'Name of Holder',
    '姓名 (English)',
    'Name (as on HKID card)',
    'Name as shown on HKID',
    '英文姓名（須與身份證相同）',
    'Student Name',
    'Name (as on ID)',
  ],
  nameZh: [
    'nameZh',
    '姓名',
    'Chinese Name',
    '中文姓名',
    'Name (Chinese)',
    'Name in Chinese',
    '中文姓名 Name',
    '學員姓名',
    '姓名 Chinese Name',
  ],
  email: [
    'email',
    'E-mail',
    'E-Mail Address',
    'e mail',
    '電郵',
    '電郵地址',
    '電子郵件',
    '电邮',
    '電郵 Email',
    'Email*',
  ],
  language: ['language', 'Language', '語言', '语言', 'Preferred Language', '通訊語言'],
  issuedOn: [
    'issuedOn',
    'Issue Date',
    'Date of Issue',
    'Issued On',
    '發證日期',
    '簽發日',
    '簽發日期',
    '頒發日期',
    '颁发日期',
    '签发日期',
    '簽發日期 Date of Issue',
    'Date of Issue (DD/MM/YYYY)',
    '簽發日期（日/月/年）',
  ],
  expiresOn: [
    'expiresOn',
    'Expiry',
    'Expiry Date',
    'Valid Until',
    'Date of Expiry',
    'Expiration Date',
    '有效期至',
    '到期日',
    '到期日期',
    '有效期',
    '到期日 Expiry Date',
    'EXPIRY  DATE:',
    'Expiry Date (if any)',
  ],
};

describe('the headings of a file', () => {
  describe.each(columns)('%s', (column) => {
    test.each(headings[column])('is meant by "%s"', (heading) => {
      const others: Column[] =
        column === 'number' || column === 'issuedOn' ? ['type', 'email'] : ['number', 'issuedOn'];
      expect(mapHeadings([heading, ...others])).toEqual({
        ok: true,
        columns: [column, ...others],
        ignored: [],
      });
    });
  });

  test('the bundled exports are understood whole, whatever the order', () => {
    for (const file of ['ofa-2023-2026.csv', 'ems-2025-2026.csv', 'dirty.csv']) {
      const [row = []] = sampleRows(file);
      const mapped = mapHeadings(row);
      expect(mapped).toMatchObject({ ok: true, ignored: [] });
      const reversed = mapHeadings(row.toReversed());
      expect(reversed.ok && reversed.columns.toReversed()).toEqual(mapped.ok && mapped.columns);
      expect(new Set(mapped.ok ? mapped.columns : [])).toEqual(
        new Set(columns.filter((column) => column !== 'courseSession')),
      );
    }
  });

  test('a byte order mark before the first heading is not seen', () => {
    expect(mapHeadings(['\ufeffCourse', 'Name'])).toMatchObject({ ok: true, columns: ['type', 'nameEn'] });
  });

  test('unknown columns are ignored and named, empty ones are not worth naming', () => {
    expect(mapHeadings(['Cert No', 'Tutor', '', '備註 Remarks', 'Name'])).toEqual({
      ok: true,
      columns: ['number', undefined, undefined, undefined, 'nameEn'],
      ignored: ['Tutor', '備註 Remarks'],
    });
  });

  test.each([
    'Emergency contact email',
    '緊急聯絡人姓名 Name',
    '公司名稱',
    'Course Date',
    '上課日期',
    'Company Name',
    '簽發日期 Expiry Date',
    'constructor',
    '__proto__',
  ])('"%s" is nobody\'s column, not a guess', (heading) => {
    expect(mapHeadings(['Cert No', heading])).toEqual({
      ok: true,
      columns: ['number', undefined],
      ignored: [heading],
    });
  });

  test('a column of row numbers beside the certificate numbers is only a count', () => {
    expect(mapHeadings(['No.', 'Name', 'Certificate No.'])).toEqual({
      ok: true,
      columns: [undefined, 'nameEn', 'number'],
      ignored: ['No.'],
    });
  });

  test.each(['First Aid Certificate No.', 'First Aider Cert. No.', '急救員證書編號'])(
    'the number of the certificate that a course asks for is no new one’s: "%s"',
    (heading) => {
      for (const others of [
        ['Name', 'Certificate No.'],
        ['Name', 'Date of Issue'],
      ])
        expect(mapHeadings([...others, heading])).toMatchObject({ ok: true, ignored: [heading] });
    },
  );

  test.each([
    'HKID',
    'HKID No.',
    'HKIDNo',
    'H.K.I.D. No.',
    'HK ID Card',
    'ID No.',
    'ID Number',
    'I.D. No',
    'ID Card No.',
    'Identity Card',
    'Identity Document No.',
    '身份證',
    '身份證號碼',
    '身分證號碼',
    '身份证号码',
    '香港身份證號碼 HKID No.',
    '證件號碼',
    'HKID/Passport No.',
    'Passport Number',
    '護照號碼',
    'Name & HKID',
    'Name (HKID No.)',
    'Certificate No. (HKID)',
    'ＨＫＩＤ',
    'ID',
    'I.D.',
    'IDs',
    'HK-ID',
    'hk_id',
    'HK I/D',
    'I/D No',
    'HKPR ID',
    'ID號碼',
    'ID 號碼',
    'ID_NUMBER',
    'ID(前四位)',
    '身 份 證',
    '身份號碼',
    '身證號',
    '證件',
    '證件編碼',
    '旅行證件',
    'NRIC',
    'IC No',
    'Doc No.',
    'Document Number',
    'National ID',
    'Citizen ID',
    '香港居民證',
    '回鄉卡',
  ])('a column of identity numbers refuses the file: "%s"', (heading) => {
    expect(mapHeadings(['Cert No', 'Course', heading])).toEqual({
      ok: false,
      code: 'identity_number',
      detail: heading,
    });
  });

  test('a column of identity numbers is not hidden by invisible characters', () => {
    expect(mapHeadings(['Cert No', 'H\u200bK\u00adID'])).toEqual({
      ok: false,
      code: 'identity_number',
      detail: 'HKID',
    });
  });

  test.each([
    'Student ID No.',
    'Student_ID',
    'Student ID',
    'Course ID',
    'CourseID',
    'Member ID',
    'Staff ID',
    'Staff ID No',
    'Row ID',
    '學員ID',
    'Valid No',
    'Topic No.',
    '終身證書',
    '證件相',
    'Idea',
  ])('"%s" is not an identity number', (heading) => {
    expect(mapHeadings(['Cert No', heading])).toMatchObject({ ok: true, columns: ['number', undefined] });
  });

  test.each([
    [['Cert No', 'Name', 'Certificate Number'], 'Certificate Number'],
    [['到期日', 'Expiry Date'], 'Expiry Date'],
    [['No.', '編號', 'Name'], '編號'],
  ])('two columns for one field refuse the file: %j', (cells, detail) => {
    expect(mapHeadings(cells)).toEqual({ ok: false, code: 'doubled_heading', detail });
  });

  test.each([[[]], [['', '']], [['CHAN Tai Man', 'OFA', '01/03/2026']], [['Email', 'Language', 'Tutor']]])(
    'a file without headings is refused, and nothing of it repeated: %j',
    (cells) => {
      expect(mapHeadings(cells)).toEqual({ ok: false, code: 'no_headings', detail: '' });
    },
  );

  test('what is shown again of a heading is one short line', () => {
    const mapped = mapHeadings(['Cert No', `Remarks\r\n${'x'.repeat(10_000)}`]);
    expect(mapped.ok && mapped.ignored[0]).toMatch(/^Remarks x{52}…$/);
  });

  test('any row is mapped cell by cell or refused, never an error, no field twice', () => {
    const cell = fc.oneof(anyText(), fc.constantFrom(...Object.values(headings).flat()));
    fc.assert(
      fc.property(fc.array(cell), (cells) => {
        const mapped = mapHeadings(cells);
        if (!mapped.ok) return;
        const fields = mapped.columns.filter((column) => column !== undefined);
        expect(mapped.columns).toHaveLength(cells.length);
        expect(new Set(fields).size).toBe(fields.length);
      }),
    );
  });
});
