import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { actionMessages, doneMessages } from '#provider/messages/console-record-actions.ts';
import { recordActions } from '#register/certificate/record-action.ts';
import { axeFindings, lowTargets, NARROW, sideways } from '#support/browser/browser';
import { signedInPages } from '#support/browser/signed-in-pages';
import { enterSample, today } from '#support/browser/world';

/** The provider's staff correct a record in a real browser, without JavaScript, against the whole system. */
const SAMPLE = 'DEMO-OFA-00001';

let asProvider: ReturnType<typeof signedInPages>;

beforeAll(async () => {
  asProvider = signedInPages(await enterSample());
});

const signedIn = <T>(options: BrowserContextOptions, use: (page: Page) => Promise<T>): Promise<T> =>
  asProvider({ javaScriptEnabled: false, ...options }, use);

const text = async (locator: Locator): Promise<string> => (await locator.textContent()) ?? '';
const main = (page: Page) => text(page.locator('main'));

async function find(page: Page, number: string): Promise<void> {
  await page.goto('/console');
  await page.locator('#q').fill(number);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
}

const open = (page: Page, action: keyof typeof actionMessages) =>
  page.getByRole('link', { name: actionMessages[action].name.en }).click();
const send = (page: Page, action: keyof typeof actionMessages) =>
  page.getByRole('button', { name: actionMessages[action].name.en }).click();

describe('somebody of the provider', () => {
  it('revokes a certificate with a reason; the employer sees it at once, and that it is reinstated', async () => {
    await signedIn({}, async (page) => {
      await find(page, SAMPLE.toLowerCase().replaceAll('-', ' '));
      expect(await text(page.locator('h1'))).toBe(SAMPLE);
      await open(page, 'revoke');
      await send(page, 'revoke');
      expect(await text(page.locator('#reason-error'))).toBe('Enter a reason.');
      await page.getByLabel('Reason').fill('issued to the wrong person');
      await send(page, 'revoke');
      expect(await text(page.getByRole('status'))).toBe(doneMessages.revoked.en);
      expect(await text(page.locator('tbody tr').first())).toContain('issued to the wrong person');

      await page.getByRole('link', { name: 'See what an employer sees' }).click();
      expect(await text(page.locator('h1'))).toBe('Revoked');
      expect(await main(page)).not.toContain('wrong person');

      await find(page, SAMPLE);
      await open(page, 'reinstate');
      await page.getByLabel('Reason').fill('the person was right');
      await send(page, 'reinstate');
      expect(await text(page.getByRole('status'))).toBe(doneMessages.reinstated.en);
      await page.goto(`/verify/${SAMPLE}?lang=en`);
      expect(await text(page.locator('h1'))).toBe('Valid');
    });
  });

  it('corrects a name by keyboard alone', async () => {
    await signedIn({ javaScriptEnabled: true }, async (page) => {
      await find(page, SAMPLE);
      await tabTo(page, actionMessages.correct.name.en);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/correct');
      await tabTo(page, 'nameEn');
      await page.keyboard.press('Control+A');
      await page.keyboard.type('CHAN Tai-man');
      await tabTo(page, 'reason');
      await page.keyboard.type('spelling');
      await tabTo(page, actionMessages.correct.name.en);
      await page.keyboard.press('Enter');
      await page.waitForURL('**?done=corrected');
      expect(await text(page.locator('tbody tr').first())).toContain('CHAN Tai-man');
    });
  });

  it('renews it, and is led to the new certificate, which the old one names', async () => {
    await signedIn({}, async (page) => {
      await find(page, SAMPLE);
      await open(page, 'renew');
      expect(await page.getByLabel('Name in English').inputValue()).toBe('CHAN Tai-man');
      await page.getByLabel('Date of issue').fill(today());
      await page.getByLabel('Reason').fill('refresher course');
      await send(page, 'renew');
      expect(await text(page.getByRole('status'))).toBe(doneMessages.renewed.en);
      const number = await text(page.locator('h1'));
      expect(number).toMatch(/^DEMO-OFA-\w{8}$/);
      await find(page, SAMPLE);
      await page.locator('tbody a', { hasText: number }).click();
      expect(await text(page.locator('h1'))).toBe(number);
    });
  });

  it('types a number that nobody has, and tries again from the same page', async () => {
    await signedIn({}, async (page) => {
      await find(page, 'DEMO-NOBODY-1');
      expect(await text(page.locator('h1'))).toBe('No certificate of yours has this number');
      await page.locator('#q').fill(SAMPLE);
      await page.getByRole('button', { name: 'Find', exact: true }).click();
      expect(await text(page.locator('h1'))).toBe(SAMPLE);
    });
  });
});

/** Presses Tab until what has the focus has that name, id or text; fails when the page ends before. */
async function tabTo(page: Page, target: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string[]>(
      '[document.activeElement.id, document.activeElement.textContent.trim()]',
    );
    if (!focused.includes(target)) continue;
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineWidth')).toBe('3px');
    return;
  }
  throw new Error(`${target} cannot be reached by keyboard`);
}

type Look = (what: string) => Promise<void>;

/** A record in every status, one with a notice, and what is answered to a number of nobody and an impossible one. */
async function eachRecord(page: Page, look: Look): Promise<void> {
  const numbers = [`${SAMPLE}?done=corrected`, 'DEMO-OFA-00002', 'DEMO-OFA-00005', 'DEMO-EMTB-00006'];
  for (const number of [...numbers, 'DEMO-EMTP-00007', 'DEMO-OFA-00008', 'DEMO-NOBODY-1', '!!']) {
    await page.goto(`/console/credentials/${number}`);
    await look(number);
  }
}

/** Each form, what it answers when it is sent empty, and an action that cannot be taken. */
async function eachForm(page: Page, look: Look): Promise<void> {
  for (const action of recordActions) {
    const number = action === 'reinstate' ? 'DEMO-EMTP-00007' : 'DEMO-OFA-00002';
    await page.goto(`/console/credentials/${number}/${action}`);
    await look(action);
    await page.locator('main button').first().click();
    await page.locator('#reason-error').waitFor();
    await look(`${action} sent empty`);
  }
  await page.goto('/console/credentials/DEMO-EMTB-00006/revoke');
  await look('an action that cannot be taken');
}

const groups = [
  ['record', eachRecord],
  ['form', eachForm],
] as const;

describe.each(groups)('every %s', (_, each) => {
  it.each([
    ['en', 'light', 'all'],
    ['zh-HK', 'dark', 'look'],
  ] as const)(
    'in %s and %s has nothing that axe finds wrong, fits 320 px, and has targets of 44 px',
    async (locale, colorScheme, rules) => {
      // axe itself needs scripts; these pages have none, and their policy would stop any.
      const options = { locale, colorScheme, viewport: NARROW, javaScriptEnabled: true, bypassCSP: true };
      await signedIn(options, (page) =>
        each(page, async (what) => {
          expect(await axeFindings(page, rules), what).toEqual([]);
          expect(await sideways(page), what).toBe(0);
          const controls = 'main :is(button, a.button, input:not([type=hidden]), select, textarea)';
          expect(await lowTargets(page, controls), what).toEqual([]);
        }),
      );
    },
  );
});
