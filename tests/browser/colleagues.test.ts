import { mkdirSync } from 'node:fs';
import { TOTP } from 'otpauth';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { axeFindings, DESKTOP, NARROW, sideways, withPage } from '#support/browser/browser';
import { linkIn, mailTo } from '#support/browser/inbox';
import { signedInPages } from '#support/browser/signed-in-pages';
import { enterAs, type World } from '#support/browser/world';

/** The whole way of a colleague, in a real browser against the whole system: invited, mailed, signed in, at work, and out. */
let world: World;
let number: string;
const MANAGER = 'lead@team.example.com';
const DESK = 'desk@team.example.com';
const OTHER = 'other@team.example.com';
const SHOTS = process.env['TEAM_SHOTS'];

beforeAll(async () => {
  world = await enterAs('TEAM');
  const facts = { type: 'OFA', nameEn: 'CHAN Tai Man', issuedOn: '2026-01-05' };
  number = String((await world.post('/v1/credentials', facts))['number']);
});

const open = (options: BrowserContextOptions, use: (page: Page) => Promise<void>) =>
  withPage({ baseURL: world.baseUrl, javaScriptEnabled: false, ...options }, use);
const main = async (page: Page) => ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

async function shot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

async function invite(page: Page, email: string, name: string, role: string): Promise<void> {
  await page.goto('/console/colleagues');
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel(new RegExp(`^${role}:`)).check();
  await press(page, 'Invite');
  expect(await main(page)).toContain('Invited. The email leaves within a minute.');
}

/** From the invitation's link to the first page of the console. */
async function signIn(page: Page, email: string, words: string): Promise<void> {
  const invitation = await mailTo(world, email, 'You can sign in to the register for');
  await page.goto(/\/console\/sign-in\/email/.exec(invitation.text)?.[0] ?? '');
  await page.getByLabel('Email address').fill(email);
  await press(page, words);
  await page.goto(linkIn((await mailTo(world, email, 'within 15 minutes')).text, 'console/sign-in/link'));
  await shot(page, `confirm-${email}`);
  await press(page, 'Sign in');
  // On a phone the menu is closed.
  await page.getByText('Sign out').first().waitFor();
}

