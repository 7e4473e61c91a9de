import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { mailSamples } from '#gallery/samples.ts';
import { mailGallery } from '#infra/local/mail-gallery';
import { axeFindings, DESKTOP, NARROW, PHONE, sideways, withPage } from '#support/browser/browser';

/** Holders read the e-mails in a real browser engine, as a mail program on a phone or an old PC shows them. */
/** One before and one after the expiry, and every one that is composed of several: the stages differ in words alone. */
const shown = mailSamples.filter(({ id }) => /^(firstAid|nremt)\.(-30|\+1)\.|^[a-z-]+\.(en|zh-HK)$/.test(id));

async function openEach(
  options: BrowserContextOptions,
  use: (page: Page, id: string) => Promise<void>,
): Promise<void> {
  await withPage(options, async (page) => {
    for (const { id, compose } of shown) {
      await page.setContent(compose().html);
      await use(page, id);
    }
  });
}

const isEnglish = (id: string) => /\.en\b/.test(id);

/** The landmarks are the mail program's, around the e-mail. */
const findings = async (page: Page, rules: Parameters<typeof axeFindings>[1]) =>
  (await axeFindings(page, rules)).filter((found) => !/^(landmark-one-main|region):/.test(found));

describe('an e-mail in front of its reader', () => {
  it('in light colours has nothing that axe objects to', async () => {
    await openEach({ viewport: PHONE }, async (page, id) => {
      // The colours are the same in both languages.
      expect(await findings(page, isEnglish(id) ? 'all' : 'words'), id).toEqual([]);
    });
  });

  it('in dark colours has no contrast that axe objects to, and is dark throughout', async () => {
    await openEach({ colorScheme: 'dark', viewport: PHONE }, async (page, id) => {
      if (isEnglish(id)) expect(await findings(page, 'look'), id).toEqual([]);
      const paper = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(paper, id).toBe('rgb(18, 24, 31)');
      expect(await page.evaluate(DARK_ON_DARK), id).toEqual([]);
    });
  });

  it('fits 320 px without scrolling sideways, with a button and foot links of 44 px', async () => {
    await openEach({ viewport: NARROW }, async (page, id) => {
      expect(await sideways(page), id).toBe(0);
      expect(await page.evaluate(SMALL_TARGETS), id).toEqual([]);
    });
  });

  it('is one column of at most 600 px on a wide screen', async () => {
    await openEach({ viewport: DESKTOP }, async (page, id) => {
      const box = await page.locator('body > div > table').boundingBox();
      expect(box?.width, id).toBeLessThanOrEqual(600);
      expect(Math.abs((box?.x ?? 0) + (box?.width ?? 0) / 2 - 640), id).toBeLessThan(20);
    });
  });

  it('asks for nothing from anywhere: with images off it is the same', async () => {
    await withPage({}, async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      for (const { compose } of shown) await page.setContent(compose().html);
      expect(asked).toEqual([]);
    });
  });

  it('can be read without its styles: the first line says all, and no word is lost', async () => {
    await openEach({ viewport: NARROW }, async (page, id) => {
      const styled = await page.evaluate<string>('document.body.textContent');
      await page.evaluate(
        "for (const one of document.querySelectorAll('style')) one.remove(); for (const one of document.querySelectorAll('[style]')) one.removeAttribute('style')",
      );
      const plain = await page.evaluate<string>('document.body.innerText');
      expect(squeezed(plain), id).toBe(squeezed(styled));
      if (!/^(digest|address|watch|key|sign-in|colleague|own-certificates|site-links|new-link)/.test(id))
        expect(plain.trim().split('\n')[0], id).toMatch(
          /\d{4}年\d+月\d+日（星期.）|\d+ \w+ \d{4} \(\w+day\)/,
        );
    });
  });
});

describe('the gallery of e-mails', () => {
  it('lists every e-mail, and shows each with its parts', async () => {
    const index = await mailGallery('/templates');
    expect(index).toMatchObject({ status: 200, contentType: 'text/html; charset=utf-8' });
    for (const { id, compose } of mailSamples) {
      expect(index?.body, id).toContain(`href="/templates/${id}"`);
      const mail = compose();
      const parts = ['.html', '.txt', '.ics'].map(async (part) => mailGallery(`/templates/${id}${part}`));
      expect(
        (await Promise.all(parts)).map((part) => part?.body),
        id,
      ).toEqual([mail.html, mail.text, mail.calendar ?? '']);
      expect((await mailGallery(`/templates/${id}`))?.status, id).toBe(200);
    }
  });

  it('knows its own addresses and no others', async () => {
    expect((await mailGallery('/templates/'))?.status).toBe(200);
    expect((await mailGallery('/templates/none.such'))?.status).toBe(404);
    expect((await mailGallery('/templates/../x'))?.status).toBe(404);
    expect(await mailGallery('/template')).toBeUndefined();
    expect(await mailGallery('/templatesx')).toBeUndefined();
  });

  it('has pages without a fault', async () => {
    const pages = await Promise.all(['/templates', '/templates/firstAid.-30.zh-HK'].map(mailGallery));
    await withPage({}, async (page) => {
      for (const answer of pages) {
        await page.setContent((answer?.body ?? '').replace(/<iframe.*?<\/iframe>/g, ''));
        expect(await axeFindings(page)).toEqual([]);
      }
    });
  });
});

const squeezed = (text: string) => text.replace(/\s/g, '');

/** Texts in a dark colour: every one must have been given its light one. */
const DARK_ON_DARK = `[...document.querySelectorAll('body *')]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''))
  .filter((one) => !one.closest('a.button'))
  .filter((one) => getComputedStyle(one).color.match(/\\d+/g).slice(0, 3).every((part) => Number(part) < 120))
  .map((one) => one.textContent)`;

/** What a finger aims at is a block of its own; a link within a sentence is as high as its line. */
const SMALL_TARGETS = `[...document.querySelectorAll('a')]
  .filter((link) => getComputedStyle(link).display === 'inline-block' && link.getBoundingClientRect().height < 44)
  .map((link) => link.textContent)`;
