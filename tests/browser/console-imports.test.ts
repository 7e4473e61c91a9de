import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import type { BrowserContextOptions, FileChooser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, DESKTOP, NARROW, sideways } from '#support/browser/browser';
import { signedInPages } from '#support/browser/signed-in-pages';
import { enterAs, type World } from '#support/browser/world';
import { samplePath } from '#support/samples';
import { toCsv } from '#tables/csv.ts';

/** The provider's staff and their files, in a real browser against the whole system. */
let world: World;
let asProvider: ReturnType<typeof signedInPages>;

beforeAll(async () => {
  world = await enterAs('IMPORTS');
  asProvider = signedInPages(world);
});

/** Looks at the provider's files. */
const atTheFiles = (options: BrowserContextOptions, use: (page: Page) => Promise<void>) =>
  asProvider(options, async (page) => {
    await page.goto('/console/imports');
    await use(page);
  });

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const HEAD = 'Certificate No.,Name,Course,Date of Issue';
const lines = (prefix: string, count: number) =>
  [
    HEAD,
    ...Array.from({ length: count }, (_, n) => `${prefix}-${10_000 + n},CHAN Tai Man,OFA,01/03/2026`),
  ].join('\r\n');

const uploadButton = (page: Page) => page.getByRole('button', { name: /^(Upload|上載)$/ });

async function choose(page: Page, file: Parameters<Page['setInputFiles']>[1]): Promise<void> {
  await page.locator('#file').setInputFiles(file);
  await uploadButton(page).click();
}

const beforeRegistering = /^(Check before registering|登記前請先核對)$/;
const registerButton = (page: Page) =>
  page.getByRole('button', { name: /^(Register [\d,]+ |登記[\d,]+張|Finish$|完成$)/ });

/** The one line that says what came of the file. */
async function verdict(page: Page): Promise<string> {
  const line = page.locator('.panel h2').filter({ hasNotText: beforeRegistering });
  await line.waitFor();
  return (await line.textContent()) ?? '';
}

/** Registers what the preview shows, if the file is one that can be. */
async function registered(page: Page): Promise<string> {
  await page.locator('.panel h2').waitFor();
  if (await registerButton(page).count()) await registerButton(page).click();
  return verdict(page);
}

async function send(page: Page, file: Parameters<Page['setInputFiles']>[1]): Promise<string> {
  await page.goto('/console/imports');
  await choose(page, file);
  return registered(page);
}

/** Lets go of a file from the desktop over the box, as the browser's own input sees it. */
async function drop(page: Page, files: string[]): Promise<void> {
  const box = await page.locator('.drop').boundingBox();
  if (!box) throw new Error('there is no box to drop on');
  const devtools = await page.context().newCDPSession(page);
  const place = { x: box.x + box.width / 2, y: box.y + 20 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    const data = { items: [], files, dragOperationsMask: 1 };
    await devtools.send('Input.dispatchDragEvent', { type, ...place, data });
  }
}

describe('each sample is sent, and all of it is taken', () => {
  it.each([
    ['ofa-2023-2026.csv', 60],
    ['ems-2025-2026.csv', 40],
    ['ofa-2023-2026.big5.csv', 20],
    ['ofa-2023-2026.xlsx', undefined],
  ])('%s', async (file, rows) => {
    await atTheFiles({}, async (page) => {
      const told = await send(page, samplePath(file));
      expect(told).toMatch(
        rows ? new RegExp(`^All ${rows} rows were imported$`) : /^All \d+ rows were imported$/,
      );
      expect(await page.locator('h1').textContent()).toBe(file);
    });
  });

  it('also when it is dropped on the box', async () => {
    await atTheFiles({ locale: 'zh-HK' }, async (page) => {
      await drop(page, [samplePath('ofa-2023-2026.csv')]);
      expect(await registered(page)).toBe('全部60列已成功匯入');
    });
  });
});

describe('a long file', () => {
  it('shows a bar that only goes forward, to the end', async () => {
    await atTheFiles({}, async (page) => {
      const told: { done: number; total: number | null }[] = [];
      let seen = false;
      await page.route('**/progress?*', async (route) => {
        const response = await route.fetch();
        const json = await response.json();
        told.push(json);
        // However late the page asks, the bar is there to be seen before the end.
        await route.fulfill({ response, json: { ...json, over: json.over && seen } });
      });
      await choose(page, csv('long.csv', lines('LONG', 200)));
      await page.locator('progress[max="200"][value]').waitFor();
      expect(await page.locator('[data-said]').textContent()).toMatch(/^[\d,]+ of 200 rows/);
      seen = true;
      await registerButton(page).waitFor();
      const counts = told.map(({ done }) => done);
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
      expect(await registered(page)).toBe('All 200 rows were imported');
    });
  });
});

