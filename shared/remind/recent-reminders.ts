import { effectiveExpiry } from '#register/certificate/history.ts';
import { addDays, type CivilDate } from '#register/civil-date.ts';
import { eachPage } from '#register/page.ts';
import type { CredentialList } from '#register/ports/register.ts';
import { reminderPlans } from '#register/schedule/plans.ts';
import type { ReminderHistory } from './ports.ts';

/** A page that is opened often reads no more certificates than this for a number. */
const MAX_READ = 300;
const AT_ONCE = 25;

/**
 * How many reminders of a provider's certificates went on the days from `from` to `to`; `atLeast`: there were more
 * certificates to look at than one looks at for a number. Reads those that had a stage in these days.
 */
export async function countRecentReminders(
  deps: { list: CredentialList; reminders: ReminderHistory },
  { provider, from, to }: { provider: string; from: CivilDate; to: CivilDate },
): Promise<{ sent: number; atLeast: boolean }> {
  const keys: string[] = [];
  for (const [expiringFrom, expiringTo] of expiriesWithStages(from, to)) {
    const asked = { provider, expiringFrom, expiringTo, limit: MAX_READ, pastUnreadable: true };
    for await (const { items } of eachPage((cursor) => deps.list.list({ ...asked, cursor }))) {
      keys.push(...items.filter((one) => effectiveExpiry(one) && one.email).map(({ key }) => key));
      if (keys.length > MAX_READ) break;
    }
    if (keys.length > MAX_READ) break;
  }
  let sent = 0;
  const read = keys.slice(0, MAX_READ);
  for (let at = 0; at < read.length; at += AT_ONCE) {
    const some = read.slice(at, at + AT_ONCE);
    const records = await Promise.all(some.map((key) => deps.reminders.ofCredential(key, provider)));
    sent += records.flat().filter(({ state, on }) => state === 'sent' && from <= on && on <= to).length;
  }
  return { sent, atLeast: keys.length > MAX_READ };
}

/** Last valid days whose reminders were due in these days, as ranges that have no day in common. */
function expiriesWithStages(from: CivilDate, to: CivilDate): [CivilDate, CivilDate][] {
  const stages = Object.values(reminderPlans).flat();
  const days = [...new Set(stages.flatMap((stage) => ('days' in stage ? [stage.days] : [])))];
  const ranges: [CivilDate, CivilDate][] = [];
  for (const offset of days.toSorted((a, b) => b - a)) {
    const [first, last] = [addDays(from, -offset), addDays(to, -offset)];
    const before = ranges.at(-1);
    if (before && first <= addDays(before[1], 1)) before[1] = last;
    else ranges.push([first, last]);
  }
  return ranges;
}
