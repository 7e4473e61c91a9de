import { text } from 'node:stream/consumers';
import type { FileChooser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, DESKTOP, NARROW, sideways } from '#support/browser/browser';
import {
  choose,
  csv,
  drop,
  filesOf,
  HEAD,
  lines,
  registerButton,
  registered,
  send,
  uploadButton,
  verdict,
} from '#support/browser/sent-files';
import { enterAs, type World } from '#support/browser/world';
import { samplePath } from '#support/samples';

/** Files that are sent by other means or go wrong, and how their pages look. */
let world: World;
let atTheFiles: ReturnType<typeof filesOf>;

beforeAll(async () => {
  world = await enterAs('FILES');
  atTheFiles = filesOf(world);
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
