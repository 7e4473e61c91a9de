import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { readControl } from '#infra/local/control';
import { type RunningSystem, startRunningSystem } from '#support/browser/running-system';
import { replayDay } from '../../operator/replay-day.ts';
import { MAILED } from '../../operator/replay-report.ts';
import type { Figure } from './report.ts';

const SECONDS = Number(process.env['MIXED_SECONDS'] ?? 60);
/** 200 connections: most verify, some upload. Beside them a morning's mails go out. */
const VERIFYING = 180;
const UPLOADING = 20;
const ROWS = 20;
const HOLDERS = 300;
const LOSSES = '0.01';
/** The day on which the holders' last stage but one comes: a month before their certificates end. */
const MORNING = '2027-01-29';
const NEXT = '2027-01-30';
const ISSUED = '2024-03-01';

interface Answer {
  status: number;
  body: string;
}
interface Upload {
  importId: string;
  numbers: string[];
}

/**
 * The whole local system while 200 connections verify and upload, a morning's mails go out, and one request in a hundred that a
 * function makes to the table or to SES breaks off, half of them after they were done. Asked at the end: whatever was answered as
 * accepted can be verified, and each holder has one mail.
 */
export async function mixedFigures(): Promise<Figure[]> {
  const system = await startRunningSystem({ env: { CERTKEEPER_LOSSES: LOSSES, CERTKEEPER_SES_RATE: '100' } });
  try {
    const due = await uploadAtLast(system, rowsOf('DUE', HOLDERS, true));
    await ended(system, due.importId);
    const counts = new Map<string, number>();
    const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
    const uploads: Upload[] = [];
    const until = performance.now() + SECONDS * 1000;

    const verifying = async (n: number) => {
      const agent = agentOf(n);
      for (let i = n; performance.now() < until; i++) {
        const number = due.numbers[i % HOLDERS] ?? '';
        const { status, body } = await ask(system, agent, 'GET', `/verify/${number}`);
        const isRight = status === 200 && body.includes(number);
        count(isRight ? 'verified' : status === 200 ? 'verified wrongly' : `verifying: ${status}`);
      }
      agent.destroy();
    };
    const uploading = async (n: number) => {
      const agent = agentOf(VERIFYING + n);
      for (let i = 0; performance.now() < until; i++) {
        const sent = await upload(system, agent, rowsOf(`UP-${n}-${i}`, ROWS, false)).catch(() => undefined);
        count(sent ? 'uploads accepted' : 'uploads refused');
        if (sent) {
          uploads.push(sent);
          // As people do, and so that what waits at the end is not an hour's work.
          await ended(system, sent.importId, until);
        } else await delay(1000);
      }
      agent.destroy();
    };
    await Promise.all([
      morning(system, MORNING),
      ...Array.from({ length: VERIFYING }, (_, n) => verifying(n)),
      ...Array.from({ length: UPLOADING }, (_, n) => uploading(n)),
    ]);

    const unreadable = await unreadableOf(system, uploads);
    for (const day of [MORNING, NEXT]) await morning(system, day);
    const mails = await mailsByHolder(system);
    const without = due.numbers.filter((number) => !mails.has(addressOf(number)));
    const open = await openOf(system, without);
    return [
      ...[...counts].toSorted().map(([what, value]) => ({ what, value, unit: '' })),
      goal('answers of 5xx', of(counts, / 5\d\d$/) / Math.max(1, of(counts, /^verif/)), '', 0.001),
      goal('accepted rows that cannot be verified', unreadable, `of ${uploads.length * ROWS}`, 0),
      { what: 'mails of which nobody knows yet whether they went, on record', value: open, unit: '' },
      goal('holders without a mail, and without that', without.length - open, `of ${HOLDERS}`, 0),
      goal('holders with two', [...mails.values()].filter((times) => times > 1).length, '', 0),
    ];
  } finally {
    await system.stop();
  }
}

const goal = (what: string, value: number, unit: string, atMost: number): Figure => ({
  what,
  value,
  unit,
  goal: { atMost },
});

const of = (counts: ReadonlyMap<string, number>, what: RegExp) =>
  [...counts].reduce((sum, [name, times]) => (what.test(name) ? sum + times : sum), 0);

/** One connection with an address of its own, as limits are for each. */
const agentOf = (n: number) =>
  new Agent({
    keepAlive: true,
    maxSockets: 1,
    localAddress: `127.0.${1 + Math.floor(n / 250)}.${1 + (n % 250)}`,
  });

