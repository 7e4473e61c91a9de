import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, hongKongDay, instant } from '#domain/civil-date';
import { axeFindings, launchBrowser, PHONE, withPage } from '#support/browser';
import { type RunningSystem, startRunningSystem } from '#support/running-system';

/** The console's other pages in a real browser: sign-in, home, who expires, extension orders, addresses, keys, labels. */
let system: RunningSystem;
let browser: Browser;
let importId: string;
const today = hongKongDay(instant.parse(new Date().toISOString()));

beforeAll(async () => {
  [system, browser] = await Promise.all([startRunningSystem(), launchBrowser()]);
  const headers = { authorization: `Bearer ${system.apiKey}` };
  const listed = await (await fetch(`${system.baseUrl}/v1/imports`, { headers })).text();
  importId = JSON.parse(listed).imports[0].importId;
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

type Options = Parameters<typeof withPage>[1];

/** A browser that has signed in with the sample key. */
const atTheDesk = (options: Options, use: (page: Page) => Promise<void>) =>
  withPage(browser, { baseURL: system.baseUrl, ...options }, async (page) => {
    await page.goto('/console/sign-in');
    await page.locator('#key').fill(system.apiKey);
    await page.locator('button.main').click();
    await use(page);
  });

const pages = () => [
  '/console',
  '/console/expiring',
  '/console/undeliverable',
  '/console/extension-orders',
  '/console/extension-orders/new',
  '/console/keys',
  `/console/imports/${importId}/labels`,
  '/console/nothing',
];

/** Fills in an order over everything that expires this year, and leads to its preview. */
async function preview(page: Page): Promise<void> {
  await page.goto('/console/extension-orders/new');
  await page.locator('#expiringFrom').fill(today);
  await page.locator('#expiringTo').fill(addDays(today, 60));
  await page.locator('#expiresOn').fill(addDays(today, 120));
  await page.locator('#reason').fill('No courses in winter');
  await page.locator('form[action$=preview] button').click();
}

describe.each([
  ['en', 'light'],
  ['zh-HK', 'dark'],
] as const)('in %s and %s', (locale, colorScheme) => {
  // axe itself needs scripts, which the pages' policy stops.
  const inspected = { locale, colorScheme, bypassCSP: true };

  it('no page has anything that axe finds wrong', async () => {
    await withPage(browser, { baseURL: system.baseUrl, ...inspected }, async (page) => {
      await page.goto('/console');
      expect(await axeFindings(page)).toEqual([]);
      await page.locator('#key').fill('ck_wrong');
      await page.locator('button.main').click();
      expect(await axeFindings(page)).toEqual([]);
    });
    await atTheDesk(inspected, async (page) => {
      for (const path of pages()) {
        await page.goto(path);
        expect(await axeFindings(page), path).toEqual([]);
      }
      await page.goto('/console/extension-orders/new');
      await page.locator('form[action$=preview] button').click();
      expect(await page.locator('[aria-invalid=true]').count()).toBe(4);
      expect(await axeFindings(page), 'an order without anything filled in').toEqual([]);
      await preview(page);
      expect(await axeFindings(page), 'preview').toEqual([]);
      await page.goto('/console/keys');
      await page.locator('a[href$=revoke]').first().click();
      expect(await axeFindings(page), 'revoking a key').toEqual([]);
    });
  });

  it('every page fits a phone of 320 px', async () => {
    await atTheDesk({ ...inspected, viewport: { ...PHONE, width: 320 } }, async (page) => {
      for (const path of pages()) {
        await page.goto(path);
        expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(320);
      }
    });
  });
});

describe('without any script', () => {
  const plain = { locale: 'en-GB', javaScriptEnabled: false };

  it('an extension order is previewed, applied and withdrawn', async () => {
    await atTheDesk(plain, async (page) => {
      await preview(page);
      const sentence = await page.locator('main strong').first().textContent();
      expect(sentence).toMatch(/^This extends \d+ certificates to /);
      await page.getByRole('button', { name: /^Extend \d+ certificates$/ }).click();
      await until(page, 'Applied');
      await page.getByRole('link', { name: 'Withdraw this order' }).click();
      await page.locator('#reason').fill('Courses are held after all');
      await page.getByRole('button', { name: 'Withdraw this order' }).click();
      await until(page, 'Withdrawn');
    });
  });

  it('a key is issued, shown once, and revoked', async () => {
    await atTheDesk(plain, async (page) => {
      await page.goto('/console/keys');
      await page.locator('#label').fill('course system');
      await page.getByRole('button', { name: 'Issue a key' }).click();
      const secret = (await page.locator('.secret').textContent()) ?? '';
      expect(secret).toMatch(/^ck_[\w-]{43}$/);
      await page.goto('/console/keys');
      expect(await page.content()).not.toContain(secret);
      await page.getByRole('link', { name: 'Revoke this key course system' }).click();
      await page.getByRole('button', { name: 'Revoke this key' }).click();
      const headers = { authorization: `Bearer ${secret}` };
      expect((await fetch(`${system.baseUrl}/v1/credentials`, { headers })).status).toBe(401);
    });
  });
});

describe('labels', () => {
  it('print one sheet of A4 for up to 24 certificates, and nothing else', async () => {
    await atTheDesk({}, async (page) => {
      await page.goto(`/console/imports/${importId}/labels`);
      expect(await page.locator('.sheet li').count()).toBeGreaterThan(5);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/);
    });
  });

  it('each fit their 70 x 37 mm, number on one line', async () => {
    await atTheDesk({}, async (page) => {
      await page.goto(`/console/imports/${importId}/labels`);
      const wrong = await page.evaluate(`[...document.querySelectorAll('.sheet li')]
        .filter((li) => li.scrollHeight > li.clientHeight || li.querySelector('.num').getClientRects().length > 1)
        .map((li) => li.textContent)`);
      expect(wrong).toEqual([]);
    });
  });
});

/** The order's page again until its job is through; the page itself asks to be loaded again. */
async function until(page: Page, state: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if ((await page.locator('[role=status] strong').textContent()) === state) return;
    await page.reload();
  }
  throw new Error(`the order was never ${state}`);
}
