import { beforeAll, describe, expect, it } from 'vitest';
import { actionMessages, formMessages } from '#provider/messages/console-record-actions.ts';
import type { HistoryEntry } from '#register/certificate/credential.ts';
import { addSeconds } from '#register/civil-date.ts';
import { ofa } from '#support/sites/api';
import { createTestConsole } from '#support/sites/console';
import { fieldsOf, textOf } from '#support/sites/console-pages';

/** The provider's staff change a certificate in the console, each time with a reason. */
let test: Awaited<ReturnType<typeof createTestConsole>>;
let me: Awaited<ReturnType<typeof test.signedIn>>;

beforeAll(async () => {
  test = await createTestConsole();
  me = await test.signedIn(test.mine);
});

const get = (path: string) => me.get(path);
const post = (path: string, form: Record<string, string>) => me.post(path, form);
const register = (number: string, facts: Record<string, string> = {}) =>
  test.ask('POST', '/v1/credentials', { body: { ...ofa, ...facts, number } });
const recordOf = async (number: string) => (await test.ask('GET', `/v1/credentials/${number}`)).json();
const eventsOf = async (number: string): Promise<HistoryEntry[]> => (await recordOf(number)).history;
const pathOf = (number: string, action = '') => `/console/credentials/${number}${action && `/${action}`}`;

/** What a browser would send back of the form on a page, with what somebody typed. */
const fill = async (path: string, typed: Record<string, string>): Promise<Record<string, string>> => ({
  ...fieldsOf((await get(path)).text),
  ...typed,
});

