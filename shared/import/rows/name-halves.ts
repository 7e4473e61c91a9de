import { isPlaceholder } from '#register/certificate/placeholder.ts';
import { hasHan } from '#register/names/holder-input.ts';
import { type FileCells, halfColumns } from '#tables/headings/map-headings.ts';

type WholeName = keyof typeof halfColumns;

/** The cells with the halves of each name joined; `halves` names those of which one half alone is there. */
export function withWholeNames(cells: FileCells): { cells: FileCells; halves: WholeName[] } {
  const halves: WholeName[] = [];
  const whole: FileCells = {};
  for (const name of ['nameEn', 'nameZh'] as const) {
    const [surname = '', given = ''] = halfColumns[name].map((column) => saidIn(cells[column]));
    if (surname !== '' && given !== '') whole[name] = joined(surname, given);
    else if (surname !== given) halves.push(name);
  }
  return { cells: { ...cells, ...whole }, halves };
}

const saidIn = (cell = '') => (isPlaceholder(cell) ? '' : cell.trim());

/** In the order of either script, the family name first. A column `Name` beside the surname may have the whole name. */
function joined(surname: string, given: string): string {
  const space = hasHan(surname) && hasHan(given) ? '' : ' ';
  return given.startsWith(surname + space) && given !== surname ? given : surname + space + given;
}
