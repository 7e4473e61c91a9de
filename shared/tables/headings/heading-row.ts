import { type CellColumn, headingStrength, type MappedHeadings, mapHeadings, shown } from './map-headings.ts';

/** How many rows at the top of a table are searched for headings; a title or an address block may stand above them. */
export const HEADING_ROWS = 10;
/** As much of a heading as is read to map it: kept whole, so that a file to correct maps as its original did. */
const MAX_KEPT_LENGTH = 200;

/** What a file cannot do without; `name` is in either language. */
export const neededFields = ['number', 'type', 'name', 'issuedOn'] as const;
export type NeededField = (typeof neededFields)[number];

/** The headings of the mapped columns as written, in the order of the file. */
export type Heading = { column: CellColumn; heading: string };

export interface HeadingRow {
  mapping: MappedHeadings;
  headings: Heading[];
  /** What every row of the file would lack. */
  missing: NeededField[];
  /** All its cells. */
  cells: string[];
  /** The rows above it. */
  title: readonly string[][];
  /** How many of the rows given are headings or stand above them. */
  above: number;
}

/**
 * Finds the headings among the first rows of a table: the row that names most fields, the first of equals. Rows right
 * below that are headings too (the same in the other language) belong to them. Undefined: none of the rows is one.
 */
export function findHeadings(rows: readonly string[][]): HeadingRow | undefined {
  const strengths = rows.slice(0, HEADING_ROWS).map(headingStrength);
  const best = Math.max(...strengths);
  const at = strengths.indexOf(best);
  const cells = rows[at];
  if (!cells || best === 0) return undefined;

  const behind = strengths.findIndex((strength, index) => index > at && strength === 0);
  const above = behind < 0 ? strengths.length : behind;
  const mappings = rows.slice(at, above).map(mapHeadings);
  const [first] = mappings;
  // A second line of headings maps nothing, but an identity number's column shows in either.
  const identity = mappings.find((mapping) => !mapping.ok && mapping.code === 'identity_number');
  const mapping = identity ?? first;
  return mapping && { mapping, ...readHeadingRow(mapping, cells), cells, title: rows.slice(0, at), above };
}

function readHeadingRow(mapping: MappedHeadings, cells: string[]): Pick<HeadingRow, 'headings' | 'missing'> {
  const headings = (mapping.ok ? mapping.columns : []).flatMap((column, at) =>
    column ? [{ column, heading: shown(cells[at], MAX_KEPT_LENGTH) }] : [],
  );
  return { headings, missing: missingFields(new Set(headings.map(({ column }) => column))) };
}

/** A file of certificates names the course, the day and the holder; one of actions the number and what to do. */
function missingFields(has: ReadonlySet<CellColumn>): NeededField[] {
  if (has.has('action')) return has.has('number') ? [] : ['number'];
  const there = {
    type: has.has('type'),
    name: (['nameEn', 'nameZh', 'givenEn', 'givenZh'] as const).some((column) => has.has(column)),
    issuedOn: has.has('issuedOn'),
  };
  return (['type', 'name', 'issuedOn'] as const).filter((field) => !there[field]);
}
