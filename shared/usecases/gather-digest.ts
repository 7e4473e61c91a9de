import { addDays, type CivilDate, daysBetween } from '#domain/civil-date';
import { DIGEST_DAYS, type Digest, expiringRow, type UndeliverableRow } from '#domain/digest';
import { statusOn } from '#domain/history';
import type { MailState } from '#domain/mail-state';
import type { Provider } from '#domain/provider';
import type {
  CredentialList,
  CredentialStore,
  MailStates,
  ReminderHistory,
  UndeliverableIndex,
} from '#ports';
import { listUndeliverable } from './list-undeliverable.ts';
import { reportExpiring } from './report-expiring.ts';

export interface GatherDigestDeps {
  list: CredentialList;
  reminderHistory: ReminderHistory;
  credentials: CredentialStore;
  undeliverable: UndeliverableIndex;
  mailStates: MailStates;
}

/** More than that nobody reads in an e-mail; the console has the rest. */
const MOST_LISTED = 50;
const ROWS_AT_ONCE = 10;
/** Each takes two reads; a provider with more has other troubles than the exact number. */
const MOST_UNDELIVERABLE_READ = 1000;
const UNDELIVERABLE_A_READ = 100;

/**
 * Who expires within the digest's days, and whose address fails, as of `on`: the Monday of `week`, or the later day on
 * which it is sent. Certificates that are not in force any more are in neither list.
 */
export async function gatherDigest(
  deps: GatherDigestDeps,
  { provider, week, on }: { provider: Provider; week: CivilDate; on: CivilDate },
): Promise<Digest> {
  const to = addDays(week, DIGEST_DAYS);
  const { code, name } = provider;
  return {
    provider: { code, name },
    on,
    to,
    expiring: await expiringIn(deps, { provider: code, on, to }),
    undeliverable: await undeliverableOf(deps, { provider: code, on }),
  };
}

const NOTHING_KNOWN: MailState = { stops: {} };

async function expiringIn(
  deps: GatherDigestDeps,
  { provider, on, to }: { provider: string; on: CivilDate; to: CivilDate },
): Promise<Digest['expiring']> {
  const { total, credentials } = await reportExpiring(deps, { provider, on, days: daysBetween(on, to) });
  const listed = credentials.slice(0, MOST_LISTED);
  const rows: Digest['expiring']['rows'] = [];
  for (let start = 0; start < listed.length; start += ROWS_AT_ONCE) {
    const some = listed.slice(start, start + ROWS_AT_ONCE).map(async (found) => {
      const { key, email } = found.credential;
      const records = await deps.reminderHistory.ofCredential(key, provider);
      const mailState = email ? await deps.mailStates.stateOf(email) : NOTHING_KNOWN;
      return expiringRow(found, { on, records, mailState });
    });
    rows.push(...(await Promise.all(some)));
  }
  return { total, rows };
}

async function undeliverableOf(
  deps: GatherDigestDeps,
  { provider, on }: { provider: string; on: CivilDate },
): Promise<Digest['undeliverable']> {
  const found: UndeliverableRow[] = [];
  let cursor: string | undefined;
  for (let read = 0; read < MOST_UNDELIVERABLE_READ; read += UNDELIVERABLE_A_READ) {
    const page = await listUndeliverable(deps, { provider, limit: UNDELIVERABLE_A_READ, cursor });
    if (page === 'invalidCursor') throw new Error('the report refused its own cursor');
    const inForce = page.holders.filter(({ credential }) =>
      ['valid', 'expiringSoon', 'notYetValid', 'suspended'].includes(statusOn(credential, on)),
    );
    found.push(...inForce);
    cursor = page.cursor;
    if (!cursor) break;
  }
  const newestFirst = found.toSorted((a, b) => (a.trouble.since < b.trouble.since ? 1 : -1));
  return { total: found.length, atLeast: cursor !== undefined, rows: newestFirst.slice(0, MOST_LISTED) };
}
