import iconv from 'iconv-lite';

/*
 * Before Unicode had all of Hong Kong's characters, Windows and its fonts kept them among the code points for private use, in the
 * order of Big5: old files and what was pasted from them have `U+E000` for 𠕇. They are read as what they stood for.
 */

/** Where each run of Big5 begins there, and where in Big5: in rows of 157. */
const RUNS = [
  { from: 0xe000, lead: 0xfa, cell: 0 },
  { from: 0xe311, lead: 0x8e, cell: 0 },
  { from: 0xeeb8, lead: 0x81, cell: 0 },
  { from: 0xf6b1, lead: 0xc6, cell: 63 },
] as const;
const CELLS = 157;
/** The second byte is 0x40 to 0x7E, then 0xA1 to 0xFE. */
const LOW_CELLS = 63;

const PRIVATE_USE = /[\ue000-\uf848]/g;

/** A text with Chinese characters for those of private use that stood for one; others stay. */
export const withoutPrivateUse = (text: string): string =>
  text.replace(PRIVATE_USE, (character) => {
    const code = character.charCodeAt(0);
    const run = RUNS.findLast(({ from }) => code >= from);
    if (!run) return character;
    const at = code - run.from + run.cell;
    const cell = at % CELLS;
    const trail = cell < LOW_CELLS ? 0x40 + cell : 0xa1 + cell - LOW_CELLS;
    const meant = iconv.decode(Buffer.from([run.lead + Math.floor(at / CELLS), trail]), 'big5hkscs');
    return /^\p{Script=Han}$/u.test(meant) ? meant : character;
  });
