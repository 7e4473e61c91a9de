import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, addYears } from '#register/civil-date.ts';
import { axeFindings, NARROW, sideways, withPage } from '#support/browser/browser';
import { linkIn, mailTo } from '#support/browser/inbox';
import { enterAs, today, type World } from '#support/browser/world';

/** An employer watches the certificates of a site, in a real browser without JavaScript, against the whole system. */
let world: World;
/** Registered for this test: what is revoked, and what expires in 40 days. */
let revoked: string;
let expiring: string;

const sites = {
  en: { email: 'hr@watch.example.com', site: 'Tsuen Wan depot' },
  'zh-HK': { email: 'renshi@watch.example.com', site: '荃灣車廠' },
};
/** The pages of the sites, once they are asked for. */
const FAMILIES = ['CHAN', 'LEUNG', 'WONG', 'AU YEUNG', 'CHEUNG'];
const GIVEN = ['Tai Man', 'Siu Ming', 'Wing Sze Vivian', 'Ka Yan', 'Chun Kit', 'Hoi Ching', 'Yuk Lan'];
/** Of somebody else who hears of the English one. */
let own = '';
const pages: Partial<Record<keyof typeof sites, string>> = {};

beforeAll(async () => {
  world = await enterAs('WATCH');
  revoked = await register('WONG Siu Ming', '黃小明', 400);
  expiring = await register('LEE Ka Yan', '李嘉欣', 40);
});

/** An OFA certificate that has so many days left; gives its number. */
async function register(nameEn: string, nameZh: string, daysLeft: number): Promise<string> {
  const expiresOn = addDays(today(), daysLeft);
  const issuedOn = addYears(expiresOn, -3, 'clamp');
  const facts = { type: 'OFA', nameEn, nameZh, issuedOn, expiresOn };
  return String((await world.post('/v1/credentials', facts))['number']);
}

const open = <T>(options: BrowserContextOptions, use: (page: Page) => Promise<T>): Promise<T> =>
  withPage({ javaScriptEnabled: false, baseURL: world.baseUrl, ...options }, use);

const heading = (page: Page) => page.locator('h1').first().textContent();
const main = async (page: Page) => (await page.locator('main').textContent()) ?? '';
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

