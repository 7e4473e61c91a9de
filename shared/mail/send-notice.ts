import type { Instant } from '#register/civil-date.ts';
import { delayUntil } from '#storage/delay-until.ts';
import { type Notice, type NoticeSkip, type NoticeSubject, toNotice } from './notice.ts';
import type { NoticeQueue } from './ports.ts';
import { onRecord, type SendOnceDeps, sendOnce, type Written } from './send-once.ts';

export interface SendNoticeDeps extends SendOnceDeps<Notice, NoticeSkip> {
  /** Where a subject waits that must come again. */
  notices: NoticeQueue;
}

export type WrittenNotice = Written<NoticeSkip>;

/** So long a notice waits for what it is to tell of. */
export const LOOK_AGAIN_SECONDS = 60;

/** `again`: it is queued anew; nothing can be done about it before `at`. */
export type NoticeOutcome = { outcome: 'done' } | { outcome: 'again'; at: Instant };

/** Deals with one e-mail that is no reminder: what is on record of it is looked for first, as to write it may take long. */
export async function sendNotice(
  deps: SendNoticeDeps,
  subject: NoticeSubject,
  write: () => Promise<WrittenNotice>,
): Promise<NoticeOutcome> {
  const notice = toNotice(subject);
  const waiting = await sendOnce(deps, [notice], write, await onRecord(deps, notice));
  const at = waiting === 'changedMeanwhile' ? deps.clock() : waiting.get(notice);
  if (at === undefined) return { outcome: 'done' };
  await deps.notices.send([subject], delayUntil(at, deps.clock()));
  return { outcome: 'again', at };
}
