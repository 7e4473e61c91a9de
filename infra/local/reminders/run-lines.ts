import { Temporal } from 'temporal-polyfill';
import type { LeftDue } from './left-due.ts';
import type { NoticeReport } from './remind-run.ts';

const because: Record<NonNullable<LeftDue['because']>, string> = {
  quota: "the day's quota for e-mail is used up",
  account: 'the mail service does not let this account send',
};

/** What went, and did not, of employers' alerts and providers' digests. No address. */
export function noticeLines({ alerts, digests }: { alerts: NoticeReport; digests: NoticeReport }): string[] {
  return [
    ...linesOf(alerts, {
      one: '1 alert sent to an employer',
      more: (sent) => `${sent} alerts sent to employers`,
      what: 'alert about site',
    }),
    ...linesOf(digests, {
      one: '1 digest sent to a provider',
      more: (sent) => `${sent} digests sent to providers`,
      what: 'digest to',
    }),
  ];
}

function linesOf(
  { sent, unsettled }: NoticeReport,
  words: { one: string; more(sent: number): string; what: string },
): string[] {
  return [
    ...(sent > 0 ? [sent === 1 ? words.one : words.more(sent)] : []),
    ...unsettled.map(
      ({ to, state, code }) =>
        `  ${state.padEnd(8)} ${words.what} ${to}${code === undefined ? '' : `: ${code}`}`,
    ),
  ];
}

/** What a run did not deal with, and why; nothing when there is nothing of the kind. */
export function leftLines(left: LeftDue, now: Temporal.Instant): string[] {
  const { certificates, aside, digests, alerts } = left;
  const due = certificates - aside;
  const why = whyOf(left, now);
  return [
    ...(due > 0 ? [`${due === 1 ? '1 certificate stays' : `${due} certificates stay`} due${why}`] : []),
    ...(alerts > 0
      ? [`${alerts === 1 ? '1 alert to an employer waits' : `${alerts} alerts to employers wait`}${why}`]
      : []),
    ...(digests > 0
      ? [`${digests === 1 ? '1 digest to a provider waits' : `${digests} digests to providers wait`}${why}`]
      : []),
    ...(aside > 0
      ? [
          `${aside === 1 ? '1 certificate' : `${aside} certificates`} set aside: cannot be read, see the runbook`,
        ]
      : []),
  ];
}

function whyOf(left: LeftDue, now: Temporal.Instant): string {
  const until = left.until === undefined ? undefined : hongKongTime(Temporal.Instant.from(left.until), now);
  if (left.because) return `: ${because[left.because]}${until ? ` (sending goes on at ${until})` : ''}`;
  return until ? `: tried again at ${until}` : '';
}

/** With its day when that is another one. */
function hongKongTime(at: Temporal.Instant, now: Temporal.Instant): string {
  const there = at.toZonedDateTimeISO('Asia/Hong_Kong');
  const today = now.toZonedDateTimeISO('Asia/Hong_Kong').toPlainDate();
  const time = there.toPlainTime().toString({ smallestUnit: 'minute' });
  const day = there.toPlainDate().equals(today) ? '' : ` on ${there.toPlainDate()}`;
  return `${time}${day} Hong Kong time`;
}
