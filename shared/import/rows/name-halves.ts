import { isDitto, isPlaceholder } from '#register/certificate/placeholder.ts';
import { joinedName } from '#register/names/joined-name.ts';
import { nameParts } from '#register/names/name-parts.ts';
import { type FileCells, halfColumns } from '#tables/headings/map-headings.ts';

type WholeName = keyof typeof halfColumns;

/** A name may be whole in the last column; of two words (`Mary Ann`) it is a given one. */
const WORDS_OF_A_NAME = 3;

/**
 * The cells with the halves of each name joined; `halves` names those of which one half alone is there. Of a half that points to the
 * row above the name is that, and no name.
 */
export function withWholeNames(cells: FileCells): { cells: FileCells; halves: WholeName[] } {
  const halves: WholeName[] = [];
  const whole: FileCells = {};
  for (const name of ['nameEn', 'nameZh'] as const) {
    const said = halfColumns[name].map((column) => saidIn(cells[column]));
    const [surname = '', given = '', further = ''] = said;
    const ditto = said.find(isDitto);
    if (ditto !== undefined) whole[name] = ditto;
    else if (surname !== '' && given !== '') Object.assign(whole, joined(name, [surname, given, further]));
    else if (surname !== given) halves.push(name);
    else if (isWhole(further)) whole[name] = further;
    else if (further !== '') halves.push(name);
  }
  return { cells: { ...cells, ...whole }, halves };
}

function isWhole(name: string): boolean {
  const { latin, chinese } = nameParts(name);
  return latin.length >= WORDS_OF_A_NAME || chinese.length >= WORDS_OF_A_NAME;
}

const saidIn = (cell = '') => (isPlaceholder(cell) ? '' : cell.trim());

/** Each cell may have its part of both names: `陳 CHAN` and `大文 Tai Man`. */
function joined(name: WholeName, parts: string[]): FileCells {
  const both = parts.map((part) => inBothScripts(part));
  const [nameEn, nameZh] = [both.map(({ latin }) => latin), both.map(({ chinese }) => chinese)];
  const isMixed = nameEn[0] !== '' && nameEn[1] !== '' && nameZh[0] !== '' && nameZh[1] !== '';
  return isMixed
    ? { nameEn: joinedName(...nameEn), nameZh: joinedName(...nameZh) }
    : { [name]: joinedName(...parts) };
}

function inBothScripts(part: string): { latin: string; chinese: string } {
  const chinese = (part.match(/\p{Script=Han}+/gu) ?? []).join('');
  return { latin: part.replace(/[\p{Script=Han}()/]+/gu, ' ').trim(), chinese };
}
