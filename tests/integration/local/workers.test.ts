import { expect, test, vi } from 'vitest';
import { tinyPools } from './tiny-pool.ts';

const poolOf = tinyPools();

/** A limit for what hangs: a busy machine takes its time. */
const soon = { timeout: 60_000 };
const pid = { ok: true, payload: expect.any(Number) };

test('gives the handler the event, a context and exactly the environment it was given', async () => {
  const { pool } = poolOf(`exports.handler = async (event, context) => ({
    event, left: context.getRemainingTimeInMillis(), id: context.awsRequestId, environment: process.env });`);
  const outcome = await pool.invoke({ a: 1 });
  expect(outcome).toMatchObject({ ok: true, payload: { event: { a: 1 }, id: expect.any(String) } });
  const { left, environment } = outcome.ok ? Object(outcome.payload) : {};
  expect(left).toBeGreaterThan(5000);
  expect(Object.keys(environment).sort()).toEqual([
    'LAMBDA_TASK_ROOT',
    'MINE',
    '_HANDLER',
    // Lambda's own, of each invocation.
    '_X_AMZN_TRACE_ID',
  ]);
});

test('runs one invocation at a time in a process, and starts more only up to the maximum', async () => {
  const { pool } = poolOf(
    `let running = 0;
     exports.handler = async () => {
       running += 1;
       await new Promise((resolve) => setTimeout(resolve, 50));
       const seen = running;
       running -= 1;
       return { pid: process.pid, seen };
     };`,
    { maxProcesses: 2 },
  );
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => pool.invoke({})));
  const payloads = outcomes.map((outcome) => (outcome.ok ? Object(outcome.payload) : {}));
  expect(payloads.every(({ seen }) => seen === 1)).toBe(true);
  expect(new Set(payloads.map(({ pid }) => pid)).size).toBe(2);
});

test('an error, an exit and a crash are invocation errors, and the next invocation works', async () => {
  const { pool, reports } = poolOf(`exports.handler = async ({ how }) => {
    if (how === 'throw') throw new TypeError('no good');
    if (how === 'exit') process.exit(3);
    if (how === 'crash') process.abort();
    return process.pid;
  };`);
  expect(await pool.invoke({ how: 'throw' })).toEqual({
    ok: false,
    errorType: 'TypeError',
    errorMessage: 'no good',
  });
  expect(await pool.invoke({ how: 'exit' })).toMatchObject({ ok: false, errorType: 'Runtime.ExitError' });
  expect(await pool.invoke({ how: 'crash' })).toMatchObject({ ok: false, errorType: 'Runtime.ExitError' });
  expect(await pool.invoke({})).toEqual(pid);
  expect(reports).toEqual([expect.stringContaining('(code 3)'), expect.stringContaining('(SIGABRT)')]);
});

test.each([
  ['a text', 'body: "a".repeat(size)', 6_291_556 - '{"body":""}'.length],
  // Four bytes for three.
  ['bytes', 'isBase64Encoded: true, body: Buffer.alloc(size).toString("base64")', 4_718_640],
  ['quotes', `body: '"'.repeat(size)`, 3_145_772],
  ['Chinese', 'body: "陳".repeat(size)', 2_097_181],
])(
  'hands back so much of %s as Lambda does, and says of more how much it is',
  async (_what, answer, most) => {
    const { pool, log } = poolOf(`exports.handler = async ({ size }) => ({ ${answer} });`);
    expect(await pool.invoke({ size: most })).toMatchObject({ ok: true });
    expect(await pool.invoke({ size: most + 3 })).toMatchObject({
      ok: false,
      errorType: 'Function.ResponseSizeTooLarge',
    });
    await vi.waitFor(
      () => expect(log()).toMatch(/Response payload size \(629\d{4} bytes\) exceeded .* \(6291556 bytes\)/),
      soon,
    );
    expect(await pool.invoke({ size: 1 })).toMatchObject({ ok: true });
  },
);

test('a process that was killed while it was idle is replaced, and nobody notices', async () => {
  const { pool } = poolOf('exports.handler = async () => process.pid;');
  const first = await pool.invoke({});
  const killed = first.ok ? Number(first.payload) : Number.NaN;
  process.kill(killed, 'SIGKILL');
  const second = await pool.invoke({});
  expect(second).toEqual(pid);
  expect(second).not.toEqual(first);
});

test('an invocation that outlives its time is an error, its process is killed, and those waiting go on', async () => {
  const { pool } = poolOf(
    `exports.handler = async ({ hang }) => {
      if (hang) for (;;);
      return process.pid;
    };`,
    { timeoutMs: 2000 },
  );
  const before = await pool.invoke({});
  const [hung, waiting] = await Promise.all([pool.invoke({ hang: true }), pool.invoke({})]);
  expect(hung).toMatchObject({ ok: false, errorType: 'Sandbox.Timedout' });
  expect(waiting).toEqual(pid);
  expect(waiting).not.toEqual(before);
});

test('a bundle that does not load fails its invocation with the reason', async () => {
  const { pool } = poolOf(`throw new RangeError('bad configuration')`);
  const expected = { ok: false, errorType: 'RangeError', errorMessage: 'bad configuration' };
  expect(await pool.invoke({})).toEqual(expected);
  expect(await pool.invoke({})).toEqual(expected);
});

test('writes what the function prints to its log, a JSON object a line', async () => {
  const { pool, log } = poolOf(`exports.handler = async () => {
    console.log('plain words');
    console.log(JSON.stringify({ timestamp: '2026-11-30T01:00:00.000Z', level: 'WARN', event: 'verified' }));
  };`);
  await pool.invoke({});
  const lines = () =>
    log()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  await vi.waitFor(() => {
    expect(lines()).toContainEqual({
      timestamp: '2026-11-30T01:00:00.000Z',
      level: 'WARN',
      event: 'verified',
    });
    expect(lines()).toContainEqual(expect.objectContaining({ message: 'plain words' }));
  }, soon);
});