describe('an action', () => {
  it.each([
    ['revoke', 'revoked', {}],
    ['suspend', 'suspended', { on: '2026-12-01' }],
    ['extend', 'extended', { expiresOn: '2027-12-31' }],
  ] as const)('%s happens with a reason, and history says who did it', async (action, event, given) => {
    const number = `ACTION-${action}`;
    await register(number);
    const page = textOf((await get(pathOf(number, action))).text);
    expect(page).toContain(`Certificate ${number} of CHAN Tai Man. ${actionMessages[action].means.en}`);
    const answer = await post(
      pathOf(number, action),
      await fill(pathOf(number, action), { reason: ' as\r\nasked ', ...given }),
    );
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${pathOf(number)}?done=${event}`]);
    const [key] = await test.registry.providerRepository.listKeys('MINE');
    expect((await eventsOf(number)).at(-1)).toMatchObject({
      event,
      reason: 'as asked',
      on: '2026-11-21',
      source: { via: 'api', keyId: key?.keyId },
      ...given,
    });
  });

  it('reinstate lifts what was recorded', async () => {
    await register('ACTION-2');
    for (const action of ['revoke', 'reinstate']) await post(pathOf('ACTION-2', action), { reason: 'x' });
    expect((await eventsOf('ACTION-2')).map(({ event }) => event)).toEqual([
      'issued',
      'revoked',
      'reinstated',
    ]);
  });

  it.each([
    ['revoke', { reason: ' ' }, 'reason', 'Enter a reason.'],
    ['revoke', { reason: 'x'.repeat(501) }, 'reason', 'This is too long.'],
    ['revoke', { reason: 'kept', on: '31/02/2026' }, 'on', 'This date cannot be read'],
    ['revoke', { reason: 'kept', on: '2020-01-01' }, 'on', 'That day is before the date of issue'],
    ['extend', { reason: 'kept', expiresOn: '' }, 'expiresOn', 'Enter the last valid day.'],
    [
      'extend',
      { reason: 'kept', expiresOn: '2026-12-31' },
      'expiresOn',
      'That day is not later than the last valid day',
    ],
    ['extend', { reason: 'kept', expiresOn: '2099-12-31' }, 'expiresOn', 'That is more than 15 years'],
    ['renew', { reason: 'kept' }, 'issuedOn', 'Enter the date of issue.'],
    ['renew', { reason: 'kept', issuedOn: '3/4/2026' }, 'issuedOn', 'This date cannot be read'],
    [
      'renew',
      { reason: 'kept', issuedOn: '2026-11-20', number: 'ACTION-3' },
      'number',
      'This number is already registered',
    ],
    ['renew', { reason: 'kept', issuedOn: '2024-02-01' }, 'issuedOn', 'That day is before the date of issue'],
    [
      'renew',
      { reason: 'kept', issuedOn: '2026-11-20', email: 'a b' },
      'email',
      'This is not one email address',
    ],
    ['correct', { reason: '', nameEn: 'LEE Kin' }, 'reason', 'Enter a reason.'],
    ['correct', { reason: 'kept', nameEn: '', nameZh: '' }, 'nameEn', 'There is no name.'],
    ['correct', { reason: 'kept', email: 'a b' }, 'email', 'This is not one email address'],
    ['correct', { reason: 'kept', issuedOn: '' }, 'issuedOn', 'Enter the date of issue.'],
    ['correct', { reason: 'kept', issuedOn: '2030-01-01' }, 'issuedOn', 'The date of issue is in the future'],
    ['correct', { reason: 'kept', expiresOn: '31.12.2026' }, 'expiresOn', 'This date cannot be read'],
    ['correct', { reason: 'kept', language: 'fr' }, 'language', 'This value is not one of the list.'],
    ['correct', { reason: 'kept', type: 'XYZ' }, 'type', 'This value is not one of the list.'],
    ['revoke', { reason: 'for A123456(3)' }, 'reason', 'This looks like an identity card number'],
    [
      'correct',
      { reason: 'kept', nameEn: 'CHAN A123456(3)' },
      'nameEn',
      'This looks like an identity card number',
    ],
  ] as const)('%s with %o changes nothing and says at %s: %s', async (action, typed, field, message) => {
    await register('ACTION-3');
    const sent: Record<string, string> = { ...(await fill(pathOf('ACTION-3', action), typed)) };
    const answer = await post(pathOf('ACTION-3', action), sent);
    const html = answer.text;
    expect(answer.status).toBeGreaterThanOrEqual(409);
    expect(answer.status).toBeLessThanOrEqual(422);
    const [, said = ''] = new RegExp(`<p class="error" id="${field}-error">([^<]*)</p>`).exec(html) ?? [];
    expect(said).toMatch(new RegExp(`^${message}`));
    expect(html).toContain('<title>Error: ');
    expect(html).toContain(`<a href="#${field}">`);
    const [tag = ''] = new RegExp(`<(?:input|select|textarea)[^>]* name="${field}"[^>]*>`).exec(html) ?? [];
    expect(tag).toMatch(new RegExp(`aria-describedby="[^"]*${field}-error"`));
    expect(tag).toContain('aria-invalid="true"');
    if (typed.reason === 'kept') expect(html).toContain('kept</textarea>');
    for (const kept of Object.keys(typed).filter((name) => !['reason', 'language', 'type'].includes(name)))
      expect(fieldsOf(html)[kept]).toBe(sent[kept]);
    expect((await recordOf('ACTION-3')).version).toBe(1);
  });

  it('sent twice by a double click is done once, and not told as a failure', async () => {
    await register('ACTION-4');
    const twice = async (action: string, typed: Record<string, string>) => {
      const form = await fill(pathOf('ACTION-4', action), { reason: 'double', ...typed });
      const both = await Promise.all([1, 2].map(() => post(pathOf('ACTION-4', action), form)));
      return both.map(({ status }) => status);
    };
    expect(await twice('suspend', {})).toEqual([303, 303]);
    expect(await twice('reinstate', {})).toEqual([303, 303]);
    expect(await twice('extend', { expiresOn: '2027-12-31' })).toEqual([303, 303]);
    expect(await twice('correct', { nameEn: 'CHAN Tai-man' })).toEqual([303, 303]);
    expect(await twice('renew', { issuedOn: '2026-11-20' })).toEqual([303, 303]);
    expect(await twice('revoke', {})).toEqual([303, 303]);
    expect((await eventsOf('ACTION-4')).map(({ event }) => event)).toEqual([
      'issued',
      'suspended',
      'reinstated',
      'extended',
      'corrected',
      'superseded',
      'revoked',
    ]);
  });

  it('that was typed wrong first is of when it was opened first, so that it is known when it is sent twice', async () => {
    await register('ACTION-6');
    const form = await fill(pathOf('ACTION-6', 'revoke'), { reason: ' ' });
    test.time.at = addSeconds(test.time.at, 60);
    const again = fieldsOf((await post(pathOf('ACTION-6', 'revoke'), form)).text);
    expect(again['opened']).toBe(form['opened']);
    expect(again['opened']).toBe(addSeconds(test.time.at, -60));
  });

  it('that a colleague took before is refused as what it is', async () => {
    await register('ACTION-5');
    const form = await fill(pathOf('ACTION-5', 'revoke'), { reason: 'mine' });
    await test.ask('POST', '/v1/credentials/ACTION-5/revoke', { body: { reason: 'theirs' } });
    const answer = await post(pathOf('ACTION-5', 'revoke'), form);
    expect(answer.status).toBe(409);
    expect(textOf(answer.text)).toContain('This certificate is already revoked');
  });
});

