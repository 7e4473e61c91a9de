import { lineOf, type NoticeLine, type NoticeSubject, type WatchCall, type WatchPage } from '#mail/notice.ts';
import type { NoticeQueue } from '#mail/ports.ts';
import { createQueue } from '#storage/queue.ts';

/** A queue for each line, by its name in the environment; a function has those of what it asks for. */
interface QueueUrls {
  PROTECTIVE_NOTICES_QUEUE_URL?: string;
  NOTICES_QUEUE_URL?: string;
  BULK_NOTICES_QUEUE_URL?: string;
}

export function createNoticeQueue(urls: QueueUrls): NoticeQueue {
  const lines: [NoticeLine, string | undefined][] = [
    ['protective', urls.PROTECTIVE_NOTICES_QUEUE_URL],
    ['awaited', urls.NOTICES_QUEUE_URL],
    ['bulk', urls.BULK_NOTICES_QUEUE_URL],
  ];
  const queues = lines.map(([line, url]) => ({
    line,
    queue: url === undefined ? undefined : createQueue<NoticeSubject | WatchCall | WatchPage>(url),
  }));
  return {
    async send(subjects, delaySeconds) {
      for (const { line, queue } of queues) {
        const here = subjects.filter((subject) => lineOf(subject) === line);
        if (here.length === 0) continue;
        if (!queue) throw new Error(`this function has no queue for ${line} notices`);
        await queue.send(here, delaySeconds);
      }
    },
  };
}