describe('an employer', () => {
  it('asks for a site, reads the e-mail, confirms, and adds numbers of which some are wrong', async () => {
    const { email, site } = sites.en;
    await open({}, async (page) => {
      await page.goto('/watch');
      await page.getByLabel('Your email address').fill(email);
      await page.getByLabel('Name of the site').fill(site);
      await page.getByLabel('How many do you need?').selectOption('number');
      await page.getByLabel('Number of first-aiders').fill('2');
      await press(page, 'Send me the email to confirm');
      expect(await heading(page)).toBe('Check your email');

      const mail = await mailTo(world, email, 'Confirm within 7 days');
      expect(mail.subject).toContain('Confirm you want alerts at this address');
      pages.en = linkIn(mail.text, 'watch');
      await page.goto(pages.en);
      expect(await heading(page)).toBe('Confirm alerts for this site');
      await press(page, 'Confirm');
      expect(await heading(page)).toBe(site);
      expect(await main(page)).toContain('No certificate is on the list yet.');

      await page
        .getByLabel('One number a line')
        .fill(`${revoked}, Wong Siu Ming\n${expiring}\nDEMO-NONE-0001\n??\n${revoked}, Chan Tai Man`);
      await press(page, 'Add to the list');
      expect(await main(page)).toContain('2 were added, 3 rows were not.');
      expect(await main(page)).toContain('The name is not the one registered.');
      await page.getByRole('link', { name: 'Back to the page of the site' }).click();
      expect(await main(page)).toMatch(/2\s*valid/);
      expect(await main(page)).toContain('Wong Siu Ming');
      expect(await main(page)).toContain('LEE K* Y**');
      expect(await main(page)).toContain('Number you need: 2');
    });
  });

  it('does the same in Chinese, with a file', async () => {
    const { email, site } = sites['zh-HK'];
    await open({ locale: 'zh-HK' }, async (page) => {
      await page.goto('/watch');
      await page.getByLabel('閣下的電郵地址').fill(email);
      await page.getByLabel('工作地點名稱').fill(site);
      await press(page, '發送確認電郵');
      expect(await heading(page)).toBe('請查看收件箱');
      pages['zh-HK'] = linkIn((await mailTo(world, email, '請於7日內確認')).text, 'watch');
      await page.goto(pages['zh-HK']);
      await press(page, '確認');
      await page.getByLabel('或選擇檔案').setInputFiles({
        name: 'list.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(`證書編號,姓名\r\n${revoked},黃小明\r\n`),
      });
      await press(page, '加入名單');
      expect(await main(page)).toContain('已加入1張證書。');
      expect(await main(page)).toContain('黃小明');
    });
  });

  it('adds somebody who hears too: they confirm it themselves, in their own inbox', async () => {
    await open({}, async (page) => {
      await page.goto(`${pages.en}`);
      await page.locator('summary', { hasText: 'Who gets the alerts' }).click();
      await page.getByLabel('Their email address').fill('safety@watch.example.com');
      await press(page, 'Send them the email to confirm');
      expect(await main(page)).toContain('An email to confirm is on its way');
      const mail = await mailTo(
        world,
        'safety@watch.example.com',
        'so that alerts about it also come to you',
      );
      own = linkIn(mail.text, 'watch/alerts');
      await page.goto(own);
      expect(await heading(page)).toBe('Confirm alerts for this site');
      await press(page, 'Confirm');
      expect(await heading(page)).toBe('Alerts about this site come to you');
      await page.goto(`${pages.en}`);
      await page.locator('summary', { hasText: 'Who gets the alerts' }).click();
      expect(await main(page)).toContain('sa***y@watch.example.com');
    });
  });

  it('prints the list of 35 first-aiders on one page, and a notice on another', async () => {
    const site = pages['zh-HK'];
    for (let n = 0; n < 34; n++) {
      const [family, given] = [FAMILIES[n % FAMILIES.length], GIVEN[n % GIVEN.length]];
      const fields = {
        nameEn: `${family} ${given}`,
        nameZh: '歐陽詠詩',
        document: 'redCross',
        lastDay: '2030-12-31',
      };
      const body = new URLSearchParams({
        ...fields,
        nameZh: `${'陳李張黃何'[n % 5]}${'大小文詠家欣明'[n % 7]}${'民詩恩'[n % 3]}`,
      });
      await fetch(`${world.baseUrl}${site}/people`, { method: 'POST', body, redirect: 'manual' });
    }
    await open({ locale: 'zh-HK' }, async (page) => {
      for (const sheet of ['first-aiders', 'notice']) {
        await page.goto(`${site}/${sheet}`);
        expect(await page.locator('.sheet').textContent()).toContain('陳大民');
        const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
        expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g), sheet).toHaveLength(1);
      }
    });
  });

  it.each([
    ['en', 'light', 'all'],
    ['zh-HK', 'dark', 'look'],
  ] as const)(
    'finds pages that are accessible in %s and %s, and fit 320 px',
    async (locale, colorScheme, rules) => {
      const site = pages[locale];
      const options = { locale, colorScheme, viewport: NARROW };
      await open({ ...options, javaScriptEnabled: true, bypassCSP: true }, async (page) => {
        for (const path of [
          '/watch',
          '/watch?asked=1',
          site,
          `${site}/first-aiders`,
          `${site}/notice`,
          `${site}/leave`,
          '/watch/guide',
          '/watch/guide?place=workplace&people=120',
          '/help',
          own,
          `${own}/leave`,
          `${site}x`,
        ]) {
          await page.goto(`${path}`);
          expect(await axeFindings(page, rules), path).toEqual([]);
          expect(await sideways(page), path).toBe(0);
        }
      });
    },
  );

  it('is told by e-mail, in each language, when one is revoked through the provider’s API', async () => {
    await world.post(`/v1/credentials/${revoked}/revoke`, { reason: 'not to be told' });
    // By itself the alert comes a minute later.
    world.beginDay(today());
    const mail = await mailTo(world, sites.en.email, '1 certificate was revoked');
    expect(mail.subject).toBe('Tsuen Wan depot: 1 certificate revoked · 1張證書被撤銷');
    expect(mail.text).toContain(`- ${revoked}`);
    expect(mail.text).toContain('Do not accept it.');
    expect(mail.text).toContain('fewer than the number you need');
    expect(mail.text).not.toMatch(/not to be told|LEE/);
    const other = await mailTo(world, 'safety@watch.example.com', '1 certificate was revoked');
    expect(other.text).not.toContain(`${pages.en}`);
    expect(other.text).toContain(own);
    const chinese = await mailTo(world, sites['zh-HK'].email, '1張證書被撤銷');
    expect(chinese.subject).toBe('荃灣車廠：1張證書被撤銷 · 1 certificate revoked');
    await open({}, async (page) => {
      await page.goto(linkIn(mail.text, 'watch'));
      expect(await main(page)).toMatch(/1\s*revoked/);
      expect(await page.locator('.watched tbody tr').first().textContent()).toContain(revoked);
    });
  });

  it('leaves by one click of the mail program', async () => {
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    const answer = await fetch(`${world.baseUrl}${pages.en}/leave`, {
      method: 'POST',
      body,
      redirect: 'error',
    });
    expect(answer.status).toBe(200);
    await open({}, async (page) => {
      await page.goto(`${pages.en}`);
      expect(await heading(page)).toBe('Stopped: no more emails about this site');
    });
  });

  it('leaves by the page, which says first what it does', async () => {
    await open({ locale: 'zh-HK' }, async (page) => {
      await page.goto(`${pages['zh-HK']}`);
      await page.getByRole('link', { name: '停止監察此工作地點' }).click();
      expect(await main(page)).toContain('載有1張證書的名單亦會即時刪除');
      await press(page, '停止並刪除名單');
      expect(await heading(page)).toBe('已停止：不會再發出有關此工作地點的電郵');
    });
  });
});
