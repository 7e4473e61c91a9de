import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '#provider/api/api.ts';
import type { ApiDeps } from '#provider/deps.ts';
import { axeFindings, PHONE, sideways, withPage } from '#support/browser/browser';

// Whoever only reads the description asks nothing that is behind a port.
const app = createApi({ publicBaseUrl: 'https://certkeeper.example' } as ApiDeps, () => {});

let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const answer = await app.request(request.url ?? '/', { headers: { accept: 'text/html' } });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(await answer.text());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => {
  server?.close();
});

/** The page as it is served, its headers included; every address that it asks for is noted. */
function open<T>(
  path: string,
  options: BrowserContextOptions,
  use: (page: Page, asked: string[]) => Promise<T>,
) {
  return withPage({ javaScriptEnabled: false, baseURL: origin, ...options }, async (page) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(path);
    return use(page, asked);
  });
}

describe('the description of the API as a page', () => {
  it('names every operation, and loads nothing from anywhere', async () => {
    await open('/docs', {}, async (page, asked) => {
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      const document = Object(await (await app.request('/v1/openapi.json')).json());
      const operations = Object.values(document.paths).flatMap((verbs) => Object.values(Object(verbs)));
      expect(operations.length).toBeGreaterThan(20);
      for (const operation of operations) {
        const { operationId, summary } = Object(operation);
        expect(await page.locator(`#${operationId} h3`).textContent()).toBe(summary);
      }
      expect(asked).toEqual([`${origin}/docs`]);
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

  it('is searched without a script: what has all the words is left, and every link goes on leading somewhere', async () => {
    await open('/docs', {}, async (page, asked) => {
      await page.getByLabel('Search the operations').fill('REVOKE credential');
      await page.getByRole('button', { name: 'Search' }).click();
      const status = await page.getByRole('status').textContent();
      const names = await page.locator('.contents a').allTextContents();
      expect(names.length).toBeGreaterThan(0);
      expect(names.length).toBeLessThan(15);
      expect(status).toContain(`${names.length} operation`);
      expect(await page.locator('.operation h3').allTextContents()).toEqual(names);
      for (const href of await page
        .locator('a[href^="#"]')
        .evaluateAll((all) => all.map((a) => a.getAttribute('href'))))
        expect(await page.locator(`[id="${href?.slice(1)}"]`).count(), href ?? '').toBe(1);
      expect(asked.every((url) => url.startsWith(`${origin}/docs`))).toBe(true);
      await page.getByRole('link', { name: 'Show all' }).click();
      await expect.poll(() => page.locator('.operation').count(), { timeout: 60_000 }).toBeGreaterThan(20);
    });
    await open('/docs?q=%22%3E%3Cb%3Enothing', {}, async (page) => {
      expect(await page.getByRole('status').textContent()).toContain('0 operations have “">');
      expect(await page.locator('search b').count()).toBe(0);
    });
  });

  it('keeps its contents beside what is read, on a wide screen', async () => {
    await open('/docs', { viewport: { width: 1280, height: 900 } }, async (page) => {
      await page.locator('.operation').last().scrollIntoViewIfNeeded();
      await expect.poll(() => page.locator('#q').isVisible()).toBe(true);
      const top = await page.locator('.side').evaluate((side) => side.getBoundingClientRect().top);
      expect(Math.round(top)).toBe(16);
    });
  });

  it.each([
    ['at 320 px', { width: 320, height: 640 }],
    ['on a wide screen', { width: 1600, height: 900 }],
  ])('%s: nothing is cut off', async (_, viewport) => {
    await open('/docs', { viewport, javaScriptEnabled: true, bypassCSP: true }, async (page) => {
      expect(await sideways(page)).toBe(0);
    });
  });

  it.each([
    ['light', 'all'],
    ['dark', 'look'],
  ] as const)('axe finds nothing in %s', async (colorScheme, rules) => {
    const options = { viewport: PHONE, colorScheme, javaScriptEnabled: true, bypassCSP: true };
    await open('/docs', options, async (page) => {
      expect(await axeFindings(page, rules)).toEqual([]);
    });
  });
});
