import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sdkEnvironment } from '#infra/local/control';
import { createTable } from '#storage/table.ts';
import { type RunningSystem, runToEnd, startRunningSystem } from '#support/browser/running-system';
import { samplePath } from '#support/samples';
import { replayDay } from '../../../operator/replay-day.ts';
import { MAILED, type ReplayReport, reportReplay } from '../../../operator/replay-report.ts';
import { childrenOf, getJson } from './system-processes.ts';

/** The whole product as its users meet it, from outside, in the order of a year. One system; the steps build on each other. */
let system: RunningSystem;
beforeAll(async () => {
  system = await startRunningSystem();
});
afterAll(async () => {
  await system?.stop();
});

interface Report {
  state: string;
  rows: { total: number; accepted: number; updated: number; unchanged: number; rejected: number };
  rejected: { row: number; column: string; code: string }[];
}

async function api(method: string, path: string, body?: unknown) {
  const response = await fetch(`${system.baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${system.apiKey}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return JSON.parse(await response.text());
}

async function startImport(file: Buffer): Promise<string> {
  const { importId, upload } = await api('POST', '/v1/imports', {
    fileName: 'f.csv',
    contentLength: file.length,
  });
  const put = await fetch(upload.url, {
    method: upload.method,
    headers: upload.headers,
    body: new Uint8Array(file),
  });
  expect(put.status).toBe(200);
  return importId;
}

/** `whenStill`: what is to be done when nothing has come of it for some seconds. */
async function finished(importId: string, whenStill?: () => Promise<void>): Promise<Report> {
  let seen = 0;
  let asked = 0;
  for (;;) {
    const report: Report & { finishedAt?: string } = await api('GET', `/v1/imports/${importId}`);
    const { accepted, updated, unchanged, rejected } = report.rows;
    expect(accepted + updated + unchanged + rejected).toBeGreaterThanOrEqual(seen);
    asked = seen === accepted + updated + unchanged + rejected ? asked + 1 : 0;
    seen = accepted + updated + unchanged + rejected;
    // Seldom: what a worker is at on a busy machine would be done twice.
    if (asked === 20 || (asked > 0 && asked % 100 === 0)) await whenStill?.();
    if (report.finishedAt) return { ...report, ...(await api('GET', `/v1/imports/${importId}/rejected`)) };
    await delay(200);
  }
}

/** Of a file whose worker is killed: several chunks. */
const KILLED_ROWS = 500;

/** Some rows are done, and not all. */
async function underWay(importId: string): Promise<void> {
  for (;;) {
    const { rows }: Report = await api('GET', `/v1/imports/${importId}`);
    if (rows.accepted > 0) return expect(rows.accepted).toBeLessThan(KILLED_ROWS);
    await delay(20);
  }
}

/** What killed workers had in hand comes again after the queue's visibility timeout, a minute and a half; here at once. */
async function comesAgain(queue: string): Promise<void> {
  const { endpoints, region } = await childrenOf(system);
  const endpoint = endpoints['AWS_ENDPOINT_URL_SQS'] ?? '';
  const queues: { name: string; url: string }[] = await getJson(`${endpoint}/_fauxqs/queues`);
  const found = queues.filter(({ name }) => name.includes(queue) && !name.includes('DeadLetters'));
  expect(found).toHaveLength(1);
  const sqs = new SQSClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  for (const { name, url } of found) {
    const inHand: { receiptHandle: string }[] = (await getJson(`${endpoint}/_fauxqs/queues/${name}`)).messages
      .inflight;
    for (const { receiptHandle } of inHand)
      await sqs
        .send(
          new ChangeMessageVisibilityCommand({
            QueueUrl: url,
            ReceiptHandle: receiptHandle,
            VisibilityTimeout: 1,
          }),
        )
        // One that a worker which lived on is done with.
        .catch(() => {});
  }
  sqs.destroy();
}

const upload = async (file: Buffer) => finished(await startImport(file));
const sample = (name: string) => readFileSync(samplePath(name));

async function askRemind(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runToEnd('operator/remind.ts', [...args, '--json'], {
    CERTKEEPER_STATE: system.state,
  });
  expect(code, stderr).toBe(0);
  return stdout;
}

const ofTour = ({ sent, skipped }: Pick<ReplayReport, 'sent' | 'skipped'>) => ({
  sent: sent.filter(mine),
  skipped: skipped.filter(mine),
});

/** What `npm run remind` asks of the running system, without a process of its own for each day. */
async function remind(on: string) {
  const control = await childrenOf(system);
  const { written, ...day } = await replayDay(control.controlUrl, { on, entities: MAILED }, () => {});
  expect(day).toMatchObject({ schedulesFailed: [], deadLetters: [] });
  Object.assign(process.env, sdkEnvironment(control));
  return ofTour(await reportReplay(written, createTable(control.tableName)));
}

const mine = ({ number }: { number: string }) => number.startsWith('TOUR');

interface Stored {
  subject: string;
  destination: { to: string[] };
  body: { text: string; html: string };
}
const inboxOf = async (address: string): Promise<Stored[]> =>
  (await getJson(`${system.inboxUrl}/store`)).emails.filter((mail: Stored) =>
    mail.destination.to.includes(address),
  );

describe("a provider's files", () => {
  it('leave no byte of an identity number behind, wherever in them it stood', async () => {
    const identities = ['G876543(9)', 'H999999(1)', 'C668668(9)', 'Z683365(A)', '11010519491231002X'];
    const [card = '', odd = '', other = '', one = '', resident = ''] = identities;
    const head = 'number,type,nameEn,issuedOn,Member';
    const row = (n: number, name: string, member = '', number = `TOURID-${n}`) =>
      `${number},OFA,${name},2026-01-05,${member}`;
    const columns = ['number,type,nameEn,issuedOn,HKID', row(1, 'CHAN Tai Man', card)].join('\n');
    const mixed = [
      head,
      row(1, `CHAN Tai Man ${card}`),
      row(2, 'LEE Siu Ming', '', other),
      row(3, `WONG Ka Yan ${resident}`),
      row(4, 'CHEUNG Mei Lai'),
      row(5, 'HO Man Kit', odd),
      row(6, 'NG Wai Man', 'x'),
      `TOURID-7,OFA ${one},"LAM Tsz Ching,2026-01-05`,
    ].join('\n');
    expect(await upload(Buffer.from(columns))).toMatchObject({ state: 'failed' });
    expect((await upload(Buffer.from(mixed))).rejected.map(({ row, code }) => [row, code])).toEqual([
      [2, 'identity_number'],
      [3, 'identity_number'],
      [4, 'identity_number'],
      [8, 'unreadable_row'],
    ]);
    const found = globSync(`${system.state}/**/*`, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => {
        const bytes = readFileSync(file);
        return identities.some((identity) => bytes.includes(identity));
      });
    expect(found).toEqual([]);
    expect(globSync(`${system.state}/**/imports/**`)).toEqual([]);
  });

  it.each([
    ['ofa-2023-2026.csv', { total: 60, accepted: 60, updated: 0, unchanged: 0, rejected: 0 }, 60],
    ['ems-2025-2026.csv', { total: 40, accepted: 40, updated: 0, unchanged: 0, rejected: 0 }, 40],
    ['dirty.csv', { total: 12, accepted: 4, updated: 0, unchanged: 1, rejected: 7 }, 5],
  ])('%s goes in with every row accounted for, and again changes nothing', async (name, rows, good) => {
    expect((await upload(sample(name))).rows).toEqual(rows);
    const again = await upload(sample(name));
    expect(again.rows).toEqual({ ...rows, accepted: 0, updated: 0, unchanged: good });
    if (name !== 'dirty.csv') return;
    const expected: { outcome: string }[] = JSON.parse(sample('dirty.expected.json').toString());
    expect(
      again.rejected.map(({ row, column, code }) => ({ row, outcome: 'rejected', column, code })),
    ).toEqual(expected.filter(({ outcome }) => outcome === 'rejected'));
  });

  it('is counted right when the worker is killed in the middle', { timeout: 300_000 }, async () => {
    const rows = Array.from({ length: KILLED_ROWS }, (_, i) => `KILL-${i},OFA,CHAN Tai Man,2026-01-05`);
    const importId = await startImport(Buffer.from(['number,type,nameEn,issuedOn', ...rows].join('\n')));
    await underWay(importId);
    const workers = (await childrenOf(system)).children.filter(({ name }) => name.includes('import-rows'));
    expect(workers.length).toBeGreaterThan(0);
    for (const { pid } of workers) process.kill(pid, 'SIGKILL');
    // What was handed to them before anybody knew that they were dead is in hand a little later.
    await comesAgain('Rows');
    const report = await finished(importId, () => comesAgain('Rows'));
    expect(report.rows).toEqual({
      total: KILLED_ROWS,
      accepted: KILLED_ROWS,
      updated: 0,
      unchanged: 0,
      rejected: 0,
    });
  });
});

