import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { answered, claimMailing, nextAction } from '#mail/mailing-rules.ts';
import { draftProblem } from '#orders/extension-order.ts';
import { hasLapsed } from '#register/address/address-change.ts';
import { type Transition, transition } from '#register/certificate/history.ts';
import { addSeconds, addYears, civilDate, endOfDay, endOfMonth, hongKongDay } from '#register/civil-date.ts';
import { claimRequest, decideRequest, settleRequest } from '#register/idempotency.ts';
import { cutoffFor, isWithin, runEnd, runStart } from '#remind/reminder-run.ts';
import { toTtl } from '#storage/table.ts';
import { instantFrom } from '#support/storage/registry';
import { readQuestions } from '#verify/site/question.ts';
import { awaitsConfirmation, MAX_SITE_LENGTH, readSite, watchedSite } from '#watch/watched-site.ts';
import { credentialBody, importBody, listQuery, statusChangeBody } from '#web/console/schemas.ts';
import { createHttpApp } from '#web/http/app.ts';
import { readForm, readJson } from '#web/http/body.ts';
import { throttle } from '#web/http/limits/throttle.ts';

const day = (text: string) => civilDate.parse(text);
const at = instantFrom('2026-11-21T01:15:00.000Z');
const before = addSeconds(at, -0.001);
const after = addSeconds(at, 0.001);

describe('the last and the first moment', () => {
  it.each([
    ['of a day', '2026-11-21T15:59:59.999Z', '2026-11-21', '2026-11-22'],
    ['of a month', '2026-11-30T15:59:59.999Z', '2026-11-30', '2026-12-01'],
    ['of a year', '2026-12-31T15:59:59.999Z', '2026-12-31', '2027-01-01'],
    ['of a leap day', '2028-02-29T15:59:59.999Z', '2028-02-29', '2028-03-01'],
    ['of 28 February', '2027-02-28T15:59:59.999Z', '2027-02-28', '2027-03-01'],
  ])('%s in Hong Kong', (_, last, on, next) => {
    expect(hongKongDay(instantFrom(last))).toBe(on);
    expect(hongKongDay(addSeconds(instantFrom(last), 0.001))).toBe(next);
    expect(endOfDay(day(on))).toBe(last);
  });

  it.each([
    ['2028-02-01', '2028-02-29'],
    ['2027-02-28', '2027-02-28'],
    ['2100-02-10', '2100-02-28'],
    ['2000-02-29', '2000-02-29'],
    ['2026-11-30', '2026-11-30'],
    ['2026-12-01', '2026-12-31'],
  ])('the month of %s ends on %s', (on, last) => {
    expect(endOfMonth(day(on))).toBe(last);
  });

  it.each([
    ['2024-02-29', 3, 'clamp', '2027-02-28'],
    ['2024-02-29', 3, 'roll', '2027-03-01'],
    ['2024-02-29', 4, 'roll', '2028-02-29'],
    ['2096-02-29', 4, 'clamp', '2100-02-28'],
  ] as const)('%s and %i years, %s: %s', (on, years, overflow, later) => {
    expect(addYears(day(on), years, overflow)).toBe(later);
  });
});

describe('an item that is to go', () => {
  it.each([
    ['2026-11-21T01:15:00.000Z', 0],
    ['2026-11-21T01:15:00.001Z', 1],
    ['2026-11-21T01:15:00.999Z', 1],
  ])('at %s is never gone sooner', (text, more) => {
    expect(toTtl(instantFrom(text))).toBe(Date.parse(at) / 1000 + more);
  });
});

describe('a request that is sent again', () => {
  const claim = claimRequest({ fingerprint: 'f', claimId: 'c', at });
  const leaseEnds = addSeconds(at, 20);
  const forgotten = addSeconds(at, 24 * 3600);
  it.each([
    ['at the very moment', at, { action: 'refuse', because: 'inProgress' }],
    ['by a clock that stepped back', addSeconds(at, -60), { action: 'refuse', because: 'inProgress' }],
    [
      'a moment before its lease ends',
      addSeconds(leaseEnds, -0.001),
      { action: 'refuse', because: 'inProgress' },
    ],
    ['when its lease ends', leaseEnds, { action: 'run', before: claim }],
    ['a moment before it is forgotten', addSeconds(forgotten, -0.001), { action: 'run', before: claim }],
    ['when it is forgotten', forgotten, { action: 'run' }],
  ])('%s', (_, now, decision) => {
    expect(decideRequest(claim, 'f', now)).toEqual(decision);
  });

  it.each([
    [428, 'answered'],
    [429, 'running'],
    [499, 'answered'],
    [500, 'running'],
  ])('after an answer of %i is %s', (status, state) => {
    expect(settleRequest(claim, { status, headers: {}, body: '' }, at).state).toBe(state);
  });
});

