import { globSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { inflateRawSync } from 'node:zlib';
import { GetObjectCommand, ListBucketsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sdkEnvironment } from '#infra/local/control';
import { everyItem } from '#storage/table-scan.ts';
import { linkIn, mailTo } from '#support/browser/inbox';
import { type RunningSystem, runToEnd, startRunningSystem } from '#support/browser/running-system';
import { replayDay } from '../../../operator/replay-day.ts';
import { MAILED } from '../../../operator/replay-report.ts';
import { childrenOf, getJson } from './system-processes.ts';

/** A holder in everything that the system keeps, asks for an end to it. One system; the steps build on each other. */
const OLD = 'quillon.tse@erase.example.com';
const NEW = 'q.tse@elsewhere.example.org';
const OTHER = 'Quillon.Tse@Work.example.com';
const NAME = 'TSE Quillon Xavier';
const CHINESE = '謝曉彤';
/** Whatever of them a text may have. */
const SIGNS = [OLD, NEW, OTHER.toLowerCase(), NAME.toLowerCase(), 'quillon', 'xavier', CHINESE, '曉彤'];

let system: RunningSystem;
beforeAll(async () => {
  system = await startRunningSystem();
});
afterAll(async () => {
  await system?.stop();
});

async function api(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${system.baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${system.apiKey}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

async function upload(lines: readonly string[]) {
  const file = Buffer.from(lines.join('\n'));
  const { body } = await api('POST', '/v1/imports', {
    fileName: 'Tse Quillon Xavier.csv',
    contentLength: file.length,
  });
  const { importId, upload: to } = body;
  await fetch(to.url, { method: to.method, headers: to.headers, body: new Uint8Array(file) });
  for (;;) {
    const { body: report } = await api('GET', `/v1/imports/${importId}`);
    if (report.finishedAt) return report;
    await delay(200);
  }
}

const press = (path: string, fields: Record<string, string> = {}) =>
  fetch(new URL(path, system.baseUrl), { method: 'POST', body: new URLSearchParams(fields) });

async function remind(on: string) {
  const { controlUrl } = await childrenOf(system);
  const { written: _, ...day } = await replayDay(controlUrl, { on, entities: MAILED }, () => {});
  expect(day).toMatchObject({ schedulesFailed: [], deadLetters: [] });
}

async function admin(...args: string[]) {
  const { code, stdout, stderr } = await runToEnd('operator/admin.ts', args, {
    CERTKEEPER_STATE: system.state,
  });
  return { code, stdout, stderr };
}

const FILE = [
  'number,type,nameEn,nameZh,email,language,issuedOn,courseSession',
  `ERASE-1,OFA,${NAME},${CHINESE},${OLD},en,2024-03-01,Class of Quillon`,
  `ERASE-2,BLS,${NAME},,${OTHER},en,2026-06-10,`,
  `,ACLS,${NAME},,${OLD},en,2026-01-05,`,
  `ERASE-4,OFA,${NAME},,${OLD},en,the fifth of May,`,
  'ERASE-5,OFA,CHAN Tai Man,,chan@erase.example.com,en,2024-03-01,',
];

/** Everything that is kept anywhere, as text in small letters. */
async function everything(): Promise<Record<string, string>> {
  const control = await childrenOf(system);
  Object.assign(process.env, sdkEnvironment(control));
  const items = await Array.fromAsync(everyItem(control.tableName));
  const shown = items.map((item) =>
    item['rows'] instanceof Uint8Array ? { ...item, rows: inflateRawSync(item['rows']).toString() } : item,
  );
  const s3 = new S3Client();
  const objects: string[] = [];
  for (const { Name } of (await s3.send(new ListBucketsCommand({}))).Buckets ?? [])
    for (const { Key } of (await s3.send(new ListObjectsV2Command({ Bucket: Name }))).Contents ?? []) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: Name, Key }));
      objects.push(`${Key} ${await Body?.transformToString()}`);
    }
  const sqs = control.endpoints['AWS_ENDPOINT_URL_SQS'] ?? '';
  const queues: { name: string }[] = await getJson(`${sqs}/_fauxqs/queues`);
  const waiting = await Promise.all(queues.map(({ name }) => getJson(`${sqs}/_fauxqs/queues/${name}`)));
  const logs = globSync(`${system.state}/logs/*`).map((file) => readFileSync(file, 'utf8'));
  const kept = {
    table: JSON.stringify(shown),
    bucket: objects.join('\n'),
    queues: JSON.stringify(waiting),
    inbox: JSON.stringify(await getJson(`${system.inboxUrl}/store`)),
    logs: logs.join('\n'),
    printed: system.output(),
  };
  return Object.fromEntries(Object.entries(kept).map(([where, text]) => [where, text.toLowerCase()]));
}

