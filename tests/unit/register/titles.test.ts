import { describe, expect, test } from 'vitest';
import { compareNames, maskChinese, maskLatin } from '#register/names/holder-name.ts';
import { withoutTitles } from '#register/names/titles.ts';

describe('titles and list numbers are no part of a name', () => {
  test.each([
    ['Mr CHAN Tai Man', 'CHAN Tai Man', 'CHAN T** M**'],
    ['Ms. WONG Siu Ling', 'WONG Siu Ling', 'WONG S** L***'],
    ['Dr. LEE, Ka Yan', 'LEE, Ka Yan', 'LEE, K* Y**'],
    ['CHEUNG Ka Wai (Mr)', 'CHEUNG Ka Wai', 'CHEUNG K* W**'],
    ['CHEUNG Ka Wai, Mrs.', 'CHEUNG Ka Wai', 'CHEUNG K* W**'],
    ['(Miss) CHEUNG Ka Wai', 'CHEUNG Ka Wai', 'CHEUNG K* W**'],
    ['Prof. Dr. CHEUNG Ka Wai', 'CHEUNG Ka Wai', 'CHEUNG K* W**'],
    ['MADAM CHEUNG Ka Wai', 'CHEUNG Ka Wai', 'CHEUNG K* W**'],
    ['3. HO Wai Kit', 'HO Wai Kit', 'HO W** K**'],
    ['(12) HO Wai Kit', 'HO Wai Kit', 'HO W** K**'],
    ['No. 7 Mr HO Wai Kit', 'HO Wai Kit', 'HO W** K**'],
    ['HO Wai Kit (3)', 'HO Wai Kit', 'HO W** K**'],
    ['HO Wai Kit 3.', 'HO Wai Kit', 'HO W** K**'],
    ['HO Wai Kit #3', 'HO Wai Kit', 'HO W** K**'],
    ['Sr. HO Wai Kit', 'HO Wai Kit', 'HO W** K**'],
    ['Insp. HO Wai Kit', 'HO Wai Kit', 'HO W** K**'],
    ['HO Wai Kit, PhD', 'HO Wai Kit', 'HO W** K**'],
    ['Dr. HO Wai Kit MBBS', 'HO Wai Kit', 'HO W** K**'],
    ['HO Wai Kit RN', 'HO Wai Kit', 'HO W** K**'],
    ['HO Wai Kit, BBS, JP', 'HO Wai Kit', 'HO W** K**'],
    ['Fr. HO Wai Kit', 'HO Wai Kit', 'HO W** K**'],
    ['Mstr HO Wai Kit', 'HO Wai Kit', 'HO W** K**'],
    ['HO Wai Kit (M)', 'HO Wai Kit', 'HO W** K**'],
    ['HO Wai Kit (Female)', 'HO Wai Kit', 'HO W** K**'],
    ['b) HO Wai Kit', 'HO Wai Kit', 'HO W** K**'],
    ['Inspector HO Wai Kit', 'HO Wai Kit', 'HO W** K**'],
    ['HO, Mr. Wai Kit', 'HO, Wai Kit', 'HO, W** K**'],
    ['HO (Ms) Wai Kit', 'HO, Wai Kit', 'HO, W** K**'],
  ])('%s', (written, name, masked) => {
    expect(withoutTitles(written)).toBe(name);
    expect(compareNames(written, { nameEn: name })).toBe('match');
    expect(compareNames(name, { nameEn: written })).toBe('match');
    expect(maskLatin(written)).toBe(masked);
  });

  test.each([
    ['陳大文先生', '陳大文', '陳＊文'],
    ['黃小玲小姐', '黃小玲', '黃＊玲'],
    ['張家偉 先生', '張家偉', '張＊偉'],
    ['李嘉欣醫生', '李嘉欣', '李＊欣'],
    ['李嘉欣医生', '李嘉欣', '李＊欣'],
    ['陳大文（女士）', '陳大文', '陳＊文'],
    ['3、陳大文', '陳大文', '陳＊文'],
    ['12陳大文同學', '陳大文', '陳＊文'],
    ['（小姐）陳大文', '陳大文', '陳＊文'],
    ['陳大文姑娘', '陳大文', '陳＊文'],
    ['陳大文工程師', '陳大文', '陳＊文'],
    ['陳大文女仕', '陳大文', '陳＊文'],
    ['陳大文（男）', '陳大文', '陳＊文'],
    ['一、陳大文', '陳大文', '陳＊文'],
    ['陳大文副校長', '陳大文', '陳＊文'],
    ['陳大文社工', '陳大文', '陳＊文'],
    ['陳大文（組長）', '陳大文', '陳＊文'],
    ['㈡陳大文', '陳大文', '陳＊文'],
  ])('%s', (written, name, masked) => {
    expect(compareNames(written, { nameZh: name })).toBe('match');
    expect(compareNames(name, { nameZh: written })).toBe('match');
    expect(maskChinese(written)).toBe(masked);
  });

  test.each([
    ['陳大文先生 Mr CHAN Tai Man', { nameEn: 'CHAN Tai Man', nameZh: '陳大文' }],
    ['CHAN Tai Man 陳大文小姐', { nameEn: 'CHAN Tai Man', nameZh: '陳大文' }],
    ['3. 陳大文 (Mr)', { nameEn: 'CHAN Tai Man', nameZh: '陳大文' }],
  ])('beside both names: %s', (written, registered) => {
    expect(compareNames(written, registered)).toBe('match');
  });

  test.each([
    ['Mira CHAN', 'ra CHAN'],
    ['Drew CHAN', 'ew CHAN'],
    ['MSUNG Ka Wai', 'UNG Ka Wai'],
    ['CHAN Sirius', 'CHAN'],
    ['Mr CHAN', 'CHAN'],
    ['CHAN 3Tai', 'CHAN Tai'],
    ['CHAN Tai Man 2', 'CHAN Tai Man'],
    ['CHAN Tai Man Sr', 'CHAN Tai Man'],
    ['HON Ka Man', 'Ka Man'],
    ['FR Ka Man', 'Ka Man'],
    ['MASTER Ka Man', 'Ka Man'],
    ['CHAN Tai M', 'CHAN Tai'],
    ['RAHMAN Abdul, Md', 'RAHMAN Abdul'],
    ['陳大文君', '陳大文'],
  ])('but a name that only begins so stays whole: %s', (name, other) => {
    expect(withoutTitles(name)).toBe(name);
    expect(compareNames(name, { nameEn: other })).toBe('mismatch');
  });

  test.each(['DE SILVA R.N.', 'DE SILVA, J.P.', 'DE SILVA, M.D.', 'Chidi Emmanuel Mba', 'RAHMAN, Md'])(
    'and initials and names that look like a degree are none: %s',
    (name) => {
      expect(withoutTitles(name)).toBe(name);
    },
  );

  test.each(['李博士', '陳先生', '王小姐'])(
    'and so does what would leave a family name alone: %s',
    (name) => {
      expect(compareNames(name, { nameZh: name.slice(0, 1) })).toBe('mismatch');
      expect(compareNames(name, { nameZh: name })).toBe('match');
    },
  );
});

