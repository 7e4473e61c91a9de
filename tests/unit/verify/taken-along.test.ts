import { describe, expect, it } from 'vitest';
import { credentials, site } from './public-site.fixtures.ts';

/** What chat and mail programs, scanners and people leave around a number or its address. */
const { number } = credentials.valid;
const json = { accept: 'application/json' };

async function verdict(path: string, init: RequestInit = {}) {
  const { app } = site();
  const answer = await app.request(path, { ...init, headers: { ...json, ...init.headers } });
  const text = await answer.text();
  return {
    status: answer.status,
    location: answer.headers.get('location'),
    body: text === '' ? undefined : JSON.parse(text),
  };
}

const behind = [
  '。',
  '，謝謝',
  ', thanks',
  '>',
  ')',
  '）',
  ']',
  '"',
  '”',
  '」',
  '！',
  '；',
  '請查核',
  '.',
  ' 🙏',
  '》。',
];

describe('a number with its heading in front', () => {
  it.each([
    'No. ',
    'Certificate No. ',
    'CERT NO ',
    'Number ',
    'Reg. no.',
    'certificate ',
    'No.: ',
    '證書編號：',
    '編號 ',
  ])('%s: the certificate is found, also when its issuer is said', async (label) => {
    for (const query of ['', '?issuer=SPMC']) {
      const { status, body } = await verdict(`/verify/${encodeURIComponent(label + number)}${query}`);
      expect([status, body.matches?.[0]?.number], query).toEqual([200, number]);
    }
  });

  it.each(['NO-', 'CERT-', 'No'])('%s is a part of the number, as it has nothing between', async (start) => {
    expect((await verdict(`/verify/${start}${number}`)).status).toBe(404);
  });
});

describe('an address with what was taken along', () => {
  it.each(behind)('behind its issuer, %s: the certificate is found', async (tail) => {
    const { status, body } = await verdict(`/verify/${number}?issuer=SPMC${encodeURIComponent(tail)}`);
    expect([status, body.matches[0].number]).toEqual([200, number]);
  });

  it.each(behind)('behind its number, %s: the certificate is found', async (tail) => {
    const { status, body } = await verdict(`/verify/${number}${encodeURIComponent(tail)}`);
    expect([status, body.matches[0].number]).toEqual([200, number]);
  });

  it.each(['。', '，謝謝', ')', '>'])('behind its day, %s: that day is answered', async (tail) => {
    const path = `/verify/${number}?issuer=SPMC&on=2026-04-01`;
    expect(await verdict(path + encodeURIComponent(tail))).toEqual(await verdict(path));
  });

  it.each(['1', '2026', '。', 'TOOLONGACODE', 'DEMO1', 'Red Cross'])(
    'the issuer “%s” can be nobody’s, and is as if it were left out',
    async (issuer) => {
      const answer = await verdict(`/verify/${number}?issuer=${encodeURIComponent(issuer)}`);
      expect(answer).toEqual(await verdict(`/verify/${number}`));
      expect(answer.status).toBe(200);
    },
  );

  it('an issuer that can be one, and did not issue it, has no record of it as before', async () => {
    expect((await verdict(`/verify/${number}?issuer=NOBODY`)).status).toBe(404);
  });
});

describe('a whole address in the box', () => {
  const address = `https://verify.example.hk/verify/${number}?issuer=SPMC&on=2026-04-01`;

  it.each([
    address,
    `${address}。`,
    `<${address}>`,
    `請看（${address}）`,
    `[${number}](${address})`,
    encodeURIComponent(address),
  ])('%s leads to the certificate, with its issuer and day', async (typed) => {
    const { status, location } = await verdict('/verify', {
      method: 'POST',
      body: new URLSearchParams({ number: typed }),
    });
    expect([status, location]).toEqual([303, `/verify/${number}?issuer=SPMC&on=2026-04-01&lang=zh-HK`]);
  });

  it('with a name beside it, is answered at once', async () => {
    const body = new URLSearchParams({ number: address, name: 'CHAN Tai Man' });
    const { status, body: answer } = await verdict('/verify', { method: 'POST', body });
    expect([status, answer.on, answer.matches[0].number]).toEqual([200, '2026-04-01', number]);
  });

  it('fits into the box', async () => {
    const { app } = site();
    const page = await (await app.request('/')).text();
    expect(page).toMatch(/name="number"[^>]*maxlength="1000"/);
  });

  it('is answered among many as if its number stood there, and comes back as it was sent', async () => {
    const items = [{ number }, { number: `${address}，謝謝` }, { number: `${number}」`, issuer: 'SPMC)' }];
    const init = {
      method: 'POST',
      body: JSON.stringify({ items }),
      headers: { 'content-type': 'application/json' },
    };
    const { results } = (await verdict('/verify', init)).body;
    expect(results.map((result: { number: string }) => result.number)).toEqual(
      items.map((item) => item.number),
    );
    for (const result of results) expect({ ...result, number }).toEqual(results[0]);
  });

  it('two numbers in it are not one', async () => {
    const { status } = await verdict(
      `/verify/${encodeURIComponent(`${number}, ${credentials.expired.number}`)}`,
    );
    expect(status).toBe(422);
  });
});
