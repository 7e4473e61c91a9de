import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { axeFindings, lowTargets, NARROW, PHONE, sideways, withPage } from '#support/browser/browser';
import { enterAs, today as hongKongToday, type World } from '#support/browser/world';
import { longDate } from '#web/messages/dates.ts';

/** Employers verify certificates in a real browser, without JavaScript, against the whole system. */
let world: World;
const today = hongKongToday();
const numbers: Record<string, string> = {};

beforeAll(async () => {
  world = await enterAs('VERIFY');
  const yearAgo = addDays(today, -365);
  await register('valid', { issuedOn: yearAgo, expiresOn: addDays(today, 700) });
  await register('expiringSoon', { issuedOn: yearAgo, expiresOn: addDays(today, 30) });
  await register('expired', { issuedOn: yearAgo, expiresOn: addDays(today, -1) });
  for (const state of ['revoked', 'backdated', 'suspended', 'superseded']) {
    await register(state, { issuedOn: yearAgo, expiresOn: addDays(today, 700) });
  }
  await change('revoked', 'revoke', { reason: 'issued by mistake' });
  await change('backdated', 'revoke', { reason: 'issued by mistake', on: addDays(today, -20) });
  await change('suspended', 'suspend', { reason: 'under review' });
  await change('superseded', 'renew', {
    reason: 'renewed',
    issuedOn: today,
    expiresOn: addDays(today, 1095),
  });
  await recordedAYearAgo(['revoked', 'backdated']);
});

/** The number is left out, so that one with a check character is assigned. */
async function register(state: string, dates: { issuedOn: string; expiresOn: string }): Promise<void> {
  const facts = { type: 'OFA', nameEn: `CHAN Tai ${state}`, nameZh: '陳大文', language: 'en' };
  const email = `${state.toLowerCase()}@verify.example.com`;
  numbers[state] = String((await world.post('/v1/credentials', { ...facts, email, ...dates }))['number']);
}

/** As if they had been registered when they were issued: nothing but time makes a history long. */
async function recordedAYearAgo(states: string[]): Promise<void> {
  for (const state of states) {
    const answer = await world.table.update(
      keys.credential(numberOf(state).replaceAll('-', ''), world.provider),
      {
        text: 'SET #history[0].#at = :at',
        values: { ':at': `${addDays(today, -365)}T02:00:00.000Z` },
      },
      { text: 'attribute_exists(#pk)' },
    );
    if (!answer.ok) throw new Error(`no ${state}`);
  }
}

const numberOf = (state: string): string => numbers[state] ?? state;
const change = (state: string, verb: string, body: unknown) =>
  world.post(`/v1/credentials/${numberOf(state)}/${verb}`, body);

const open = <T>(options: BrowserContextOptions, use: (page: Page) => Promise<T>): Promise<T> =>
  withPage({ javaScriptEnabled: false, baseURL: world.baseUrl, ...options }, use);

/** As a person does it: the first page, the number, the button. */
async function ask(page: Page, number: string, name?: string): Promise<void> {
  await page.goto('/');
  await page.locator('#number').fill(number);
  if (name) await page.locator('#name').fill(name);
  await page.locator('button.main').click();
}

const text = async (locator: Locator): Promise<string> => (await locator.textContent()) ?? '';
const heading = (page: Page) => text(page.locator('h1'));