describe('a colleague', () => {
  it('is invited, signs in by the mail, works under the own name, and is out when the sign-in is ended', async () => {
    await signedInPages(world)({ javaScriptEnabled: false, viewport: DESKTOP }, async (page) => {
      await invite(page, MANAGER, 'HO Kin Man', 'Manager');
    });
    await open({ viewport: DESKTOP }, async (manager) => {
      await signIn(manager, MANAGER, 'Send the link');
      await manager.setViewportSize(NARROW);
      expect(await sideways(manager)).toBe(0);
      await manager.setViewportSize(DESKTOP);
      await invite(manager, DESK, 'TSANG Mei Ling', 'Desk');
      await open({}, async (desk) => {
        await signIn(desk, DESK, 'Send the link');
        await shot(desk, 'home-desk-phone');
        expect(
          await desk.locator('a[href^="/console/uploads"], a[href^="/console/imports"]').count(),
        ).toBeGreaterThan(0);
        expect(await desk.locator('a[href^="/console/keys"]').count()).toBe(0);
        await desk.goto(`/console/credentials/${number}/suspend`);
        await desk.locator('#reason').fill('Asked by the course leader');
        await desk.locator('main form button[type=submit]').first().click();
        await desk.goto(`/console/credentials/${number}`);
        expect(await main(desk)).toMatch(/Asked by the course leader ?TSANG Mei Ling/);
        await desk.goto('/console/keys');
        expect(await main(desk)).toContain('Your role does not allow this');
        await shot(desk, 'role-too-low');

        await manager.goto(`/console/credentials/${number}`);
        expect(await main(manager)).toContain('TSANG Mei Ling');
        await shot(manager, 'history');
        await manager.goto('/console/colleagues');
        await shot(manager, 'colleagues');
        // As the rights are on AWS: the system refuses what a function may not do.
        await manager.getByRole('link', { name: 'TSANG Mei Ling' }).first().click();
        await press(manager, 'Remove passkeys and codes');
        expect(await main(manager)).toContain(
          'Their passkeys and codes were removed. They are signed out everywhere.',
        );
        const row = manager.getByRole('row').filter({ hasText: 'TSANG Mei Ling' });
        await row.getByRole('button', { name: /End this sign-in/ }).click();
        await desk.goto('/console');
        expect(new URL(desk.url()).pathname).toBe('/console/sign-in');
      });
      await manager.getByRole('link', { name: 'HO Kin Man' }).first().click();
      expect(await main(manager)).toContain('(this browser)');
      await shot(manager, 'sessions');
    });
  });

  it('opens a link in another browser in vain, and the page says where it works', async () => {
    let link = '';
    // Somebody who has had no other link.
    await signedInPages(world)({ javaScriptEnabled: false }, (page) =>
      invite(page, OTHER, 'LAU Chi Wai', 'Viewer'),
    );
    await mailTo(world, OTHER, 'You can sign in to the register for');
    await open({}, async (page) => {
      await page.goto('/console/sign-in');
      await page.getByRole('link', { name: 'Sign in with your email address' }).click();
      await page.getByLabel('Email address').fill(OTHER);
      await press(page, 'Send the link');
      expect(await main(page)).toContain('Check your inbox');
      await shot(page, 'asked');
      link = linkIn((await mailTo(world, OTHER, 'within 15 minutes')).text, 'console/sign-in/link');
    });
    await open({}, async (page) => {
      await page.goto(link);
      expect(await main(page)).toContain('Open the link where you asked for it');
      await shot(page, 'other-browser');
    });
  });

  it.each([
    ['en', 'light', 'all'],
    ['zh-HK', 'dark', 'look'],
  ] as const)(
    'has pages with nothing that axe finds wrong, at 320 px, in %s and %s',
    async (locale, colorScheme, rules) => {
      const inspected = { locale, colorScheme, viewport: NARROW, bypassCSP: true };
      const inspect = async (page: Page, path: string) => {
        await shot(page, `${path.replaceAll('/', '_')}-${locale}`);
        expect(await axeFindings(page, rules), path).toEqual([]);
        expect(await sideways(page), path).toBe(0);
      };
      await withPage({ baseURL: world.baseUrl, ...inspected }, async (page) => {
        for (const path of [
          '/console/sign-in/email',
          '/console/sign-in/email?asked=1',
          '/console/sign-in/link/1.x.y',
        ]) {
          await page.goto(path);
          await inspect(page, path);
        }
      });
      await signedInPages(world)(inspected, async (page) => {
        await page.goto('/console/colleagues');
        await inspect(page, '/console/colleagues');
        await page.locator('#email').fill('lead@team.example.com');
        await page.locator('#name').fill('=1');
        await page.locator('form[action="/console/colleagues"] button').click();
        await inspect(page, '/console/colleagues refused');
        await page.goto('/console/sessions');
        await inspect(page, '/console/sessions');
        await page.goto('/console/colleagues');
        await page.getByRole('link', { name: 'HO Kin Man' }).first().click();
        await inspect(page, 'a colleague');
        await page.locator('a[href$="/remove"]').click();
        await inspect(page, 'removing');
      });
    },
  );
});

