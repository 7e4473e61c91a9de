import { FileRefused } from '#tables/import-job.ts';

export const MAX_LINE_CHARACTERS = 64 * 1024;
/** No character of the encodings read here has more bytes. */
const MAX_LINE_BYTES = 4 * MAX_LINE_CHARACTERS;
export const MAX_CELLS = 256;

const LF = 0x0a;
const CR = 0x0d;

/**
 * Cuts bytes at CRLF, LF or CR, many lines at a time; an empty last line is none. Right for every encoding whose longer
 * characters have no byte below 0x20. Fails with FileRefused as `refuseLine` says.
 */
export async function* lines(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let rest: Buffer = Buffer.alloc(0);
  let afterCr = false;
  for await (const part of bytes) {
    const found: Buffer[] = [];
    let from = afterCr && part[0] === LF ? 1 : 0;
    let lf = part.indexOf(LF, from);
    let cr = part.indexOf(CR, from);
    while (lf >= 0 || cr >= 0) {
      const end = lf < 0 || (cr >= 0 && cr < lf) ? cr : lf;
      const piece = part.subarray(from, end);
      found.push(rest.length ? Buffer.concat([rest, piece]) : piece);
      rest = rest.subarray(0, 0);
      from = end === cr && lf === cr + 1 ? end + 2 : end + 1;
      if (lf >= 0 && lf < from) lf = part.indexOf(LF, from);
      if (cr >= 0 && cr < from) cr = part.indexOf(CR, from);
    }
    if (part.length) afterCr = part.at(-1) === CR;
    // A copy, so that it does not hold the whole part.
    rest = Buffer.concat([rest, part.subarray(from)]);
    if (rest.length > MAX_LINE_BYTES) refuseLine(rest.toString('latin1'));
    yield found;
  }
  if (rest.length) yield [rest];
}

/** A line too long to be a record: `too_many_columns` when it is full of cells, else `line_too_long`. */
export function refuseLine(line: string): never {
  const cells = line.split(/[,;\t|]/).filter((cell) => cell !== '').length;
  throw new FileRefused(cells > MAX_CELLS ? 'too_many_columns' : 'line_too_long');
}
