import type { Credential } from '#register/certificate/credential.ts';
import { effectiveExpiry, statusOn } from '#register/certificate/history.ts';
import { addDays, type CivilDate } from '#register/civil-date.ts';
import { eachPage } from '#register/page.ts';
import type { CredentialList } from '#register/ports/register.ts';

/** A megabyte comes at once at most: so many take as few requests as there can be. */
const ROWS_A_READ = 5000;
/** More than this nobody reads on a page; the counts go on. */
const MAX_LISTED = 2000;

export interface ExpiringReport {
  from: CivilDate;
  to: CivilDate;
  /** How many expire in each month that the days touch, also those with none: `2026-11`. */
  months: { month: string; count: number }[];
  total: number;
  /** The nearest ones, in order of the last valid day. */
  credentials: { credential: Credential; expiresOn: CivilDate }[];
  /** How many more could not be read; none is counted above. */
  unreadable: number;
}

/**
 * A provider's certificates in force whose last valid day is within `days` from `on`, both ends included. Fails with
 * UnreadableCredential, unless it is to go on past what cannot be read.
 */
export async function reportExpiring(
  deps: { list: CredentialList },
  {
    provider,
    on,
    days,
    pastUnreadable,
  }: { provider: string; on: CivilDate; days: number; pastUnreadable?: boolean },
): Promise<ExpiringReport> {
  const to = addDays(on, days);
  const months = new Map(monthsBetween(on, to).map((month) => [month, 0]));
  const credentials: ExpiringReport['credentials'] = [];
  let total = 0;
  let unreadable = 0;
  const asked = { provider, expiringFrom: on, expiringTo: to, limit: ROWS_A_READ, pastUnreadable };
  for await (const page of eachPage((cursor) => deps.list.list({ ...asked, cursor }))) {
    for (const credential of page.items) {
      const expiresOn = effectiveExpiry(credential);
      // Revoked, suspended and replaced ones have nothing to renew.
      if (!expiresOn || !['valid', 'expiringSoon'].includes(statusOn(credential, on))) continue;
      const month = expiresOn.slice(0, 7);
      months.set(month, (months.get(month) ?? 0) + 1);
      total++;
      if (credentials.length < MAX_LISTED) credentials.push({ credential, expiresOn });
    }
    unreadable += page.unreadable;
  }
  return {
    from: on,
    to,
    months: [...months].map(([month, count]) => ({ month, count })),
    total,
    credentials,
    unreadable,
  };
}

function monthsBetween(from: CivilDate, to: CivilDate): string[] {
  const months = new Set<string>();
  for (let on = from; on <= to; on = addDays(on, 1)) months.add(on.slice(0, 7));
  return [...months];
}
