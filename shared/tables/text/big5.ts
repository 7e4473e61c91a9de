import iconv from 'iconv-lite';
import { isHalf } from './half-character.ts';

/*
 * Big5 with the characters of Hong Kong (HKSCS). The decoder of Node knows Big5 without them: no 嘅, 喺, 埗, 衞.
 * Each pair of bytes can also be read in other encodings, so whether a file is Big5 is a matter of evidence: how much
 * likelier a pair is in Chinese written in Big5 than in GBK, Shift-JIS, EUC-KR or Windows-1252 (roughly, log2).
 */

/** Few-stroke characters, nearly half of all Chinese text; in GB2312 kana, Greek, Cyrillic or nothing at all. */
const COMMON = 4;
/** A second byte below 0x80: two in five in Big5, none in GB2312 or EUC-KR. */
const LOW_TRAIL = 2;
/** Characters of more strokes; in GB2312 as frequent. */
const PLAIN = -1;
const PLAIN_LOW_TRAIL = 3;
/** Rare characters of Big5 and HKSCS; two in five of simplified Chinese, most of Japanese, Korean and Latin. */
const RARE = -4;

const isLetter = (byte: number | undefined) =>
  byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));

const isRare = (lead: number) => lead < 0xa1 || (lead > 0xc6 && lead <= 0xfe);

function evidenceOf(lead: number, trail: number): number {
  const low = trail < 0x80;
  if (isRare(lead)) return RARE;
  if (lead < 0xa4) return 0;
  if (lead < 0xb0) return low ? COMMON + LOW_TRAIL : COMMON;
  return low ? PLAIN_LOW_TRAIL : PLAIN;
}

let known: Uint8Array | undefined;
/** Which pairs are characters: 1 at lead * 256 + trail. */
function knownPairs(): Uint8Array {
  if (known) return known;
  known = new Uint8Array(65_536);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = iconv.decode(Buffer.from([lead, trail]), 'big5hkscs');
      if (!text.includes('\uFFFD')) known[lead * 256 + trail] = 1;
    }
  }
  return known;
}

/** Whether every byte of the line belongs to a character, and how much speaks for Big5 (below 0: against it). */
export function weighBig5(line: Buffer): { decodes: boolean; evidence: number } {
  const pairs = knownPairs();
  let decodes = true;
  let evidence = 0;
  let runStart = 0;
  for (let i = 0; i < line.length; i++) {
    const lead = line[i] ?? 0;
    if (lead < 0x80) {
      if (isHalf(line, i, { chineseBefore: (i - runStart) / 2 })) decodes = false;
      runStart = i + 1;
      continue;
    }
    const trail = line[i + 1] ?? 0;
    if (pairs[lead * 256 + trail] !== 1) {
      decodes = false;
    } else {
      if (runStart === i && isLatin(line, i)) decodes = false;
      evidence += evidenceOf(lead, trail);
      i++;
    }
  }
  return { decodes, evidence };
}

/** One accented letter among letters, as in `Andréa`: its byte and the next would pass for a rare Chinese character. */
function isLatin(line: Buffer, i: number): boolean {
  const lead = line[i] ?? 0;
  const next = line[i + 2] ?? 0;
  if (next >= 0x80 || !isLetter(line[i + 1]) || !(lead >= 0xc0 || lead < 0xa1)) return false;
  return isLetter(line[i - 1]) || isLetter(next);
}

/** The text of a line; U+FFFD stands for what does not decode. */
export function decodeBig5(line: Buffer): string {
  const text = iconv.decode(line, 'big5hkscs');
  return text.includes('\uFFFD') || weighBig5(line).decodes ? text : `${text}\uFFFD`;
}
