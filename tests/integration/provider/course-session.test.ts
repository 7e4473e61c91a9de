import { beforeAll, describe, expect, it } from 'vitest';
import { ofa } from '#support/sites/api';
import { createTestConsole } from '#support/sites/console';
import { fieldsOf, textOf } from '#support/sites/console-pages';

/** Which class of a course it was: the provider's own words, for the provider alone. */
let test: Awaited<ReturnType<typeof createTestConsole>>;
let me: Awaited<ReturnType<typeof test.signedIn>>;

beforeAll(async () => {
  test = await createTestConsole();
  me = await test.signedIn(test.mine);
});

const path = (number: string) => `/v1/credentials/${number}`;
const create = (number: string, courseSession: string) =>
  test.ask('POST', '/v1/credentials', { body: { ...ofa, number, courseSession } });

describe('the session of a course', () => {
  it('is registered, read, listed, corrected and taken away by a program', async () => {
    expect((await create('SESSION-1', ' 第３班 ')).json()).toMatchObject({ courseSession: '第3班' });
    expect((await test.ask('GET', '/v1/credentials?limit=200')).json().credentials).toContainEqual(
      expect.objectContaining({ number: 'SESSION-1', courseSession: '第3班' }),
    );
    for (const courseSession of ['2026-11 B', null]) {
      await test.ask('PATCH', path('SESSION-1'), { body: { courseSession, reason: 'mixed up' } });
      expect((await test.ask('GET', path('SESSION-1'))).json()).toMatchObject({ courseSession });
    }
    expect((await test.ask('GET', path('SESSION-1'))).json().history.at(-1)).toMatchObject({
      changes: [{ field: 'courseSession', from: '2026-11 B', to: null }],
    });
  });

  it.each([
    ['班'.repeat(41), 'too_long', 'at most 40 characters'],
    ['A123456(3)', 'identity_number', 'identity card number'],
  ])('%j is refused as %s', async (courseSession, code, message) => {
    const { status, json } = await create('SESSION-2', courseSession);
    expect(status).toBe(422);
    expect(json().errors).toMatchObject([{ path: 'courseSession', code }]);
    expect(json().errors[0].message).toContain(message);
  });

  it('stands on the record, and is corrected there, with what was before in the history', async () => {
    await create('SESSION-3', '第3班');
    const form = '/console/credentials/SESSION-3/correct';
    const opened = fieldsOf((await me.get(form)).text);
    expect(opened).toMatchObject({ courseSession: '第3班' });
    const tooLong = await me.post(form, { ...opened, courseSession: '班'.repeat(41), reason: 'x' });
    expect([tooLong.status, textOf(tooLong.text).includes('at most 40 characters')]).toEqual([422, true]);
    await me.post(form, { ...opened, courseSession: '=1+1', reason: 'mixed up' });
    const record = textOf((await me.get('/console/credentials/SESSION-3')).text);
    expect(record).toMatch(/Course session =1\+1/);
    expect(record).toMatch(/Course session\s*第3班/);
  });

  it('starts no formula in the list of what expires', async () => {
    const expiresOn = '2026-12-01';
    await test.ask('POST', '/v1/credentials', {
      body: { ...ofa, number: 'SESSION-4', expiresOn, courseSession: '=1+1' },
    });
    const { text } = await me.get('/console/expiring/list.csv');
    expect(text).toContain("'=1+1");
    expect(text).not.toContain(',=1+1');
  });
});
