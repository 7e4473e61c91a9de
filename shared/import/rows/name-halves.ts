import { isPlaceholder } from '#register/certificate/placeholder.ts';
import { joinedName } from '#register/names/joined-name.ts';
import { type FileCells, halfColumns } from '#tables/headings/map-headings.ts';

type WholeName = keyof typeof halfColumns;

/** The cells with the halves of each name joined; `halves` names those of which one half alone is there. */
export function withWholeNames(cells: FileCells): { cells: FileCells; halves: WholeName[] } {
  const halves: WholeName[] = [];
  const whole: FileCells = {};
  for (const name of ['nameEn', 'nameZh'] as const) {
    const [surname = '', given = '', further = ''] = halfColumns[name].map((column) => saidIn(cells[column]));
    if (surname !== '' && given !== '') Object.assign(whole, joined(name, [surname, given, further]));
    else if (surname !== given) halves.push(name);
    else if (further !== '') whole[name] = further;
  }
  return { cells: { ...cells, ...whole }, halves };
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