const found = async () =>
  Object.entries(await everything()).flatMap(([where, text]) =>
    SIGNS.filter((sign) => text.includes(sign)).map((sign) => `${where}: ${sign}`),
  );

describe('a holder whom the register knows in every way', () => {
  it('stands in table and inbox', { timeout: 75_000 }, async () => {
    expect((await upload(FILE)).rows).toMatchObject({ accepted: 4, rejected: 1 });
    const patch = { email: OLD, reason: `as Ms Tse Quillon asked (${OTHER})` };
    expect((await api('PATCH', '/v1/credentials/ERASE-2', patch)).status).toBe(200);
    const posted = { number: 'ERASE-6', type: 'PALS', nameEn: NAME, email: OLD, issuedOn: '2026-02-05' };
    const key = { 'idempotency-key': 'of-erase-6' };
    expect((await api('POST', '/v1/credentials', posted, key)).status).toBe(201);
    await api('POST', '/v1/credentials/ERASE-6/revoke', { reason: 'Xavier never came to the course' });

    await remind('2027-01-29');
    const { text } = await mailTo(system, OLD, '/my/');
    await press(`${linkIn(text, 'my')}/stops`, { action: 'stop', scope: 'all' });
    await press(`${linkIn(text, 'my')}/address`, { email: NEW });
    const confirm = await mailTo(system, NEW, '/change-of-address/');
    await press(linkIn(confirm.text, 'change-of-address'));
    await mailTo(system, NEW, '/my/');

    // Who holds certificates may work at a school too.
    const who = ['--provider', system.provider, '--email', NEW, '--name', NAME, '--role', 'viewer'];
    expect((await admin('colleague', 'add', ...who)).code).toBe(0);
    for (const to of [NEW, 'training@harbour.example']) await mailTo(system, to, '/console/');
    await fetch(`${system.baseUrl}/console/sign-in/email`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: system.baseUrl },
      body: new URLSearchParams({ email: NEW }),
    });
    await mailTo(system, NEW, '/console/sign-in/link/');

    for (const [address, site] of [
      ['hr@erase.example.com', 'Kai Tak'],
      [NEW, 'The flat of the family'],
    ] as const) {
      await press('/watch', { email: address, site });
      const link = linkIn((await mailTo(system, address, '/watch/')).text, 'watch');
      await press(`${link}/confirm`);
      await press(`${link}/numbers`, { list: `ERASE-1 ${NAME}\nERASE-5 CHAN Tai Man` });
      const declared = { nameEn: NAME, nameZh: CHINESE, document: 'nurse', lastDay: '2027-12-31' };
      await press(`${link}/people`, declared);
    }
    const list = await fetch(`${system.baseUrl}/lists`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ items: [{ number: 'ERASE-1', name: NAME }, { number: 'ERASE-5' }] }),
    });
    expect(list.status).toBeLessThan(300);
    await remind('2027-02-01');
    const places = new Set((await found()).map((one) => one.split(':')[0]));
    expect([...places].toSorted()).toEqual(['inbox', 'table']);
  });

  it('is shown to the operator, and given a copy', async () => {
    const { code, stdout, stderr } = await admin('holder', 'show', NEW);
    expect(code, stderr).toBe(0);
    for (const kind of ['certificate', 'reminder', 'addressChange', 'stopRequest', 'site', 'watchedName'])
      expect(stdout).toMatch(new RegExp(`^ +${kind} `, 'm'));
    for (const kind of ['answer', 'rejectedRow', 'listRow', 'import', 'colleague', 'signIn'])
      expect(stdout).toMatch(new RegExp(`^ +${kind} `, 'm'));
    expect(stdout).not.toContain('ERASE-5 (');
    const copy = JSON.parse((await admin('holder', 'export', 'ERASE-1')).stdout);
    const certificates = copy.held.filter(({ kind }: { kind: string }) => kind === 'certificate');
    expect(certificates).toMatchObject([{ data: { number: 'ERASE-1', nameEn: NAME, email: NEW } }]);
  });

  it('is asked for by number where several share an address, or use a number', async () => {
    await api('POST', '/v1/credentials', {
      number: 'ERASE-7',
      type: 'OFA',
      nameEn: 'WONG Mei Ling',
      email: 'chan@erase.example.com',
      issuedOn: '2025-02-05',
    });
    const { code, stderr } = await admin('holder', 'erase', 'chan@erase.example.com');
    expect(code).toBe(1);
    expect(stderr).toContain('several persons share this address');
    expect(stderr).not.toContain('WONG');
    expect((await admin('holder', 'erase', 'ERASE-NONE')).stderr).toContain('no certificate ERASE-NONE');
  });

  it('is erased: not a byte of name or address is left anywhere', { timeout: 120_000 }, async () => {
    const { code, stdout, stderr } = await admin('holder', 'erase', NEW);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('erased');
    expect(await found()).toEqual([]);
    expect((await admin('holder', 'erase', NEW)).stdout).toContain('nothing to erase');
  });

  it('leaves the number, which can still be verified', async () => {
    const response = await fetch(`${system.baseUrl}/verify/ERASE-1?on=2026-11-20`, {
      headers: { accept: 'application/json' },
    });
    expect(await response.json()).toMatchObject({
      outcome: 'found',
      matches: [
        {
          number: 'ERASE-1',
          holder: { name: 'Name erased at the holder’s request', nameZh: '姓名已應持證人要求刪除' },
          nameMatch: 'notAsked',
          status: 'valid',
          issuedOn: '2024-03-01',
          expiresOn: '2027-02-28',
        },
      ],
    });
    const page = await press('/verify/ERASE-1?lang=en', { name: NAME });
    expect(await page.text()).toContain('The holder had the name erased from the register');
    const { body } = await api('GET', '/v1/credentials/ERASE-6');
    expect(body).toMatchObject({ status: 'revoked', nameEn: null, email: null });
    const events = body.history.map(({ event }: { event: string }) => event);
    expect(events).toEqual(['issued', 'revoked', 'corrected', 'erased']);
  });

  it('leaves everybody else as they were', async () => {
    const { body } = await api('GET', '/v1/credentials/ERASE-5');
    expect(body).toMatchObject({ nameEn: 'CHAN Tai Man', email: 'chan@erase.example.com' });
  });

  it('does not come back with the file that brought it, nor with a correction', {
    timeout: 60_000,
  }, async () => {
    const again = await upload(FILE);
    expect(again.rows).toMatchObject({ accepted: 0, updated: 0, unchanged: 4 });
    const patch = { nameEn: NAME, reason: 'typed anew' };
    expect(await api('PATCH', '/v1/credentials/ERASE-1', patch)).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'erased' }] },
    });
    await vi.waitFor(async () => expect(await erasedNames()).toEqual([]));
  });
});

/** Of the certificates alone: the file that came again has its rejected row in a report. */
async function erasedNames(): Promise<string[]> {
  const { tableName } = await childrenOf(system);
  const items = await Array.fromAsync(everyItem(tableName));
  return items
    .filter(({ entity }) => entity === 'credential')
    .map((item) => JSON.stringify(item).toLowerCase())
    .filter((text) => SIGNS.some((sign) => text.includes(sign)));
}
