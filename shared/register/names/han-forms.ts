import { once } from '#register/once.ts';
import { also, either, groups } from './data/han-forms.ts';

/**
 * Chinese characters of one name written in another form: simplified, Japanese, an older or a regional one. Which are one
 * is told by public tables (`data/SOURCES.md`), the rule by docs/decisions/022-comparing-names.md.
 */

const partsOf = (table: string) => table.trim().split(/\s/);

interface HanForms {
  simplified: ReadonlySet<string>;
  firstOf: ReadonlyMap<string, string>;
  /** `发` to `發髮`: a simplified character that has several traditional ones stands for any of them. */
  eitherOf: ReadonlyMap<string, string>;
  /** `余` to `餘`: what a character of Hong Kong's own stands for as well where a name is written in simplified ones. */
  alsoOf: ReadonlyMap<string, string>;
}

/** Read when the first name is: most functions that start compare none, and it was a sixth of their start. */
const hanForms = once((): HanForms => {
  const simplified = new Set<string>();
  const firstOf = new Map<string, string>();
  for (const group of partsOf(groups)) {
    const [shared = '', simplifiedAlone = ''] = group.split('/');
    const [first = '', ...others] = shared;
    for (const form of [...others, ...simplifiedAlone]) firstOf.set(form, first);
    for (const form of simplifiedAlone) simplified.add(form);
  }
  const eitherOf = new Map(
    partsOf(either).map((entry) => {
      const [form = '', ...firsts] = entry.replace('/', '');
      if (entry.startsWith('/')) simplified.add(form);
      return [form, firsts.join('')] as const;
    }),
  );
  const alsoOf = new Map(
    partsOf(also).map((entry) => {
      const [form = '', ...firsts] = entry;
      return [form, firsts.join('')] as const;
    }),
  );
  return { simplified, firstOf, eitherOf, alsoOf };
});

/**
 * A Chinese name as it is compared: for each character the first of its group, or of each group that it may stand for. A
 * family name is what it is, in simplified characters too: `余` and `后` are there no `餘` and `後`.
 */
export function readHan(name: string): string[] {
  const { simplified, firstOf, eitherOf, alsoOf } = hanForms();
  const characters = [...name].map((character, at, all) =>
    character === '々' ? (all[at - 1] ?? character) : character,
  );
  const isSimplified = characters.some((character) => simplified.has(character));
  return characters.map((character, at) => {
    const own = eitherOf.get(character) ?? firstOf.get(character) ?? character;
    return isSimplified && at > 0 ? own + (alsoOf.get(character) ?? '') : own;
  });
}

/** Whether two names as `readHan` gives them may be one: character by character they stand for one thing. */
export function isSameHan(one: readonly string[], other: readonly string[]): boolean {
  return (
    one.length === other.length &&
    one.every((reading, at) => [...reading].some((form) => other[at]?.includes(form)))
  );
}

/** Groups that one character may stand for, run together: too much is one here, and what `isSameHan` calls one always is. */
const looselyFirstOf = once((): ReadonlyMap<string, string> => {
  const { firstOf, eitherOf, alsoOf } = hanForms();
  const found = new Map<string, string>();
  const loosely = (form: string) => {
    const first = firstOf.get(form) ?? form;
    return found.get(first) ?? first;
  };
  for (const [form, firsts] of [...eitherOf, ...alsoOf]) {
    const joined = [form, ...firsts].map(loosely);
    const [first = form] = joined;
    for (const [known, of] of found) if (joined.includes(of)) found.set(known, first);
    for (const one of joined) found.set(one, first);
  }
  return found;
});

/** A key that two names share whenever `isSameHan` holds; names that share it may still differ. */
export function looseHanKey(name: readonly string[]): string {
  return name.map(([form = '']) => loosely(form)).join('');
}

function loosely(form: string): string {
  const first = hanForms().firstOf.get(form) ?? form;
  return looselyFirstOf().get(first) ?? first;
}
