import { beforeEach, describe, expect, it } from 'vitest';
import { keys } from '#storage/contract/table.ts';
import { createWatchTest, type WatchTest } from '#support/sites/watch-site';
import { testPepper } from '#support/storage/registry';
import { composeNewLink } from '#watch/letter/new-link-mail.ts';
import { composeSiteLinks } from '#watch/letter/site-links-mail.ts';
import { replaceLink } from '#watch/replace-link.ts';
import { type NewLinkNotice, writeNewLink } from '#watch/write-new-link.ts';
import { type SiteLinksNotice, writeSiteLinks } from '#watch/write-site-links.ts';
import { indexSites } from '../../../operator/site-commands.ts';

/** The link of a site is its key: it is replaced, and sent to its own address alone. */
let test: WatchTest;
beforeEach(async () => {
  test = await createWatchTest();
  await test.register('SPMC-OFA-1');
});

const askFor = (email: string, caller = '192.0.2.1') =>
  test.ask('/watch/links', {
    method: 'POST',
    body: new URLSearchParams({ email }),
    caller,
  });

it.each(['/watch', '/watch/links'])('a form of another site has no mail sent by %s', async (path) => {
  const body = new URLSearchParams({ email: 'hr@employer.example', site: 'Kwun Tong' });
  const headers = { 'sec-fetch-site': 'cross-site' };
  expect((await test.ask(path, { method: 'POST', body, headers })).status).toBe(403);
  expect(test.notices).toEqual([]);
});

/** What would be mailed for each request so far. */
async function mails() {
  const deps = {
    ...test.registry,
    composeSiteLinks: (notice: SiteLinksNotice) => composeSiteLinks(notice, 'https://certkeeper.example'),
    composeNewLink: (notice: NewLinkNotice) => composeNewLink(notice, 'https://certkeeper.example'),
  };
  const written = test.notices.flatMap((subject) =>
    subject.of === 'siteLinks'
      ? [writeSiteLinks(deps, subject)]
      : subject.of === 'newLink'
        ? [writeNewLink(deps, subject)]
        : [],
  );
  return await Promise.all(written);
}

async function lastMail() {
  const written = (await mails()).at(-1);
  if (!written || !('mail' in written)) throw new Error(`no mail: ${JSON.stringify(written)}`);
  return written.mail;
}

/** Presses “Make a new link” on the page, and follows the mail. */
async function newLink(page: string): Promise<string> {
  expect((await test.press(`${page}/link`, {})).status).toBe(200);
  const [link = ''] = linksIn((await lastMail()).text);
  return link;
}

const linksIn = (text: string) => [...new Set(text.match(/\/watch\/[\w.-]+(?=\?lang=en)/g))];

