/**
 * Titles and the numbers of a list, as class sheets have them beside names: `Mr CHAN Tai Man`, `CHAN Tai Man (Ms)`,
 * `3. HO Wai Kit`, `陳大文先生`. They are no part of a name: left out where names are compared, masked or addressed.
 */
const latin = '(?:m(?:rs?|s|iss|dm|adam|x|ister)|dr|doctor|prof(?:essor)?|rev(?:erend)?|sir|ir)';
const chinese =
  '(?:先生|小姐|女士|太太|夫人|醫生|医生|醫師|医师|博士|教授|老師|老师|同學|同学|護士|护士|律師|律师|校長|校长|牧師|牧师|師傅|师傅)';
const number = '(?:no\\.? ?|#)?\\d{1,5}';

const before = new RegExp(
  `^[(\\[]?(?:${latin}(?![\\p{L}\\p{M}\\p{N}'’-])|${chinese}|${number}(?![\\p{L}\\p{M}\\p{N}'’-])|${number}(?=\\p{Script=Han}))[\\])]?[.,:、/&) ]*`,
  'iu',
);
// A bare number behind a name tells two people apart; in brackets or with a full stop it is that of a list.
const after = new RegExp(
  `(?:(?<![ .,/&([])[ .,/&([]+(?:${latin}|(?<=[([])${number}(?=[)\\]])|(?:no\\.? ?|#)\\d{1,5}|\\d{1,5}(?=\\.$))|(?<![ .,/([])[ .,/([]*${chinese})[.)\\] ]*$`,
  'iu',
);

/** A name (one line in half width) without them; as it is where they would be most of it: `Mr CHAN`, `陳先生`. */
export function withoutTitles(name: string): string {
  let left = name;
  for (const end of [before, after]) {
    for (let rest = left.replace(end, ''); rest !== left && isWhole(rest); rest = left.replace(end, ''))
      left = rest;
  }
  return left;
}

/** Two words, or two Chinese characters. */
function isWhole(name: string): boolean {
  return (name.match(/\p{Script=Han}|[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu) ?? []).length >= 2;
}
