import { type MailState, type MailTrouble, NOTHING_KNOWN, stopFor } from '#mail/address-state.ts';
import { type DeliveryStatus, deliveryStatus } from '#mail/mailing-rules.ts';
import type { Provider } from '#register/catalogue/provider.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { addDays, type CivilDate, daysBetween, weekday } from '#register/civil-date.ts';
import { isLeftOut, WITHHELD, type Withheld } from '#remind/explain/withheld.ts';
import type { ReminderRecord } from '#remind/reminder-record.ts';

/** A digest looks that many days ahead, counted from its Monday (domain.md §3). */
export const DIGEST_DAYS = 60;

/** The Monday of the week that a day is in. */
export function mondayOf(on: CivilDate): CivilDate {
  return addDays(on, 1 - weekday(on));
}

/** How it stands with reminding one holder. `reminded`: the latest e-mail that is known to have gone, and its day. */
export type Reminding =
  | { state: 'reminded'; on: CivilDate }
  | {
      state:
        | MailTrouble['state']
        | 'noAddress'
        | 'unsubscribed'
        | Withheld
        | 'renewed'
        | 'uncertain'
        | 'notYet';
    };

export interface ExpiringRow {
  credential: Credential;
  /** The effective last valid day. */
  expiresOn: CivilDate;
  daysLeft: number;
  reminding: Reminding;
}

export interface UndeliverableRow {
  credential: Credential;
  trouble: MailTrouble;
}

/** What a provider is told once a week. Rows are the first ones of `total`; those that are `unreadable` come on top. */
export interface Digest {
  provider: Pick<Provider, 'code' | 'name'>;
  /** The day as of which everything is told. */
  on: CivilDate;
  /** The last day that is looked at. */
  to: CivilDate;
  expiring: { total: number; unreadable: number; rows: ExpiringRow[] };
  /** `atLeast`: there may be more than `total`. */
  undeliverable: { total: number; atLeast: boolean; unreadable: number; rows: UndeliverableRow[] };
}

export function expiringRow(
  { credential, expiresOn }: { credential: Credential; expiresOn: CivilDate },
  { on, records, mailState }: { on: CivilDate; records: ReminderRecord[]; mailState: MailState | Withheld },
): ExpiringRow {
  const series = records.filter((record) => record.expiresOn === expiresOn);
  return {
    credential,
    expiresOn,
    daysLeft: daysBetween(on, expiresOn),
    reminding: reminderState(credential, series, mailState),
  };
}

/** The mail service took it, and nothing came back. */
const GONE_OUT: readonly DeliveryStatus[] = ['accepted', 'delayed', 'delivered'];

/**
 * What stands in the way of the next reminder comes first, then what is known of the latest one. Of an address that its
 * provider had nothing sent to (`withheld`) only that a stage was left out.
 */
function reminderState(
  credential: Credential,
  series: ReminderRecord[],
  mailState: MailState | Withheld,
): Reminding {
  if (!credential.email) return { state: 'noAddress' };
  const known = mailState === WITHHELD ? NOTHING_KNOWN : mailState;
  if (known.trouble) return { state: known.trouble.state };
  if (stopFor(known, credential)) return { state: 'unsubscribed' };
  const latest = series.toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
  const newest = latest.filter(({ on }) => on === latest[0]?.on);
  if (newest.some((record) => record.state === 'skipped' && record.reason === 'renewed'))
    return { state: 'renewed' };
  if (mailState === WITHHELD && newest.some(isLeftOut)) return { state: WITHHELD };
  const mailed = latest.filter((record) => record.state !== 'skipped');
  const reminded = mailed.find((record) => GONE_OUT.includes(deliveryStatus(record)));
  if (reminded) return { state: 'reminded', on: reminded.on };
  return { state: mailed.some((record) => deliveryStatus(record) === 'uncertain') ? 'uncertain' : 'notYet' };
}
