import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { clock } from '#functions/runtime/clock.ts';
import { eachMessage } from '#functions/runtime/messages.ts';
import type { Invocation } from '#functions/runtime/traced.ts';
import { countMailEvent, createMetrics } from '#mail/metrics.ts';
import { recordMailEvent } from '#mail/record-mail-event.ts';
import { createMailStates } from '#mail/store/mail-states.ts';
import { createMailings } from '#mail/store/mailings.ts';
import { sesEvent } from '#mail/store/ses-event.ts';
import { environments } from '#storage/contract/environment.ts';
import { createPepper } from '#storage/secrets/pepper.ts';
import { createTable } from '#storage/table.ts';
import { logLine } from '#web/log.ts';

const env = environments['record-mail-event'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const deps = {
  mailings: createMailings(table),
  mailStates: createMailStates(table, createPepper(env.PEPPER_SECRET)),
};
const metrics = createMetrics(env.METRICS_NAMESPACE, clock);

/** SES's own first message to a new topic, which is no JSON. */
const GREETING = 'Successfully validated SNS topic for Amazon SES event publishing.';

const recordEach = eachMessage(
  sesEvent,
  async (news) => {
    if ('unknownType' in news) {
      logLine({ level: 'WARN', event: 'mail event of no use', type: news.unknownType });
      return;
    }
    const mailing = await recordMailEvent(deps, news);
    const { kind, code } = news.event ?? {};
    const { correlationId } = news;
    logLine({
      level: 'INFO',
      event: 'mail event',
      kind,
      code,
      mailing,
      ...(correlationId && { correlationId }),
    });
    if (kind) countMailEvent(metrics, kind);
  },
  { atOnce: 10 },
);

export function handler({ Records }: SQSEvent, context?: Invocation): Promise<SQSBatchResponse> {
  return recordEach({ Records: Records.filter(({ body }) => body.trim() !== GREETING) }, context);
}
