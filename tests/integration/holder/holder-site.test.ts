import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { stopAll, stopScope } from '#mail/address-state.ts';
import type { Mail } from '#mail/ports.ts';
import { type SendRemindersDeps, sendReminders } from '#remind/send-reminders.ts';
import { createHolderTest, type HolderTest } from '#support/sites/holder-site';
import { day, instantFrom, makeUnreadable } from '#support/storage/registry';

/** A holder stops e-mails, or gets them again, by the link that each of them carries. */
const NUMBER = 'SPMC-OFA-2024-00017';
const CERTIFICATE = stopScope.parse('certificate:SPMC#SPMCOFA202400017');
const TYPE = stopScope.parse('type:OFA');

let test: HolderTest;
let link: string;

beforeEach(async () => {
  test = await createHolderTest();
  await test.register(NUMBER);
  link = await test.unsubscribe(NUMBER);
});

/** Everything on record of what the holder asked for. */
async function requests() {
  const [, token = ''] = link.split('/unsubscribe/');
  const holder = (await test.registry.links.read('unsubscribe', token))?.holder;
  const condition = {
    text: '#pk = :pk AND begins_with(#sk, :sk)',
    values: { ':pk': `MAIL#${holder}`, ':sk': 'REQUEST#' },
  };
  const items = await Array.fromAsync(test.registry.table.query({ condition }));
  return items.map(({ at, action, scope, via }) => ({ at, action, scope, via }));
}

const oneClickForm = () => {
  const form = new FormData();
  form.set('List-Unsubscribe', 'One-Click');
  return form;
};

describe('following the link', () => {
  it.each(['GET', 'HEAD'])('by %s changes nothing, however often a mail filter does it', async (method) => {
    for (let n = 0; n < 3; n++) expect((await test.ask(link, { method })).status).toBe(200);
    expect(await test.stops()).toEqual({});
    expect(await requests()).toEqual([]);
  });

  it('shows what the e-mail was about, with name and address masked', async () => {
    const { text } = await test.ask(link);
    for (const shown of [
      NUMBER,
      'Occupational First Aid Certificate',
      'CHAN T** M**',
      '陳＊文',
      'c***@example.com',
    ])
      expect(text).toContain(shown);
    for (const hidden of ['chan@example.com', 'Tai Man', '陳大文']) expect(text).not.toContain(hidden);
  });

  it('asks its question first, with the button next, and then says what stops', async () => {
    const { text } = await test.ask(`${link}?lang=en`);
    expect(text).toMatch(/<h1>Stop reminders to this address\?<\/h1><form /);
    const said = [
      '<h1>',
      'Stop all reminders',
      'You get no more reminders',
      'Stop reminders about this certificate',
    ];
    const places = said.map((words) => text.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);

    await test.press(link, { action: 'stop', scope: 'type' });
    const after = (await test.ask(`${link}?lang=en`)).text;
    expect(after).not.toContain('Stop reminders to this address?');
    expect(after).toContain('<h1>Reminders about certificates of this type are stopped.</h1>');
    expect(after).toContain('Stop all reminders');
  });

  it('answers in Chinese or English, as asked', async () => {
    expect((await test.ask(link, { lang: 'zh-HK' })).text).toContain('停止所有提示');
    expect((await test.ask(`${link}?lang=en`, { lang: 'zh-HK' })).text).toContain('Stop all reminders');
  });

  it('is kept out of caches, indexes, frames and referrers, and runs no script', async () => {
    const { headers } = await test.ask(link);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(headers.get('content-security-policy')).not.toContain('script-src');
  });

  it('shows nothing of a certificate that has left the address since, and can still stop everything to it', async () => {
    await test.register(NUMBER, { email: 'new@example.org' });
    const { text } = await test.ask(link);
    for (const hidden of [NUMBER, 'CHAN', '陳', '***@', 'value="certificate"'])
      expect(text).not.toContain(hidden);
    expect(text).toContain('value="all"');
    await test.press(link, { action: 'stop', scope: 'all' });
    expect(await test.stops()).toEqual({ [stopAll]: test.clock.now });
    expect(await test.stops('new@example.org')).toEqual({});
  });

  it('leads to the button that stops everything also when the certificate cannot be read', async () => {
    await makeUnreadable(test.registry, 'SPMCOFA202400017');
    const { status, text } = await test.ask(link);
    expect(status).toBe(200);
    expect(text).toContain('value="all"');
    expect(text).not.toContain(NUMBER);
    expect((await test.press(link, { action: 'stop', scope: 'certificate' })).status).toBe(422);
    expect((await test.press(link, { action: 'stop', scope: 'all' })).status).toBe(303);
    expect(await test.stops()).toEqual({ [stopAll]: test.clock.now });
  });
});

