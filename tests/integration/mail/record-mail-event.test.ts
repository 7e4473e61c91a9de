import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SQSBatchResponse } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MailTrouble } from '#mail/address-state.ts';
import { createReminderRun } from '#support/mail/reminder-run';
import { generalBounce, sesEvents } from '#support/mail/ses-events';
import { createRegistry, day, type Registry } from '#support/storage/registry';
import { bundleOf } from '../../bench/bundle.ts';

type Handler = (event: { Records: { messageId: string; body: string }[] }) => Promise<SQSBatchResponse>;

let folder: string;
let secrets: Server;
let registry: Registry;
let run: ReturnType<typeof createReminderRun>;
let handler: Handler;

/** The function as it is deployed, over a table of the real engine. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'certkeeper-'));
  secrets = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ SecretString: 'pepper of the tests' }));
  });
  await new Promise<void>((listening) => secrets.listen(0, '127.0.0.1', listening));
  registry = await createRegistry();
  run = createReminderRun(registry);
  const settings = {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${(secrets.address() as AddressInfo).port}`,
    TABLE_NAME: registry.tableName,
    PEPPER_SECRET: 'pepper',
    METRICS_NAMESPACE: 'Certkeeper',
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  ({ handler } = createRequire(import.meta.url)(await bundleOf('record-mail-event', folder)));
});
afterAll(() => {
  vi.unstubAllEnvs();
  secrets.closeAllConnections();
  secrets.close();
  rmSync(folder, { recursive: true, force: true });
});

let lines: string[];
beforeEach(() => {
  lines = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  return () => vi.restoreAllMocks();
});

const delivered = (...bodies: unknown[]) =>
  handler({
    Records: bodies.map((body, i) => ({
      messageId: String(i),
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })),
  });

const to = 'chan@example.com';
const timestamp = '2027-01-29T01:00:09.000Z';

describe('record-mail-event, as deployed', () => {
  it('keeps what became of a mail, and the trouble with its address, and says nothing of whose it is', async () => {
    await run.certificate('OFA-1');
    await run.day(day('2027-01-29'));
    const claimId = run.taken[0]?.claimId ?? '';
    const answer = await delivered(
      sesEvents.hardBounce({ claimId, to, timestamp }),
      sesEvents.send({ claimId, to, timestamp }),
    );
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(await run.record('OFA1', '-30')).toMatchObject({
      state: 'sent',
      heard: { accepted: { at: timestamp }, bounced: { at: timestamp, code: 'Permanent/General' } },
    });
    const trouble: MailTrouble | undefined = (await registry.mailStates.find(to)).trouble;
    expect(trouble).toMatchObject({ state: 'undeliverable', code: 'Permanent/General' });
    expect(lines.join('')).toMatch(/"kind":"bounced"/);
    expect(lines.join('')).not.toMatch(/chan|CHAN|OFA-?1/);
  });

  it('drops a type that it has no use for, and SES’s greeting to the topic', async () => {
    const greeting = 'Successfully validated SNS topic for Amazon SES event publishing.';
    expect(await delivered(sesEvents.open({ to, timestamp }), greeting)).toEqual({ batchItemFailures: [] });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/"type":"Open"/);
  });

  it('gives back what it cannot read, for the dead-letter queue, and does the others of the batch', async () => {
    const answer = await delivered(
      { eventType: 'Bounce', mail: { canary: to } },
      `{"canary": "${to}`,
      sesEvents.complaint({ to: 'lee@example.com', timestamp }),
      { notificationType: 'Bounce' },
    );
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).toSorted()).toEqual([
      '0',
      '1',
      '3',
    ]);
    expect((await registry.mailStates.find('lee@example.com')).trouble).toMatchObject({ code: 'abuse' });
    expect(lines.join('')).not.toMatch(/chan@|lee@/);
  });

  const nth = (n: number, email: string) => ({ to: email, timestamp: `2027-02-0${n + 1}T01:00:09.000Z` });
  const troubleOf = async (email: string) => (await registry.mailStates.find(email)).trouble;

  it('holds against an address what SES calls transient though its status is permanent', async () => {
    await delivered(generalBounce('5.4.4')(nth(1, 'ho@gmail.example.ocm')));
    expect(await troubleOf('ho@gmail.example.ocm')).toMatchObject({ code: 'Transient/General' });
  });

  it('holds three mails in a row that came back against their address, told twice and in any order', async () => {
    const email = 'full@example.com';
    await delivered(sesEvents.softBounce(nth(1, email)), sesEvents.softBounce(nth(1, email)));
    // The second was taken by its server and came back all the same.
    await delivered(sesEvents.softBounce(nth(2, email)));
    await delivered(sesEvents.delivery(nth(2, email)));
    expect(await troubleOf(email)).toBeUndefined();
    await delivered(sesEvents.softBounce(nth(0, email)));
    expect(await troubleOf(email)).toMatchObject({ state: 'undeliverable', code: 'Transient/MailboxFull' });
  });

  it('does not when one between them arrived, nor when a holiday answers', async () => {
    const email = 'away@example.com';
    const mails = ['softBounce', 'softBounce', 'delivery', 'softBounce'] as const;
    for (const [n, of] of mails.entries()) await delivered(sesEvents[of](nth(n, email)));
    for (const n of [0, 1, 2]) await delivered(sesEvents.automaticReply(nth(n, 'holiday@example.com')));
    expect([await troubleOf(email), await troubleOf('holiday@example.com')]).toEqual([undefined, undefined]);
  });
});