describe('a holder', () => {
  const certificates = [
    'number,type,nameEn,nameZh,email,language,issuedOn',
    'TOUR-1,OFA,CHAN Tai Man,陳大文,chan@tour.example.com,zh-HK,2024-03-01',
    'TOUR-2,OFA,WONG Mei Ling,,wong@tour.example.com,en,2024-03-01',
    'TOUR-3,OFA,LEE Kin,,lee@tour.example.com,en,2024-03-01',
  ].join('\n');

  it('gets one e-mail when a stage comes, and none when the day is run again', async () => {
    await upload(Buffer.from(certificates));
    const first = ofTour(JSON.parse(await askRemind('2027-01-29')));
    expect(first.sent.map(({ number, stage, to }) => [number, stage, to])).toEqual([
      ['TOUR-1', '-30', 'chan@tour.example.com'],
      ['TOUR-2', '-30', 'wong@tour.example.com'],
      ['TOUR-3', '-30', 'lee@tour.example.com'],
    ]);
    expect(await remind('2027-01-29')).toEqual({ sent: [], skipped: [] });
    expect(await inboxOf('chan@tour.example.com')).toMatchObject([
      { subject: '證書續期提示：尚餘30日 · Your certificate expires in 30 days' },
    ]);
  });

  it('reads in the e-mail what expires, when, and where to verify it', async () => {
    const [mail] = await inboxOf('wong@tour.example.com');
    expect(mail?.subject).toBe('Your certificate expires in 30 days · 證書續期提示：尚餘30日');
    expect(mail?.body.text).toMatch(
      /^.*Your Occupational First Aid Certificate expires on 28 February 2027 \(Sunday\), in 30 days\./s,
    );
    const link = /http:\/\/\S+\/verify\/TOUR2\S*/.exec(mail?.body.text ?? '')?.[0] ?? '';
    expect((await fetch(link)).status).toBe(200);
    expect(mail?.body.html).toContain('TOUR-2');
  });

  it('is told the latest stage only after three weeks without a run, and nothing once revoked', async () => {
    await api('POST', '/v1/credentials/TOUR-2/revoke', { reason: 'issued by mistake', on: '2026-11-01' });
    await api('PATCH', '/v1/credentials/TOUR-3', { email: 'lee.new@tour.example.com', reason: 'moved' });
    const { sent, skipped } = await remind('2027-02-22');
    expect(sent.map(({ number, stage, to }) => [number, stage, to])).toEqual([
      ['TOUR-1', '-7', 'chan@tour.example.com'],
      ['TOUR-3', '-7', 'lee.new@tour.example.com'],
    ]);
    expect(skipped).toEqual([{ number: 'TOUR-2', provider: 'DEMO', stage: '-7', reason: 'revoked' }]);
    expect(await inboxOf('wong@tour.example.com')).toHaveLength(1);
    const subjects = (await inboxOf('chan@tour.example.com')).map(({ subject }) => subject);
    expect(subjects).toHaveLength(2);
    expect(subjects).toContain('證書續期提示：尚餘6日 · Your certificate expires in 6 days');
  });
});

