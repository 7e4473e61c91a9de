import { create } from 'fontkit';
import PDFDocument from 'pdfkit';
import { proofMessages } from '#holder/messages/holder-proof.ts';
import type { Instant } from '#register/civil-date.ts';
import { siteMessages } from '#web/messages/pages.ts';
import type { BilingualText } from '#web/messages/verdict.ts';
import { qrModules } from '#web/ui/qr-code.ts';
import type { Proof } from './proof.ts';

/** In points. A card is as large as an identity card (ISO/IEC 7810, ID-1). */
const PAGES = { a4: [595.28, 841.89], card: [242.65, 153.07] } as const;
export type ProofSize = keyof typeof PAGES;

const INK = '#16202b';
const MUTED = '#4a5866';
const LINE = '#d5dce3';
const TONES: Record<Proof['status'], { ink: string; paper: string }> = {
  valid: { ink: '#0a5c36', paper: '#e6f4ec' },
  expiringSoon: { ink: '#6b4200', paper: '#fff2d4' },
  expired: { ink: '#8a1c1c', paper: '#fdeaea' },
  revoked: { ink: '#8a1c1c', paper: '#fdeaea' },
  suspended: { ink: '#8a1c1c', paper: '#fdeaea' },
  superseded: { ink: '#8a1c1c', paper: '#fdeaea' },
  notYetValid: { ink: '#38434f', paper: '#eef1f4' },
};

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The proof as a PDF of one page. `font`: the one font of the page, of which only the characters that are used go into
 * the file. Loading this module loads a library of a megabyte: only what makes a file does.
 */
export async function makeProofPdf(
  proof: Proof,
  {
    size,
    at,
    publicBaseUrl,
    font,
  }: { size: ProofSize; at: Instant; publicBaseUrl: string; font: Uint8Array },
): Promise<Uint8Array<ArrayBuffer>> {
  const document = new PDFDocument({
    size: [...PAGES[size]],
    margin: 0,
    font: '',
    lang: 'zh-HK',
    displayTitle: true,
    info: {
      Title: `${proof.title['zh-HK']} ${proof.title.en} ${proof.credential.number}`,
      Producer: 'Certkeeper',
      Creator: 'Certkeeper',
      CreationDate: new Date(at),
    },
  });
  const parts: Uint8Array[] = [];
  document.on('data', (part: Uint8Array) => parts.push(part));
  const ended = new Promise((resolve, reject) => document.on('end', resolve).on('error', reject));
  document.registerFont('proof', font).font('proof');
  const drawing = {
    document,
    proof,
    isLacking: lacksCharacters(proof, font),
    url: publicBaseUrl + proof.verifyPath,
    host: new URL(publicBaseUrl).host,
  };
  (size === 'a4' ? drawPage : drawCard)(drawing);
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(parts));
}

interface Drawing {
  document: PDFKit.PDFDocument;
  proof: Proof;
  /** Whether the font has not all characters of the name. */
  isLacking: boolean;
  url: string;
  host: string;
}

function drawPage({ document, proof, isLacking, url, host }: Drawing): void {
  const [width, height] = PAGES.a4;
  const x = 56;
  const inner = width - 2 * x;
  const text = writer(document);
  document
    .rect(28, 28, width - 56, height - 56)
    .lineWidth(1)
    .stroke(LINE);
  text(both(siteMessages.name, ' · '), { x, y: 52, width: inner, height: 16 }, { most: 11, colour: MUTED });
  text(
    both(proofMessages.heading, ' · '),
    { x, y: 70, width: inner, height: 16 },
    { most: 11, colour: MUTED },
  );
  text(proof.title['zh-HK'], { x, y: 104, width: inner, height: 40 }, { most: 28 });
  text(proof.title.en, { x, y: 146, width: inner, height: 28 }, { most: 18 });
  text(proof.names.join('   '), { x, y: 194, width: inner, height: 64 }, { most: 24 });
  if (isLacking)
    text(
      both(proofMessages.missing, ' '),
      { x, y: 258, width: inner, height: 22 },
      { most: 8, colour: '#8a1c1c' },
    );
  drawStatus(document, proof, { x, y: 284, width: inner, height: 122 });
  let y = 434;
  for (const { label, value } of proof.lines) {
    document
      .moveTo(x, y - 8)
      .lineTo(x + inner, y - 8)
      .lineWidth(0.5)
      .stroke(LINE);
    text(both(label, '\n'), { x, y, width: 160, height: 36 }, { most: 10, colour: MUTED });
    const values = typeof value === 'string' ? value : both(value, '\n');
    text(values, { x: x + 170, y, width: inner - 170, height: 44 }, { most: 13 });
    y += 56;
  }
  const code = 110;
  drawCode(document, url, { x, y: 672, width: code, height: code });
  const beside = { x: x + code + 16, width: inner - code - 16 };
  text(both(proofMessages.scan, '\n'), { ...beside, y: 676, height: 34 }, { most: 11 });
  text(url, { ...beside, y: 712, height: 28 }, { most: 9, colour: MUTED });
  text(
    `${both(proofMessages.notOriginal, '\n')}\n${host}`,
    { ...beside, y: 742, height: 40 },
    { most: 8.5, colour: MUTED },
  );
}

