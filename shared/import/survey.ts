import { type FileProblem, fingerprintOf, readRow } from '#import/rows/file-row.ts';
import { LostZeros } from '#import/rows/lost-zeros.ts';
import { NumbersSeen } from '#import/rows/numbers-seen.ts';
import { isSameNumber, normaliseNumber, partedNumber } from '#register/certificate-number.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { orderOf } from '#register/loose-date.ts';
import type { FileCells } from '#tables/headings/map-headings.ts';
import type { RawRow } from '#tables/import-job.ts';

/** Dates as a column of a file has them, in figures. */
class DateOrder {
  #monthFirst: string | undefined;
  #hasDayFirst = false;

  /** Whether some date in it could only be read one way. */
  get isProven(): boolean {
    return this.#hasDayFirst || this.#monthFirst !== undefined;
  }

  see(text: string): void {
    const order = orderOf(text);
    if (order === 'dayFirst') this.#hasDayFirst = true;
    if (order === 'monthFirst') this.#monthFirst ??= text;
  }

  /** The date by which this one's column has its months first, so that nobody can tell its day; to be asked once all were seen. */
  doubtOf(text: string): string | undefined {
    if (this.#hasDayFirst || this.#monthFirst === undefined) return undefined;
    const order = orderOf(text);
    return order === 'either' || order === 'monthFirst' ? this.#monthFirst : undefined;
  }
}

const dateColumns = ['issuedOn', 'expiresOn'] as const;
type DateOrders = Record<(typeof dateColumns)[number], DateOrder>;
const newOrders = (): DateOrders => ({ issuedOn: new DateOrder(), expiresOn: new DateOrder() });

/**
 * What only a whole file shows of its rows: two that say different things of one number, numbers that lost their
 * leading zeros, and columns whose dates have the month first. The rows go by once, and those of numbers that seem contested once more.
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
  /** By sheet: a class that another office made may have its months first alone. One that tells nothing goes by all of them. */
  readonly #orders = new Map<string | undefined, DateOrders>();
  readonly #ofFile = newOrders();
  readonly #on: CivilDate;
  total = 0;

  constructor(on: CivilDate) {
    this.#on = on;
  }

  see(row: RawRow): void {
    this.total++;
    if (!('cells' in row) || row.problem) return;
    const orders = this.#orders.get(row.sheet) ?? newOrders();
    this.#orders.set(row.sheet, orders);
    for (const column of dateColumns) {
      orders[column].see(row.cells[column] ?? '');
      this.#ofFile[column].see(row.cells[column] ?? '');
    }
    if (!row.cells.number) return;
    const { number, ...rest } = row.cells;
    this.#zeros.see(number);
    const key = numberKey(number);
    if (key) this.#asWritten.see(key, JSON.stringify([partedNumber(number), rest]));
  }

  /** Whether the rows must go by again, now to `lookAgain`. */
  get isOpen(): boolean {
    return this.#asWritten.contradicted > 0;
  }

  /** A row that cannot be taken for a reason of its own contradicts nobody. */
  lookAgain(row: RawRow): void {
    if (!('cells' in row) || !row.cells.number || row.problem) return;
    const { number } = row.cells;
    const key = numberKey(number);
    if (!key || !this.#asWritten.isContradicted(key) || this.#zeros.hasLost(number)) return;
    const reading = readRow(row.cells, this.#on);
    if (!reading.ok) return;
    const parted = partedNumber(number);
    this.#asParted.see(key, parted);
    this.#asRead.see(parted, fingerprintOf(reading.intent));
  }

  /** To be asked of the rows in their order: of two numbers of one key the later is refused. */
  problemOf(row: RawRow): FileProblem | undefined {
    if (!('cells' in row)) return undefined;
    if (row.problem) return row.problem;
    return this.#problemOfNumber(row.cells.number) ?? this.#problemOfDates(row.cells, row.sheet);
  }

  #problemOfDates(cells: FileCells, sheet: string | undefined): FileProblem | undefined {
    for (const column of dateColumns) {
      const own = this.#orders.get(sheet)?.[column];
      const order = own?.isProven ? own : this.#ofFile[column];
      const detail = order.doubtOf(cells[column] ?? '');
      if (detail !== undefined) return { column, code: 'invalid_date', because: 'monthFirst', detail };
    }
    return undefined;
  }

  #problemOfNumber(number: string | undefined): FileProblem | undefined {
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
    const key = numberKey(number);
    if (!key || !this.#asParted.isContradicted(key)) return undefined;
    const first = this.#firstOf.get(key);
    if (first === undefined) this.#firstOf.set(key, number);
    return first === undefined || isSameNumber(first, number) ? undefined : first;
  }
}

function numberKey(number: string): string | undefined {
  const normalised = normaliseNumber(number);
  return normalised.ok ? normalised.key : undefined;
}
