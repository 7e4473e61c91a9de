import { logLine } from '#web/log.ts';
import type { MailOutcome, Skipped } from './mail-record.ts';
import { countStored, type Metrics } from './metrics.ts';
import type { NoticeSubject } from './notice.ts';

/** Logs and counts what was put on record of a notice, or of a stage of a reminder. */
export function reportStored(
  metrics: Metrics,
  about: NoticeSubject | { provider: string; stage: string },
  stored: MailOutcome | Skipped,
): void {
  const kind = 'of' in about ? countedAs(about.of) : undefined;
  logLine({
    // What is uncertain settles itself as a rule; many of them ring by their metric.
    level: stored.state === 'failed' ? 'ERROR' : stored.state === 'uncertain' ? 'WARN' : 'INFO',
    event: kind ? 'notice' : 'reminder',
    state: stored.state,
    ...about,
    ...('code' in stored && { code: stored.code }),
    ...('reason' in stored && { reason: stored.reason }),
  });
  countStored(metrics, stored, kind);
}

/** One alarm adds up ten metrics at most: mails with links to sites are counted as one kind. */
export const countedAs = (of: NoticeSubject['of']) => (of === 'newLink' ? 'siteLinks' : of);