describe('a new link', () => {
  it('opens the page, and every earlier one says that it was replaced and how to have the new one', async () => {
    const first = await test.watched();
    const second = await newLink(first);
    expect(second).not.toBe(first);
    expect((await test.ask(second)).text).toContain('Tsuen Wan depot');
    const old = await test.ask(first);
    expect(old.status).toBe(410);
    expect(old.text).toContain('This link was replaced by a new one');
    expect(old.text).toContain('/watch/links');
    expect(old.text).not.toContain('Tsuen Wan');
    const third = await newLink(second);
    for (const ended of [first, second]) expect((await test.ask(ended)).status).toBe(410);
    expect((await test.ask(third)).status).toBe(200);
  });

  it('leaves nothing that an old one can do: look, change, print, stop, or make one of its own', async () => {
    const old = await test.watched();
    await test.add(old, 'SPMC-OFA-1');
    await test.press(`${old}/link`, {});
    const before = await test.watchedSite(old);
    const members = await test.members(old);
    const settings = { site: 'Mine', by: 'none', count: '', language: 'en' };
    const one = { 'List-Unsubscribe': 'One-Click' };
    const answers = [
      await test.ask(`${old}.csv`),
      await test.ask(`${old}/first-aiders`),
      await test.ask(`${old}/leave`),
      await test.add(old, 'SPMC-OFA-1'),
      await test.press(`${old}/confirm`, {}),
      await test.press(`${old}/settings`, settings),
      await test.press(`${old}/remove`, { id: 'SPMC#SPMCOFA1', sure: 'yes' }),
      await test.press(`${old}/somebody-else`, { id: 'SPMC#SPMCOFA1', somebodyElse: 'yes' }),
      await test.press(`${old}/link`, {}),
      await test.press(`${old}/leave`, {}),
      await test.press(`${old}/leave`, one),
    ];
    for (const { status, text } of answers) {
      expect(status).toBe(410);
      expect(text).toContain('This link was replaced');
    }
    expect(await test.watchedSite(old)).toEqual(before);
    expect(await test.members(old)).toEqual(members);
  });

  it('is mailed to the address of the site, whoever made it', async () => {
    const old = await test.watched();
    const { rosterId = '' } = (await test.watchedSite(old)) ?? {};
    await test.press(`${old}/link`, {});
    const mail = await lastMail();
    expect(mail.to).toBe('hr@example.com');
    expect(linksIn(mail.text)).toEqual([await test.pageOf(rosterId, 2)]);
    expect(mail.text).toContain('Tsuen Wan depot');
    expect(mail.text).toContain('以舊連結開啟頁面');
  });

  it('is in the mail alone: whoever pressed the button may have come by a link that leaked', async () => {
    const old = await test.watched();
    const { rosterId = '' } = (await test.watchedSite(old)) ?? {};
    const { status, to, text, headers } = await test.press(`${old}/link`, {});
    expect(status).toBe(200);
    expect(to).toBe(null);
    const [, token = ''] = (await test.pageOf(rosterId, 2)).split('/watch/');
    expect(text + JSON.stringify([...headers])).not.toContain(token);
    expect(text).toContain('h***@example.com');
    expect(text).not.toContain('hr@example.com');
    const chinese = await test.watched();
    const body = new URLSearchParams();
    const answer = await test.ask(`${chinese}/link`, { method: 'POST', body, lang: 'zh-HK' });
    expect(answer.text).toContain('新連結只會發送至');
  });

  it('reaches the owner though a stranger used up all that the inbox gets, and no index has the site', async () => {
    const leaked = await test.watched();
    const { rosterId = '' } = (await test.watchedSite(leaked)) ?? {};
    for (let n = 0; n < 40; n++) await askFor('hr@example.com', `192.0.2.${n}`);
    Object.assign(test.registry.watchedSites, { ofAddress: async () => [] });
    expect(await newLink(leaked)).toBe(await test.pageOf(rosterId, 2));
  });

  it('is mailed no more once a later one was made, or the site was left', async () => {
    const second = await newLink(await test.watched());
    const third = await newLink(second);
    await test.press(`${third}/leave`, {});
    expect(await mails()).toEqual([{ skip: 'gone' }, { skip: 'gone' }]);
  });

  it('goes to one alone of two who make it at once with the same link', async () => {
    const page = await test.watched();
    const site = await test.watchedSite(page);
    if (!site) throw new Error('no site');
    const made = await Promise.all([1, 2, 3].map(() => replaceLink(test.registry, site)));
    expect(made.filter((one) => one !== 'gone')).toEqual([{ link: 2 }]);
  });

  it('is made by nobody who only follows a link, and for no site that is not watched', async () => {
    const page = await test.watched();
    expect((await test.ask(`${page}/link`)).status).toBe(405);
    const waiting = await test.asked('Kwai Chung');
    expect((await test.press(`${waiting}/link`, {})).status).toBe(410);
    expect((await test.ask(waiting)).status).toBe(200);
  });

  it('is in the next alert', async () => {
    const old = await test.watched();
    await test.press(`${old}/link`, {});
    expect((await test.watchedSite(old))?.link).toBe(2);
  });
});

