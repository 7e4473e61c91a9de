import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, addYears } from '#register/civil-date.ts';
import { axeFindings, sideways, DESKTOP as WIDE, withPage } from '#support/browser/browser';
import { enterAs, today, type World } from '#support/browser/world';

/** Somebody in HR checks a whole workforce in a real browser, against the whole system. */
let world: World;
/** Certificates of the register: in force, and revoked. */
const valid: string[] = [];
let revoked: string;

const DESKTOP = { viewport: WIDE };

beforeAll(async () => {
  world = await enterAs('LISTS');
  for (let n = 0; n < 12; n++) valid.push(await register(`STAFF-${1000 + n}`));
  revoked = await register('STAFF-2000');
  await world.post(`/v1/credentials/${revoked}/revoke`, { reason: 'issued in error' });
});

async function register(number: string): Promise<string> {
  const expiresOn = addDays(today(), 400);
  const issuedOn = addYears(expiresOn, -3, 'clamp');
  await world.post('/v1/credentials', { number, type: 'OFA', nameEn: 'CHAN Tai Man', issuedOn, expiresOn });
  return number;
}

const visit = <T>(options: BrowserContextOptions, use: (page: Page) => Promise<T>) =>
  withPage({ bypassCSP: true, ...options }, use);

/** A row with each outcome that the 500 have. */
const ofEachKind = () =>
  [valid[0], valid[0], 'NONE-1000', revoked, `${valid[1]}\tWONG Siu Ming`, 'x?'].join('\n');

/** 500 rows, 20 of which somebody has to look at. */
function fiveHundred(): string {
  const good = Array.from({ length: 480 }, (_, at) => `${valid[at % valid.length]}\tCHAN Tai Man`);
  const missing = Array.from({ length: 17 }, (_, at) => `NONE-${1000 + at}\tLEE Kin`);
  return [...good, ...missing, revoked, `${valid[0]}\tWONG Siu Ming`, 'x?'].join('\n');
}

const fiveThousand = () =>
  `證書編號,姓名\n${Array.from({ length: 5_000 }, (_, at) => (at % 50 === 0 ? `NONE-${at},` : `${valid[at % valid.length]},CHAN Tai Man`)).join('\n')}\n`;

async function send(page: Page, lang: string, fill: () => Promise<void>): Promise<void> {
  await page.goto(`${world.baseUrl}/lists?lang=${lang}`);
  await fill();
  await page.locator('button[type=submit].main').click();
}

describe.each(['en', 'zh-HK'])('in %s', (lang) => {
  it('500 pasted rows come back with the 20 problems first, without a script', async () => {
    await visit({ javaScriptEnabled: false }, async (page) => {
      await send(page, lang, () => page.locator('#list').fill(fiveHundred()));
      expect(new URL(page.url()).pathname).toMatch(/^\/lists\/[0-9a-f]{32}$/);
      expect(await page.locator('h1').textContent()).toContain(
        lang === 'en' ? '20 of 500 rows need your attention' : '500項中有20項須跟進',
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
  ])('axe finds nothing to mend on %s', async (look, options) => {
    const whole = lang === 'en' && look === 'a phone';
    const rules = whole ? 'all' : 'look';
    await visit(options, async (page) => {
      await page.goto(`${world.baseUrl}/lists?lang=${lang}`);
      expect(await axeFindings(page, rules), 'the form').toEqual([]);
      await page.locator('button[type=submit].main').click();
      await page.locator('[role=alert]').waitFor();
      expect(await axeFindings(page, rules), 'sent empty').toEqual([]);
      await page.locator('#list').fill(whole ? fiveHundred() : ofEachKind());
      await page.locator('button[type=submit].main').click();
      await page.locator('.rows').waitFor();
      expect(await axeFindings(page, rules), 'the result').toEqual([]);
      expect(await sideways(page), 'the result').toBe(0);
      await page.goto(`${world.baseUrl}/lists/${'0'.repeat(32)}?lang=${lang}`);
      expect(await axeFindings(page, rules), 'a list that is gone').toEqual([]);
    });
  });
});

describe('a file of 5,000', () => {
  const file = () => ({ name: '員工.csv', mimeType: 'text/csv', buffer: Buffer.from(fiveThousand()) });

  it('is dropped, and watched until it is done', async () => {
    await visit(DESKTOP, async (page) => {
      await send(page, 'en', () => page.locator('#file').setInputFiles(file()));
      await page.locator('progress').waitFor();
      expect(await page.locator('[data-said]').textContent()).toMatch(/^[\d,]+ of 5,000 rows/);
      expect(await axeFindings(page), 'being checked').toEqual([]);
      await page.locator('.rows').waitFor();
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
      await page.locator('.rows').waitFor();
      expect(await page.locator('h1').textContent()).toBe('5,000項中有100項須跟進');
    });
  });
});

it('prints as one record with day, time and host, in black and white', async () => {
  await visit(DESKTOP, async (page) => {
    await send(page, 'en', () => page.locator('#list').fill(fiveHundred()));
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.foot').textContent()).toMatch(/Asked on .* at \d\d:\d\d, Hong Kong time/);
    expect(await page.locator('.foot').textContent()).toContain(new URL(world.baseUrl).host);
    expect(await page.locator('a.button').isVisible()).toBe(false);
    expect(await page.locator('.rows thead').isVisible()).toBe(true);
  });
});
