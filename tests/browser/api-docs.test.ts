import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '#domain/credential';
import { descriptionRoutes } from '#functions/provider-api/description.ts';
import { createHttpApp } from '#http/app.ts';
import { axeFindings, launchBrowser, PHONE, withPage } from '#support/browser';

const origin = 'https://certkeeper.example';
const app = createHttpApp({ fallbackLanguage: 'en', log: () => {} });
app.route('/', descriptionRoutes({ publicBaseUrl: origin }));

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** The page as it is served, its headers included; every address that it asks for is noted. */
function open<T>(
  path: string,
  options: BrowserContextOptions,
  use: (page: Page, asked: string[]) => Promise<T>,
) {
  return withPage(browser, { javaScriptEnabled: false, baseURL: origin, ...options }, async (page) => {
    const asked: string[] = [];
    await page.route('**', async (route) => {
      asked.push(route.request().url());
      const answer = await app.request(route.request().url());
      const headers = Object.fromEntries(answer.headers);
      await route.fulfill({ status: answer.status, headers, body: await answer.text() });
    });
    await page.goto(path);
    return use(page, asked);
  });
}

describe('the description of the API as a page', () => {
  it.each(languages)('in %s: names every operation, and loads nothing from anywhere', async (language) => {
    await open(`/docs?lang=${language}`, {}, async (page, asked) => {
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      const document = JSON.parse(await (await app.request(`/v1/openapi.json?lang=${language}`)).text());
      const operations = Object.values(document.paths).flatMap((verbs) => Object.values(Object(verbs)));
      for (const operation of operations) {
        const { operationId, summary } = Object(operation);
        expect(await page.locator(`#${operationId} h3`).textContent()).toBe(summary);
      }
      expect(asked).toEqual([`${origin}/docs?lang=${language}`]);
      expect(await page.locator('script').count()).toBe(0);
    });
  });

  it('leads from every link on it to a place that is there', async () => {
    await open('/docs', {}, async (page) => {
      const hrefs = await page.locator('a').evaluateAll((links) => links.map((a) => a.getAttribute('href')));
      for (const href of new Set(hrefs)) {
        if (href?.startsWith('#'))
          expect(await page.locator(`[id="${href.slice(1)}"]`).count(), href).toBe(1);
        else expect((await app.request(href ?? '')).status, href ?? '').toBe(200);
      }
    });
  });

  const looks: [string, BrowserContextOptions][] = [
    ['on a phone', { viewport: PHONE }],
    ['at 320 px', { viewport: { width: 320, height: 640 } }],
    ['in the dark', { colorScheme: 'dark' }],
    ['on a wide screen', { viewport: { width: 1600, height: 900 } }],
  ];
  it.each(looks.flatMap(([name, options]) => languages.map((language) => ({ name, options, language }))))(
    '$name, in $language: nothing is cut off, and axe finds nothing',
    async ({ options, language }) => {
      await open(
        `/docs?lang=${language}`,
        { ...options, javaScriptEnabled: true, bypassCSP: true },
        async (page) => {
          const widths =
            'const { scrollWidth, clientWidth } = document.documentElement; scrollWidth - clientWidth';
          expect(await page.evaluate(widths)).toBe(0);
          expect(await axeFindings(page)).toEqual([]);
        },
      );
    },
  );
});
