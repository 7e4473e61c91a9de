import { normaliseNumber } from '#register/certificate-number.ts';
import { isSameTyped } from '#register/names/holder-name.ts';

/** A row of a question about many certificates: what it asks, and what is marked of it here. */
export interface AskedRow {
  row: number;
  number: string;
  name?: string | undefined;
  issuer?: string | undefined;
  /** An earlier row asks the very same. */
  sameAs?: number | undefined;
  /** Its number stands beside more names than any certificate has: it is not looked up. */
  crowded?: true | undefined;
}

/**
 * No certificate belongs to more people. Several providers may use a number, and names be written in several ways; but
 * beyond it somebody pasted the wrong column, or is trying out who it is.
 */
const MAX_NAMES = 10;
/**
 * Beyond so much comparing in all only names written alike are found to be the same: some 20,000 pairs as names are, a
 * hundred of the longest, as the work of a pair grows with the square of its letters.
 */
const MAX_COMPARING = 20_000 * 30 ** 2;

/** Marks each row that asks what an earlier one asks: same number, same issuer, and a name that folds to the same. */
export function markRepeats<Row extends AskedRow>(rows: readonly Row[]): Row[] {
  const firsts = new Map<string, Row[]>();
  const written = new Map<string, number>();
  let compared = 0;
  return rows.map((row) => {
    const normalised = normaliseNumber(row.number);
    if (!normalised.ok) return row;
    const certificate = `${normalised.key} ${row.issuer ?? ''}`;
    const asWritten = `${certificate} ${row.name ?? ''}`;
    const known = firsts.get(certificate) ?? [];
    let sameAs = written.get(asWritten);
    for (const first of sameAs === undefined ? known : []) {
      if (compared >= MAX_COMPARING) break;
      compared += (10 + lettersOf(first) + lettersOf(row)) ** 2;
      if (!isSameTyped(first.name ?? '', row.name ?? '')) continue;
      sameAs = first.row;
      break;
    }
    if (sameAs !== undefined) return { ...row, sameAs };
    written.set(asWritten, row.row);
    known.push(row);
    firsts.set(certificate, known);
    return row;
  });
}

/** Marks each row whose number stands beside more different names than any certificate has, once repeats are marked. */
export function markTooManyNames<Row extends AskedRow>(rows: readonly Row[]): Row[] {
  const names = new Map<string, Set<string>>();
  const keys = rows.map(({ number, name, sameAs }) => {
    const normalised = normaliseNumber(number);
    if (!normalised.ok) return undefined;
    const { key } = normalised;
    if (name && sameAs === undefined)
      names.set(key, (names.get(key) ?? new Set()).add(name.normalize('NFKC').toUpperCase()));
    return key;
  });
  return rows.map((row, n) =>
    (names.get(keys[n] ?? '')?.size ?? 0) > MAX_NAMES ? { ...row, crowded: true } : row,
  );
}

const lettersOf = ({ name = '' }: AskedRow) => name.length;