describe('a holder whose mailbox is no more', () => {
  it('is foretold, mailed once, and in the report of the undeliverable as soon as the run is over', async () => {
    const address = 'bounce+tour@simulator.amazonses.com';
    await api('POST', '/v1/credentials', {
      number: 'TOUR-GONE',
      type: 'OFA',
      nameEn: 'HO Wing Sze',
      email: address,
      issuedOn: '2024-09-01',
    });
    const mails = (await getJson(`${system.inboxUrl}/store`)).emails.length;
    const foretold = JSON.parse(await askRemind('2027-08-02', '--dry-run'));
    expect((await getJson(`${system.inboxUrl}/store`)).emails).toHaveLength(mails);
    expect(JSON.stringify(foretold)).not.toContain('@');

    const { sent, skipped } = await remind('2027-08-02');
    const told = ({ number, stage }: { number: string; stage: string }) => [number, stage];
    expect(foretold.wouldSend.filter(mine).map(told)).toEqual(sent.map(told));
    expect(foretold.wouldSkip.filter(mine)).toEqual(skipped);
    expect(sent).toContainEqual(expect.objectContaining({ number: 'TOUR-GONE', stage: '-30', to: address }));
    const { holders } = await api('GET', '/v1/reports/undeliverable');
    expect(holders).toContainEqual(
      expect.objectContaining({ number: 'TOUR-GONE', email: address, state: 'undeliverable' }),
    );

    expect((await remind('2027-08-24')).skipped).toContainEqual(
      expect.objectContaining({ number: 'TOUR-GONE', stage: '-7', reason: 'undeliverable' }),
    );
  });
});

