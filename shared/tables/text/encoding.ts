import { isAscii, isUtf8 } from 'node:buffer';
import { FileRefused } from '#tables/import-job.ts';
import { type Big5Weight, decodeBig5, speaksForBig5, weighBig5 } from './big5.ts';
import { lines } from './lines.ts';
import { type Encoding, textBytes } from './text-bytes.ts';

const MAX_CONTROLS = 0.01;
/** Of the lines that are not plain ASCII; each costs itself. With more the encoding is another one. */
const MAX_BAD_SHARE = 0.1;
/** Letters of two bytes that no name in Latin letters has: Greek to Arabic, or two pairs of GB2312 by chance (`Ǯƽ` is 钱平). */
const FOREIGN = /(?![ƠơƯưǍ-ǜȘ-ț\u02b0-\u036f])[\u0180-\u07ff]/u;
const WIDE = /[\u0800-\u{10ffff}]/u;

/** How a line becomes text; U+FFFD in it stands for what does not decode, or for what was lost before it came here. */
export function lineDecoder({ name }: Encoding): (line: Buffer) => string {
  if (name === 'big5') return (line) => (isAscii(line) ? line.toString('latin1') : decodeBig5(line));
  return (line) => line.toString('utf8');
}

/**
 * Finds the encoding in one pass over the file: by its byte order mark; else UTF-16 by its zeros; else UTF-8; else Big5-HKSCS. Fails with FileRefused
 * `undecodable` when it is none of them, `not_a_table` (a binary), `line_too_long`, `too_many_columns`.
 */
export async function findEncoding(path: string, head: Buffer): Promise<Encoding> {
  const marked = markedEncoding(head);
  const encoding = marked ?? { name: 'utf-8', start: 0 };
  const survey = await surveyOf(path, encoding);
  const few = (bad: number) => bad <= survey.longer * MAX_BAD_SHARE;
  // UTF-8 that has foreign letters and no Chinese is not believed without a mark: 郑雪莹 in GB2312 is Hebrew and Cyrillic.
  const isUtf8 = few(survey.notUtf8) && (marked !== undefined || survey.isWide || !survey.isForeign);
  if (isUtf8) return encoding;
  if (!marked && few(survey.notBig5) && speaksForBig5(survey.big5)) return { name: 'big5', start: 0 };
  throw new FileRefused('undecodable');
}

function markedEncoding(head: Buffer): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: 'utf-8', start: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', start: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', start: 2 };
  return unmarkedUtf16(head);
}

/** Of so many characters at least one is a figure, a separator or a line end: in UTF-16 its first or its second byte is 0. */
const CHARACTERS_A_ZERO = 16;
const MORE_OFTEN = 8;

/** UTF-16 whose mark was lost: every other byte is often 0, and those between hardly ever (`一` has one there), as in no other text. */
function unmarkedUtf16(head: Buffer): Encoding | undefined {
  const zeros = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [first = 0, second = 0] = zeros;
  if (Math.max(first, second) * 2 * CHARACTERS_A_ZERO < head.length) return undefined;
  if (first * MORE_OFTEN < second) return { name: 'utf-16le', start: 0 };
  return second * MORE_OFTEN < first ? { name: 'utf-16be', start: 0 } : undefined;
}

interface Survey {
  /** Lines that have more than ASCII, and how many of them are not of the encoding. */
  longer: number;
  notUtf8: number;
  notBig5: number;
  big5: Omit<Big5Weight, 'decodes'>;
  /** Whether the text in UTF-8 has characters of three bytes or more, as all Chinese is, and foreign letters. */
  isWide: boolean;
  isForeign: boolean;
}

async function surveyOf(path: string, encoding: Encoding): Promise<Survey> {
  const survey: Survey = {
    longer: 0,
    notUtf8: 0,
    notBig5: 0,
    big5: { evidence: 0, pairs: 0, lowTrails: 0 },
    isWide: false,
    isForeign: false,
  };
  const controls = { seen: 0, of: 0 };
  try {
    for await (const batch of lines(counted(textBytes(path, encoding), controls))) {
      for (const line of batch) if (!isAscii(line)) look(line, survey);
    }
  } catch (error) {
    // A binary without line ends is no long line.
    throw isBinary(controls) ? new FileRefused('not_a_table') : error;
  }
  if (isBinary(controls)) throw new FileRefused('not_a_table');
  return survey;
}

function look(line: Buffer, survey: Survey): void {
  survey.longer++;
  const weight = weighBig5(line);
  if (!weight.decodes) survey.notBig5++;
  survey.big5.evidence += weight.evidence;
  survey.big5.pairs += weight.pairs;
  survey.big5.lowTrails += weight.lowTrails;
  if (isUtf8(line)) {
    const text = line.toString('utf8');
    survey.isWide ||= WIDE.test(text);
    survey.isForeign ||= FOREIGN.test(text);
  } else {
    survey.notUtf8++;
  }
}

const isBinary = ({ seen, of }: { seen: number; of: number }) => seen > of * MAX_CONTROLS;

/** Counts what no text has: controls other than tab, line ends, form feed and the end mark of DOS. */
async function* counted(bytes: AsyncIterable<Buffer>, controls: { seen: number; of: number }) {
  for await (const part of bytes) {
    for (const byte of part)
      if (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1a) controls.seen++;
    controls.of += part.length;
    yield part;
  }
}
