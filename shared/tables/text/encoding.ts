import { isAscii, isUtf8 } from 'node:buffer';
import { FileRefused } from '#tables/import-job.ts';
import { readsAsBig5 } from '#tables/reading.ts';
import { decodeBig5, weighBig5 } from './big5.ts';
import { lines } from './lines.ts';
import { type Encoding, textBytes } from './text-bytes.ts';

/** What two everyday characters say for Big5; enough where there is much text. */
const CONVINCING = 4;
/** About 200 characters: a list this long is judged by its statistics, a shorter one by its names. */
const SHORT_BYTES = 400;
/** So that the sample stays small. */
const MAX_SAMPLED_LENGTH = 4096;
const LINE_END = Buffer.from('\n');
const FIRST_LINES = 10;
const MAX_CONTROLS = 0.01;
const MAX_BAD_LINES = 20;
const MAX_BAD_SHARE = 0.1;
/** A two-byte character of UTF-8 that is no Latin letter: Greek to Arabic, or a pair of another encoding by chance. */
const FOREIGN = /[\xca-\xdf][\x80-\xbf]/;
/** A cell of nothing but two-byte letters: `Ǯƽ` is 钱平 in GB18030; a Latin name has a plain letter. */
const ALL_ACCENTS = /(?:^|[,;\t|"])\s*(?:[\xc2-\xdf][\x80-\xbf]\s*)+(?:$|[,;\t|"])/;
/** The start of a longer one, as all Chinese is. */
const WIDE = /[\xe0-\xf4]/;

/** How a line becomes text; U+FFFD in it stands for what does not decode, or for what was lost before it came here. */
export function lineDecoder({ name }: Encoding): (line: Buffer) => string {
  if (name === 'big5') return (line) => (isAscii(line) ? line.toString('latin1') : decodeBig5(line));
  if (name === 'unknown') return (line) => line.toString('latin1').replace(/[\x80-\xff]/g, '\uFFFD');
  return (line) => line.toString('utf8');
}

/**
 * Finds the encoding in one pass over the file. A BOM decides; else UTF-8 if all of it is; else whichever of UTF-8 and
 * Big5-HKSCS more lines are. Fails with FileRefused `not_a_table` (a binary), `undecodable` (none of the first lines, or
 * too few of all), `line_too_long`, `too_many_columns`.
 */
export async function findEncoding(path: string, head: Buffer): Promise<Encoding> {
  const marked = markedEncoding(head) ?? { name: 'utf-8', start: 0 };
  const survey = await surveyOf(path, marked);
  const encoding =
    marked.start > 0 || marked.name !== 'utf-8' ? marked : { ...marked, name: likelier(survey) };
  const { bad, firstGood } = tallyOf(survey, encoding.name);
  if (survey.lines > 0 && firstGood === 0) throw new FileRefused('undecodable');
  if (bad > MAX_BAD_LINES && bad > survey.lines * MAX_BAD_SHARE) throw new FileRefused('undecodable');
  return encoding;
}

function markedEncoding(head: Buffer): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: 'utf-8', start: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', start: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', start: 2 };
  // Latin letters in UTF-16 have a zero in every other byte, always on the same side.
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = head.length / 8;
  if (even * 50 < odd && odd > many) return { name: 'utf-16le', start: 0 };
  if (odd * 50 < even && even > many) return { name: 'utf-16be', start: 0 };
  return undefined;
}

interface Tally {
  good: number;
  bad: number;
  firstGood: number;
}

interface Survey {
  /** Not blank. */
  lines: number;
  /** Lines of nothing but ASCII, which is the same in all. */
  ascii: Tally;
  utf8: Tally;
  big5: Tally;
  evidence: number;
  /** The first lines that Big5 decodes, for a closer look at a short text, and the bytes of all that are not ASCII. */
  sample: Buffer[];
  bytes: number;
  /** Lines of UTF-8 with a character of three bytes or more, and those with none but of two that are no Latin. */
  wide: number;
  foreign: number;
}

/** UTF-8 whose only longer characters are mistaken pairs of another encoding is not believed: good lines must prevail. */
function likelier(survey: Survey): Encoding['name'] {
  const { utf8, big5, wide, foreign } = survey;
  // 郑雪莹 in GB2312 is also UTF-8: three letters of Hebrew and Cyrillic.
  if (utf8.bad === 0) return foreign > 0 && wide === 0 ? 'unknown' : 'utf-8';
  if (big5.bad < utf8.bad && isBig5(survey)) return 'big5';
  return utf8.good - foreign > utf8.bad ? 'utf-8' : 'unknown';
}

/** Few characters are no statistics: a name in GBK or EUC-JP may pass for a strange one in Big5. */
function isBig5({ evidence, sample, bytes }: Survey): boolean {
  const isLong = bytes >= SHORT_BYTES;
  return (!isLong || evidence >= CONVINCING) && readsAsBig5(Buffer.concat(sample), { isLong });
}

function tallyOf({ ascii, utf8, big5 }: Survey, name: Encoding['name']): Tally {
  if (name === 'unknown') {
    return { ...ascii, bad: utf8.good + utf8.bad };
  }
  const other = name === 'big5' ? big5 : utf8;
  return { ...other, firstGood: other.firstGood + ascii.firstGood };
}

async function surveyOf(path: string, encoding: Encoding): Promise<Survey> {
  const tally = (): Tally => ({ good: 0, bad: 0, firstGood: 0 });
  const survey: Survey = {
    lines: 0,
    ascii: tally(),
    utf8: tally(),
    big5: tally(),
    evidence: 0,
    sample: [],
    bytes: 0,
    wide: 0,
    foreign: 0,
  };
  const controls = { seen: 0, of: 0 };
  try {
    for await (const batch of lines(counted(textBytes(path, encoding), controls))) {
      for (const line of batch) if (line.length) look(line, survey);
    }
  } catch (error) {
    // A binary without line ends is no long line.
    throw isBinary(controls) ? new FileRefused('not_a_table') : error;
  }
  if (isBinary(controls)) throw new FileRefused('not_a_table');
  return survey;
}

function look(line: Buffer, survey: Survey): void {
  const isFirst = ++survey.lines <= FIRST_LINES;
  const count = (tally: Tally, good: boolean) => {
    tally[good ? 'good' : 'bad']++;
    if (isFirst && good) tally.firstGood++;
  };
  if (isAscii(line)) {
    count(survey.ascii, true);
    return;
  }
  const { decodes, evidence } = weighBig5(line);
  count(survey.big5, decodes);
  survey.evidence += evidence;
  if (survey.bytes < SHORT_BYTES) {
    survey.bytes += line.reduce((count, byte) => (byte < 0x80 ? count : count + 1), 0);
    if (decodes && line.length <= MAX_SAMPLED_LENGTH) survey.sample.push(Buffer.from(line), LINE_END);
  }
  const asUtf8 = isUtf8(line);
  count(survey.utf8, asUtf8);
  const letters = asUtf8 ? line.toString('latin1') : '';
  if (WIDE.test(letters)) survey.wide++;
  else if (FOREIGN.test(letters) || ALL_ACCENTS.test(letters)) survey.foreign++;
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