describe('a mail program’s own button', () => {
  it.each([
    ['a plain form', () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
    ['a multipart form', oneClickForm],
  ])('sends %s without cookie or origin: everything stops, and it is kept when', async (_, body) => {
    const { status } = await test.ask(link, { method: 'POST', body: body() });
    expect(status).toBe(200);
    expect(await test.stops()).toEqual({ [stopAll]: test.clock.now });
    expect(await requests()).toEqual([{ at: test.clock.now, action: 'stop', scope: 'all', via: 'oneClick' }]);
  });

  it('is honoured from whatever site its request seems to come', async () => {
    const headers = { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site', cookie: 'a=b' };
    const { status } = await test.ask(link, { method: 'POST', body: oneClickForm(), headers });
    expect(status).toBe(200);
    expect(await test.stops()).toHaveProperty('all');
  });

  it('pressed again changes nothing, and each press is kept', async () => {
    await test.ask(link, { method: 'POST', body: oneClickForm() });
    const first = test.clock.now;
    test.clock.now = instantFrom('2027-01-28T03:00:00.000Z');
    await test.ask(link, { method: 'POST', body: oneClickForm() });
    expect(await test.stops()).toEqual({ all: first });
    expect((await requests()).map(({ at }) => at)).toEqual([first, test.clock.now]);
  });

  it('works after the certificate has gone to another address', async () => {
    await test.register(NUMBER, { email: 'new@example.org' });
    expect((await test.ask(link, { method: 'POST', body: oneClickForm() })).status).toBe(200);
    expect(await test.stops()).toHaveProperty('all');
    expect(await test.stops('new@example.org')).toEqual({});
  });

  it.each(['before its turn comes', 'when its turn has just come'])(
    'stops a reminder that is queued already, %s',
    async (when) => {
      const inbox: Mail[] = [];
      const stop = () => test.ask(link, { method: 'POST', body: oneClickForm() });
      const batch = {
        on: day('2027-01-29'),
        startedAt: test.clock.now,
        credentials: [{ key: 'SPMCOFA202400017', provider: 'SPMC' }],
      };
      if (when === 'before its turn comes') await stop();
      await sendReminders(senderInto(inbox, stop), batch);
      expect(inbox).toEqual([]);
      const records = await test.registry.reminders.ofCredential('SPMCOFA202400017', 'SPMC');
      expect(records).toMatchObject([{ stage: '-30', state: 'skipped', reason: 'unsubscribed' }]);
    },
  );
});

/** The reminders' sender; what happens once it has decided to send, and before it does, is `justBefore`. */
function senderInto(inbox: Mail[], justBefore: () => Promise<unknown>): SendRemindersDeps {
  return {
    ...test.registry,
    mail: {
      send: async (mail) => {
        inbox.push(mail);
        return { outcome: 'accepted', messageId: 'm' };
      },
    },
    compose: () => ({ subject: 's', text: 't', html: 'h' }),
    clock: () => test.clock.now,
    pauseUntil: async () => {},
    pace: {
      next: async (at) => {
        await justBefore();
        return { outcome: 'open', at };
      },
      slowDown: async () => {},
      close: async () => {},
    },
    reminders: { send: async () => {} },
    report: () => {},
    reportUnreadable: () => {},
    newClaimId: randomUUID,
  };
}

describe('a button of the page', () => {
  it.each([
    ['certificate', CERTIFICATE],
    ['type', TYPE],
    ['all', stopAll],
  ])('stops %s, says so, and gets it again', async (scope, stopped) => {
    const pressed = await test.press(link, { action: 'stop', scope });
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, `${link}?done=1&lang=en`]);
    expect(await test.stops()).toEqual({ [stopped]: test.clock.now });
    expect((await test.ask(link)).text).toContain('Stopped since 28 January 2027 (Thursday).');

    await test.press(link, { action: 'resume', scope });
    expect(await test.stops()).toEqual({});
    expect((await test.ask(`${link}?done=1`)).text).toContain(
      'You get reminders before this certificate expires.',
    );
    const kept = { at: test.clock.now, scope: stopped, via: 'page' };
    expect(await requests()).toEqual(
      expect.arrayContaining([
        { ...kept, action: 'stop' },
        { ...kept, action: 'resume' },
      ]),
    );
  });

  it('is not offered for what has stopped along with more', async () => {
    await test.press(link, { action: 'stop', scope: 'all' });
    const { text } = await test.ask(link);
    expect(text).toContain('All reminders to this address are stopped.');
    expect(text).not.toContain('value="certificate"');
    expect(text).toContain('Get reminders at this address again');
  });

  it.each([{}, { action: 'stop' }, { action: 'delete', scope: 'all' }, { 'List-Unsubscribe': 'Yes' }])(
    'that says %j does nothing, and says so',
    async (fields: Record<string, string>) => {
      const { status, text } = await test.press(link, fields);
      expect(status).toBe(422);
      expect(text).toContain('Nothing was changed');
      expect(await test.stops()).toEqual({});
    },
  );
});

