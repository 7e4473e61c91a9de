import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, addYears, type CivilDate, hongKongDay, instant } from '#domain/civil-date';
import { axeFindings, launchBrowser, withPage } from '#support/browser';
import { type RunningSystem, startRunningSystem } from '#support/running-system';

/** Somebody in HR checks a whole workforce in a real browser, against the whole system. */
let system: RunningSystem;
let browser: Browser;
/** Certificates of the register: in force, and revoked. */
const valid: string[] = [];
let revoked: string;

const DESKTOP = { viewport: { width: 1280, height: 900 } };
const today = hongKongDay(instant.parse(new Date().toISOString()));

beforeAll(async () => {
  [system, browser] = await Promise.all([startRunningSystem(), launchBrowser()]);
  for (let n = 0; n < 12; n++) valid.push(await register(`STAFF-${1000 + n}`, addDays(today, 400)));
  revoked = await register('STAFF-2000', addDays(today, 400));
  await call(`/v1/credentials/${revoked}/revoke`, { reason: 'issued in error' });
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

async function call(path: string, body: unknown): Promise<void> {
  const response = await fetch(system.baseUrl + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${system.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}

async function register(number: string, expiresOn: CivilDate): Promise<string> {
  const issuedOn = addYears(expiresOn, -3, 'clamp');
  await call('/v1/credentials', { number, type: 'OFA', nameEn: 'CHAN Tai Man', issuedOn, expiresOn });
  return number;
}

const visit = <T>(options: BrowserContextOptions, use: (page: Page) => Promise<T>) =>
  withPage(browser, { bypassCSP: true, ...options }, use);

/** 500 rows, 20 of which somebody has to look at. */
function fiveHundred(): string {
  const good = Array.from({ length: 480 }, (_, at) => `${valid[at % valid.length]}\tCHAN Tai Man`);
  const missing = Array.from({ length: 17 }, (_, at) => `NONE-${1000 + at}\tLEE Kin`);
  return [...good, ...missing, revoked, `${valid[0]}\tWONG Siu Ming`, 'x?'].join('\n');
}

const fiveThousand = () =>
  `證書編號,姓名\n${Array.from({ length: 5_000 }, (_, at) => (at % 50 === 0 ? `NONE-${at},` : `${valid[at % valid.length]},CHAN Tai Man`)).join('\n')}\n`;

async function send(page: Page, lang: string, fill: () => Promise<void>): Promise<void> {
  await page.goto(`${system.baseUrl}/lists?lang=${lang}`);
  await fill();
  await page.locator('button[type=submit].main').click();
}

describe.each(['en', 'zh-HK'])('in %s', (lang) => {
  it('500 pasted rows come back with the 20 problems first, without a script', async () => {
    await visit({ javaScriptEnabled: false }, async (page) => {
      await send(page, lang, () => page.locator('#list').fill(fiveHundred()));
      expect(new URL(page.url()).pathname).toMatch(/^\/lists\/[0-9a-f]{32}$/);
      expect(await page.locator('h1').textContent()).toContain(
        lang === 'en' ? '20 of 500 rows need your attention' : '500行中有20行須留意',
      );
      const chips = await page.locator('.rows .chip').allTextContents();
      expect(chips.slice(0, 20)).toEqual(
        lang === 'en'
          ? [
              'Revoked',
              'Name does not match',
              ...Array.from({ length: 17 }, () => 'No record found'),
              'Mistyped number',
            ]
          : ['已撤銷', '姓名不符', ...Array.from({ length: 17 }, () => '查無記錄'), '編號有誤'],
      );
      const link = page.locator('.rows th a', { hasText: revoked });
      expect(await link.getAttribute('href')).toBe(`/verify/${revoked}?lang=${lang}`);
      expect(page.url()).not.toContain('LEE');
    });
  });

  it.each([
    ['a phone', {}],
    ['a desktop', DESKTOP],
    ['the dark', { colorScheme: 'dark' as const }],
  ])('axe finds nothing to mend on %s', async (_, options) => {
    await visit(options, async (page) => {
      await page.goto(`${system.baseUrl}/lists?lang=${lang}`);
      expect(await axeFindings(page)).toEqual([]);
      await page.locator('button[type=submit].main').click();
      expect(await page.locator('[role=alert]').isVisible()).toBe(true);
      expect(await axeFindings(page)).toEqual([]);
      await page.locator('#list').fill(fiveHundred());
      await page.locator('button[type=submit].main').click();
      await page.locator('.rows').waitFor();
      expect(await axeFindings(page)).toEqual([]);
      expect(await sideways(page)).toBe(false);
      await page.goto(`${system.baseUrl}/lists/${'0'.repeat(32)}?lang=${lang}`);
      expect(await axeFindings(page)).toEqual([]);
    });
  });
});

/** Whether the page can be pushed to the side. */
const sideways = (page: Page) =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');

describe('a file of 5,000', () => {
  const file = () => ({ name: '員工.csv', mimeType: 'text/csv', buffer: Buffer.from(fiveThousand()) });

  it('is dropped, and watched until it is done', async () => {
    await visit(DESKTOP, async (page) => {
      await send(page, 'en', () => page.locator('#file').setInputFiles(file()));
      await page.locator('progress').waitFor();
      expect(await page.locator('[data-said]').textContent()).toMatch(/^[\d,]+ of 5,000 rows/);
      expect(await axeFindings(page)).toEqual([]);
      await page.locator('.rows').waitFor({ timeout: 120_000 });
      expect(await page.locator('.kinds li').allTextContents()).toEqual([
        'All rows 5,000',
        'No record found 100',
        'Valid 12',
        'Same as an earlier row 4,888',
      ]);
      expect(await page.locator('h1').textContent()).toBe('100 of 5,000 rows need your attention');
      expect(await page.locator('.rows tbody tr').count()).toBe(200);
      await page.getByRole('link', { name: 'Later rows' }).click();
      expect(await page.locator('h2').textContent()).toBe('Rows 201 to 400 of 5,000');
      await page.getByRole('link', { name: /No record found/ }).click();
      expect(await page.locator('.rows tbody tr').count()).toBe(100);

      const csv = await fetch(`${page.url().split('?')[0]}.csv?lang=en`);
      const text = await csv.text();
      expect(text.trimEnd().split('\r\n')).toHaveLength(5_001);
    });
  });

  it('finishes for somebody without a script too: the page asks again by itself', async () => {
    await visit({ javaScriptEnabled: false }, async (page) => {
      await send(page, 'zh-HK', () => page.locator('#file').setInputFiles(file()));
      await page.locator('.rows').waitFor({ timeout: 120_000 });
      expect(await page.locator('h1').textContent()).toBe('5,000行中有100行須留意');
    });
  });
});

it('prints as one record with day, time and host, in black and white', async () => {
  await visit(DESKTOP, async (page) => {
    await send(page, 'en', () => page.locator('#list').fill(fiveHundred()));
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.foot').textContent()).toMatch(/Asked on .* at \d\d:\d\d, Hong Kong time/);
    expect(await page.locator('.foot').textContent()).toContain(new URL(system.baseUrl).host);
    expect(await page.locator('a.button').isVisible()).toBe(false);
    expect(await page.locator('.rows thead').isVisible()).toBe(true);
  });
});
