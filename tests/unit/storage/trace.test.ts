import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { eachMessage } from '#functions/runtime/messages.ts';
import { traced } from '#functions/runtime/traced.ts';
import { createMetrics } from '#mail/metrics.ts';
import { instant } from '#register/civil-date.ts';
import { createQueue } from '#storage/queue.ts';
import { secondsWaited } from '#storage/trace.ts';
import { answerFor } from '#support/storage/stubbed-aws';
import { createHttpApp } from '#web/http/app.ts';
import { httpHandler } from '#web/http/lambda.ts';
import { logLine } from '#web/log.ts';

let written = '';
beforeEach(() => {
  written = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += text;
    return true;
  });
});
afterEach(() => void vi.restoreAllMocks());

const lines = () =>
  written
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const attributes = (hops: number) => ({
  correlation: { dataType: 'String', stringValue: 'asked-1' },
  hops: { dataType: 'Number', stringValue: String(hops) },
});
const event = (...records: object[]) => ({
  Records: records.map((record, n) => ({ messageId: `m${n}`, body: '{}', ...record })),
});
const invocation = { awsRequestId: 'invocation-1' };
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
type Batch = Parameters<ReturnType<typeof eachMessage>>[0];

describe('a line of the log', () => {
  it('has its instant, its level, and the ids of its invocation and of what it is part of', async () => {
    await traced(() => logLine({ level: 'WARN', event: 'something' }))({}, invocation);
    expect(lines()).toEqual([
      {
        timestamp: expect.stringMatching(RFC_3339),
        level: 'WARN',
        requestId: 'invocation-1',
        correlationId: 'invocation-1',
        event: 'something',
      },
    ]);
  });

  it('of an HTTP request says the id that the caller was given', async () => {
    const app = createHttpApp().get('/there', (c) => c.text('yes'));
    const asked = {
      version: '2.0',
      rawPath: '/there',
      rawQueryString: '',
      headers: { host: 'localhost' },
      requestContext: {
        requestId: 'asked-1=',
        http: { method: 'GET', path: '/there' },
        domainName: 'localhost',
      },
    };
    const handler = traced((sent: never) => httpHandler(app)(sent));
    const answer = await handler(asked as never, invocation);
    expect(answer).toMatchObject({ headers: { 'x-request-id': 'asked-1=' } });
    expect(lines()).toMatchObject([{ level: 'INFO', requestId: 'invocation-1', correlationId: 'asked-1=' }]);
  });

  it('that is a metric has them too', async () => {
    const metrics = createMetrics('certkeeper/test', () => instant.parse('2026-11-30T01:00:00.000Z'));
    await traced(() => metrics.count('MailsTaken'))({}, invocation);
    expect(lines()).toMatchObject([
      { timestamp: expect.stringMatching(RFC_3339), level: 'INFO', requestId: 'invocation-1', MailsTaken: 1 },
    ]);
  });
});

describe('a message', () => {
  const sentBy = async (hops: number, options?: { maxHops: number }) => {
    const { asked } = answerFor(SQSClient, () => ({}));
    const queue = createQueue<object>('https://sqs.ap-east-1.amazonaws.com/1/next');
    const handler = eachMessage(z.object({}), (message) => queue.send([message]), options);
    const answer = await handler(event({ messageAttributes: attributes(hops) }) as Batch, invocation);
    return { answer, entries: asked.flatMap(({ input }) => input['Entries'] as object[]) };
  };

  it('that is sent while another is worked on carries on what that was part of, one hop further', async () => {
    const { entries } = await sentBy(3);
    expect(entries).toMatchObject([
      {
        MessageAttributes: {
          correlation: { DataType: 'String', StringValue: 'asked-1' },
          hops: { DataType: 'Number', StringValue: '4' },
        },
      },
    ]);
  });

  it('that is queued anew counts from when the first was sent', async () => {
    const { asked } = answerFor(SQSClient, () => ({}));
    const queue = createQueue<object>('https://sqs.ap-east-1.amazonaws.com/1/next');
    const first = new Date(Date.now() - 7_200_000).toISOString();
    const waited: number[] = [];
    const handler = eachMessage(z.object({}), (message) => {
      waited.push(secondsWaited());
      return queue.send([message]);
    });
    const since = { since: { dataType: 'String', stringValue: first } };
    const messageAttributes = { ...attributes(3), ...since };
    await handler(event({ messageAttributes }, { messageAttributes: attributes(0) }) as Batch, invocation);
    expect(waited[0]).toBeGreaterThanOrEqual(7200);
    expect(waited[1]).toBe(0);
    const sent = asked.flatMap(({ input }) => input['Entries'] as object[]);
    expect(sent[0]).toMatchObject({ MessageAttributes: { since: { StringValue: first } } });
  });

  it.each([
    [undefined, 16],
    [{ maxHops: 100_000 }, 100_000],
  ])(
    'with %o goes on for %i hops, and then waits for a person in the dead-letter queue',
    async (options, last) => {
      expect(await sentBy(last, options)).toMatchObject({ answer: { batchItemFailures: [] }, entries: [{}] });
      expect(lines()).toEqual([]);
      vi.mocked(SQSClient.prototype.send).mockRestore?.();
      expect(await sentBy(last + 1, options)).toEqual({
        answer: { batchItemFailures: [{ itemIdentifier: 'm0' }] },
        entries: [],
      });
      expect(lines()).toMatchObject([
        { level: 'ERROR', event: 'message failed', hops: last + 1, correlationId: 'asked-1' },
      ]);
    },
  );

  it('that nobody here sent begins at its invocation, and each of a batch has its own', async () => {
    const handler = eachMessage(z.object({}), async () => logLine({ level: 'INFO', event: 'at work' }));
    await handler(event({}, { messageAttributes: attributes(1) }) as Batch, invocation);
    expect(lines().map(({ correlationId }) => correlationId)).toEqual(['invocation-1', 'asked-1']);
  });
});
