import { cardNumbersIn, IDENTITY_MASK, isIdentityNumber } from '#register/names/holder-input.ts';

/** So many in one column are no chance, if at least half of what looks like a card's number has the right check digit. */
const ENOUGH = 3;

interface Count {
  filled: number;
  /** Cells with something of the form of a card's number; of any such, one in eleven has the right check digit. */
  formed: number;
  right: number;
}

/** Finds columns of identity card numbers by what stands in them, whatever their headings say: three counts a column. */
export class IdentityColumns {
  readonly #counts: (Count | undefined)[];

  /** `watched`: by the place of a column, whether to look at it. */
  constructor(watched: readonly boolean[]) {
    this.#counts = watched.map((isWatched) => (isWatched ? { filled: 0, formed: 0, right: 0 } : undefined));
  }

  see(cells: readonly string[]): void {
    for (let at = 0; at < cells.length; at++) {
      const count = this.#counts[at];
      const cell = count && cells[at]?.trim();
      if (!cell) continue;
      count.filled++;
      const numbers = cell === IDENTITY_MASK || /\p{Nd}{3}/u.test(cell) ? cardNumbersIn(cell) : [];
      if (numbers.length === 0) continue;
      count.formed++;
      if (numbers.some(isIdentityNumber)) count.right++;
    }
  }

  /** The place of the first column that is one; undefined: none is. To be asked once all rows were seen. */
  get found(): number | undefined {
    const at = this.#counts.findIndex(
      (count) =>
        count &&
        ((count.right >= ENOUGH && 2 * count.right >= count.formed) || 2 * count.right > count.filled),
    );
    return at < 0 ? undefined : at;
  }
}
