import { Temporal } from 'temporal-polyfill';
import type { LeftDue } from './left-due.ts';
import type { NoticeReport, OfStage } from './replay-report.ts';

/** What came of one stage. */
export const stageLine = (what: string, { number, provider, stage }: OfStage, rest = '') =>
  `  ${what.padEnd(8)} ${number} (${provider}), stage ${stage}${rest}`;

export const codeOf = ({ code }: { code?: string }) => (code === undefined ? '' : `: ${code}`);

/** What went, and did not, of employers' alerts and providers' digests. No address. */
export function noticeLines({ alerts, digests }: { alerts: NoticeReport; digests: NoticeReport }): string[] {
  const failures = (what: string, { unsettled }: NoticeReport) =>
    unsettled.map((one) => `  ${one.state.padEnd(8)} ${what} ${one.to}${codeOf(one)}`);
  return [
    ...counted(alerts.sent, '1 alert sent to an employer', 'alerts sent to employers'),
    ...failures('alert about site', alerts),
    ...counted(digests.sent, '1 digest sent to a provider', 'digests sent to providers'),
    ...failures('digest to', digests),
  ];
}

/** What a run did not deal with, and why; nothing when there is nothing of the kind. */
export function leftLines(left: LeftDue, now: Temporal.Instant): string[] {
  const why = explainDelay(left, now);
  const unread = 'set aside: cannot be read, see the runbook';
  return [
    ...counted(left.certificates, `1 certificate stays due${why}`, `certificates stay due${why}`),
    ...counted(left.alerts, `1 alert to an employer waits${why}`, `alerts to employers wait${why}`),
    ...counted(left.digests, `1 digest to a provider waits${why}`, `digests to providers wait${why}`),
    ...counted(left.aside, `1 certificate ${unread}`, `certificates ${unread}`),
  ];
}

const counted = (count: number, one: string, more: string): string[] =>
  count === 0 ? [] : [count === 1 ? one : `${count} ${more}`];

const because = {
  quota: ": the day's quota for email is used up",
  account: ': the mail service does not let this account send',
};

function explainDelay({ because: cause, until }: LeftDue, now: Temporal.Instant): string {
  const at = until === undefined ? undefined : hongKongTime(Temporal.Instant.from(until), now);
  if (cause) return `${because[cause]}${at ? ` (sending goes on at ${at})` : ''}`;
  return at ? `: tried again at ${at}` : '';
}

/** With its day when that is another one. */
function hongKongTime(at: Temporal.Instant, now: Temporal.Instant): string {
  const there = at.toZonedDateTimeISO('Asia/Hong_Kong');
  const today = now.toZonedDateTimeISO('Asia/Hong_Kong').toPlainDate();
  const time = there.toPlainTime().toString({ smallestUnit: 'minute' });
  const day = there.toPlainDate().equals(today) ? '' : ` on ${there.toPlainDate()}`;
  return `${time}${day} Hong Kong time`;
}
