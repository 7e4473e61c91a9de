import { checkNumber, normaliseNumber } from '#register/certificate-number.ts';
import { withFigures } from '#register/han-figures.ts';
import { monthName, parseLooseDate } from '#register/loose-date.ts';
import { isIdentityForNumber } from '#register/names/holder-input.ts';
import { withoutHeading } from '#register/number-label.ts';
import { type Cell, readOptionalCell } from './cell.ts';
import { isDitto, isStillToCome } from './placeholder.ts';

const MAX_NUMBER_LENGTH = 64;

interface PrintedNumber {
  number: string;
  key: string;
}

/** `1.0E+12`, `20240001.0`: what is left of a long number that a spreadsheet took for a quantity; and its words for yes and no. */
const mangledBySpreadsheet = /^(?:\d+(?:\.\d+E[+-]?\d+|E[+-]\d+|\.0+)|TRUE|FALSE)$/i;

/** The number as printed but tidied and without its heading, with its key; neither value nor code when there is none. */
export function readNumber(raw: string | undefined): Cell<PrintedNumber> {
  return readPrinted(raw, (text) =>
    isDate(text) && !isIdentityForNumber(text)
      ? { code: 'invalid_number', because: 'date' }
      : readPrintable(text),
  );
}

/** The same of a certificate that must be there already: whatever its number looks like, it is the one. */
export function readRegisteredNumber(raw: string | undefined): Cell<PrintedNumber> {
  return readPrinted(raw, readPrintable);
}

function readPrinted(
  raw: string | undefined,
  reader: (text: string) => Cell<PrintedNumber>,
): Cell<PrintedNumber> {
  // A number that is still to come is not left out: the certificate would be given another one.
  if (raw !== undefined && isStillToCome(raw)) return { code: 'invalid_number', because: 'stillToCome' };
  return readOptionalCell(raw, 'invalid_number', (text) => reader(withoutHeading(text)));
}

function readPrintable(text: string): Cell<PrintedNumber> {
  if (isIdentityForNumber(text)) return { code: 'identity_number' };
  if (isDitto(text)) return { code: 'invalid_number' };
  const number = text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  const normalised = normaliseNumber(number);
  const printable = number.length <= MAX_NUMBER_LENGTH && /^[a-z0-9]/i.test(number);
  if (!normalised.ok || !printable || mangledBySpreadsheet.test(number)) return { code: 'invalid_number' };
  const { key } = normalised;
  return checkNumber(key) === 'ok' ? { value: { number, key } } : { code: 'wrong_check_character' };
}

/** What a spreadsheet makes of `10-26`, `3-3` or `1-3`: `Oct-26`, `3-Mar`, `3月3日`, `2026年3月`. */
const monthAlone = new RegExp(
  `^(?:${monthName}\\.?[-/ ’'](?:\\d{1,2}|(?:19|20)\\d{2})|\\d{1,2}[-/ ]${monthName}|(?:(?:\\d{4}|\\d{2}) ?年 ?)?\\d{1,2} ?月(?: ?\\d{1,2} ?[日號号]|[-/]\\d{2,4})?)$`,
  'i',
);

/** Other signs, or a month before its day, a program makes of no number: `2024_03_12` and `SEP12/2024` are some provider's own. */
const day = new RegExp(
  `^(?:(?:19|20)\\d{2}(?<s>[-/])\\d{1,2}\\k<s>\\d{1,2}|\\d{1,2}(?<t>[-/])\\d{1,2}\\k<t>(?:19|20)\\d{2}|\\d{1,2}(?<u>[-/ ])${monthName}\\k<u>(?:19|20)\\d{2})$`,
  'i',
);

/** `2026-03-01`, `1/3/2026 0:00`, `1-Mar-26`: what a spreadsheet makes of `1-3-26`. Figures alone are none. */
function isDate(text: string): boolean {
  const plain = text.replace(/\p{Dash}/gu, '-');
  if (monthAlone.test(withFigures(plain))) return true;
  const said = plain
    .replace(/[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m|Z|[+]08:?00)?$/i, '')
    .replace(/^(\d{1,2}([-/ ])[A-Za-z]{3,9}\2)(\d{2})$/, '$120$3');
  return day.test(said) && parseLooseDate(said) !== undefined;
}
