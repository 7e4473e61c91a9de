import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, NARROW } from '#support/browser/browser';
import {
  choose,
  csv,
  drop,
  filesOf,
  lines,
  registerButton,
  registered,
  send,
} from '#support/browser/sent-files';
import { enterAs, type World } from '#support/browser/world';
import { samplePath } from '#support/samples';
import { toCsv } from '#tables/csv.ts';

/** The provider's staff and their files, in a real browser against the whole system. */
let world: World;
let atTheFiles: ReturnType<typeof filesOf>;

beforeAll(async () => {
  world = await enterAs('IMPORTS');
  atTheFiles = filesOf(world);
});

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