describe('somebody types a number', () => {
  it.each([
    ['valid', 'Valid', '有效', () => `This certificate is valid today, ${longDate(today, 'en')}.`],
    [
      'expiringSoon',
      'Expiring soon',
      '即將到期',
      () => `Valid today, and for 30 more days: the last valid day is ${longDate(addDays(today, 30), 'en')}.`,
    ],
    [
      'expired',
      'Expired',
      '已過期',
      () => `This certificate expired. Its last valid day was ${longDate(addDays(today, -1), 'en')}.`,
    ],
    [
      'revoked',
      'Revoked',
      '已撤銷',
      () => `The provider revoked this certificate on ${longDate(today, 'en')}. Do not accept it.`,
    ],
    [
      'suspended',
      'Suspended',
      '已暫停',
      () => `The provider has suspended this certificate since ${longDate(today, 'en')}.`,
    ],
    [
      'superseded',
      'Replaced by a newer certificate',
      '已由新證書取代',
      () => `A newer certificate replaced this one on ${longDate(today, 'en')}:`,
    ],
  ])('of a certificate that is %s: %s, %s', async (state, en, zh, sentence) => {
    await open({}, async (page) => {
      await ask(page, numberOf(state).toLowerCase().replaceAll('-', ' '));
      expect(await heading(page)).toBe(en);
      expect(await text(page.locator('.panel').first())).toContain(sentence());
      await page.getByRole('link', { name: '繁體中文' }).click();
      expect(await heading(page)).toBe(zh);
      expect(await page.locator('html').getAttribute('lang')).toBe('zh-HK');
    });
  });

  it('of a superseded one, and follows it to the newer', async () => {
    await open({}, async (page) => {
      await ask(page, numberOf('superseded'));
      await page.locator('.panel a').click();
      expect(await heading(page)).toBe('Valid');
    });
  });

  it('that is not registered: what to try', async () => {
    await open({}, async (page) => {
      await ask(page, 'NOBODY-2024-1');
      expect(await heading(page)).toBe('No record found');
      expect(await text(page.locator('main'))).toContain('0 and O');
      expect(await page.locator('#number').inputValue()).toBe('NOBODY-2024-1');
    });
  });

  it('with a character mistyped: says so', async () => {
    const number = numberOf('valid');
    const wrong = number.slice(0, -2) + (number.at(-2) === '7' ? '8' : '7') + number.slice(-1);
    await open({}, async (page) => {
      await ask(page, wrong);
      expect(await heading(page)).toBe('A character was mistyped');
      await page.locator('#number').fill(number);
      await page.getByRole('button', { name: 'Verify again' }).click();
      expect(await heading(page)).toBe('Valid');
    });
  });

  it('and asks about the day of an accident: one was revoked only later, of the other that was recorded only later', async () => {
    const day = addDays(today, -10);
    const askAbout = async (page: Page, state: string) => {
      await ask(page, numberOf(state));
      expect(await heading(page)).toBe('Revoked');
      await page.getByText('Check another date').click();
      await page.locator('#on').fill(day);
      await page.getByRole('button', { name: 'Check this date' }).click();
    };
    const panels = async (page: Page) => (await page.locator('.panel').allTextContents()).join(' | ');
    await open({}, async (page) => {
      await askAbout(page, 'revoked');
      expect(await panels(page)).toBe(
        `As of ${longDate(day, 'en')} ValidThis certificate was valid on ${longDate(day, 'en')}.  | Today: RevokedThe provider has revoked it, with effect from ${longDate(today, 'en')}. Do not accept it today. See the result for today`,
      );
      await page.getByRole('link', { name: '繁體中文' }).click();
      expect(await panels(page)).toContain(`此證書於${longDate(day, 'zh-HK')}有效。  | 今日狀況：已撤銷`);
      await page.getByRole('link', { name: '查看今日的結果' }).click();
      expect(await heading(page)).toBe('已撤銷');

      await askAbout(page, 'backdated');
      const recorded = `The revocation was recorded on ${longDate(today, 'en')}, with effect from ${longDate(addDays(today, -20), 'en')}.`;
      expect(await panels(page)).toContain(`On ${longDate(day, 'en')} this certificate was already revoked`);
      expect(await panels(page)).toContain(
        `Recorded after this dateOn that day the register showed it as “Valid”. ${recorded}`,
      );
      await page.getByRole('link', { name: '繁體中文' }).click();
      expect(await panels(page)).toContain('於該日之後才記錄當日登記冊顯示為「有效」；撤銷於');
    });
  });
});

it('what is stored is told in both languages, one link away from every page', async () => {
  await open({}, async (page) => {
    await page.goto('/verify/NOBODY-2024-1');
    await page.getByRole('link', { name: 'Privacy notice' }).click();
    expect(await heading(page)).toBe('Privacy notice: what is stored, why, and for how long');
    await page.getByRole('link', { name: '繁體中文' }).click();
    expect(await text(page.locator('main'))).toContain('第486章');
  });
});