describe('a provider on a Monday', () => {
  it('gets the digest of the week, once', async () => {
    const digests = () => inboxOf('office@example.com');
    const before = (await digests()).length;
    await remind('2027-08-09');
    expect(await digests()).toHaveLength(before + 1);
    await remind('2027-08-09');
    await remind('2027-08-10');
    expect(await digests()).toHaveLength(before + 1);
  });
});

describe('an employer', () => {
  it('gets the verdict as JSON in the shape of the contract', async () => {
    const response = await fetch(`${system.baseUrl}/verify/TOUR-1?on=2027-02-28`, {
      headers: { accept: 'application/json' },
    });
    expect(await response.json()).toMatchObject({
      outcome: 'found',
      on: '2027-02-28',
      matches: [
        {
          number: 'TOUR-1',
          issuer: { code: 'DEMO', name: { en: expect.any(String), 'zh-HK': expect.any(String) } },
          type: { code: 'OFA', endorsement: 'TQUK Endorsed Level 3 course' },
          holder: { name: 'CHAN T** M**' },
          nameMatch: 'notAsked',
          status: 'expiringSoon',
          issuedOn: '2024-03-01',
          expiresOn: '2027-02-28',
          extendedFrom: null,
          extension: null,
          supersededBy: null,
          recognition: [{ scheme: 'HK-509A-17-2-b-iii', onIssue: true }],
          checks: expect.arrayContaining([
            { check: 'registered', outcome: 'pass' },
            { check: 'inForce', outcome: 'pass', detail: expect.any(String) },
          ]),
        },
      ],
    });
  });

  it('drops a spreadsheet of 1,200 numbers and follows it to its end', async () => {
    const rows = Array.from({ length: 1200 }, (_, i) =>
      i === 700 ? 'TOUR-1,CHAN Tai Man' : `TOUR-NO-${i},`,
    );
    const form = new FormData();
    form.set('file', new Blob([['Certificate No.,Name', ...rows].join('\r\n')]), 'people.csv');
    const { url } = await fetch(`${system.baseUrl}/lists`, { method: 'POST', body: form });
    const report = await vi.waitFor(
      async () => {
        const response = await fetch(url, { headers: { accept: 'application/json' } });
        const said = (await response.json()) as { state: string; rows: unknown };
        expect(said.state).toBe('finished');
        return said;
      },
      { timeout: 120_000, interval: 500 },
    );
    expect(report.rows).toEqual({ total: 1200, done: 1200 });
    const csv = await (await fetch(`${new URL(url).origin}${new URL(url).pathname}.csv`)).text();
    expect(csv).toContain('TOUR-1');
  });

  it('watches a site, is told once of a certificate that is revoked, leaves, and hears no more', async () => {
    const address = 'hr@tour.example.com';
    const number = (n: number) => `TOUR-SITE-${n}`;
    for (const n of [1, 2])
      await api('POST', '/v1/credentials', {
        number: number(n),
        type: 'OFA',
        nameEn: 'CHAN Tai Man',
        issuedOn: '2026-09-01',
      });
    const send = (url: string, fields: Record<string, string>) =>
      fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
    await send(`${system.baseUrl}/watch`, { email: address, site: 'Kai Tak' });
    const link = await vi.waitFor(
      async () => {
        const [mail] = await inboxOf(address);
        return /http:\/\/\S+\/watch\/[^\s?]+/.exec(mail?.body.text ?? '')?.[0] ?? expect.fail('no mail yet');
      },
      { timeout: 60_000, interval: 200 },
    );
    expect((await send(`${link}/confirm`, {})).status).toBe(200);
    expect((await send(`${link}/numbers`, { list: `${number(1)}\n${number(2)}` })).status).toBe(200);

    await api('POST', `/v1/credentials/${number(1)}/revoke`, { reason: 'issued by mistake' });
    await remind('2027-08-11');
    const mails = await inboxOf(address);
    expect(mails).toHaveLength(2);
    expect(mails.filter(({ body }) => body.text.includes(number(1)))).toHaveLength(1);

    expect((await send(`${link}/leave`, { 'List-Unsubscribe': 'One-Click' })).status).toBe(200);
    await api('POST', `/v1/credentials/${number(2)}/revoke`, { reason: 'issued by mistake' });
    await remind('2027-08-12');
    expect(await inboxOf(address)).toHaveLength(2);
  });
});