describe('what waits to be confirmed', () => {
  it('can be until the last moment, an address', () => {
    const change = { state: 'asked', until: at } as Parameters<typeof hasLapsed>[0];
    expect([before, at, after].map((now) => hasLapsed(change, now))).toEqual([false, false, true]);
    expect(hasLapsed({ ...change, state: 'made' } as typeof change, after)).toBe(false);
  });

  it('can be until the last moment, a site', () => {
    const site = watchedSite.parse({
      rosterId: '0'.repeat(32),
      state: 'asked',
      email: 'a@example.com',
      language: 'en',
      site: 's',
      askedAt: addSeconds(at, -7 * 86_400),
      version: 1,
    });
    expect([before, at, after].map((now) => awaitsConfirmation(site, now))).toEqual([true, true, false]);
    expect(awaitsConfirmation({ ...site, state: 'left' }, at)).toBe(false);
  });

  it('has a name of eighty characters at most', () => {
    expect(readSite('x'.repeat(MAX_SITE_LENGTH))).toHaveLength(80);
    expect(readSite('x'.repeat(MAX_SITE_LENGTH + 1))).toBeUndefined();
    expect(readSite(' \t ')).toBeUndefined();
  });
});

describe('a mail', () => {
  const claim = claimMailing({ claimId: 'c', at });
  it('whose lease ends at this moment is given up, and not a moment sooner', () => {
    expect(nextAction(claim, addSeconds(claim.leaseUntil, -0.001))).toMatchObject({ go: 'wait' });
    expect(nextAction(claim, claim.leaseUntil)).toEqual({ go: 'giveUp', claim });
    // A clock that stepped back.
    expect(nextAction(claim, addSeconds(at, -3600))).toEqual({ go: 'wait', until: claim.leaseUntil });
  });

  it('that may have gone is sent again when its time has come, and not a moment sooner', () => {
    const lost = answered(claim, { outcome: 'uncertain', code: 'x' }, { at, urgent: true });
    if (lost.state !== 'uncertain') throw new Error('not uncertain');
    expect(nextAction(lost, addSeconds(lost.settleFrom, -0.001))).toMatchObject({ go: 'wait' });
    expect(nextAction(lost, lost.settleFrom)).toMatchObject({ go: 'sendAgain' });
  });
});

describe("a morning's run", () => {
  it('counts from its schedule until fourteen hours later, and from now outside of that', () => {
    expect(runStart(at, at)).toBe(at);
    const end = runEnd(at);
    expect(end).toBe(addSeconds(at, 14 * 3600));
    expect(runStart(at, addSeconds(end, -0.001))).toBe(at);
    expect(runStart(at, end)).toBe(end);
    expect(runStart(at, before)).toBe(before);
  });

  it('has room for all, for exactly all, for one too few, and for nobody', () => {
    const holders = new Map([
      [7, 2],
      [0, 3],
    ]);
    expect(cutoffFor(holders, 6)).toBeUndefined();
    expect(cutoffFor(holders, 5)).toBeUndefined();
    expect(cutoffFor(holders, 4)).toEqual({ daysAway: 7, share: 0.5 });
    expect(cutoffFor(holders, 3)).toEqual({ daysAway: 7, share: 0 });
    expect(cutoffFor(holders, 0)).toEqual({ daysAway: 0, share: 0 });
    expect(cutoffFor(new Map(), 0)).toBeUndefined();
  });

  it('takes those below the cut, its share of those at it, and none above', () => {
    const holder = `0${'8'.repeat(8)}${'0'.repeat(23)}`;
    const within = (daysAway: number, share: number) =>
      isWithin({ daysAway: 7, share }, { daysAway, holder });
    expect([within(6, 0), within(7, 1), within(7, 0), within(8, 1)]).toEqual([true, true, false, false]);
    expect([within(7, 0.54), within(7, 0.53)]).toEqual([true, false]);
    expect(isWithin(undefined, { daysAway: 400, holder })).toBe(true);
  });
});

describe('an extension', () => {
  const draft = { expiringTo: day('2027-02-28'), expiresOn: day('2027-03-01') };
  it('by order leaves its range by a day, and ends fifteen years from the order at most', () => {
    const on = day('2026-11-21');
    expect(draftProblem(draft, on)).toBeUndefined();
    expect(draftProblem({ ...draft, expiresOn: draft.expiringTo }, on)).toBe('not_after_range');
    expect(draftProblem({ ...draft, expiresOn: day('2041-11-21') }, on)).toBeUndefined();
    expect(draftProblem({ ...draft, expiresOn: day('2041-11-22') }, on)).toBe('too_long_validity');
  });

  it('ends fifteen years from the day of issue at most, also of a leap day', () => {
    const source = { via: 'api', keyId: 'k' } as const;
    const issuedOn = day('2024-02-29');
    const credential = {
      key: 'K1',
      number: 'K-1',
      provider: 'SPMC',
      type: 'OFA',
      language: 'en',
      issuedOn,
      expiresOn: day('2027-02-27'),
      history: [{ at, source, event: 'issued', on: issuedOn }],
      version: 1,
    } as const;
    const extend = (expiresOn: string): Transition => ({
      event: 'extended',
      at,
      source,
      on: day('2026-11-21'),
      expiresOn: day(expiresOn),
      reason: 'r',
    });
    const outcome = (expiresOn: string) =>
      transition({ ...credential, history: [...credential.history] }, extend(expiresOn));
    expect(outcome('2027-02-27')).toMatchObject({ ok: false, code: 'not_later' });
    expect(outcome('2027-02-28')).toMatchObject({ ok: true });
    expect(outcome('2039-03-01')).toMatchObject({ ok: true });
    expect(outcome('2039-03-02')).toMatchObject({ ok: false, code: 'too_long_validity' });
  });
});