describe('a link that is not whole', () => {
  const altered = (path: string) => path.slice(0, -1) + (path.endsWith('A') ? 'B' : 'A');
  it.each([
    ['cut short', async () => link.slice(0, -3)],
    ['with a letter changed', async () => altered(link)],
    ['with another payload', async () => link.replace(/\/[\w-]+\./, '/eyJob2xkZXIiOiIwIn0.')],
    ['made for another purpose', async () => (await test.my()).replace('/my/', '/unsubscribe/')],
    ['that is nonsense', async () => '/unsubscribe/%E9%99%B3'],
  ])('%s is told so, by GET and by POST, and stops nothing', async (_, path) => {
    for (const init of [{}, { method: 'POST', body: oneClickForm() }]) {
      const { status, text } = await test.ask(await path(), init);
      expect(status).toBe(404);
      expect(text).toContain('This link is not complete');
    }
    expect(await test.stops()).toEqual({});
  });

  it('serves no other purpose either', async () => {
    const [, token] = link.split('/unsubscribe/');
    for (const path of [`/my/${token}`, `/change-of-address/${token}`])
      expect((await test.ask(path)).status).toBe(404);
  });
});

it.each(['PUT', 'DELETE', 'PATCH'])('%s is no way to stop anything', async (method) => {
  const { status, headers } = await test.ask(link, { method });
  expect([status, headers.get('allow')]).toEqual([405, 'GET, POST']);
  expect(await test.stops()).toEqual({});
});

it('writes neither token nor address nor name into the log', async () => {
  await test.ask(link);
  await test.ask(link, { method: 'POST', body: oneClickForm() });
  await test.ask(`${link}x`);
  const [, token = ''] = link.split('/unsubscribe/');
  const log = JSON.stringify(test.logged);
  expect(test.logged).toHaveLength(3);
  for (const secret of [token, 'chan', 'CHAN', NUMBER]) expect(log).not.toContain(secret);
});