function drawCard({ document, proof, isLacking, url }: Drawing): void {
  const [width, height] = PAGES.card;
  const x = 10;
  const text = writer(document);
  const code = 62;
  const left = width - code - 2 * x - 4;
  const [number, , , lastDay] = proof.lines;
  document
    .rect(3, 3, width - 6, height - 6)
    .lineWidth(0.5)
    .stroke(LINE);
  text(proof.title['zh-HK'], { x, y: 7, width: width - 2 * x, height: 15 }, { most: 11 });
  text(proof.title.en, { x, y: 22, width: width - 2 * x, height: 11 }, { most: 8 });
  text(proof.names.join('  '), { x, y: 36, width: left, height: 26 }, { most: 11 });
  text(textOf(number?.value), { x, y: 63, width: left, height: 11 }, { most: 8 });
  text(
    `${both(lastDay?.label, ' ')}\n${textOf(lastDay?.value)}`,
    { x, y: 75, width: left, height: 34 },
    { most: 6.5, colour: MUTED },
  );
  drawCode(document, url, { x: width - code - x, y: 36, width: code, height: code });
  drawStatus(document, proof, { x, y: 112, width: width - 2 * x, height: 32 });
  if (isLacking) text(both(proofMessages.missing, ' '), { x, y: 101, width: left, height: 9 }, { most: 4 });
}

/** The status as the first thing that is seen, with the moment at which that was so. */
function drawStatus(document: PDFKit.PDFDocument, proof: Proof, box: Box): void {
  const { ink, paper } = TONES[proof.status];
  const padding = box.height / 8;
  const inner = { x: box.x + padding, width: box.width - 2 * padding };
  const text = writer(document);
  document
    .roundedRect(box.x, box.y, box.width, box.height, padding / 2)
    .lineWidth(1)
    .fillAndStroke(paper, ink);
  const third = (box.height - padding) / 3;
  text(
    both(proof.word, '　'),
    { ...inner, y: box.y + padding / 2, height: third },
    { most: third * 0.62, colour: ink },
  );
  text(
    [proof.sentence['zh-HK'], proof.sentence.en, both(proof.asked, ' ')].join('\n'),
    { ...inner, y: box.y + padding / 2 + third, height: 2 * third },
    { most: 11, colour: ink },
  );
}

function drawCode(document: PDFKit.PDFDocument, url: string, { x, y, width }: Box): void {
  const rows = qrModules(url);
  const side = width / rows.length;
  document.rect(x, y, width, width).fill('#fff');
  // A hair wider than a module, or a viewer shows the seams.
  for (const [row, modules] of rows.entries())
    for (const [column, isDark] of modules.entries())
      if (isDark) document.rect(x + column * side, y + row * side, side + 0.05, side + 0.05);
  document.fill('#000');
}

/** Writes into a box: as large as it allows, down to what can still be read with a glass. */
const writer =
  (document: PDFKit.PDFDocument) =>
  (
    text: string,
    { x, y, width, height }: Box,
    { most, colour = INK }: { most: number; colour?: string },
  ): void => {
    let size = most;
    const options = { width, lineGap: 0 };
    while (size > LEAST && document.fontSize(size).heightOfString(text, options) > height) size -= 0.5;
    document
      .fontSize(size)
      .fillColor(colour)
      .text(text, x, y, { ...options, height: height + size });
  };

const LEAST = 3;

const both = (text: BilingualText | undefined, between: string): string =>
  text ? `${text['zh-HK']}${between}${text.en}` : '';

const textOf = (value: BilingualText | string | undefined): string =>
  typeof value === 'string' ? value : both(value, ' ');

/** Rare characters are in no font of this size; the file must not pass for the whole name then. */
function lacksCharacters({ names }: Proof, fontData: Uint8Array): boolean {
  const font = create(Buffer.from(fontData));
  if (!('hasGlyphForCodePoint' in font)) return false;
  return [...names.join('')].some((character) => !font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
}