/** A device of Chromium's that asks for a fingerprint, and is given it. */
async function withDevice(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

describe('a colleague with a passkey', () => {
  const words = {
    'en-GB': ['Send the link', 'Sign in', 'Add it', 'Sign out', 'Sign in with a passkey', 'added'],
    'zh-HK': ['發送登入連結', '登入', '加入', '登出', '以通行密鑰登入', '已加入'],
  } as const;

  it.each([
    ['en-GB', 'light', 'all'],
    ['zh-HK', 'dark', 'look'],
  ] as const)(
    'adds it, signs out, and signs in with it, in %s and %s',
    async (locale, colorScheme, rules) => {
      const [ask, confirm, add, leave, withPasskey, done] = words[locale];
      const email = `key-${locale.slice(0, 2)}@team.example.com`;
      await signedInPages(world)({ javaScriptEnabled: false }, (page) =>
        invite(page, email, 'NG Fai', 'Desk'),
      );
      const device = { locale, colorScheme, viewport: NARROW, javaScriptEnabled: true };
      await open(device, async (page) => {
        const inspect = async (state: string) => {
          await shot(page, `passkey-${state}-${locale}`);
          expect(await axeFindings(page, rules), state).toEqual([]);
          expect(await sideways(page), state).toBe(0);
        };
        const button = (name: string) => page.getByRole('button', { name, exact: true }).first();
        await withDevice(page);
        let link = '';
        const nextLink = async () => {
          const { text } = await mailTo(world, email, '/console/sign-in/link/');
          const next = linkIn(text, 'console/sign-in/link');
          if (next === link) throw new Error('the next link has not come');
          return next;
        };
        const askLink = async () => {
          await page.goto('/console/sign-in/email');
          await page.locator('#email').fill(email);
          await button(ask).click();
          link = await vi.waitFor(nextLink, { timeout: 120_000, interval: 200 });
          await page.goto(link);
        };
        await askLink();
        await button(confirm).click();
        await page.locator('#q').waitFor();

        await page.goto('/console/passkeys');
        await inspect('none');
        await button(add).click();
        await page.locator('#name-error').waitFor();
        await inspect('unnamed');
        await page.locator('#name').fill('Office laptop');
        await button(add).click();
        await page.waitForURL(/done=added/);
        expect(await main(page)).toContain(done);
        await inspect('added');
        // The same device has one already.
        await page.locator('#name').fill('Again');
        await button(add).click();
        await page.locator('form[data-passkey] [role=alert]:not([hidden])').waitFor();
        await inspect('known');

        await button(leave).click();
        await page.waitForURL(/sign-in/);
        await inspect('sign-in');
        await button(withPasskey).click();
        await page.locator('#q').waitFor();
        await page.goto('/console/sessions');
        await inspect('sessions');

        await page.goto('/console/code');
        await inspect('code');
        const secret = (await page.locator('.secret').textContent())?.replaceAll(' ', '') ?? '';
        const codeIn = (seconds: number) =>
          new TOTP({ secret }).generate({ timestamp: Date.now() + seconds * 1000 });
        await page.locator('#code').fill(codeIn(0));
        await page.locator('main form button.main').click();
        await page.waitForURL(/done=set/);
        await inspect('code-set');
        await button(leave).click();
        await page.waitForURL(/sign-in/);
        await askLink();
        await page.locator('#code-TEAM').fill('000000');
        await button(confirm).click();
        await page.locator('#code-TEAM-error').waitFor();
        await inspect('code-wrong');
        // That of before works once; the next one is good already.
        await page.locator('#code-TEAM').fill(codeIn(30));
        await button(confirm).click();
        await page.locator('#q').waitFor();
      });
      // Without a device, and without what browsers have for it.
      await open(device, async (page) => {
        await page.addInitScript('delete PublicKeyCredential.parseRequestOptionsFromJSON');
        await page.goto('/console/sign-in/email');
        await page.getByRole('button', { name: withPasskey }).click();
        await page.locator('form[data-passkey] [role=alert]:not([hidden])').waitFor();
        expect(await axeFindings(page, rules)).toEqual([]);
      });
      await open({ locale }, async (page) => {
        await page.goto('/console/sign-in/email');
        expect(await page.getByRole('button', { name: withPasskey }).count()).toBe(0);
      });
    },
  );
});
