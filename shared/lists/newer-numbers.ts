import type { CredentialStatus } from '#register/certificate/credential.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import type { CheckedRow, ListRow } from './check-list.ts';

const isInForce = (status: CredentialStatus) => status === 'valid' || status === 'expiringSoon';

/** What a row's certificate was replaced by, where that is in force; nobody is sent on to what is of no more use. */
export const replacedBy = ({ kind, match }: CheckedRow): { number: string; issuer: string } | undefined =>
  kind === 'superseded' && match?.newer && isInForce(match.newer.status)
    ? (match.supersededBy ?? undefined)
    : undefined;

/** A list as it was sent, with the newer number in place of each that was replaced, also where a row stands twice. */
export function withNewerNumbers(rows: readonly CheckedRow[]): ListRow[] {
  const newer = new Map(rows.flatMap((row) => keyed(row, row.row, replacedBy(row))));
  return rows.map((row) => {
    const { sheet, name, own, sameAs } = row;
    const by = newer.get(certificateIn(row, sameAs ?? row.row));
    const issuer = by?.issuer ?? row.issuer;
    return {
      row: row.row,
      number: by?.number ?? row.number,
      ...(sheet !== undefined && { sheet }),
      ...(name !== undefined && { name }),
      ...(issuer !== undefined && { issuer }),
      ...(own && { own }),
    };
  });
}

function keyed<Value>(row: CheckedRow, place: number, value: Value | undefined): [string, Value][] {
  return value === undefined ? [] : [[certificateIn(row, place), value]];
}

/** Rows of several sheets may have the same place. */
function certificateIn({ number, issuer = '' }: CheckedRow, place: number): string {
  const normalised = normaliseNumber(number);
  return `${place} ${normalised.ok ? normalised.key : number} ${issuer}`;
}