describe('“Send me the links to my sites”', () => {
  it('sends the links to all sites of an address there, and nothing of others', async () => {
    const mine = [await test.watched('Tsuen Wan depot'), await test.watched('Kwai Chung')];
    await test.press('/watch', { email: 'other@example.com', site: 'Other', by: 'none', count: '' });
    await test.asked('Not confirmed');
    await askFor(' HR@Example.com');
    const { to, text } = await lastMail();
    expect(to).toBe('hr@example.com');
    expect(linksIn(text).toSorted()).toEqual(mine.toSorted());
    expect(text).toContain('This address watches 2 sites.');
    for (const other of ['Other', 'Not confirmed']) expect(text).not.toContain(other);
  });

  it('answers the same, byte for byte, whether the address watches a site, watches none, or has asked too often', async () => {
    await test.watched();
    const answers = [await askFor('hr@example.com'), await askFor('nobody@example.com')];
    for (let n = 0; n < 8; n++) answers.push(await askFor('hr@example.com', `192.0.2.${n}`));
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(text).toBe(answers[0]?.text);
    }
    expect(answers[0]?.text).not.toContain('hr@');
  });

  it('looks up nothing before the answer', async () => {
    const refuse = () => {
      throw new Error('looked up');
    };
    Object.assign(test.registry.watchedSites, { ofAddress: refuse, get: refuse });
    expect((await askFor('hr@example.com')).status).toBe(200);
  });

  it('sends nothing where nothing is watched any more, nor to an address that fails', async () => {
    const page = await test.watched();
    await askFor('nobody@example.com');
    expect((await mails()).at(-1)).toEqual({ skip: 'nothingToSay' });
    const bounced = { state: 'undeliverable', since: test.clock.now, code: 'x' } as const;
    await test.registry.mailStates.record('hr@example.com', bounced);
    await askFor('hr@example.com');
    expect((await mails()).at(-1)).toEqual({ skip: 'undeliverable' });
    await test.press(`${page}/leave`, {});
    expect((await mails()).at(-1)).toEqual({ skip: 'nothingToSay' });
  });

  it('says what is wrong with what is no address, and sends nothing', async () => {
    const { status, text } = await askFor('hr at example');
    expect(status).toBe(422);
    expect(text).toContain('value="hr at example"');
    expect(test.notices).toEqual([]);
  });

  it('is offered where sites are asked for, and where a link opens none', async () => {
    for (const path of ['/watch', '/watch/nothing'])
      expect((await test.ask(path)).text).toContain('href="/watch/links?lang=en"');
    expect((await test.ask('/watch', { lang: 'zh-HK' })).text).toContain('以電郵取得工作地點頁面的連結');
  });

  it('finds a site from before it was found by its address once the operator has had it indexed, any number of times', async () => {
    const [page, left] = [await test.watched(), await test.watched('Kwai Chung')];
    await test.press(`${left}/leave`, {});
    const site = await test.watchedSite(page);
    const ofAddress = () => test.registry.watchedSites.ofAddress('HR@example.com');
    const { table, tableName } = test.registry;
    await table.update(keys.watchedSite(site?.rosterId ?? ''), { text: 'REMOVE #byHolderPk, #byHolderSk' });
    expect(await ofAddress()).toEqual([]);
    const index = () => indexSites(tableName, testPepper);
    expect(await index()).toEqual({ sites: 1, added: 1, unreadable: 0 });
    expect(await ofAddress()).toEqual([site]);
    expect(await index()).toEqual({ sites: 1, added: 0, unreadable: 0 });
  });

  it('finds a site whose index entry is from before by its next change', async () => {
    const page = await test.watched();
    const site = await test.watchedSite(page);
    expect(await test.registry.watchedSites.ofAddress('hr@example.com')).toEqual([site]);
    expect(await test.registry.watchedSites.ofAddress('h.r@example.com')).toEqual([]);
  });
});
