import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleLines } from '#infra/local/sample/sample-rows';
import { addDays } from '#register/civil-date.ts';
import { axeFindings, NARROW, sideways, withPage } from '#support/browser/browser';
import { signedInPages } from '#support/browser/signed-in-pages';
import { enterAs, today as hongKongToday, type World } from '#support/browser/world';

/** The console's other pages in a real browser: sign-in, home, who expires, extension orders, addresses, keys, labels. */
let world: World;
let asProvider: ReturnType<typeof signedInPages>;
let importId: string;
const today = hongKongToday();

beforeAll(async () => {
  world = await enterAs('PAGES');
  asProvider = signedInPages(world);
  importId = await uploadedSample();
});

/** The sample certificates as this provider's own, with addresses of nobody else. */
async function uploadedSample(): Promise<string> {
  const text = sampleLines(today).join('\r\n');
  const own = text.replaceAll('DEMO-', 'PAGES-').replaceAll('@', '@pages.');
  await asProvider({}, async (page) => {
    await page.goto('/console/imports');
    const file = { name: 'sample.csv', mimeType: 'text/csv', buffer: Buffer.from(own) };
    await page.locator('#file').setInputFiles(file);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.getByRole('button', { name: /^Register [\d,]+ certificates$/ }).click();
    await page
      .getByRole('heading', { name: `All ${sampleLines(today).length - 1} rows were imported` })
      .waitFor();
    importId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  });
  return importId;
}

const asProviderWith = (options: BrowserContextOptions, use: (page: Page) => Promise<void>) =>
  asProvider(options, use);

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
  ['en', 'light', 'all'],
  ['zh-HK', 'dark', 'look'],
] as const)('in %s and %s', (locale, colorScheme, rules) => {
  // axe itself needs scripts, which the pages' policy stops.
  const inspected = { locale, colorScheme, viewport: NARROW, bypassCSP: true };
  const inspect = async (page: Page, what: string) =>
    expect(await axeFindings(page, rules), what).toEqual([]);

  it('signing in has nothing that axe finds wrong', async () => {
    await withPage({ baseURL: world.baseUrl, ...inspected }, async (page) => {
      await page.goto('/console');
      await inspect(page, 'signing in');
      await page.locator('#key').fill('ck_wrong');
      await page.locator('button.main').click();
      await page.locator('[aria-invalid=true]').waitFor();
      await inspect(page, 'a wrong key');
    });
  });

  it('no page has anything that axe finds wrong, and every page fits a phone of 320 px', async () => {
    await asProviderWith(inspected, async (page) => {
      for (const path of pages()) {
        await page.goto(path);
        await inspect(page, path);
        expect(await sideways(page), path).toBe(0);
      }
      await page.goto('/console/extension-orders/new');
      await page.locator('form[action$=preview] button').click();
      await page.locator('[aria-invalid=true]').first().waitFor();
      expect(await page.locator('[aria-invalid=true]').count()).toBe(4);
      await inspect(page, 'an order without anything filled in');
      await preview(page);
      await page.locator('main strong').first().waitFor();
      await inspect(page, 'preview');
      await page.goto('/console/keys');
      await page.locator('a[href$=revoke]').first().click();
      await page.waitForURL('**/revoke');
      await inspect(page, 'revoking a key');
    });
  });
});

describe('without any script', () => {
  const plain = { locale: 'en-GB', javaScriptEnabled: false };

  it('an extension order is previewed, applied and withdrawn', async () => {
    await asProviderWith(plain, async (page) => {
      await preview(page);
      const sentence = await page.locator('main strong').first().textContent();
      expect(sentence).toMatch(/^This extends \d+ certificates to /);
      await page.getByRole('button', { name: /^Extend \d+ certificates$/ }).click();
      await until(page, 'Applied');
      await page.getByRole('link', { name: 'Withdraw this bulk extension' }).click();
      await page.locator('#reason').fill('Courses are held after all');
      await page.getByRole('button', { name: 'Withdraw this bulk extension' }).click();
      await until(page, 'Withdrawn');
    });
  });

  it('a key is issued, shown once, and revoked', async () => {
    await asProviderWith(plain, async (page) => {
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
      expect((await fetch(`${world.baseUrl}/v1/credentials`, { headers })).status).toBe(401);
    });
  });
});

describe('labels', () => {
  it('print one sheet of A4 for up to 24 certificates, and nothing else', async () => {
    await asProviderWith({}, async (page) => {
      await page.goto(`/console/imports/${importId}/labels`);
      expect(await page.locator('.sheet li').count()).toBeGreaterThan(5);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/);
    });
  });

  it('each fit their 70 x 37 mm, number on one line', async () => {
    await asProviderWith({}, async (page) => {
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
