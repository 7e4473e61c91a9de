import { hints, nameHeadings, plainHeadings, traditionalForms, vagueHeadings } from './file-headings.ts';

/** The fields of a credential as an upload has them (design.md §5), in the order in which problems are reported. */
export const columns = [
  'number',
  'type',
  'nameEn',
  'nameZh',
  'email',
  'language',
  'issuedOn',
  'expiresOn',
] as const;
export type Column = (typeof columns)[number];

/** A row of a file may also say what is to be done with the certificate, and why. */
export const fileColumns = [...columns, 'action', 'reason'] as const;
export type FileColumn = (typeof fileColumns)[number];

type HeadingProblem = 'no_headings' | 'doubled_heading' | 'identity_number';
export type MappedHeadings =
  | { ok: true; columns: (FileColumn | undefined)[]; ignored: string[] }
  | { ok: false; code: HeadingProblem; detail: string };

type Clarity = 'plain' | 'vague';
interface Heading {
  column: FileColumn;
  clarity: Clarity;
}

const LONGEST_HEADING = 200;
const LONGEST_ECHO = 60;
/** Without any of these a row is not a row of headings: an address or a language says nothing of a certificate. */
const telling = new Set<FileColumn>([
  'number',
  'type',
  'nameEn',
  'nameZh',
  'issuedOn',
  'expiresOn',
  'action',
]);

/**
 * Which field each cell of a row of headings heads; undefined for a cell that heads none. `ignored` has the headings
 * that were not understood, as written.
 *
 * Refuses the file with `identity_number` when a column is of identity card or passport numbers (domain.md §5), with
 * `doubled_heading` when two columns claim one field (`detail` is the heading as written, in both cases), and with
 * `no_headings` when nothing is understood (`detail` is empty: what stands there may be somebody's data).
 */
export function mapHeadings(cells: string[]): MappedHeadings {
  const texts = cells.map(headingText);
  const identity = texts.findIndex(isOfIdentityNumbers);
  if (identity >= 0) return { ok: false, code: 'identity_number', detail: shown(cells[identity]) };

  const headings = texts.map(headingOf);
  const taken = new Map<FileColumn, Clarity>();
  for (const clarity of ['plain', 'vague'] as const) {
    for (const [at, heading] of headings.entries()) {
      if (heading?.clarity !== clarity) continue;
      const by = taken.get(heading.column);
      if (by === clarity) return { ok: false, code: 'doubled_heading', detail: shown(cells[at]) };
      if (by === undefined) taken.set(heading.column, clarity);
    }
  }
  if (![...taken.keys()].some((column) => telling.has(column)))
    return { ok: false, code: 'no_headings', detail: '' };

  const mapped = headings.map((heading) =>
    heading && taken.get(heading.column) === heading.clarity ? heading.column : undefined,
  );
  const ignored = cells
    .map((cell) => shown(cell))
    .filter((text, at) => text !== '' && mapped[at] === undefined);
  return { ok: true, columns: mapped, ignored };
}

/**
 * How much a row looks like headings: the fields that it names, a column of identity numbers counted as one. 0 when it
 * names fewer than two, as a title or an address above the table does, or none that tells of a certificate.
 */
export function headingStrength(cells: string[]): number {
  const texts = cells.map(headingText);
  const fields = new Set(texts.flatMap((text) => headingOf(text)?.column ?? []));
  const named = [...fields].filter((column) => telling.has(column)).length;
  const others = fields.size - named;
  const identity = texts.some((text) => isOfIdentityNumbers(text) && headingOf(text) === undefined) ? 1 : 0;
  return named > 0 && named + others + identity >= 2 ? named + identity : 0;
}

/** Lower case, words apart (also those of `certificateNo` and `HKIDNo`), half width, no invisible characters. */
function headingText(cell: string): string {
  return cell
    .slice(0, LONGEST_HEADING)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .toLowerCase()
    .replace(/\p{Script=Han}/gu, (character) => traditionalForms.get(character) ?? character)
    .replace(/\s+/g, ' ')
    .trim();
}

function fold(text: string): string {
  return text.replace(/[^\p{L}\p{N}#]/gu, '');
}

const known = new Map<string, Heading>();
function learn(lists: Partial<Record<FileColumn, string>>, clarity: Clarity): void {
  for (const column of fileColumns)
    for (const words of lists[column]?.split(',') ?? []) known.set(fold(words), { column, clarity });
}
learn(vagueHeadings, 'vague');
learn(nameHeadings, 'plain');
learn(plainHeadings, 'plain');
for (const column of fileColumns) known.set(column.toLowerCase(), { column, clarity: 'plain' });

const anyName = new Set(Object.values(nameHeadings).flatMap((words) => words.split(',').map(fold)));

function headingOf(text: string): Heading | undefined {
  const folded = fold(text);
  return known.get(folded) ?? known.get(fold(withoutHints(text))) ?? bilingual(fold(withoutHints(text)));
}

/** `Name (as on HKID card)` -> `name`, `Issue Date (DD/MM/YYYY)` -> `issue date`. */
function withoutHints(text: string): string {
  return text
    .replace(/\(([^()]*)\)/g, (group, said: string) => (hints.test(said.trim()) ? ' ' : group))
    .replace(/\bas (?:shown|printed|stated|per|on|in|appear).*$/, '');
}

/** A heading in both languages in one cell; both halves must mean the same field. */
function bilingual(folded: string): Heading | undefined {
  const inChinese = folded.replace(/[^\p{Script=Han}]/gu, '');
  const inEnglish = folded.replace(/\p{Script=Han}/gu, '');
  const zh = known.get(inChinese);
  const en = known.get(inEnglish);
  if (!zh || !en) return undefined;
  if (zh.column === en.column) return zh.clarity === 'plain' ? zh : en;
  if (anyName.has(inChinese) && isName(en)) return en;
  return anyName.has(inEnglish) && isName(zh) ? zh : undefined;
}

function isName(heading: Heading | undefined): boolean {
  return heading?.column === 'nameEn' || heading?.column === 'nameZh';
}

const identityWords =
  /\bh ?k ?i ?[dc]|\bh\.k\.i\.[dc]|\bi\.?d\.? ?card|\bidentity\b|\bidentification\b|\bpassport|\btravel doc|身[份分]證|證件(?:號|編號)|護照|回鄉證|通行證/;
/** `ID No.` alone is an identity card's; a student's or a course's is not. */
const bareIdNumber =
  /(?<!(?:student|member|staff|employee|trainee|learner|candidate|participant|course|class|cert|certificate|record|email) )\bi\.?d\.?[ /]?(?:no|nos|num|number|numbers|#)(?![a-z])/;

/** A name `as on the HKID` is a name; `Name and HKID` and whatever speaks of a number are not. */
function isOfIdentityNumbers(text: string): boolean {
  if (bareIdNumber.test(text)) return true;
  if (!identityWords.test(text)) return false;
  return !isName(headingOf(text)) || /\b(?:no|num|number)\b|號/.test(text);
}

/** A heading fit to be shown again: one line, no invisible characters, not endless. */
export function shown(cell = '', longest = LONGEST_ECHO): string {
  const line = cell
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  const characters = [...line.slice(0, 2 * longest)];
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : line;
}
