import iconv from 'iconv-lite';

/*
 * Big5 with the characters of Hong Kong (HKSCS). The decoder of Node knows Big5 without them: no 嘅, 喺, 埗, 衞.
 * Nearly any pair of bytes of GB2312, EUC-KR or EUC-JP decodes as Big5 too, so that a text decodes is not enough: it must
 * also use what Chinese in Big5 uses. The weights are how much likelier a pair is there than in the others, roughly log2.
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

const isRare = (lead: number) => lead < 0xa1 || lead > 0xc6;

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

export interface Big5Weight {
  /** Every byte belongs to a character. */
  decodes: boolean;
  /** How much speaks for Big5; below 0: against it. */
  evidence: number;
  pairs: number;
  lowTrails: number;
}

export function weighBig5(line: Buffer): Big5Weight {
  const known = knownPairs();
  const weight = { decodes: true, evidence: 0, pairs: 0, lowTrails: 0 };
  for (let i = 0; i < line.length; i++) {
    const lead = line[i] ?? 0;
    if (lead < 0x80) continue;
    const trail = line[i + 1] ?? 0;
    if (known[lead * 256 + trail] === 1) {
      weight.evidence += evidenceOf(lead, trail);
      weight.pairs++;
      if (trail < 0x80) weight.lowTrails++;
      i++;
    } else {
      weight.decodes = false;
    }
  }
  return weight;
}

/** With so many pairs one has a second byte below 0x80 in Big5, all but certainly; kana in EUC-JP never have. */
const MANY_PAIRS = 24;

/** Whether a text of these weights is likelier Big5 than anything else. */
export const speaksForBig5 = ({ evidence, pairs, lowTrails }: Omit<Big5Weight, 'decodes'>): boolean =>
  evidence > 0 && (lowTrails > 0 || pairs < MANY_PAIRS);

/** The text of a line; U+FFFD stands for what does not decode. */
export const decodeBig5 = (line: Buffer): string => iconv.decode(line, 'big5hkscs');
