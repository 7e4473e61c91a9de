import { expect, test } from 'vitest';
import { joinedName } from '#register/names/joined-name.ts';

test.each([
  // A given name may have a word that is the family name too.
  [['HO', 'KA HO'], 'HO KA HO'],
  [['Man', 'Ka Man'], 'Man Ka Man'],
  [['LEE', 'KA LEE'], 'LEE KA LEE'],
  [['WAI', 'Wai Man'], 'WAI Wai Man'],
  [['MAN', 'Man Man'], 'MAN Man Man'],
  [['NG', 'Ng'], 'NG Ng'],
  [['文', '文文'], '文文文'],
  [['林', '小林'], '林小林'],
  // The whole name stands in the given one's cell.
  [['CHAN', 'CHAN Tai Man'], 'CHAN Tai Man'],
  [['CHAN', 'Chan Tai-Man'], 'Chan Tai-Man'],
  [['CHAN', 'CHAN Peter'], 'CHAN Peter'],
  [['AU YEUNG', 'AU-YEUNG Mei Ling'], 'AU-YEUNG Mei Ling'],
  [['陳', '陳大文'], '陳大文'],
  [['陳', '陳明'], '陳明'],
  [['陈', '陳大文'], '陳大文'],
  [['CHAN Tai Man', 'Tai Man'], 'CHAN Tai Man'],
  // The third column says it again, more, or all.
  [['CHAN', 'Tai Man', 'Chan Tai Man'], 'CHAN Tai Man'],
  [['CHAN', 'Tai-Man', 'CHAN Tai Man'], 'CHAN Tai-Man'],
  [['CHAN', 'Tai Man', 'CHAN Taiman'], 'CHAN Tai Man'],
  [['CHAN', 'TAI MAN', 'Peter Chan Tai-man'], 'Peter Chan Tai-man'],
  [['CHAN', 'Tai Man', 'Tai Man Peter'], 'CHAN Tai Man Peter'],
  [['CHAN', 'Tai Man Peter', 'PETER'], 'CHAN Tai Man Peter'],
  [['CHAN', 'Tai Man', 'Peter'], 'CHAN Tai Man Peter'],
  [['SANTOS', 'Maria', 'Santos'], 'SANTOS Maria Santos'],
  [['', 'Tai Man', ''], 'Tai Man'],
  [['CHAN Tai Man', '陳大文'], 'CHAN Tai Man 陳大文'],
  [['CHAN Tai Man', '陳大文 CHAN Tai Man'], '陳大文 CHAN Tai Man'],
  [[], ''],
])('%j make %s', (parts, name) => {
  expect(joinedName(...parts)).toBe(name);
});