describe('who renews at another provider', () => {
  const existing = async (number: string) => {
    const response = await fetch(`${system.baseUrl}/verify/${number}`, {
      headers: { accept: 'application/json' },
    });
    const { matches } = (await response.json()) as { matches: { status: string; supersededBy: unknown }[] };
    return matches[0];
  };
  const admin = async (...args: string[]) => {
    const said = await runToEnd('operator/admin.ts', [...args, '--json'], { CERTKEEPER_STATE: system.state });
    expect(said.code, said.stderr).toBe(0);
    return JSON.parse(said.stdout);
  };
  const soon = { timeout: 30_000, interval: 200 };
  const holder = { type: 'OFA', nameEn: 'CHAN Tai Man', email: 'chan.again@tour.example.com' };
  let peak: { authorization: string };

  it('has the old certificate superseded by the new one, and hears no more of the old one', async () => {
    await api('POST', '/v1/credentials', { ...holder, number: 'TOUR-9', issuedOn: '2024-06-01' });
    await api('POST', '/v1/credentials', {
      ...holder,
      number: 'TOUR-8',
      nameEn: 'CHAN Siu Ming',
      issuedOn: '2024-06-01',
    });
    await admin('provider', 'add', '--code', 'PEAK', '--name-en', 'Peak Training', '--name-zh', '山頂訓練');
    // As the sample provider is: who is recognised less replaces nothing.
    const approved = ['--type', 'OFA', '--scheme', 'HK-509A-17-2-b-iii', '--from', '2011-01-02'];
    await admin('approval', 'add', '--provider', 'PEAK', ...approved);
    const { key } = await admin('key', 'issue', '--provider', 'PEAK', '--label', 'tour');
    peak = { authorization: `Bearer ${key}` };
    const response = await fetch(`${system.baseUrl}/v1/credentials`, {
      method: 'POST',
      headers: { ...peak, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...holder,
        number: 'PEAK-9',
        issuedOn: '2026-01-05',
        expiresOn: '2040-12-31',
      }),
    });
    expect(response.status).toBe(201);
    await vi.waitFor(
      async () =>
        expect(await existing('TOUR-9')).toMatchObject({
          status: 'superseded',
          supersededBy: { number: 'PEAK-9', issuer: 'PEAK' },
        }),
      soon,
    );
    expect((await existing('TOUR-8'))?.supersededBy).toBeNull();
    const { sent, skipped } = await remind('2027-05-01');
    expect(skipped).toContainEqual({
      number: 'TOUR-9',
      provider: 'DEMO',
      stage: '-30',
      reason: 'superseded',
    });
    const reminded = sent.map(({ number }) => number);
    expect(reminded).toContain('TOUR-8');
    expect(reminded).not.toContain('TOUR-9');
  });

  it('has the old one back when the new one is revoked', async () => {
    await fetch(`${system.baseUrl}/v1/credentials/PEAK-9/revoke`, {
      method: 'POST',
      headers: { ...peak, 'content-type': 'application/json' },
      body: JSON.stringify({ reason: 'issued by mistake' }),
    });
    await vi.waitFor(async () => expect((await existing('TOUR-9'))?.supersededBy).toBeNull(), soon);
  });
});

