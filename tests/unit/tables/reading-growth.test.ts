import { describe, expect, it } from 'vitest';
import { readPastedList } from '#lists/pasted-list.ts';
import { readAsked, readAskedDay, readIssuer } from '#register/asked-number.ts';
import { findType } from '#register/catalogue/find-type.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import { orderOf, parseLooseDate } from '#register/loose-date.ts';
import { cardNumbersIn, isName, readEmail, tidy } from '#register/names/holder-input.ts';
import { compareNames, maskChinese, maskLatin, nameKeys } from '#register/names/holder-name.ts';
import { namesByScript } from '#register/names/names-by-script.ts';
import { withoutTitles } from '#register/names/titles.ts';
import { readTable } from '#support/files/table-files';

/** What a pattern could try over and over: separators, marks, spaces, letters of each length, and pairs of Big5. */
const fillers = [
  '\t',
  '"',
  '""',
  '",',
  ' "',
  ' ',
  '\u3000',
  ', ',
  '\té',
  'é',
  '陳',
  'A1 ',
  '1. ',
  '- ',
  "'",
  '\r',
  '\n',
  '"\n',
  '"a\n',
  ',"\n',
  '("',
].flatMap((text): [string, Buffer][] => [[JSON.stringify(text), Buffer.from(text)]]);
const bytes: [string, Buffer][] = [
  ...fillers,
  ['a pair of Big5', Buffer.from([0xa4, 0x40])],
  ['a pair and a tab', Buffer.from([0xa4, 0x40, 0x09])],
  ['two letters of UTF-8 and a tab', Buffer.from([0xc2, 0x80, 0xc2, 0x80, 0x09])],
  ['a byte of nothing', Buffer.from([0xff])],
];

const FEW = 4_000;
const TIMES = 10;
/** Ten times the input takes ten times as long, and a hundred times where time grows with its square. */
const AT_MOST = 3 * TIMES;
/** Below this the clock of the process says nothing. */
const LEAST_MICROSECONDS = 10_000;

async function costOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** What else the process does meanwhile makes a growth look larger, never smaller: so the least of a few, if one is too much. */
async function growthOf(work: (length: number) => unknown): Promise<number> {
  await work(FEW);
  let growth = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 5 && growth >= AT_MOST; tries++) {
    const few = await costOf(() => work(FEW));
    const many = await costOf(() => work(FEW * TIMES));
    growth = Math.min(growth, many / Math.max(few, LEAST_MICROSECONDS));
  }
  return growth;
}

const swallow = (): undefined => undefined;

describe('time grows no faster than what is sent', () => {
  it.each(bytes)('as a file: %s', async (_, filler) => {
    const file = (length: number) =>
      Buffer.concat([
        Buffer.from('number,name\n陳"'),
        Buffer.alloc(length, filler),
        Buffer.from('陳!\nx,é\n'),
      ]);
    expect(await growthOf((length) => readTable(file(length)).catch(swallow))).toBeLessThan(AT_MOST);
  });

  it.each(fillers)('as a pasted list: %s', async (_, filler) => {
    const list = (length: number) => `ABC-0001, "${Buffer.alloc(length, filler).toString()}!\nx`;
    const read = (length: number) => {
      try {
        readPastedList(list(length));
      } catch {
        // Refused is as good as read: only its time counts here.
      }
    };
    expect(await growthOf(read)).toBeLessThan(AT_MOST);
  });

  it.each(fillers)('in every rule that a text meets: %s', async (_, filler) => {
    const text = (length: number) => `陳 A1${Buffer.alloc(length, filler).toString()}!`;
    const meet = (length: number) => {
      for (const rule of rules) rule(text(length));
    };
    expect(await growthOf(meet)).toBeLessThan(AT_MOST);
  });

  it.each([',', '\t', ';', 'x,', '"",'])('in one line of 480 kB: %j', (separator) => {
    const began = process.cpuUsage();
    try {
      readPastedList(`Certificate No.${separator.repeat(480_000 / separator.length)}`);
    } catch {
      // As above.
    }
    const { user, system } = process.cpuUsage(began);
    expect(user + system).toBeLessThan(3_000_000);
  });
});

const rules: ((text: string) => unknown)[] = [
  readAsked,
  readAskedDay,
  readIssuer,
  findType,
  normaliseNumber,
  parseLooseDate,
  orderOf,
  cardNumbersIn,
  isName,
  readEmail,
  tidy,
  withoutTitles,
  (text) => compareNames(text, { nameEn: 'CHAN Tai Man', nameZh: '陳大文' }),
  maskLatin,
  maskChinese,
  (text) => nameKeys({ nameEn: text, nameZh: text }),
  (text) => namesByScript(text, text),
];
