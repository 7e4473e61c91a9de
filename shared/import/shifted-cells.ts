import { isPlaceholder } from '#register/certificate/placeholder.ts';
import { isSamePerson } from '#register/names/holder-name.ts';
import { areBothLatin } from '#register/names/names-by-script.ts';
import type { RawRow } from '#tables/import-job.ts';

type Cells = Extract<RawRow, { cells: unknown }>['cells'];

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