describe('a file with mistakes', () => {
  it('comes back to be mended, and then all of it is taken', async () => {
    await atTheFiles({ acceptDownloads: true }, async (page) => {
      expect(await send(page, samplePath('dirty.csv'))).toBe('7 of 12 rows need correcting');
      expect(await page.locator('.rejected tbody tr').count()).toBe(7);
      expect(await page.locator('.rejected').textContent()).toContain('31/02/2026');

      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download the rows to correct (CSV)' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('dirty-to-correct.csv');
      const [head = [], ...rows]: string[][] = parse(await text(await download.createReadStream()), {
        bom: true,
      });
      const corrected: Record<string, Record<string, string>> = {
        5: { Name: 'CHEUNG Wai' },
        6: { Course: 'OFA' },
        7: { 'Date of Issue': '03/03/2026' },
        8: { 'Expiry Date': '' },
        9: { Email: 'g@example.com' },
        10: { Name: 'WONG Ka Ming' },
        13: { 'Expiry Date': '09/03/2028' },
      };
      const at = head.indexOf('Row in your file');
      const better = rows.map((row) =>
        row.map((cell, n) => corrected[row[at] ?? '']?.[head[n] ?? ''] ?? cell),
      );
      // Right where the page says so, not on another one.
      await choose(page, csv('dirty-to-correct.csv', toCsv([head, ...better])));
      await page.locator('.panel.note').waitFor();
      expect(await registered(page)).toBe('All 7 rows were imported');
      expect(await page.getByRole('row', { name: /^Registered 7 / }).count()).toBe(1);
    });
  });
});

describe('a class sheet that names neither its course nor its day', () => {
  it.each([
    [
      'en-GB',
      NARROW,
      'Course for all rows',
      'Date of issue for all rows',
      /^Undo the upload of 2/,
      '2 new certificates',
    ],
    ['zh-HK', DESKTOP, '所有列的課程', '所有列的簽發日期', /^撤回2張/, '2張新證書'],
  ] as const)(
    'is asked about, looked at, registered and undone (%s)',
    async (locale, viewport, course, day, undo, told) => {
      await atTheFiles({ locale, viewport }, async (page) => {
        const number = locale === 'en-GB' ? 'CLASS-1' : 'CLASS-2';
        const sheet = `First aid course,Room 3\r\nCertificate No.,Name\r\n${number}001,CHAN Tai Man\r\n${number}002,LEE Kin\r\n`;
        await choose(page, csv('class.csv', sheet));
        await page.getByLabel(day).waitFor();
        const asks = await page.getByLabel(course).count();
        // Nothing typed: it is asked again, and nothing is registered.
        await page.locator('form[action$="/answer"] button').click();
        await page.locator('[role=alert]').first().waitFor();
        if (asks) await page.getByLabel(course).selectOption('OFA');
        await page.getByLabel(day).fill('2026-03-01');
        await page.locator('form[action$="/answer"] button').click();
        await registerButton(page).waitFor();
        expect(await page.locator('.panel').textContent()).toContain(told);
        expect(await page.locator('#people').textContent()).toContain('CHAN Tai Man');
        expect(await registered(page)).toMatch(/2/);
        expect(await page.locator('#people a').first().textContent()).toBe(`${number}001`);
        await page.locator('summary').last().click();
        await page.getByRole('button', { name: undo }).click();
        await page.locator('#people').waitFor();
        await page.goto(`/verify/${number}001`);
        expect(await page.locator('.panel').first().textContent()).toMatch(/No record|沒有|找不到|查無/);
      });
    },
  );
});

describe('what goes wrong on the way', () => {
  it.each([
    ['en-GB', 'Upload incomplete', 'You are no longer signed in', 'The file is empty'],
    ['zh-HK', '連線已中斷', '閣下已登出', '檔案沒有內容'],
  ])('is told in %s, and the file is still chosen', async (locale, broken, signedOut, empty) => {
    await atTheFiles({ locale }, async (page) => {
      const alert = page.locator('[role=alert]');
      const said = async (sentence: string) => {
        await alert.filter({ hasText: sentence }).waitFor();
        expect(await page.locator('#file').getAttribute('aria-invalid')).toBe('true');
      };
      await choose(page, csv('empty.csv', ''));
      await said(empty);

      const uploads = (url: URL) => url.pathname.includes(`/imports/${world.provider}/`);
      await page.route(uploads, (route) => route.abort());
      await choose(page, csv('small.csv', lines(locale === 'en-GB' ? 'EN' : 'ZH', 2)));
      await said(broken);
      await page.unroute(uploads);

      const cookies = await page.context().cookies();
      await page.context().clearCookies({ name: 'session' });
      await uploadButton(page).click();
      await said(signedOut);
      await page.context().addCookies(cookies);

      await uploadButton(page).click();
      expect(await registered(page)).toMatch(/2/);
    });
  });

  it('several files at once: none is sent', async () => {
    await atTheFiles({}, async (page) => {
      const sent: string[] = [];
      page.on('request', (request) => {
        if (request.method() !== 'GET') sent.push(`${request.method()} ${request.url()}`);
      });
      await drop(page, [samplePath('dirty.csv'), samplePath('ems-2025-2026.csv')]);
      await page.locator('[role=alert]', { hasText: 'These are several files.' }).waitFor();
      // A file that is sent after all would be asked for before this one is.
      await choose(page, csv('after-several.csv', lines('SEVERAL', 2)));
      expect(await registered(page)).toBe('All 2 rows were imported');
      expect(sent.map((request) => request.split(' ')[0])).toEqual(['POST', 'PUT', 'POST']);
    });
  });
});

