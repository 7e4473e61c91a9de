import { isPlaceholder } from '#register/certificate/placeholder.ts';
import { isSamePerson } from '#register/names/holder-name.ts';
import { areBothLatin } from '#register/names/names-by-script.ts';
import type { CellColumn } from '#tables/headings/map-headings.ts';
import type { RawRow } from '#tables/import-job.ts';

type Cells = Extract<RawRow, { cells: unknown }>['cells'];

/** Columns that take half of a name without a word. */
const saysLittle = new Set<CellColumn>(['courseSession', 'language', 'reason']);

const SYLLABLE = '[bcdfghj-np-tvwxz]{0,3}(?:[aeiouy]+[bcdfghj-np-tvwxz]{0,2}|g|m|z)';
/** Of one syllable and in capitals. A person of one name (`NURHAYATI`) has more. */
const FAMILY = new RegExp(`^${SYLLABLE}$`.toUpperCase());
/** Two syllables as given names are written here (`Tai Man`, `Tai-man`), and what comes behind; no remark (`Day class`), no place. */
const TWO_SYLLABLES = new RegExp(`^(?!hong kong)${SYLLABLE}[ -]${SYLLABLE}(?= |$)`, 'i');
const CAPITALS = /^\p{Lu}\p{Ll}+(?:-\p{Lu}?| \p{Lu})\p{Ll}+(?: \p{Lu}\p{Ll}+)*$/u;
const isGiven = (cell: string) => CAPITALS.test(cell) && TWO_SYLLABLES.test(cell);

/**
 * Tells rows whose cells were moved by a separator within one of them: `CHAN, Tai Man` without quotation marks. All rows are seen
 * before they are asked about, as a file may end each of its rows with a separator more than its headings.
 */
export class ShiftedCells {
  readonly #headings: number;
  #narrowest = Number.POSITIVE_INFINITY;

  /** `headings`: how many cells the row of headings has. */
  constructor(headings: number) {
    this.#headings = headings;
  }

  see(cells: string[]): void {
    this.#narrowest = Math.min(this.#narrowest, cells.length);
  }

  /**
   * Whether the row has no cell too many, and its name goes on in the next column, which has nothing to say of a certificate:
   * `CHAN, Tai Man` before a remark that is empty. With its space, or as names are written here: `CHAN,Tai Man`.
   */
  isCut(all: string[], columns: readonly (CellColumn | undefined)[]): boolean {
    const spaced = all.filter((cell) => cell.startsWith(' ')).length;
    return columns.some((column, at) => {
      const next = columns[at + 1];
      const isName = column === 'nameEn' || column === 'nameZh';
      if (!isName || !(next === undefined || saysLittle.has(next))) return false;
      const [name = '', rest = ''] = [all[at]?.trim(), all[at + 1]];
      if (!/^\p{Lu}[\p{L}\p{M}'’-]+$/u.test(name) || /\p{Script=Han}/u.test(name)) return false;
      return (/^ \p{Lu}/u.test(rest) && spaced === 1) || (FAMILY.test(name) && isGiven(rest));
    });
  }

  /** How many cells are too many; 0: the row stands right. A Latin name under the Chinese one is the other half of its neighbour. */
  surplusOf(all: string[], { nameEn = '', nameZh = '' }: Cells): number {
    const filled = all.findLastIndex((cell) => cell.trim() !== '') + 1 - this.#headings;
    const surplus = Math.max(0, filled, all.length - Math.max(this.#headings, this.#narrowest));
    const isParted =
      areBothLatin(nameEn, nameZh) &&
      !isPlaceholder(nameEn) &&
      !isPlaceholder(nameZh) &&
      !isSamePerson({ nameEn }, { nameEn: nameZh });
    return isParted ? Math.max(1, surplus) : surplus;
  }
}
