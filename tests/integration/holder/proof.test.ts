import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { changeStatus } from '#register/change/change-status.ts';
import { addDays } from '#register/civil-date.ts';
import { createHolderTest, type HolderTest } from '#support/sites/holder-site';
import { day, instantFrom } from '#support/storage/registry';

/** What a holder shows of one certificate: the page, the files, and the link that shares it. */
let test: HolderTest;
let my: string;
let proof: string;

beforeEach(async () => {
  test = await createHolderTest();
  await test.register('SPMC-OFA-1');
  my = await test.my();
  proof = `${my}/proof/SPMC/SPMCOFA1`;
});

const revoke = () =>
  changeStatus(test.registry, {
    key: 'SPMCOFA1',
    provider: 'SPMC',
    entry: {
      event: 'revoked',
      reason: 'issued by mistake',
      at: test.clock.now,
      on: day('2027-01-20'),
      source: { via: 'api', keyId: 'k' },
    },
  });

async function sharedLink(): Promise<string> {
  const { text } = await test.ask(proof);
  return /https:\/\/certkeeper\.example(\/proof\/[\w.-]+)/.exec(text)?.[1] ?? '';
}

async function share(): Promise<string> {
  expect((await test.press(`${proof}/share`, { action: 'begin' })).status).toBe(303);
  return await sharedLink();
}

describe('the proof', () => {
  it('has the whole name, in both languages whichever the page has, and leads to the verdict', async () => {
    for (const lang of ['en', 'zh-HK']) {
      const { status, text } = await test.ask(proof, { lang });
      expect(status).toBe(200);
      for (const shown of [
        'CHAN Tai Man',
        '陳大文',
        'SPMC-OFA-1',
        '職業急救證書',
        'Occupational First Aid Certificate',
        '示範培訓中心',
        'Sample Training Centre',
        '2027年2月28日（星期日）',
        '28 February 2027 (Sunday)',
        'https://certkeeper.example/verify/SPMC-OFA-1?issuer=SPMC',
      ])
        expect(text).toContain(shown);
      expect(Buffer.byteLength(text)).toBeLessThan(30_000);
    }
  });

  it('says on its face what is revoked', async () => {
    expect((await revoke()).ok).toBe(true);
    const { text } = await test.ask(proof);
    for (const said of ['已撤銷', 'Revoked', 'Do not accept it.']) expect(text).toContain(said);
    expect(text).not.toContain('panel valid');
  });

  it('has the link to send in a field that is copied whole, without a script', async () => {
    const path = await share();
    const { text } = await test.ask(proof);
    const label = /<label for="share-link">The link to send<\/label>/;
    expect(text).toMatch(label);
    expect(text).toContain(`<input id="share-link" readonly="" value="https://certkeeper.example${path}"/>`);
    await test.press(`${proof}/share`, { action: 'end' });
    expect((await test.ask(proof)).text).not.toMatch(label);
  });

  it('shows nobody else’s certificate', async () => {
    await test.register('SPMC-OFA-9', { email: 'wong@example.com', nameEn: 'WONG Mei Ling' });
    for (const of of ['', '/a4.pdf', '/card.pdf', '/certificate.ics']) {
      const { status, text } = await test.ask(`${my}/proof/SPMC/SPMCOFA9${of}`);
      expect(status).toBe(404);
      expect(text).not.toContain('WONG');
    }
    expect((await test.press(`${my}/proof/SPMC/SPMCOFA9/share`, { action: 'begin' })).status).toBe(404);
    expect(await test.registry.shares.get({ key: 'SPMCOFA9', provider: 'SPMC' })).toBeUndefined();
  });
});

const hasPoppler = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe('the file', () => {
  const fileOf = async (size: string) => {
    const answer = await test.site.request(`${proof}/${size}.pdf`, { headers: { 'accept-language': 'en' } });
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toContain(`filename="SPMC-OFA-1-${size}.pdf"`);
    return Buffer.from(await answer.arrayBuffer());
  };

  it.each([
    ['a4', '595.28 841.89'],
    ['card', '242.65 153.07'],
  ])('as %s is one small page with its one font embedded in part', async (size, box) => {
    const file = await fileOf(size);
    const source = file.toString('latin1');
    expect(source).toMatch(/^%PDF-/);
    expect(source).toContain(`/MediaBox [0 0 ${box}]`);
    expect(source.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(source.match(/\/FontFile2/g)).toHaveLength(1);
    expect(source).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSansHK/);
    expect(source).not.toMatch(/\/(URI|JavaScript|Launch)\b/);
    expect(file.length).toBeLessThan(60_000);
  });

  it.runIf(hasPoppler)(
    'is read by another program: both names, the number, and what is revoked',
    async () => {
      await revoke();
      const path = join(mkdtempSync(join(tmpdir(), 'proof-')), 'proof.pdf');
      for (const size of ['a4', 'card']) {
        writeFileSync(path, await fileOf(size));
        const text = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' });
        for (const shown of ['CHAN Tai Man', '陳大文', 'SPMC-OFA-1', '已撤銷', 'Revoked'])
          expect(text).toContain(shown);
      }
    },
  );

  it('says so where its font lacks a character of the name', async () => {
    const without = (await fileOf('a4')).length;
    await test.register('SPMC-OFA-1', { nameZh: '陳𠮷文' });
    expect((await fileOf('a4')).length).toBeGreaterThan(without + 2000);
  });
});

