import { describe, expect, it } from 'vitest';
import { beginningsOf, hasTyped, readTypedName, searchName, startsOf } from '#register/names/name-search.ts';
import { asName, comparisons } from '#support/names';

function isFound(registered: { nameEn?: string; nameZh?: string }, text: string): boolean {
  const typed = readTypedName(text);
  if (!typed) return false;
  const { run, either } = beginningsOf(typed);
  const starts = startsOf(searchName(registered));
  const leads = (beginning: string) => starts.some((start) => start.startsWith(beginning));
  // Whatever the name has is found: it lies under the run, or under every part, as any one of them may be looked through.
  const isThere = (run !== undefined && leads(run)) || either.every(leads);
  if (hasTyped(registered, typed) && !isThere) throw new Error(`${text} is nowhere to be found`);
  return hasTyped(registered, typed);
}

describe('a name is found by', () => {
  it.each(comparisons.filter(({ isSame }) => isSame))('$registered: all of it, as $name', (pair) => {
    expect(isFound(asName(pair.registered), pair.name)).toBe(true);
  });

  it.each(comparisons.filter(({ isSame, name }) => !isSame && /\p{Script=Han}/u.test(name)))(
    '$registered: not as $name',
    (pair) => {
      expect(isFound(asName(pair.registered), pair.name)).toBe(false);
    },
  );

  const names = { nameEn: 'CHAN Tai Man', nameZh: '鍾國傑' };
  it.each([
    ['Tai', true],
    ['ta', true],
    ['man chan', true],
    ['taiman', true],
    ['manchan', true],
    ['ai', false],
    ['chan chan wong', false],
    ['国杰', true],
    ['杰', true],
    ['钟', true],
    ['鐘', false],
    ['鍾傑', false],
    ['國 tai', true],
    ['國 wong', false],
  ])('%s: %s', (text, found) => {
    expect(isFound(names, text)).toBe(found);
  });

  it('no text without a letter', () => {
    for (const text of ['', ' ', '?', '、']) expect(readTypedName(text)).toBeUndefined();
  });
});
