import { isEmpty, type ProblemReason, type RowCode } from '#register/certificate/cell.ts';
import type { Patch } from '#register/certificate/correction.ts';
import { factNames } from '#register/certificate/credential.ts';
import {
  type CredentialFacts,
  findProblems,
  readCells,
  readCredential,
  tidyTexts,
} from '#register/certificate/credential-input.ts';
import { readNumber, readRegisteredNumber } from '#register/certificate/number-input.ts';
import type { Column } from '#register/certificate/upload-columns.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { hasIdentityNumber, tidy } from '#register/names/holder-input.ts';
import { namesByScript } from '#register/names/names-by-script.ts';
import { type FileCells, type FileColumn, fileColumns } from '#tables/headings/map-headings.ts';
import { withWholeNames } from './name-halves.ts';
import { readAction } from './row-action.ts';

export interface FileProblem extends ProblemReason {
  column: FileColumn;
  code: RowCode;
}
export type FileProblems = [FileProblem, ...FileProblem[]];

/** What a row asks for: of a certificate that may be new, or of one that must be there. */
export type RowIntent =
  | { action: 'register'; facts: CredentialFacts; given: ReadonlySet<Column> }
  | ({ action: 'correct'; patch: Patch } & Meant)
  | ({ action: 'revoke' | 'suspend'; names: { nameEn: string; nameZh: string } } & Meant);

/** The certificate that is meant, with its number as the row has it, and why it is changed. */
interface Meant {
  key: string;
  number: string;
  reason: string;
}

/** As the API and the console have it. */
const MAX_REASON_LENGTH = 500;

export type RowReading = { ok: true; intent: RowIntent } | { ok: false; problems: FileProblems };

/**
 * Reads one row of a file; `on` is today in Hong Kong. Never throws, whatever the text. All that is wrong with the row
 * is named, at most one problem a column in the order of `fileColumns`, identity card numbers first.
 */
export function readRow(sent: FileCells, on: CivilDate): RowReading {
  const { cells, halves } = withWholeNames(sent);
  const reading = readWhole(cells, on);
  if (halves.length === 0 || (reading.ok && 'names' in reading.intent)) return reading;
  const isOther = ({ column, code }: FileProblem) =>
    !halves.some((half) => half === column) && !(column === 'nameEn' && code === 'missing');
  return refused([
    ...(reading.ok ? [] : reading.problems.filter(isOther)),
    ...halves.map((column) => ({ column, code: 'missing', because: 'halfName' }) as const),
  ]);
}

function readWhole(cells: FileCells, on: CivilDate): RowReading {
  const action = readAction(cells.action);
  switch (action) {
    case undefined:
      return refused([...problemsOf(readNumber(cells.number)), { column: 'action', code: 'unknown_action' }]);
    case 'register':
      return readRegistration(cells, on);
    case 'correct':
      return readCorrection(cells, on);
    case 'revoke':
    case 'suspend':
      return readEnding(cells, action);
  }
}

function readRegistration(cells: FileCells, on: CivilDate): RowReading {
  const reading = readCredential(cells, on);
  if (!reading.ok) return reading;
  const { facts, given } = reading;
  return { ok: true, intent: { action: 'register', facts, given } };
}

/** Only what the row gives is corrected, so nothing but the number and the reason must be there. */
function readCorrection(cells: FileCells, on: CivilDate): RowReading {
  const read = readCells(cells, on);
  const ofFacts = findProblems({ ...read, number: {} });
  const number = readMeantNumber(cells.number);
  const problems = [...problemsOf(number), ...ofFacts, ...problemsOfReason(cells.reason)];
  if (problems.length || !number.value) return refused(problems);
  const meant = { ...number.value, reason: readReason(cells.reason) };
  return { ok: true, intent: { action: 'correct', ...meant, patch: tidyTexts(read) } };
}

function readEnding(cells: FileCells, action: 'revoke' | 'suspend'): RowReading {
  const number = readMeantNumber(cells.number);
  const problems = [...problemsOf(number), ...problemsOfReason(cells.reason)];
  if (problems.length || !number.value) return refused(problems);
  const names = namesByScript(readText(cells.nameEn), readText(cells.nameZh));
  return { ok: true, intent: { action, ...number.value, names, reason: readReason(cells.reason) } };
}

/** What a row says of its certificate, the number left out; two rows differ when their texts do. */
export function fingerprintOf(intent: RowIntent): string {
  if (intent.action === 'register') return JSON.stringify(factNames.map((fact) => intent.facts[fact]));
  const { action, reason } = intent;
  return JSON.stringify([action, reason, 'patch' in intent ? intent.patch : undefined]);
}

function readMeantNumber(raw: string | undefined): ReturnType<typeof readRegisteredNumber> {
  const number = readRegisteredNumber(raw);
  return isEmpty(number) ? { code: 'missing' } : number;
}

function problemsOf({ code, because }: ReturnType<typeof readNumber>): FileProblem[] {
  return code ? [{ column: 'number', code, ...(because && { because }) }] : [];
}

function problemsOfReason(reason: string | undefined): FileProblem[] {
  const text = readReason(reason);
  if (text === '') return [{ column: 'reason', code: 'missing' }];
  if (text.length > MAX_REASON_LENGTH) return [{ column: 'reason', code: 'too_long' }];
  return hasIdentityNumber(text) ? [{ column: 'reason', code: 'identity_number' }] : [];
}

/** A sentence of several lines is one line in the history. */
const readReason = (reason = '') => readText(reason.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '));
const readText = (cell = '') => tidy(cell) ?? '';

function refused(problems: FileProblem[]): RowReading {
  const rank = ({ column, code }: FileProblem) =>
    fileColumns.indexOf(column) - (code === 'identity_number' ? fileColumns.length : 0);
  const [first, ...rest] = problems.toSorted((a, b) => rank(a) - rank(b));
  if (!first) throw new Error('a row that is refused has a problem');
  return { ok: false, problems: [first, ...rest] };
}
