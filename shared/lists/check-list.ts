import * as z from 'zod';
import { credentialStatuses } from '#register/certificate/credential.ts';
import type { Check, Match, Verdict } from '#register/certificate/verification.ts';
import type { NumberProblem } from '#register/certificate-number.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { sheetNotRead } from '#tables/import-job.ts';

/** So many rows a list may have. */
export const MAX_LIST_ROWS = 50_000;
/** So many are answered within the request; more wait in the queue. */
export const AT_ONCE_ROWS = 500;
/** A part of a list, checked and recorded as one. */
export const ROWS_A_CHUNK = 100;
/** So many rows may come from one address in a day: nobody has as many certificates to check, and nobody is to walk the register. */
export const MAX_ROWS_A_DAY = 5 * MAX_LIST_ROWS;
/** A list is one person's for a day. */
export const LIST_KEPT_HOURS = 24;
/** One more than a number or a name may have: what is cut is refused, and never becomes another one. */
export const NUMBER_KEPT = 129;
export const NAME_KEPT = 201;
/** No provider's code is nearly as long; some letters become two when they are made capitals. */
export const MAX_ISSUER_LENGTH = 20;

const listRow = z.object({
  /** As the sender counts: a line of the text, a row of the sheet, a place in the JSON. */
  row: z.int().positive(),
  /** Of the workbook, where several have numbers. */
  sheet: z.string().optional(),
  number: z.string().max(NUMBER_KEPT),
  name: z.string().max(NAME_KEPT).optional(),
  issuer: z.string().max(MAX_ISSUER_LENGTH).optional(),
  /** The sender's other columns (`CheckList.columns`), to come back beside the answer. */
  own: z.array(z.string()).optional(),
  /** An earlier row asks the very same. */
  sameAs: z.int().positive().optional(),
  /** Its number stands beside more names than any certificate has: it is not looked up. */
  crowded: z.literal(true).optional(),
});
export type ListRow = z.infer<typeof listRow>;

/** What of a workbook is not in the list: so many rows that it hides or strikes through, and whole sheets. */
const leftOut = z.object({ hiddenRows: z.int(), sheets: z.array(sheetNotRead) });
export type LeftOut = z.infer<typeof leftOut>;

/** A list of numbers that somebody has, to be compared with the register as of one day. */
export const checkList = z.object({
  /** The hash of the id that its address has. */
  list: z.string(),
  on: civilDate,
  total: z.int().positive(),
  /** In how many rows a name is to be compared. */
  named: z.int().nonnegative(),
  leftOut: leftOut.optional(),
  /** As the file was called; absent where the list was pasted, or sent by a program. */
  fileName: z.string().optional(),
  /** Headings of the sender's other columns. */
  columns: z.array(z.string()).optional(),
  createdAt: instant,
  /** From then on it is as if it had never been. */
  until: instant,
});
export type CheckList = z.infer<typeof checkList>;

/** A part of a list on its way to be checked. */
export const listChunk = z.object({
  list: z.string(),
  n: z.int().nonnegative(),
  on: civilDate,
  until: instant,
  rows: z.array(listRow),
});
export type ListChunk = z.infer<typeof listChunk>;

/**
 * What a row comes to, the most urgent first: what must not be accepted before what may be a slip of the pen. `several`: nothing says which provider's is meant. `unclear`: in force, but something could not be checked. `repeated`: an
 * earlier row has the answer.
 */
export const rowKinds = [
  'revoked',
  'suspended',
  'nameDiffers',
  'notFound',
  'several',
  'mistyped',
  'expired',
  'superseded',
  'notYetValid',
  'unclear',
  'expiringSoon',
  'valid',
  'repeated',
] as const;
export type RowKind = (typeof rowKinds)[number];

const listMatch = z.object({
  number: z.string(),
  issuer: z.string(),
  type: z.string(),
  /** As the provider lets it be shown. */
  holder: z.string(),
  holderZh: z.string().optional(),
  nameMatch: z.enum(['match', 'mismatch', 'unknown', 'notAsked']),
  status: z.enum(credentialStatuses),
  statusSince: civilDate.nullable(),
  daysLeft: z.int().nullable(),
  expiresOn: civilDate.nullable(),
  supersededBy: z.object({ number: z.string(), issuer: z.string() }).nullable(),
  /** How that one stands; absent where it was not looked up, or is not shown to who has what this row has. */
  newer: z.object({ status: z.enum(credentialStatuses), expiresOn: civilDate.nullable() }).optional(),
  /** What the register itself said on that day, and when what it says now was recorded, where that is something else. */
  knownThen: z.enum([...credentialStatuses, 'notRegistered']).optional(),
  statusRecordedOn: civilDate.nullable().optional(),
  /** How it stands today, where another day was asked about and it has another status now. */
  today: z.object({ status: z.enum(credentialStatuses), since: civilDate.nullable() }).optional(),
});
type ListMatch = z.infer<typeof listMatch>;

export const checkedRow = listRow.extend({
  kind: z.enum(rowKinds),
  problem: z.enum(['invalid_number', 'wrong_check_character', 'crowded_number']).optional(),
  match: listMatch.optional(),
  /** The providers that it may be, where the row does not say which. */
  severalIssuers: z.array(z.string()).optional(),
  /** So many other providers use the same number. */
  others: z.int().positive().optional(),
});
export type CheckedRow = z.infer<typeof checkedRow>;

/** The answer of one row: of the certificate that is meant, or that nobody knows which of several providers' is. */
export function answerRow(
  row: ListRow,
  verdict: Verdict | { outcome: 'impossible'; problem: NumberProblem },
): CheckedRow {
  if (verdict.outcome === 'impossible') return { ...row, kind: 'mistyped', problem: verdict.problem };
  const [match, ...others] = verdict.matches;
  if (verdict.outcome === 'notFound' || !match) return { ...row, kind: 'notFound' };
  const { severalIssuers } = verdict;
  if (severalIssuers) return { ...row, kind: 'several', severalIssuers };
  return {
    ...row,
    kind: rowKind(match),
    match: toListMatch(match),
    ...(others.length > 0 && { others: others.length }),
  };
}

/** Of what is wrong with a certificate the most urgent: whose name differs and that is revoked is revoked. */
function rowKind(match: Match): RowKind {
  if (match.status === 'revoked' || match.status === 'suspended') return match.status;
  if (checkOutcome(match, 'nameMatches') === 'fail') return 'nameDiffers';
  if (match.status !== 'valid' && match.status !== 'expiringSoon') return match.status;
  const isUnclear = (['nameMatches', 'inForce'] as const).some(
    (check) => checkOutcome(match, check) === 'unknown',
  );
  return isUnclear ? 'unclear' : match.status;
}

const checkOutcome = (match: Match, check: Check['check']) =>
  match.checks.find((checked) => checked.check === check)?.outcome;

function toListMatch(match: Match): ListMatch {
  const { number, issuer, type, holder, status, statusSince, daysLeft, expiresOn, supersededBy } = match;
  const name = checkOutcome(match, 'nameMatches');
  return {
    number,
    issuer: issuer.code,
    type: type.code,
    holder: holder.name,
    ...(holder.nameZh !== undefined && { holderZh: holder.nameZh }),
    nameMatch: name === 'unknown' ? 'unknown' : match.nameMatch,
    status,
    statusSince,
    daysLeft,
    expiresOn,
    supersededBy,
    ...(match.knownThen !== status && {
      knownThen: match.knownThen,
      statusRecordedOn: match.statusRecordedOn,
    }),
    ...(match.today && match.today.status !== status && { today: match.today }),
  };
}
