import { isSameHan, looseHanKey, readHan } from './han-forms.ts';
import { type NameParts, nameParts, plainLine } from './name-parts.ts';

/** A name as it is looked up by a part of it: Latin words folded, Chinese characters as `looseHanKey` has them. */
export interface SearchName {
  latin: readonly string[];
  chinese: string;
}

/** What somebody typed to find a name by. */
export interface TypedName extends SearchName {
  typed: string;
}

interface Names {
  nameEn?: string | undefined;
  nameZh?: string | undefined;
}

/** Words further back in a longer name are found beside one of these. */
const MAX_STARTS = 8;

export const searchName = (names: Names): SearchName => looselyRead(partsOf(names));

/** Undefined where there is not a letter of a name in it. */
export function readTypedName(typed: string): TypedName | undefined {
  const name = looselyRead(nameParts(typed));
  return name.latin.length > 0 || name.chinese !== '' ? { typed, ...name } : undefined;
}

/**
 * Where a name can be looked up: it begins with each of its words in turn, run together, as some write `Taiman` and others
 * `Tai Man`; and with each of its Chinese characters.
 */
export function startsOf({ latin, chinese }: SearchName): string[] {
  const ofLatin = latin.map((_, at) => [...latin.slice(at), ...latin.slice(0, at)].join(''));
  const ofChinese = [...chinese].map((_, at, characters) => characters.slice(at).join(''));
  return [...new Set([...ofLatin.slice(0, MAX_STARTS), ...ofChinese.slice(0, MAX_STARTS)])];
}

/** With what the names begin that are asked for: those under `run`, and under any one of `either`, are all. */
export function beginningsOf({ latin, chinese }: SearchName): { run?: string; either: readonly string[] } {
  if (chinese !== '') return { either: [chinese] };
  return latin.length > 1 ? { run: latin.join(''), either: latin } : { either: latin };
}

/** Whether a name may have all that was typed: its characters are compared loosely. */
export function mayHave(name: SearchName, { latin, chinese }: SearchName): boolean {
  const runs = startsOf({ latin: name.latin, chinese: '' });
  const begins = (text: string) => [...runs, ...name.latin].some((own) => own.startsWith(text));
  return name.chinese.includes(chinese) && (latin.every(begins) || begins(latin.join('')));
}

/** Whether a holder's name has all that was typed: words or their beginnings in any order, characters in a row. */
export function hasTyped(names: Names, typed: TypedName): boolean {
  if (!mayHave(searchName(names), typed)) return false;
  const asked = nameParts(typed.typed).chinese;
  if (asked.length === 0) return true;
  const { chinese } = partsOf(names);
  // Of a part nobody can tell whether it is written in simplified characters, which stand for more behind a family name.
  const behind = readHan(`们${hanIn(typed.typed)}`).slice(1);
  return chinese.some((_, at) => {
    const part = chinese.slice(at, at + asked.length);
    return isSameHan(asked, part) || (at > 0 && isSameHan(behind, part));
  });
}

const hanIn = (text: string) => [...plainLine(text)].filter((one) => /\p{Script=Han}/u.test(one)).join('');

/** As names are compared: of each script the name in its own field, else what the other field has of it. */
function partsOf({ nameEn = '', nameZh = '' }: Names): NameParts {
  const [en, zh] = [nameParts(nameEn), nameParts(nameZh)];
  return {
    latin: en.latin.length > 0 ? en.latin : zh.latin,
    chinese: zh.chinese.length > 0 ? zh.chinese : en.chinese,
  };
}

const looselyRead = ({ latin, chinese }: NameParts): SearchName => ({ latin, chinese: looseHanKey(chinese) });