function ask(
  system: RunningSystem,
  agent: Agent,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'application/json',
      ...(path.startsWith('/v1') && { authorization: `Bearer ${system.apiKey}` }),
      ...(body && { 'content-type': 'application/json' }),
    };
    request({ host: '127.0.0.1', port: system.port, path, method, agent, headers }, (response) => {
      let said = '';
      response
        .setEncoding('utf8')
        .on('data', (part: string) => {
          said += part;
        })
        .on('error', reject)
        .on('end', () => resolve({ status: response.statusCode ?? 0, body: said }));
    })
      .on('error', reject)
      .end(body && JSON.stringify(body));
  });
}

function rowsOf(start: string, count: number, isDue: boolean) {
  const numbers = Array.from({ length: count }, (_, i) => `${start}-${String(i).padStart(4, '0')}`);
  const lines = numbers.map((number, i) =>
    [number, 'OFA', `CHAN Tai Man ${letters(i)}`, isDue ? addressOf(number) : '', ISSUED].join(','),
  );
  return { numbers, file: ['number,type,nameEn,email,issuedOn', ...lines].join('\n') };
}
const addressOf = (number: string) => `${number}@example.com`;
const letters = (n: number) =>
  [...String(n)].map((figure) => String.fromCharCode(65 + Number(figure))).join('');

/** Undefined where it was not accepted. */
async function upload(
  system: RunningSystem,
  agent: Agent,
  { numbers, file }: { numbers: string[]; file: string },
): Promise<Upload | undefined> {
  const { status, body } = await ask(system, agent, 'POST', '/v1/imports', {
    fileName: 'f.csv',
    contentLength: file.length,
  });
  if (status !== 201) return undefined;
  const { importId, upload: to } = JSON.parse(body);
  const put = await fetch(to.url, { method: to.method, headers: to.headers, body: file });
  return put.ok ? { importId, numbers } : undefined;
}

/** Again until it is accepted: here too one request in a hundred breaks off. */
async function uploadAtLast(system: RunningSystem, rows: ReturnType<typeof rowsOf>): Promise<Upload> {
  const agent = agentOf(249);
  for (let tries = 0; tries < 10; tries++) {
    const sent = await upload(system, agent, rows);
    if (sent) return sent;
  }
  throw new Error('the holders were not registered');
}

/** Waits for the end of a file, at most until then. */
async function ended(
  system: RunningSystem,
  importId: string,
  until = Number.POSITIVE_INFINITY,
): Promise<void> {
  const agent = agentOf(249);
  while (performance.now() < until) {
    const { status, body } = await ask(system, agent, 'GET', `/v1/imports/${importId}`);
    if (status === 200 && JSON.parse(body).finishedAt) break;
    await delay(500);
  }
  agent.destroy();
}

/** How many of the accepted rows nobody can verify once their files are done. */
async function unreadableOf(system: RunningSystem, uploads: readonly Upload[]): Promise<number> {
  let unreadable = 0;
  const left = uploads.values();
  const look = async (n: number) => {
    const agent = agentOf(n);
    for (const { importId, numbers } of left) {
      await ended(system, importId);
      for (const number of numbers) if (!(await isThere(system, agent, number))) unreadable++;
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: 20 }, (_, n) => look(n)));
  return unreadable;
}

async function isThere(system: RunningSystem, agent: Agent, number: string): Promise<boolean> {
  for (;;) {
    const { status } = await ask(system, agent, 'GET', `/v1/credentials/${number}`);
    if (status === 200) return true;
    if (status === 404) return false;
    await delay(500);
  }
}

async function morning(system: RunningSystem, on: string): Promise<void> {
  const control = readControl(system.state);
  if (!control) throw new Error('the system does not run');
  await replayDay(control.controlUrl, { on, entities: MAILED }, () => {});
}

const inbox = z.object({ emails: z.array(z.object({ destination: z.object({ to: z.array(z.string()) }) })) });

async function mailsByHolder(system: RunningSystem): Promise<Map<string, number>> {
  const { emails } = inbox.parse(await (await fetch(`${system.inboxUrl}/store`)).json());
  const to = emails.flatMap(({ destination }) => destination.to).filter((address) => /^due-/i.test(address));
  const byAddress = Map.groupBy(to, (address) => address);
  return new Map([...byAddress].map(([address, mails]) => [address, mails.length]));
}

const record = z.object({ reminders: z.array(z.object({ state: z.string() })) });

/**
 * Of how many certificates a mail is on record whose reply was lost: it waits a quarter of an hour for an event of SES, longer than
 * this takes, and goes on the first morning after that.
 */
async function openOf(system: RunningSystem, numbers: readonly string[]): Promise<number> {
  const agent = agentOf(248);
  let open = 0;
  for (const number of numbers) {
    const { body } = await ask(system, agent, 'GET', `/v1/credentials/${number}`);
    if (record.parse(JSON.parse(body)).reminders.some(({ state }) => state === 'uncertain')) open++;
  }
  agent.destroy();
  return open;
}
