import { isProtective, type NoticeSubject, type WatchCall, type WatchPage } from '#mail/notice.ts';
import type { NoticeQueue } from '#mail/ports.ts';
import { createQueue } from '#storage/queue.ts';

/** What protects people waits behind nothing that anybody can ask for. */
export function createNoticeQueue(urls: {
  NOTICES_QUEUE_URL: string;
  PROTECTIVE_NOTICES_QUEUE_URL: string;
}): NoticeQueue {
  const others = createQueue<NoticeSubject | WatchCall | WatchPage>(urls.NOTICES_QUEUE_URL);
  const protective = createQueue<NoticeSubject | WatchCall | WatchPage>(urls.PROTECTIVE_NOTICES_QUEUE_URL);
  return {
    async send(subjects, delaySeconds) {
      const first = subjects.filter(isProtective);
      const rest = subjects.filter((subject) => !isProtective(subject));
      if (first.length > 0) await protective.send(first, delaySeconds);
      if (rest.length > 0) await others.send(rest, delaySeconds);
    },
  };
}
