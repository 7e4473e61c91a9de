import * as z from 'zod';
import { deliveryStatus } from '#mail/mailing-rules.ts';
import { civilDate } from '#register/civil-date.ts';
import { type ReminderRecord, reminderRecord } from '#remind/reminder-record.ts';
import type { Item } from '#storage/table.ts';
import type { Accepted } from './fault-mail.ts';
import { claimIdOf, type Stopped } from './fault-meanwhile.ts';
import type { Certificate } from './fault-world.ts';

/** What a run came to, by certificate. Everything but the last two is to be nothing. */
export interface Verdict {
  /** Due, and neither taken by SES nor on record as skipped or refused. */
  lost: string[];
  /** Taken twice by SES although every event of the mails before had come, or without a record that nobody knew. */
  repeated: string[];
  /** Taken by SES although nobody was to get a mail; or claimed after it was revoked or stopped. */
  stale: string[];
  /** A claim that nobody will end. */
  claimed: string[];
  /** Still in the index of what is due. */
  due: string[];
  /** Taken twice where no event came, each on record with the attempt of which nobody knew. */
  repeatedUnheard: string[];
  /** Attempts on record of which nobody knows the end. */
  uncertain: number;
  /** Certificates that were revoked, or whose holder stopped all mail, while they were worked on. */
  stopped: number;
}

export const faultless = ({ lost, repeated, stale, claimed, due }: Verdict): boolean =>
  [lost, repeated, stale, claimed, due].every((certificates) => certificates.length === 0);

const dueItem = z.object({ key: z.string(), nextReminderOn: civilDate });

/** What a run of that day would find in the index. */
export const dueBy = (items: Item[], on: string) =>
  items
    .filter((item) => item['entity'] === 'credential' && item['duePk'] !== undefined)
    .map((item) => dueItem.parse(item))
    .filter(({ nextReminderOn }) => nextReminderOn <= on);

/** `unheard`: attempts of which no event came in time. `on`: the day of the last run. */
export function judge(
  certificates: readonly Certificate[],
  found: {
    items: Item[];
    accepted: readonly Accepted[];
    unheard: ReadonlySet<string>;
    on: string;
    stopped?: Stopped | undefined;
  },
): Verdict {
  const records = found.items
    .filter(({ entity }) => entity === 'reminder')
    .map((item) => reminderRecord.parse(item));
  const due = dueBy(found.items, found.on);
  const verdict: Verdict = {
    lost: [],
    repeated: [],
    stale: [],
    claimed: records.filter((record) => fateIn(record) === 'underWay').map(({ key }) => key),
    due: due.map(({ key }) => key),
    repeatedUnheard: [],
    uncertain: records.reduce((sum, record) => sum + unknownIn(record), 0),
    stopped: found.stopped?.certificates.size ?? 0,
  };
  for (const { key, mailed } of certificates) {
    const mails = found.accepted.filter(({ text }) => text.includes(key));
    const current = records.find((record) => record.key === key && !isPast(record));
    if (found.stopped?.certificates.has(key)) {
      if (claimsOn(key, found).some((claimId) => !found.stopped?.claimed.has(claimId)))
        verdict.stale.push(key);
      if (!current) verdict.lost.push(key);
    } else {
      if (!mailed && mails.length) verdict.stale.push(key);
      if (mailed && !mails.length) verdict.lost.push(key);
      if (!mailed && !current) verdict.lost.push(key);
    }
    if (mails.length < 2) continue;
    const known = current && current.state !== 'skipped' ? (current.earlier ?? []) : [];
    const others = mails.slice(0, -1).map(({ claimId }) => claimId);
    const recorded = others.every((claimId) => known.some((attempt) => attempt.claimId === claimId));
    const unheard = others.every((claimId) => found.unheard.has(claimId));
    (recorded && unheard ? verdict.repeatedUnheard : verdict.repeated).push(key);
  }
  return verdict;
}

/** The baseline keeps no record of why it did not send, and nothing else that could be asked. */
export function judgeBaseline(certificates: readonly Certificate[], accepted: readonly Accepted[]): Verdict {
  const sent = (key: string) => accepted.filter(({ text }) => text.includes(key)).length;
  const keys = (of: (certificate: Certificate) => boolean) => certificates.filter(of).map(({ key }) => key);
  return {
    lost: keys(({ key, mailed }) => mailed && sent(key) === 0),
    repeated: keys(({ key }) => sent(key) > 1),
    stale: keys(({ key, mailed }) => !mailed && sent(key) > 0),
    claimed: [],
    due: [],
    repeatedUnheard: [],
    uncertain: 0,
    stopped: 0,
  };
}

/** Attempts that were claimed for it, and those of the mails that SES took. */
function claimsOn(key: string, found: { items: Item[]; accepted: readonly Accepted[] }): string[] {
  const claimed = found.items.filter(
    ({ entity, about }) => entity === 'mailing' && JSON.stringify(about).includes(`#${key}"`),
  );
  const mailed = found.accepted.filter(({ text }) => text.includes(key));
  return [...claimed.map(claimIdOf), ...mailed.map(({ claimId }) => claimId)];
}

const isPast = (record: ReminderRecord) =>
  record.state === 'skipped' && (record.reason === 'overtaken' || record.reason === 'tooLate');

const fateIn = (record: ReminderRecord) => (record.state === 'skipped' ? 'skipped' : deliveryStatus(record));

function unknownIn(record: ReminderRecord): number {
  if (record.state === 'skipped') return 0;
  return (record.earlier?.length ?? 0) + (deliveryStatus(record) === 'uncertain' ? 1 : 0);
}