describe('by keyboard alone', () => {
  it('a file is chosen and sent', async () => {
    await atTheFiles({}, async (page) => {
      const focused = async () =>
        String(await page.evaluate('document.activeElement.id || document.activeElement.textContent'));
      // Long before the key: Playwright tells nobody of a chooser that opens while it still learns who listens.
      const opened = new Promise<FileChooser>((resolve) => page.once('filechooser', resolve));
      for (let tabs = 0; tabs < 30 && (await focused()) !== 'file'; tabs++) await page.keyboard.press('Tab');
      expect(await focused()).toBe('file');
      await page.keyboard.press('Space');
      await (await opened).setFiles(csv('keys.csv', lines('KEYS', 2)));
      await page.keyboard.press('Tab');
      expect(await focused()).toBe('Upload');
      await page.keyboard.press('Enter');
      await registerButton(page).waitFor();
      for (let tabs = 0; tabs < 30 && !(await focused()).startsWith('Register'); tabs++)
        await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await verdict(page)).toBe('All 2 rows were imported');
    });
  });
});

describe('without any script', () => {
  it('a small file goes the same way, and the page comes again by itself', async () => {
    await atTheFiles({ javaScriptEnabled: false, acceptDownloads: true }, async (page) => {
      expect(await page.locator('noscript').first().textContent()).toContain('4 MB');
      await choose(page, samplePath('dirty.csv'));
      expect(await registered(page)).toBe('7 of 12 rows need correcting');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download the results (CSV)' }).click(),
      ]);
      expect(await text(await download.createReadStream())).toContain('SPMC-OFA-2026-90001');
    });
  });
});

describe('every page', () => {
  const paths: Record<string, string> = {};
  beforeAll(async () => {
    const fileName = `${'a-long-name-'.repeat(20)}.csv`;
    const { importId } = await world.post('/v1/imports', { fileName, contentLength: 5 });
    paths['waiting'] = `/console/imports/${importId}`;
    await atTheFiles({}, async (page) => {
      await send(page, samplePath('dirty.csv'));
      paths['to mend'] = new URL(page.url()).pathname;
      await send(page, csv('taken.csv', `${HEAD},Remarks\r\nTAKEN-1,CHAN Tai Man,OFA,01/03/2026,x`));
      paths['taken'] = new URL(page.url()).pathname;
      await send(page, csv('refused.csv', 'Course,Date of Issue\r\nOFA,01/03/2026'));
      paths['refused'] = new URL(page.url()).pathname;
      const look = async (name: string, text: string) => {
        await page.goto('/console/imports');
        await choose(page, csv(`${name}.csv`, text));
        await page.locator('.panel h2').waitFor();
        paths[name] = new URL(page.url()).pathname;
      };
      await look('asked', 'Certificate No.,Name\r\nASK-1001,CHAN Tai Man');
      await look(
        'previewed',
        `${HEAD}\r\nLOOK-1001,CHAN Tai Man,OFA,01/03/2026\r\nLOOK-1002,LEE Kin,OFB,01/03/2026`,
      );
      await send(page, csv('undone.csv', lines('GONE', 2)));
      paths['undone'] = new URL(page.url()).pathname;
      await page.locator('summary').filter({ hasText: 'Undo this upload' }).click();
      await page.getByRole('button', { name: /^Undo the upload/ }).click();
      await page.getByText('This upload was undone').waitFor();
    });
    Object.assign(paths, { list: '/console/imports', home: '/console' });
  });

  it.each([
    ['en-GB', 'light', 'all'],
    ['zh-HK', 'dark', 'look'],
  ] as const)(
    'in %s and %s has nothing that axe finds wrong, and fits 320 px',
    async (locale, colorScheme, rules) => {
      await atTheFiles({ locale, colorScheme, viewport: NARROW, bypassCSP: true }, async (page) => {
        for (const [state, path] of Object.entries(paths)) {
          await page.goto(path);
          expect(await axeFindings(page, rules), state).toEqual([]);
          expect(await sideways(page), state).toBe(0);
          if ((await page.locator('#file').count()) === 0) continue;
          await uploadButton(page).click();
          await page.locator('[role=alert]:not([hidden])').waitFor();
          expect(await axeFindings(page, rules), `${state}, nothing chosen`).toEqual([]);
        }
        await page.setViewportSize(DESKTOP);
        await page.goto(paths['to mend'] ?? '');
        expect(await axeFindings(page, 'look'), 'to mend, on a wide screen').toEqual([]);
      });
    },
  );

  it('breaks none of its own policy', async () => {
    await atTheFiles({}, async (page) => {
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      for (const path of Object.values(paths)) await page.goto(path);
      await send(page, csv('policy.csv', lines('POLICY', 2)));
      expect(said.filter((text) => /Content.Security.Policy/i.test(text))).toEqual([]);
    });
  });
});
