import { NOTHING_KNOWN } from '#mail/address-state.ts';
import type { MailStates, UndeliverableIndex } from '#mail/ports.ts';
import type { Provider } from '#register/catalogue/provider.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { statusOn } from '#register/certificate/history.ts';
import { reportExpiring } from '#register/change/report-expiring.ts';
import { undefinedIfUnreadable } from '#register/change/undefined-if-unreadable.ts';
import { addDays, type CivilDate, daysBetween } from '#register/civil-date.ts';
import type { CredentialList } from '#register/ports/register.ts';
import { isWithheld, WITHHELD } from '#remind/explain/withheld.ts';
import { listUndeliverable, type Undeliverable } from '#remind/list-undeliverable.ts';
import type { WroteToDeps } from '#remind/wrote-to.ts';
import { DIGEST_DAYS, type Digest, type ExpiringRow, expiringRow, type UndeliverableRow } from './digest.ts';

export interface GatherDigestDeps extends WroteToDeps {
  list: CredentialList;
  undeliverable: UndeliverableIndex;
  mailStates: MailStates;
  /** Told how many of a provider's certificates cannot be read. */
  reportUnreadable(found: { provider: string; count: number }): void;
}

/** More than that nobody reads in an e-mail; the console has the rest. */
const MAX_LISTED = 50;
const ROWS_AT_ONCE = 10;
/** Each takes two reads; a provider with more has other troubles than the exact number. */
const MAX_UNDELIVERABLE_READ = 1000;
const UNDELIVERABLE_A_READ = 100;

/**
 * Who expires within the digest's days, and whose address fails, as of `on`: the Monday of `week`, or the later day on
 * which it is sent. Certificates that are not in force any more are in neither list, but for those that have expired and
 * whose holder is still to be reminded. Those that cannot be read are counted, and reported.
 */
export async function gatherDigest(
  deps: GatherDigestDeps,
  { provider, week, on }: { provider: Provider; week: CivilDate; on: CivilDate },
): Promise<Digest> {
  const to = addDays(week, DIGEST_DAYS);
  const { code, name } = provider;
  const expiring = await expiringIn(deps, { provider: code, on, to });
  const undeliverable = await gatherUndeliverable(deps, { provider: code, on });
  // One may be in both.
  const count = Math.max(expiring.unreadable, undeliverable.unreadable);
  if (count > 0) deps.reportUnreadable({ provider: code, count });
  return { provider: { code, name }, on, to, expiring, undeliverable };
}

async function expiringIn(
  deps: GatherDigestDeps,
  { provider, on, to }: { provider: string; on: CivilDate; to: CivilDate },
): Promise<Digest['expiring']> {
  const days = daysBetween(on, to);
  const found = await reportExpiring(deps, { provider, on, days, pastUnreadable: true });
  const { total, credentials } = found;
  const listed = credentials.slice(0, MAX_LISTED);
  const rows: Digest['expiring']['rows'] = [];
  for (let start = 0; start < listed.length; start += ROWS_AT_ONCE) {
    const some = listed
      .slice(start, start + ROWS_AT_ONCE)
      .map((expiring) => undefinedIfUnreadable(digestRow(deps, expiring, on)));
    rows.push(...(await Promise.all(some)).filter((row) => row !== undefined));
  }
  const withoutRow = listed.length - rows.length;
  return { total: total - withoutRow, unreadable: found.unreadable + withoutRow, rows };
}

async function digestRow(
  deps: GatherDigestDeps,
  expiring: { credential: Credential; expiresOn: CivilDate },
  on: CivilDate,
): Promise<ExpiringRow> {
  const { credential } = expiring;
  const { key, provider, email } = credential;
  const records = await deps.reminders.ofCredential(key, provider);
  const mailState = email ? await deps.mailStates.find(email) : NOTHING_KNOWN;
  const withheld = await isWithheld(deps, credential, { mail: mailState, reminders: records });
  return expiringRow(expiring, { on, records, mailState: withheld ? WITHHELD : mailState });
}

async function gatherUndeliverable(
  deps: GatherDigestDeps,
  { provider, on }: { provider: string; on: CivilDate },
): Promise<Digest['undeliverable']> {
  const found: UndeliverableRow[] = [];
  let unreadable = 0;
  let cursor: string | undefined;
  for (let read = 0; read < MAX_UNDELIVERABLE_READ; read += UNDELIVERABLE_A_READ) {
    const page = await listUndeliverable(deps, {
      provider,
      limit: UNDELIVERABLE_A_READ,
      cursor,
      pastUnreadable: true,
    });
    found.push(...page.items.filter((one) => matters(one, on)));
    unreadable += page.unreadable;
    cursor = page.cursor;
    if (!cursor) break;
  }
  const newestFirst = found.toSorted(
    (a, b) =>
      b.trouble.since.localeCompare(a.trouble.since) || a.credential.key.localeCompare(b.credential.key),
  );
  const rows = newestFirst.slice(0, MAX_LISTED);
  return { total: found.length, atLeast: cursor !== undefined, unreadable, rows };
}

function matters({ credential, nextReminderOn }: Undeliverable, on: CivilDate): boolean {
  const status = statusOn(credential, on);
  if (status === 'expired') return nextReminderOn !== undefined;
  return ['valid', 'expiringSoon', 'notYetValid', 'suspended'].includes(status);
}