describe('a field of a request', () => {
  const reason = (length: number) => statusChangeBody.safeParse({ reason: 'x'.repeat(length) }).success;
  const number = (length: number) => credentialBody.safeParse({ number: 'x'.repeat(length) }).success;
  const file = (fileName: string, contentLength = 1) =>
    importBody.safeParse({ fileName, contentLength }).success;
  const page = (limit: unknown) => listQuery.safeParse({ limit }).success;
  it.each([
    ['a reason', [reason(0), reason(1), reason(500), reason(501)]],
    ['a number', [!number(501), number(0), number(500), number(501)]],
    ['the name of a file', [file(''), file('x'), file('x'.repeat(255)), file('x'.repeat(256))]],
    ['the limit of a page', [page(0), page(1), page('200'), page(201)]],
  ])('%s may be so long and no longer', (what, taken) => {
    expect(taken).toEqual(what === 'a number' ? [true, true, true, false] : [false, true, true, false]);
  });

  it('an empty file is none', () => {
    expect([file('x', 0), file('x', 1)]).toEqual([false, true]);
  });

  it('a range may be of one day', () => {
    const range = (expiringFrom: string, expiringTo: string) =>
      listQuery.safeParse({ expiringFrom, expiringTo }).success;
    expect(range('2026-11-21', '2026-11-21')).toBe(true);
    expect(range('2026-11-22', '2026-11-21')).toBe(false);
  });
});

describe('a body', () => {
  const app = createHttpApp({ log: () => {} });
  app.post('/json', async (c) => c.json(await readJson(c, z.string())));
  app.post('/form', async (c) => c.json(await readForm(c)));
  app.post('/little', async (c) => c.json(await readJson(c, z.string(), { mostBytes: 10 })));
  app.post('/verify', async (c) => c.json({ items: (await readQuestions(c)).items.length }));
  const post = async (path: string, body: string, type = 'application/json', headers = {}) =>
    (await app.request(path, { method: 'POST', body, headers: { 'content-type': type, ...headers } })).status;
  const form = 'application/x-www-form-urlencoded';

  it('may have 256 KB, in bytes, and not one more', async () => {
    const most = 256 * 1024;
    expect(await post('/json', `"${'x'.repeat(most - 2)}"`)).toBe(200);
    expect(await post('/json', `"${'x'.repeat(most - 1)}"`)).toBe(413);
    expect(await post('/json', `"${'陳'.repeat(most / 2)}"`)).toBe(413);
    expect(await post('/form', `a=${'x'.repeat(most - 2)}`, form)).toBe(200);
    expect(await post('/form', `a=${'x'.repeat(most - 1)}`, form)).toBe(413);
  });

  it('may have as much as its route says, whatever it says of itself', async () => {
    expect(await post('/little', '"12345678"')).toBe(200);
    expect(await post('/little', '"123456789"')).toBe(413);
    expect(await post('/little', '"1"', undefined, { 'content-length': '11' })).toBe(413);
    expect(await post('/little', '"1"', undefined, { 'content-length': '10' })).toBe(200);
  });

  it('may ask about 500 certificates, also about none', async () => {
    const items = (count: number) =>
      JSON.stringify({ items: Array.from({ length: count }, () => ({ number: 'A' })) });
    expect([await post('/verify', items(0)), await post('/verify', items(500))]).toEqual([200, 200]);
    expect(await post('/verify', items(501))).toBe(422);
  });

  it.each([
    ['name', 200],
    ['issuer', 20],
  ])('may give a %s of %i characters', async (field, most) => {
    const body = (length: number) =>
      JSON.stringify({ items: [{ number: 'A', [field]: 'x'.repeat(length) }] });
    expect([await post('/verify', body(most)), await post('/verify', body(most + 1))]).toEqual([200, 422]);
  });

  it('may give a day of forty characters', async () => {
    const body = (length: number) => JSON.stringify({ items: [], on: 'x'.repeat(length) });
    expect([await post('/verify', body(40)), await post('/verify', body(41))]).toEqual([200, 422]);
  });
});

it('a clock that steps back gives nobody more look-ups, and takes none for good', async () => {
  let now = at;
  const app = createHttpApp({ log: () => {} });
  app.get('/', throttle({ perMinute: 2, clock: () => now }), (c) => c.text('ok'));
  const ask = async (then: typeof at) => {
    now = then;
    return (await app.request('/')).status;
  };
  expect([await ask(at), await ask(at), await ask(at)]).toEqual([200, 200, 429]);
  const back = addSeconds(at, -3600);
  expect([await ask(back), await ask(back)]).toEqual([429, 429]);
  expect(await ask(addSeconds(back, 29))).toBe(429);
  expect(await ask(addSeconds(back, 61))).toBe(200);
});