describe('Latin letters that a keyboard does not have', () => {
  test.each([
    ['ĐẶNG Văn Nam', 'DANG Van Nam'],
    ['NGUYỄN Thị Hồng', 'Nguyen Thi Hong'],
    ['SØRENSEN Lars', 'SORENSEN Lars'],
    ['KOWALSKI Michał', 'KOWALSKI Michal'],
    ['WAŁĘSA Łukasz', 'WALESA Lukasz'],
    ['ÆBELØ Jørn', 'AEBELO Jorn'],
    ['Þórður Jónsson', 'Thordur Jonsson'],
    ['LEBŒUF Zoë', 'LEBOEUF Zoe'],
    ['ĦABER Ċensu', 'HABER Censu'],
    ['YILMAZ Işıl', 'Yilmaz Isil'],
    ['STRAẞER Jürgen', 'Strasser Jurgen'],
    ['O’BRIEN Seán', 'OBrien Sean'],
    ['OʼBRIEN Sean', "O'Brien Sean"],
    ['D´SOUZA Ana', 'DSouza Ana'],
    ['O＇BRIEN Sean', 'O`Brien Sean'],
    ['CHAN Tai‐Man', 'Chan Tai Man'],
    ['ﬁSHER Ann', 'Fisher Ann'],
  ])('%s is also written %s', (registered, typed) => {
    expect(compareNames(typed, { nameEn: registered })).toBe('match');
    expect(compareNames(registered, { nameEn: typed })).toBe('match');
  });

  test.each([
    ['SØRENSEN Lars', 'SARENSEN Lars'],
    ['ĐẶNG Văn Nam', 'TANG Van Nam'],
    ['LEE Ka Yan', 'LI Ka Yan'],
  ])('%s is not %s', (registered, typed) => {
    expect(compareNames(typed, { nameEn: registered })).toBe('mismatch');
  });
});
