/**
 * Titles and the numbers of a list, as class sheets have them beside names: `Mr CHAN Tai Man`, `CHAN Tai Man (Ms)`,
 * `3. HO Wai Kit`, `陳大文先生`. They are no part of a name: left out where names are compared, masked or addressed.
 */
const latin =
  '(?:m(?:rs?|s|iss|dm|me|adame?|x|ister|str)|dr|doctor|prof(?:essor)?|rev(?:erend)?|sir|ir|engr|capt|sgt|insp(?:ector)?)';
/** Behind a name `Sr` is the elder of two. */
const latinBefore = `(?:${latin}|sr|the hon|(?:fr|ar|hon|bro)(?=\\.))`;
const chinese =
  '(?:先生|小姐|女士|女仕|太太|夫人|姑娘|醫生|医生|醫師|医师|博士|教授|老師|老师|導師|导师|教練|教练|同學|同学|護士|护士|護師|护师|律師|律师|工程師|工程师|測量師|测量师|治療師|治疗师|會計師|会计师|社工|(?:副|助理|高級)?(?:督察|警長|校長|校长|主任|經理|经理|主席|院長|院长|店長)|隊長|队长|組長|组长|班長|班长|議員|议员|消防員|救護員|牧師|牧师|神父|修女|師傅|师傅)';
const number = '(?:no\\.? ?|#)?\\d{1,5}';
/** `(M)`, `(Female)`, `(男)`. */
const sex = '男|女|m|f|male|female';
const hanNumber = '(?:[一二三四五六七八九十]{1,3}、|[(\\[][一二三四五六七八九十]{1,3}[\\])])';
/** What somebody passed or was given. Behind a space only what no name can be; `Md`, `Ba`, `Mba` and `Hon` are names, `R.N.` initials. */
const degree = '(?:ph\\.?d|mbbs|m\\.b\\.b\\.s|[bm]\\.?sc|rn|emt)';
const honour = '(?:mba|emt-[abip]|emr|jp|[gsb]bs|esq)';

const before = new RegExp(
  `^(?:${hanNumber}|[(\\[]?(?:${latinBefore}(?![\\p{L}\\p{M}\\p{N}'’-])|[a-z](?=\\))|${chinese}|${number}(?![\\p{L}\\p{M}\\p{N}'’-])|${number}(?=\\p{Script=Han}))[\\])]?)[.,:、/&) ]*`,
  'iu',
);
// A bare number behind a name tells two people apart; in brackets or with a full stop it is that of a list.
const after = new RegExp(
  `(?:(?<![ .,/&([])[ .,/&([]+(?:${latin}|(?<=[([])(?:${sex}|${number})(?=[)\\]])|(?:no\\.? ?|#)\\d{1,5}|\\d{1,5}(?=\\.$))|(?<![ .,/([])[ .,/([]*${chinese})[.)\\] ]*$`,
  'iu',
);
const degrees = new RegExp(`(?:(?<! ) ?[,([] ?(?:${degree}|${honour})|(?<! ) ${degree})[.)\\]]*$`, 'iu');
/** Between a family name and the given ones: `CHAN, Mr Tai Man`, `CHAN (Ms) Tai Man`. */
const within = new RegExp(
  `(?<=[\\p{L}\\p{M}])(?:, ?| ?[(\\[])${latin}(?![\\p{L}\\p{M}'’-])[.)\\]]* (?=\\p{L})`,
  'iu',
);

/**
 * What `before` begins with and `within` has in it. Those two are only tried then: their classes of letters take longer to
 * compile than all else that a verification does once.
 */
const mayBeBefore = new RegExp(
  `^(?:${hanNumber}|[(\\[]?(?:${latinBefore}|[a-z](?=\\))|${chinese}|${number}))`,
  'iu',
);
const mayBeWithin = /[,([]/;

/** A name (one line in half width) without them; as it is where they would be most of it: `Mr CHAN`, `陳先生`. */
export function withoutTitles(name: string): string {
  let left = mayBeWithin.test(name) ? name.replace(within, ', ') : name;
  for (const end of mayBeBefore.test(left) ? [before, degrees, after, degrees] : [degrees, after, degrees]) {
    for (let rest = left.replace(end, ''); rest !== left && isWhole(rest); rest = left.replace(end, ''))
      left = rest;
  }
  return left;
}

/** Two words, or two Chinese characters. */
function isWhole(name: string): boolean {
  return (name.match(/\p{Script=Han}|[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu) ?? []).length >= 2;
}
