import { mkdtempSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Failure } from '#infra/local/failure';
import { freePort } from '#infra/local/preflight';
import { readSettings } from '#infra/local/settings';
import { type RunningSystem, runToEnd, startRunningSystem } from '#support/browser/running-system';
import { childrenOf, getJson, isAlive, processesIn } from './system-processes.ts';
import { echo, lambda, smallest, writeAssembly } from './tiny-assembly.ts';

const START = 'infra/local/start.ts';
/** A limit for what hangs: a busy machine takes its time. */
const soon = { timeout: 60_000 };
const newState = () => mkdtempSync(join(tmpdir(), 'certkeeper-'));
const tiny = writeAssembly(smallest, { echo });

async function taken(listen: (port: number) => Promise<void>) {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await listen((server.address() as AddressInfo).port);
  server.close();
}

/** What `npm start` says and gives back when it cannot start: one line, and not 0. */
async function refusal(env: NodeJS.ProcessEnv, args: string[] = []): Promise<string> {
  const state = newState();
  const said = await runToEnd(START, args, { CERTKEEPER_STATE: state, CERTKEEPER_ASSEMBLY: tiny, ...env });
  await vi.waitFor(() => expect(processesIn(state)).toEqual([]), soon);
  expect(said.code).toBe(1);
  const lines = said.stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

test('a taken port is one clear line', async () => {
  await taken(async (port) => {
    expect(await refusal({ PORT: String(port) })).toBe(
      `certkeeper: port ${port} is taken; choose another: PORT=${port + 10} npm start`,
    );
  });
});

/** As `refusal`, without a process for each value: that a Failure is one line and not 0 is seen with the others. */
function refused(env: NodeJS.ProcessEnv): string {
  try {
    readSettings([], env);
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
  return 'not refused';
}

test('a setting that is out of range is one clear line', async () => {
  const line = 'PORT must be a number from 1 to 65535, not "http"';
  expect([await refusal({ PORT: 'http' }), refused({ PORT: 'http' })]).toEqual([`certkeeper: ${line}`, line]);
});

test.each(['0', '65536', '3000.5', '-1', ' '])('PORT=%j is refused', (PORT) => {
  expect(refused({ PORT })).toBe(`PORT must be a number from 1 to 65535, not "${PORT}"`);
});

test.each([
  ['CERTKEEPER_SES_RATE', '0', 1],
  ['CERTKEEPER_SES_QUOTA', 'many', 0],
])('%s=%s is refused', (name, text, least) => {
  expect(refused({ [name]: text })).toBe(`${name} must be a whole number of ${least} or more, not "${text}"`);
});

test.each(['2', '1', 'all', '-0.1'])('CERTKEEPER_LOSSES=%s is refused', (text) => {
  expect(refused({ CERTKEEPER_LOSSES: text })).toBe(
    `CERTKEEPER_LOSSES must be a share of one like 0.01, not "${text}"`,
  );
});

test('a missing Java is one clear line', async () => {
  expect(await refusal({ PATH: newState() })).toMatch(/no java was found; DynamoDB Local needs Java 17/);
});

test('a Java that does not run, and one that is too old, are one clear line', async () => {
  const folder = newState();
  const java = (script: string) =>
    writeFileSync(join(folder, 'java'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  java('echo "broken" >&2; exit 3');
  expect(await refusal({ PATH: `${folder}:/bin:/usr/bin` })).toMatch(
    /java does not run: .*DynamoDB Local needs Java 17/,
  );
  java(`echo 'openjdk version "11.0.2" 2019-01-15' >&2`);
  expect(await refusal({ PATH: `${folder}:/bin:/usr/bin` })).toMatch(
    /java is version 11; DynamoDB Local needs Java 17/,
  );
});

test('a state folder that cannot be used is one clear line', async () => {
  const file = join(newState(), 'file');
  writeFileSync(file, '');
  expect(await refusal({ CERTKEEPER_STATE: file })).toContain(`cannot use the state folder ${file}`);
});

test('an argument that is not known is one clear line', async () => {
  expect(await refusal({}, ['--frehs'])).toContain('knows --fresh only, not "--frehs"');
});

test('stacks that are not there, and a template that cannot be resolved, are one clear line', async () => {
  const PORT = String(await freePort());
  expect(await refusal({ CERTKEEPER_ASSEMBLY: newState(), PORT })).toContain('no synthesized stacks');
  const wrong = writeAssembly(
    { ...smallest, Echo: lambda('echo', { QUEUE_URL: { Ref: 'Nobody' } }) },
    { echo },
  );
  expect(await refusal({ CERTKEEPER_ASSEMBLY: wrong, PORT })).toBe(
    'certkeeper: tiny uses Ref of Nobody (no such resource), which the local system does not have',
  );
});

test('reminding needs a day of the calendar and a system that runs', async () => {
  const remind = (...args: string[]) =>
    runToEnd('operator/remind.ts', args, { CERTKEEPER_STATE: newState() });
  for (const args of [
    [],
    ['tomorrow'],
    ['2027-02-29'],
    ['2027-01-29', '2027-01-30'],
    ['2027-01-29', '--jsom'],
  ]) {
    const said = await remind(...args);
    expect([said.code, said.stdout, said.stderr.trimEnd().split('\n').length]).toEqual([1, '', 1]);
    expect(said.stderr).toContain('npm run remind -- 2027-01-29');
  }
  // A deployed stage is sent nothing of another day than today.
  const other = await remind('2027-01-29', '--stage', 'prod');
  expect([other.code, other.stdout]).toEqual([1, '']);
  expect(other.stderr).toContain('only today');
  const said = await remind('2027-01-29');
  expect(said).toEqual({
    code: 1,
    stdout: '',
    stderr: 'remind: the local system is not running; start it with npm start\n',
  });
  const dry = await remind('2027-01-29', '--dry-run');
  expect([dry.code, dry.stdout, dry.stderr]).toEqual([
    1,
    '',
    'remind: the local system is not running: npm start first, or name a stage with --stage\n',
  ]);
});

let system: RunningSystem;
beforeAll(async () => {
  system = await startRunningSystem({
    state: newState(),
    env: { CERTKEEPER_ASSEMBLY: tiny, CERTKEEPER_SES_RATE: '3', CERTKEEPER_SES_QUOTA: '70' },
  });
});
afterAll(async () => {
  if (system.process.exitCode === null && system.process.signalCode === null) await system.stop();
});

test('gives a function the template’s environment, Lambda’s own and the endpoints, and nothing of this machine', async () => {
  const { environment } = await getJson(`${system.baseUrl}/`);
  expect(environment).toMatchObject({
    TABLE_NAME: expect.stringMatching(/^tiny-Table-/),
    BASE_URL: system.baseUrl,
    AWS_REGION: 'ap-east-1',
    AWS_LAMBDA_FUNCTION_NAME: 'echo',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    TZ: 'UTC',
    AWS_ENDPOINT_URL_DYNAMODB: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  });
  expect(environment).not.toHaveProperty('HOME');
  expect(environment).not.toHaveProperty('NODE_OPTIONS');
});

test('the account that mails leave from is as it was asked for', async () => {
  const body = new URLSearchParams({ Action: 'GetSendQuota' });
  const answer = await fetch(system.inboxUrl, { method: 'POST', body });
  expect(await answer.text()).toMatch(
    /<SentLast24Hours>0.0<.*<Max24HourSend>70.0<.*<MaxSendRate>3.0<\/MaxSendRate>/,
  );
});

test('the inbox has the templates of all e-mails beside it', async () => {
  const page = await fetch(`${system.inboxUrl}/templates`);
  expect([page.status, page.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('text/html'),
  ]);
  expect(system.output()).toContain(`${system.inboxUrl}/templates`);
  const one = await fetch(`${system.inboxUrl}/templates/firstAid.%2B1.en`);
  expect([one.status, await one.text()]).toEqual([
    200,
    expect.stringContaining('/templates/firstAid.+1.en.html'),
  ]);
});

test('what it keeps is for this user only', () => {
  const mode = (name: string) => statSync(join(system.state, name)).mode & 0o777;
  expect([mode('started.json'), mode('control.json'), mode('secrets.json')]).toEqual([0o600, 0o600, 0o600]);
});

test('a second one with the same state folder is one clear line, and the first goes on', async () => {
  const line = await refusal({ CERTKEEPER_STATE: system.state, PORT: String(system.port + 1) });
  expect(line).toContain(`already running with the state folder ${system.state}`);
  expect((await fetch(`${system.baseUrl}/`)).status).toBe(200);
});

test('a web page elsewhere cannot use the control endpoint', async () => {
  const { controlUrl } = await childrenOf(system);
  const response = await fetch(controlUrl, { headers: { origin: 'https://evil.example' } });
  expect(response.status).toBe(403);
});

test('a process of a function that dies is reported, and the next request is answered', async () => {
  const worker = (await childrenOf(system)).children.find(({ name }) => name === 'echo');
  if (!worker) throw new Error('no process of the function');
  process.kill(worker.pid, 'SIGKILL');
  await vi.waitFor(
    () => expect(system.output()).toContain(`echo: process ${worker.pid} ended (SIGKILL)`),
    soon,
  );
  expect((await fetch(`${system.baseUrl}/`)).status).toBe(200);
});

test.runIf(process.platform === 'linux')('nothing of it listens to any other machine', async () => {
  const { children } = await childrenOf(system);
  const pids = [system.process.pid, ...children.map(({ pid }) => pid)];
  const own = new Set(
    pids.flatMap((pid) => readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`))),
  );
  const listening = ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === '0A' && own.has(`socket:[${inode}]`))
      .map(([, address = '']) => address.split(':')[0]),
  );
  expect(listening.length).toBeGreaterThan(3);
  const loopback = ['0100007F', '0000000000000000FFFF00000100007F', '00000000000000000000000001000000'];
  expect(listening.filter((address) => !loopback.includes(address ?? ''))).toEqual([]);
});

/** A descriptor may be closed in the meantime. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

test('SIGTERM ends it with 0 and leaves no process and no started.json', async () => {
  const { children } = await childrenOf(system);
  expect(children.map(({ name }) => name).sort()).toEqual(['dynamodb-local', 'echo', 'watchdog']);
  expect(await system.stop('SIGTERM')).toBe(0);
  expect(children.filter(({ pid }) => isAlive(pid))).toEqual([]);
  expect(() => statSync(join(system.state, 'started.json'))).toThrow('ENOENT');
  expect(() => statSync(join(system.state, 'control.json'))).toThrow('ENOENT');
});

test('SIGKILL of it leaves no process either, and it can be started again', async () => {
  const killed = await startRunningSystem({ state: system.state, env: { CERTKEEPER_ASSEMBLY: tiny } });
  const { children } = await childrenOf(killed);
  expect(await killed.stop('SIGKILL')).toBeNull();
  await vi.waitFor(() => expect(children.filter(({ pid }) => isAlive(pid))).toEqual([]), soon);
  system = await startRunningSystem({ state: system.state, env: { CERTKEEPER_ASSEMBLY: tiny } });
});

/** Whoever stops a system in a test hears of it as an error, so this one is not stopped, but ends as the next test has it. */
test('what a function asks of queues, objects and mail without a right is refused, and said', async () => {
  const { endpoints } = await childrenOf(system);
  const refusedBy = async (service: string, path: string, request: RequestInit) => {
    const authorization = `AWS4-HMAC-SHA256 Credential=echo/20261130/ap-east-1/${service}/aws4_request`;
    const headers = { ...request.headers, authorization };
    const url = `${endpoints[`AWS_ENDPOINT_URL_${service}`]}${path}`;
    const { status } = await fetch(url, { ...request, headers });
    return status;
  };
  const message = {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' },
    body: JSON.stringify({ QueueUrl: 'http://localhost/000000000000/rows', MessageBody: '{}' }),
  };
  const quota = { method: 'POST', body: new URLSearchParams({ Action: 'GetSendQuota' }) };
  expect(await refusedBy('SQS', '/', message)).toBe(403);
  expect(await refusedBy('S3', '/uploads/imports/A/1', {})).toBe(403);
  expect(await refusedBy('SES', '/', quota)).toBe(403);
  const said = ['sqs:SendMessage on rows', 's3:GetObject on uploads/imports/…', 'ses:GetSendQuota on *'];
  const lines = said.map((what) => `certkeeper: echo is not authorized to perform ${what}\n`);
  await vi.waitFor(() => expect(system.output()).toContain(lines.join('')), soon);
});

test('DynamoDB Local dying is one clear line and the end', async () => {
  const { children } = await childrenOf(system);
  const engine = children.find(({ name }) => name === 'dynamodb-local');
  if (!engine) throw new Error('no engine');
  process.kill(engine.pid, 'SIGKILL');
  await vi.waitFor(() => expect(system.process.exitCode).toBe(1), soon);
  expect(system.output()).toContain('certkeeper: DynamoDB Local ended unexpectedly');
  expect(children.filter(({ pid }) => isAlive(pid))).toEqual([]);
});