describe('a correction', () => {
  it('sends only what was changed: the rest may have been corrected meanwhile by nobody', async () => {
    await register('CORRECT-1');
    const form = await fill(pathOf('CORRECT-1', 'correct'), {
      reason: 'wrong course',
      nameEn: ' CHAN  Tai-man ',
      email: '',
      language: 'en',
      issuedOn: '2024-03-02',
    });
    const answer = await post(pathOf('CORRECT-1', 'correct'), form);
    expect(answer.headers.get('location')).toBe(`${pathOf('CORRECT-1')}?done=corrected`);
    expect((await eventsOf('CORRECT-1')).at(-1)).toMatchObject({
      event: 'corrected',
      changes: [
        { field: 'nameEn', from: 'CHAN Tai Man', to: 'CHAN Tai-man' },
        { field: 'email', from: 'chan@example.com', to: null },
        { field: 'language', from: 'zh-HK', to: 'en' },
        { field: 'issuedOn', from: '2024-03-01', to: '2024-03-02' },
        // It was the one that the type's rule gives, and moves along.
        { field: 'expiresOn', from: '2027-02-28', to: '2027-03-01' },
      ],
    });
  });

  it('of the kind of certificate is one too', async () => {
    await register('CORRECT-2', { expiresOn: '2026-12-31' });
    await post(
      pathOf('CORRECT-2', 'correct'),
      await fill(pathOf('CORRECT-2', 'correct'), { reason: 'x', type: 'BLS' }),
    );
    expect(await recordOf('CORRECT-2')).toMatchObject({ type: 'BLS', expiresOn: '2026-12-31' });
  });

  it('of nothing leaves no trace, and says so', async () => {
    await register('CORRECT-3');
    const form = await fill(pathOf('CORRECT-3', 'correct'), { reason: 'x' });
    const answer = await post(pathOf('CORRECT-3', 'correct'), form);
    expect(answer.headers.get('location')).toBe(`${pathOf('CORRECT-3')}?done=unchanged`);
    expect((await recordOf('CORRECT-3')).version).toBe(1);
  });

  it('of what somebody else has changed meanwhile is refused, and shows both', async () => {
    await register('CORRECT-4');
    const form = await fill(pathOf('CORRECT-4', 'correct'), { reason: 'mine', nameZh: '陳大民' });
    await test.ask('PATCH', '/v1/credentials/CORRECT-4', {
      body: { nameEn: 'CHAN Other', reason: 'theirs' },
    });
    const refused = await post(pathOf('CORRECT-4', 'correct'), form);
    expect(refused.status).toBe(409);
    const html = refused.text;
    expect(html).toContain(formMessages.overtaken.en);
    expect((await recordOf('CORRECT-4')).nameZh).toBe('陳大文');
    // Sent again as it is shown, it takes nothing of the colleague's back.
    const again = await post(pathOf('CORRECT-4', 'correct'), { ...fieldsOf(html), reason: 'mine' });
    expect(again.status).toBe(303);
    expect(await recordOf('CORRECT-4')).toMatchObject({ nameEn: 'CHAN Other', nameZh: '陳大民', version: 3 });
  });
});

describe('a renewal', () => {
  it('registers a new certificate with what stood on the old one, and leads to it', async () => {
    await register('RENEW-1');
    const form = await fill(pathOf('RENEW-1', 'renew'), {
      reason: 'refresher',
      issuedOn: '2026-11-20',
      email: '',
    });
    const answer = await post(pathOf('RENEW-1', 'renew'), form);
    const location = answer.headers.get('location') ?? '';
    expect(location).toMatch(/^\/console\/credentials\/MINE-OFA-\w{8}\?done=renewed$/);
    const number = location.split('/').at(-1)?.split('?')[0] ?? '';
    expect(await recordOf(number)).toMatchObject({
      nameEn: 'CHAN Tai Man',
      nameZh: '陳大文',
      email: null,
      language: 'zh-HK',
      expiresOn: '2029-11-19',
    });
    const old = textOf((await get(pathOf('RENEW-1'))).text);
    expect(old).toContain(`Replaced by ${number}`);
    expect(old).toContain(
      'Currently no reminder will be sent: a newer certificate has replaced this one (since 20 November 2026 (Friday)).',
    );
  });

  it('takes a number and a last valid day of its own', async () => {
    await register('RENEW-2');
    const given = { reason: 'x', issuedOn: '2026-11-20', expiresOn: '2028-11-20', number: 'RENEW-2-B' };
    await post(pathOf('RENEW-2', 'renew'), await fill(pathOf('RENEW-2', 'renew'), given));
    expect(await recordOf('RENEW-2-B')).toMatchObject({ expiresOn: '2028-11-20' });
  });
});
