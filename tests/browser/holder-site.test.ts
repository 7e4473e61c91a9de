import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, lowTargets, NARROW, sideways, withPage } from '#support/browser/browser';
import { linkIn, mailTo } from '#support/browser/inbox';
import { HOLDER as OLD } from '#support/browser/reminded-holder';
import { enterSample, type World } from '#support/browser/world';

/** A holder follows the links of real e-mails, in a real browser without JavaScript, against the whole system. */
let world: World;
/** As they stand in the reminder that the holder got. */
let unsubscribe: string;
let my: string;
let proof: string;

const NEW = 'new.holder@example.org';

beforeAll(async () => {
  world = await enterSample();
  const { text } = await mailTo(world, OLD);
  unsubscribe = linkIn(text, 'unsubscribe');
  my = linkIn(text, 'my');
  proof = /\/my\/[\w.-]+\/proof\/\w+\/\w+/.exec(text)?.[0] ?? '';
});

const open = <T>(options: BrowserContextOptions, use: (page: Page) => Promise<T>): Promise<T> =>
  withPage({ javaScriptEnabled: false, baseURL: world.baseUrl, ...options }, use);

const heading = (page: Page) => page.locator('h1').first().textContent();
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

describe('every page', () => {
  const paths = () => [unsubscribe, `${unsubscribe}?done=1`, my, proof, '/my', `${my}x`];

  it.each([
    ['en', 'light', 'all'],
    ['zh-HK', 'dark', 'look'],
  ] as const)(
    'in %s and %s has nothing that axe finds wrong, fits 320 px, and has targets of 44 px',
    async (locale, colorScheme, rules) => {
      const options = { locale, colorScheme, viewport: NARROW, javaScriptEnabled: true, bypassCSP: true };
      await open(options, async (page) => {
        for (const path of paths()) {
          await page.goto(path);
          expect(await axeFindings(page, rules), path).toEqual([]);
          expect(await sideways(page), path).toBe(0);
          const targets = 'header a, button, input:not([type=hidden]), .target';
          expect(await lowTargets(page, targets), path).toEqual([]);
        }
      });
    },
  );

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

it('gives the proof as a file, from the deployed bundle with its font, and by a link to who has no other', async () => {
  for (const size of ['a4', 'card']) {
    const answer = await fetch(new URL(`${proof}/${size}.pdf`, world.baseUrl));
    const file = Buffer.from(await answer.arrayBuffer());
    expect(answer.status).toBe(200);
    expect(file.subarray(0, 5).toString()).toBe('%PDF-');
    // Its list of places is where its end says: no byte was lost or changed on the way.
    const place = Number(/startxref\n(\d+)\n%%EOF\s*$/.exec(file.toString('latin1'))?.[1]);
    expect(file.subarray(place, place + 4).toString()).toBe('xref');
    expect(file.toString('latin1')).toMatch(/\+NotoSansHK/);
  }
  await open({ locale: 'en', viewport: NARROW }, async (page) => {
    await page.goto(proof);
    await press(page, 'Make a link');
    const link = await page.getByLabel('The link to send').inputValue();
    await page.goto(new URL(link).pathname);
    expect(await heading(page)).toBe('A certificate, shared by its holder');
    expect(await sideways(page)).toBe(0);
    await page.goto(proof);
    expect(await page.getByText('once').count()).toBe(1);
    await press(page, 'End this link');
    await page.goto(new URL(link).pathname);
    expect(await heading(page)).toBe('This link has ended');
  });
});

const linkTo = async (address: string) =>
  linkIn((await mailTo(world, address, '/change-of-address/')).text, 'change-of-address');

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
    const answer = await fetch(world.baseUrl + unsubscribe, { method: 'POST', body, redirect: 'error' });
    expect(answer.status).toBe(200);
    await open({}, async (page) => {
      await page.goto(my);
      expect(await page.locator('main').textContent()).toContain('No reminder: you have stopped it.');
      await page
        .locator('section')
        .getByRole('button', { name: 'Get reminders at this address again' })
        .click();
      expect(await page.locator('main').textContent()).not.toContain('No reminder: you have stopped it.');
    });
  });

  it('moves to a new address, which the old one takes back', async () => {
    await open({}, async (page) => {
      await page.goto(my);
      await page.locator('#email').fill(NEW);
      await press(page, 'Send the link to confirm');
      expect(await heading(page)).toBe('Check your new inbox');
      expect(page.url()).not.toContain('new.holder');

      await page.goto(await linkTo(NEW));
      await press(page, 'Use the new address');
      expect(await heading(page)).toBe('Your address is changed');
      await page.getByRole('link', { name: 'See your certificates' }).click();
      expect(await page.locator('main').textContent()).toContain('registered with ne***r@example.org');

      await page.goto(await linkTo(OLD));
      await press(page, 'Undo this change');
      expect(await heading(page)).toBe('The current address is kept');
      await page.goto(my);
      expect(await page.locator('main').textContent()).toContain('registered with ho***r@example.com');
    });
  });
});