it('gives the last valid day for a calendar, as the reminder does, and none that is past', async () => {
  const { text, headers } = await test.ask(`${proof}/certificate.ics`);
  expect(headers.get('content-type')).toContain('text/calendar');
  expect(headers.get('content-disposition')).toContain('filename="SPMC-OFA-1.ics"');
  const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
  expect(String(event?.getFirstPropertyValue('dtstart'))).toBe('2027-02-28');
  expect(event?.getFirstPropertyValue('uid')).toBe('SPMCOFA1.SPMC.2027-02-28@certkeeper');
  await test.register('SPMC-OFA-3', { issuedOn: '2021-03-01' });
  expect((await test.ask(`${my}/proof/SPMC/SPMCOFA3/certificate.ics`)).status).toBe(422);
  expect((await test.ask(`${my}/proof/SPMC/SPMCOFA3`)).text).not.toContain('certificate.ics');
});

describe('a shared link', () => {
  it('shows that one certificate with the whole name, and nothing else of its holder', async () => {
    await test.register('SPMC-BLS-2', { type: 'BLS', issuedOn: '2026-06-10' });
    const { status, text, headers } = await test.ask(await share());
    expect(status).toBe(200);
    for (const shown of ['CHAN Tai Man', '陳大文', 'SPMC-OFA-1']) expect(text).toContain(shown);
    for (const hidden of ['example.com<', 'chan', 'BLS', '/my/', '/unsubscribe/', my.slice(4)])
      expect(text).not.toContain(hidden);
    expect(headers.get('x-robots-tag')).toContain('noindex');
  });

  it('counts who opened it by day, and keeps nothing of them', async () => {
    const link = await share();
    await test.ask(link, { method: 'HEAD' });
    expect((await test.ask(proof)).text).toContain('Not opened yet.');
    await test.ask(link, { headers: { 'x-forwarded-for': '198.51.100.7', 'user-agent': 'Opener' } });
    await test.ask(link);
    test.clock.now = daysLater(1);
    await test.ask(link);
    const { text } = await test.ask(proof);
    expect(text).toContain('2 times');
    expect(text).toContain('once');
    const everything = await test.registry.everythingStored();
    for (const none of ['198.51.100.7', 'Opener']) expect(everything).not.toContain(none);
  });

  it('ends after 14 days', async () => {
    const link = await share();
    test.clock.now = daysLater(14);
    expect((await test.ask(link)).status).toBe(200);
    test.clock.now = daysLater(15);
    const { status, text } = await test.ask(link);
    expect(status).toBe(410);
    expect(text).toContain('This link has ended');
    expect(text).not.toContain('CHAN');
    expect((await test.ask(proof)).text).toContain('Make a link');
  });

  it('ends when its holder ends it, and a new one does not bring it back', async () => {
    const link = await share();
    await test.press(`${proof}/share`, { action: 'end' });
    expect((await test.ask(link)).status).toBe(410);
    const next = await share();
    expect(next).not.toBe(link);
    expect((await test.ask(link)).status).toBe(410);
    expect((await test.ask(next)).status).toBe(200);
  });

  it('ends when the certificate is registered with another address', async () => {
    const link = await share();
    await test.register('SPMC-OFA-1', { email: 'new@example.org' });
    expect((await test.ask(link)).status).toBe(410);
  });

  it('is made by no other token, and by nobody who changes a character', async () => {
    const link = await share();
    const token = link.slice('/proof/'.length);
    for (const wrong of [
      `/proof/${my.slice(4)}`,
      `/my/${token}`,
      `/unsubscribe/${token}`,
      `${link}x`,
      '/proof/x',
    ])
      expect((await test.ask(wrong)).status).toBe(404);
    expect((await test.ask(link, { method: 'POST' })).status).toBe(405);
  });

  it('says on its face what is revoked after it was shared', async () => {
    const link = await share();
    await revoke();
    expect((await test.ask(link)).text).toContain('Do not accept it.');
  });
});

/** Ten in the morning in Hong Kong, so many days after the link was made. */
const daysLater = (days: number) => instantFrom(`${addDays(day('2027-01-28'), days)}T02:00:00.000Z`);