describe('somebody types the printed name', () => {
  it('wrong, then right, in either language, and it never stands in the address', async () => {
    await open({}, async (page) => {
      await ask(page, numberOf('valid'), 'WONG Mei Ling');
      expect(await heading(page)).toBe('Name does not match');
      expect(await text(page.locator('.panel').nth(1))).toContain('This certificate is valid today');
      await page.locator('#name').fill('chan tai VALID');
      await page.getByRole('button', { name: 'Compare the name' }).click();
      expect(await text(page.locator('.note'))).toContain('Name matches');
      await page.getByRole('button', { name: '繁體中文' }).click();
      expect(await text(page.locator('.note'))).toContain('姓名相符');
      // Another day keeps the name, and the answer for today does so again.
      await page.getByText('查詢另一日期').click();
      await page.locator('#on').fill(addDays(today, -10));
      await page.getByRole('button', { name: '查詢該日' }).click();
      expect(await text(page.locator('.note').first())).toContain('姓名相符');
      await page.getByRole('button', { name: '查看今日的結果' }).click();
      expect(await text(page.locator('.note'))).toContain('姓名相符');
      expect(await heading(page)).toBe('有效');
      expect(page.url()).not.toMatch(/chan/i);
    });
  });
});

/** But for what is folded away. */
const TARGETS =
  ':is(header a, header button, button.main, input:not([type=hidden])):not(details:not([open]) *), summary';

const everyPage = () => [
  '/',
  '/privacy',
  ...Object.values(numbers).map((number) => `/verify/${number}`),
  ...['revoked', 'backdated'].map((state) => `/verify/${numberOf(state)}?on=${addDays(today, -10)}`),
  '/verify/NOBODY-2024-1',
  '/verify/!!',
  '/nothing',
];

describe('every page', () => {
  it.each([
    ['en', 'light', 'all'],
    ['zh-HK', 'dark', 'look'],
  ] as const)(
    'in %s and %s has nothing that axe finds wrong, fits 320 px, and has targets of 44 px',
    async (locale, colorScheme, rules) => {
      // axe itself needs scripts; the page has none, and its policy would stop any.
      const options = { locale, colorScheme, viewport: NARROW, javaScriptEnabled: true, bypassCSP: true };
      await open(options, async (page) => {
        for (const path of everyPage()) {
          await page.goto(path);
          expect(await axeFindings(page, rules), path).toEqual([]);
          expect(await sideways(page), path).toBe(0);
          expect(await lowTargets(page, TARGETS), path).toEqual([]);
        }
      });
    },
  );

  it('loads nothing but itself, and breaks none of its own policy', async () => {
    await open({ javaScriptEnabled: true }, async (page) => {
      const said: string[] = [];
      const asked: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(`/verify/${numberOf('valid')}`);
      expect(asked.filter((url) => !url.endsWith('/favicon.ico'))).toHaveLength(1);
      expect(said.filter((text) => /Content.Security.Policy/i.test(text))).toEqual([]);
    });
  });

  it('shows verdict, name, type and last valid day above the fold of a phone', async () => {
    await open({}, async (page) => {
      for (const [state, number] of Object.entries(numbers)) {
        await page.goto(`/verify/${number}`);
        const last = await page.locator('.facts > div').nth(4).boundingBox();
        expect((last?.y ?? PHONE.height) + (last?.height ?? 0), state).toBeLessThanOrEqual(PHONE.height);
      }
    });
  });

  it('prints on one page, whatever the status: the record, and nothing to fill in', async () => {
    const answers = everyPage().filter((path) => path.startsWith('/verify/') && path !== '/verify/!!');
    // The longer of the two languages; in the other the fullest page of all.
    const asked = [...answers.map((path) => [path, 'en']), [answers.at(-2) ?? '', 'zh-HK']];
    await open({}, async (page) => {
      for (const [path = '', lang] of asked) {
        await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
        const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: false })).toString('latin1');
        expect(pdf.match(/\/Type\s*\/Page\b/g), path).toHaveLength(1);
      }
      await page.emulateMedia({ media: 'print' });
      await page.goto(`/verify/${numberOf('valid')}?lang=en`);
      const url = `${world.baseUrl}/verify/${numberOf('valid')}?issuer=${world.provider}`;
      expect(await page.locator('.record').isVisible()).toBe(true);
      const record = await text(page.locator('.record'));
      expect(record).toMatch(/^Record of a verification.*Asked on .* Hong Kong time\./);
      expect(record).toContain(url);
      for (const form of await page.locator('form').all()) expect(await form.isVisible()).toBe(false);
    });
  });

  it('can be used by keyboard: the skip link comes first, and the ring is 3 px', async () => {
    await open({ javaScriptEnabled: true }, async (page) => {
      await page.goto('/');
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.className')).toBe('skip');
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineWidth')).toBe('3px');
      await page.keyboard.press('Enter');
      await page.waitForURL(/#content$/);
    });
  });
});
