import { type FileProblem, fingerprintOf, readRow } from '#import/rows/file-row.ts';
import { LostZeros } from '#import/rows/lost-zeros.ts';
import { NumbersSeen } from '#import/rows/numbers-seen.ts';
import { isSameNumber, normaliseNumber, partedNumber } from '#register/certificate-number.ts';
import type { CivilDate } from '#register/civil-date.ts';
import type { RawRow } from '#tables/import-job.ts';

/**
 * What only a whole file shows of its rows: two that say different things of one number, and numbers that lost their
 * leading zeros. The rows go by once, and those of numbers that seem contested once more.
 */
export class Survey {
  /** By the cells as they stand: quick, and nearly always enough. */
  readonly #asWritten = new NumbersSeen();
  /** By what the cells mean: another way of writing a date is no contradiction. */
  readonly #asRead = new NumbersSeen();
  /** By how the number is parted: `OFA-1-12` and `OFA-11-2` have one key and are two. */
  readonly #asParted = new NumbersSeen();
  /** Of such numbers, by key, the one that the file has first. */
  readonly #firstOf = new Map<string, string>();
  readonly #zeros = new LostZeros();
  readonly #on: CivilDate;
  total = 0;

  constructor(on: CivilDate) {
    this.#on = on;
  }

  see(row: RawRow): void {
    this.total++;
    if (!('cells' in row) || !row.cells.number) return;
    const { number, ...rest } = row.cells;
    this.#zeros.see(number);
    const key = keyOf(number);
    if (key) this.#asWritten.see(key, JSON.stringify([partedNumber(number), rest]));
  }

  /** Whether the rows must go by again, now to `lookAgain`. */
  get isOpen(): boolean {
    return this.#asWritten.contradicted > 0;
  }

  /** A row that cannot be taken for a reason of its own contradicts nobody. */
  lookAgain(row: RawRow): void {
    if (!('cells' in row) || !row.cells.number) return;
    const { number } = row.cells;
    const key = keyOf(number);
    if (!key || !this.#asWritten.isContradicted(key) || this.#zeros.hasLost(number)) return;
    const reading = readRow(row.cells, this.#on);
    if (!reading.ok) return;
    const parted = partedNumber(number);
    this.#asParted.see(key, parted);
    this.#asRead.see(parted, fingerprintOf(reading.intent));
  }

  /** To be asked of the rows in their order: of two numbers of one key the later is refused. */
  problemOf(row: RawRow): FileProblem | undefined {
    const number = 'cells' in row ? row.cells.number : undefined;
    if (!number) return undefined;
    if (this.#zeros.hasLost(number))
      return { column: 'number', code: 'invalid_number', because: 'lostZeros' };
    const detail = this.#asParted.contradicted > 0 ? this.#otherOf(number) : undefined;
    if (detail !== undefined)
      return { column: 'number', code: 'conflicting_row', because: 'otherNumber', detail };
    const isContested = this.#asRead.contradicted > 0 && this.#asRead.isContradicted(partedNumber(number));
    return isContested ? { column: 'number', code: 'conflicting_row' } : undefined;
  }

  #otherOf(number: string): string | undefined {
    const key = keyOf(number);
    if (!key || !this.#asParted.isContradicted(key)) return undefined;
    const first = this.#firstOf.get(key);
    if (first === undefined) this.#firstOf.set(key, number);
    return first === undefined || isSameNumber(first, number) ? undefined : first;
  }
}

function keyOf(number: string): string | undefined {
  const normalised = normaliseNumber(number);
  return normalised.ok ? normalised.key : undefined;
}