describe('every line that a function logs', () => {
  it('says when, how bad, in which invocation, and of what it is part', () => {
    const files = globSync(`${system.state}/logs/{public-site,provider-api,plan-*,send-*,record-*}.log`);
    const lines = files
      .flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean))
      .map((line) => JSON.parse(line))
      .filter(({ type }) => type !== 'platform.report');
    expect(lines.length).toBeGreaterThan(20);
    const whole = { timestamp: expect.any(String), level: expect.any(String) };
    const traced = { requestId: expect.any(String), correlationId: expect.any(String) };
    for (const line of lines) expect(line).toMatchObject({ ...whole, ...traced });
  });

  it('has the id of the morning’s run from the plan to what became of the mail', () => {
    const ids = (name: string, event: string) =>
      readFileSync(`${system.state}/logs/${name}.log`, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
        .filter((line) => line.event === event)
        .map(({ correlationId }) => correlationId);
    const [sent, runs] = [
      new Set(ids('send-reminders', 'reminder')),
      new Set(ids('plan-reminders', 'run started')),
    ];
    expect(sent.size).toBeGreaterThan(0);
    expect(sent.isSubsetOf(runs)).toBe(true);
    expect(new Set(ids('record-mail-event', 'mail event')).isDisjointFrom(sent)).toBe(false);
  });
});

describe('a file as people really send it', () => {
  const expected: Record<string, { accepted: number; rejected: string[] }> = JSON.parse(
    sample('field/expected.json').toString(),
  );

  // In order: two pairs of them meet numbers of the first.
  it.each(Object.entries(expected))('comes to what is right: %s', async (name, { accepted, rejected }) => {
    const report = await upload(sample(`field/${name}`));
    expect(report.rejected.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual(rejected);
    expect(report.rows).toMatchObject({ total: accepted + rejected.length, accepted });
  });

  it('has a file here for each of them', () => {
    const files = globSync('*.{csv,xlsx}', { cwd: samplePath('field') });
    expect(files.toSorted()).toEqual(Object.keys(expected).toSorted());
  });
});

describe('nobody', () => {
  it('finds a name or an address in any log', async () => {
    const logs = globSync(`${system.state}/logs/*`).map((file) => readFileSync(file, 'utf8'));
    expect(logs.length).toBeGreaterThan(3);
    expect(logs.join('\n')).not.toMatch(/CHAN|WONG|陳大文|@tour\.example|@example\.com|@simulator/);
  });
});
