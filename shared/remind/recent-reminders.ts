import type { Credential } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { eachPage } from '#register/page.ts';
import type { CredentialList } from '#register/ports/register.ts';
import { expiriesWithStages } from '#register/schedule/expiries-with-stages.ts';
import { reminderSeries } from '#register/schedule/series.ts';
import type { ReminderHistory } from './ports.ts';

/** A page that is opened often reads the reminders of no more certificates than this for a number, */
const MAX_READ = 300;
/** and looks through no more than this for them: in the weeks of NREMT's windows a year of certificates may have had a stage. */
const MAX_LISTED = 2000;
const AT_ONCE = 25;

interface Asked {
  provider: string;
  from: CivilDate;
  to: CivilDate;
}

/**
 * How many reminders of a provider's certificates went on the days from `from` to `to`; `atLeast`: there were more
 * certificates to look at than one looks at for a number. Reads those that had a stage in these days.
 */
export async function countRecentReminders(
  deps: { list: CredentialList; reminders: ReminderHistory },
  asked: Asked,
): Promise<{ sent: number; atLeast: boolean }> {
  const { provider, from, to } = asked;
  const { keys, isAll } = await keysWithStages(deps.list, asked);
  let sent = 0;
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const some = keys.slice(at, at + AT_ONCE);
    const records = await Promise.all(some.map((key) => deps.reminders.ofCredential(key, provider)));
    sent += records.flat().filter(({ state, on }) => state === 'sent' && from <= on && on <= to).length;
  }
  return { sent, atLeast: !isAll };
}

async function keysWithStages(
  list: CredentialList,
  { provider, from, to }: Asked,
): Promise<{ keys: string[]; isAll: boolean }> {
  const keys: string[] = [];
  let listed = 0;
  for (const [expiringFrom, expiringTo] of expiriesWithStages(from, to)) {
    const asked = { provider, expiringFrom, expiringTo, limit: MAX_READ, pastUnreadable: true };
    for await (const { items, unreadable } of eachPage((cursor) => list.list({ ...asked, cursor }))) {
      keys.push(...items.filter((one) => one.email && hadStage(one, from, to)).map(({ key }) => key));
      listed += items.length + unreadable;
      if (keys.length > MAX_READ || listed > MAX_LISTED)
        return { keys: keys.slice(0, MAX_READ), isAll: false };
    }
  }
  return { keys, isAll: true };
}

function hadStage(credential: Credential, from: CivilDate, to: CivilDate): boolean {
  const stages = reminderSeries(credential)?.stages ?? [];
  return stages.some(({ on, plannedOn = on }) => [on, plannedOn].some((day) => from <= day && day <= to));
}
