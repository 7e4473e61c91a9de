import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays, addYears, type CivilDate, hongKongDay, instant } from '#domain/civil-date';
import { axeFindings, launchBrowser, withPage } from '#support/browser';
import { type RunningSystem, runToEnd, startRunningSystem } from '#support/running-system';

/** A holder follows the links of real e-mails, in a real browser without JavaScript, against the whole system. */
let system: RunningSystem;
let browser: Browser;
let today: CivilDate;
/** As they stand in the reminder that the holder got. */
let unsubscribe: string;
let my: string;

const OLD = 'holder@example.com';
const NEW = 'new.holder@example.org';

beforeAll(async () => {
  [system, browser] = await Promise.all([startRunningSystem(), launchBrowser()]);
  today = hongKongDay(instant.parse(new Date().toISOString()));
  const expiresOn = addDays(today, 30);
  await register({ type: 'OFA', issuedOn: addYears(expiresOn, -3, 'clamp'), expiresOn });
  await register({ type: 'BLS', issuedOn: addDays(today, -10), expiresOn: addDays(today, 600) });
  const remind = await runToEnd('infra/local/remind.ts', [today], { CERTKEEPER_STATE: system.state });
  if (remind.code !== 0) throw new Error(remind.stdout + remind.stderr);
  const mail = await mailTo(OLD);
  unsubscribe = linkIn(mail, 'unsubscribe');
  my = linkIn(mail, 'my');
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

async function register(dates: { type: string; issuedOn: string; expiresOn: string }): Promise<void> {
  const facts = { nameEn: 'CHAN Tai Man', nameZh: '陳大文', email: OLD, language: 'en', ...dates };
  const response = await fetch(`${system.baseUrl}/v1/credentials`, {
    method: 'POST',
    headers: { authorization: `Bearer ${system.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(facts),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}

/** The text of the latest e-mail to an address that has `words` in it; waits until it has come. */
async function mailTo(address: string, words = ''): Promise<string> {
  const found = async () => {
    const mail = await latest(address, words);
    if (!mail) throw new Error('the e-mail has not come');
    return mail;
  };
  return await vi.waitFor(found, { timeout: 60_000, interval: 200 });
}

async function latest(address: string, words: string): Promise<string | undefined> {
  const { emails } = (await (await fetch(`${system.inboxUrl}/store`)).json()) as {
    emails: { destination: { to: string[] }; body: { text?: string } }[];
  };
  return emails
    .filter(({ destination, body }) => destination.to.includes(address) && body.text?.includes(words))
    .at(-1)?.body.text;
}

function linkIn(mail: string, place: string): string {
  const [link] = new RegExp(`https?://\\S+/${place}/[\\w.-]+`).exec(mail) ?? [];
  if (!link) throw new Error(`no link to ${place} in the e-mail`);
  return new URL(link).pathname;
}

const open = <T>(options: BrowserContextOptions, use: (page: Page) => Promise<T>): Promise<T> =>
  withPage(browser, { javaScriptEnabled: false, baseURL: system.baseUrl, ...options }, use);

const heading = (page: Page) => page.locator('h1').first().textContent();
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

describe('every page', () => {
  const paths = () => [unsubscribe, `${unsubscribe}?done=1`, my, `${my}x`];

  it.each([
    ['en', 'light'],
    ['zh-HK', 'dark'],
  ] as const)('in %s and %s has nothing that axe finds wrong', async (locale, colorScheme) => {
    await open({ locale, colorScheme, javaScriptEnabled: true, bypassCSP: true }, async (page) => {
      for (const path of paths()) {
        await page.goto(path);
        expect(await axeFindings(page), path).toEqual([]);
      }
    });
  });

  it.each(['en', 'zh-HK'])('in %s fits 320 px, with targets of 44 px', async (locale) => {
    const small = { locale, viewport: { width: 320, height: 640 }, javaScriptEnabled: true, bypassCSP: true };
    await open(small, async (page) => {
      for (const path of paths()) {
        await page.goto(path);
        expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(320);
        for (const target of await page
          .locator('header a, button, input:not([type=hidden]), .target')
          .all()) {
          expect((await target.boundingBox())?.height, path).toBeGreaterThanOrEqual(44);
        }
      }
    });
  });

  it('loads nothing but itself, breaks none of its own policy, and tells no other page where it was', async () => {
    await open({ javaScriptEnabled: true }, async (page) => {
      const said: string[] = [];
      const asked: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(my);
      expect(asked.filter((url) => !url.endsWith('/favicon.ico'))).toHaveLength(1);
      expect(said.filter((text) => /Content.Security.Policy/i.test(text))).toEqual([]);
      const [next] = await Promise.all([
        page.waitForRequest(/\/verify\//),
        page.locator('.cert a').first().click(),
      ]);
      expect(next.headers()['referer']).toBeUndefined();
    });
  });
});

describe('the holder', () => {
  it('stops reminders about one certificate, in Chinese, and gets them again', async () => {
    await open({ locale: 'zh-HK' }, async (page) => {
      await page.goto(unsubscribe);
      await press(page, '停止此證書的提示');
      expect(await heading(page)).toBe('已停止發出此證書的續期提示。');
      await page.getByRole('link', { name: 'English' }).click();
      await press(page, 'Get reminders about this certificate again');
      expect(await heading(page)).toBe('You get reminders before this certificate expires.');
    });
  });

  it('is stopped altogether by the mail program’s own button', async () => {
    const body = new FormData();
    body.set('List-Unsubscribe', 'One-Click');
    const answer = await fetch(system.baseUrl + unsubscribe, { method: 'POST', body, redirect: 'error' });
    expect(answer.status).toBe(200);
    await open({}, async (page) => {
      await page.goto(my);
      expect(await page.locator('main').textContent()).toContain('None: you have stopped it.');
      await page
        .locator('section')
        .getByRole('button', { name: 'Get reminders at this address again' })
        .click();
      expect(await page.locator('main').textContent()).not.toContain('None: you have stopped it.');
    });
  });

  it('moves to a new address, which the old one takes back', async () => {
    await open({}, async (page) => {
      await page.goto(my);
      await page.locator('#email').fill(NEW);
      await press(page, 'Send the link to confirm');
      expect(await heading(page)).toBe('Now look into your new inbox');
      expect(page.url()).not.toContain('new.holder');

      await page.goto(linkIn(await mailTo(NEW, '/change-of-address/'), 'change-of-address'));
      await press(page, 'Use the new address');
      expect(await heading(page)).toBe('Your address is changed');
      await page.getByRole('link', { name: 'See your certificates' }).click();
      expect(await page.locator('main').textContent()).toContain('registered with ne***r@example.org');

      await page.goto(linkIn(await mailTo(OLD, '/change-of-address/'), 'change-of-address'));
      await press(page, 'Take the change back');
      expect(await heading(page)).toBe('The present address is kept');
      await page.goto(my);
      expect(await page.locator('main').textContent()).toContain('registered with ho***r@example.com');
    });
  });
});
