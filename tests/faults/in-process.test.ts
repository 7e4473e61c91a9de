import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startInProcess } from '#support/functions/function-in-process';

/** Asks for ever, in two ways at a time: one waits for each answer, the other for nobody. */
const ASKS = `
const { request } = require('node:http');
let asked = 0;
const ask = (heard, failed) => request({ host: process.env.HOST, path: '/' + ++asked, headers: {} }, heard).on('error', failed).end();
exports.handler = async () => {
  const blindly = async () => {
    for (;;) {
      ask(() => {}, () => {});
      await new Promise(setImmediate);
    }
  };
  void blindly();
  for (;;) await new Promise(ask);
};
`;
const TELLS = `
const { setTimeout: delay } = require('node:timers/promises');
let runs = 0;
exports.handler = async () => {
  const began = Date.now();
  await delay(60_000);
  return { runs: ++runs, began, ended: new Date().getTime() };
};
`;
const FAILS = `
const { request } = require('node:http');
exports.handler = () => new Promise((heard, failed) => {
  request({ host: 'dynamodb', path: '/', headers: {} }, heard).on('error', failed).end();
});
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'certkeeper-in-process-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function bundle(name: string, source: string): Promise<string> {
  const file = join(folder, `${name}.cjs`);
  await writeFile(file, source);
  return file;
}
const nobody = async () => undefined;

it('a function that was killed is not heard any more, whatever it goes on to do', async () => {
  const heard: string[] = [];
  const running = startInProcess({
    id: 'asks-1',
    bundle: await bundle('asks', ASKS),
    environment: { HOST: 'dynamodb' },
    async ask(host, { path }) {
      heard.push(`${host}${path}`);
      if (heard.length === 5) await running.kill();
      return { status: 200, body: '' };
    },
  });
  expect(await running.invoke({}, 0)).toEqual({ outcome: 'killed' });
  expect(running.alive).toBe(false);
  const byThen = heard.length;
  for (let turns = 0; turns < 100; turns++) await turn();
  expect(heard).toHaveLength(byThen);
  expect(heard[0]).toBe('dynamodb/1');
  expect(await running.invoke({}, 0)).toEqual({ outcome: 'killed' });
});

it('a function that lives on keeps what it remembers, a new one begins without it, each with its own time', async () => {
  const of = { bundle: await bundle('tells', TELLS), environment: {}, ask: nobody };
  const first = startInProcess({ ...of, id: 'tells-1' });
  const told = async (running: typeof first, at: number) => {
    const invoked = await running.invoke({}, at);
    return invoked.outcome === 'answered' ? invoked.result : invoked;
  };
  expect(await told(first, 1000)).toEqual({ runs: 1, began: 1000, ended: 61_000 });
  expect(await told(first, 5000)).toEqual({ runs: 2, began: 5000, ended: 65_000 });
  expect(await told(startInProcess({ ...of, id: 'tells-2' }), 9000)).toEqual({
    runs: 1,
    began: 9000,
    ended: 69_000,
  });
});

it('a connection that closes fails as a socket that hangs up', async () => {
  const of = { bundle: await bundle('fails', FAILS), environment: {}, ask: nobody };
  expect(await startInProcess({ ...of, id: 'fails-1' }).invoke({}, 7)).toEqual({
    outcome: 'threw',
    error: 'Error: socket hang up',
    at: 7,
  });
});
