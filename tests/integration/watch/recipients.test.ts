import { beforeEach, describe, expect, it } from 'vitest';
import type { NoticeSubject } from '#mail/notice.ts';
import { keys } from '#storage/contract/table.ts';
import { createWatchTest as createPages, type WatchTest as Pages } from '#support/sites/watch-site';
import { createWatchTest, type WatchTest } from '#support/sites/watch-test';
import { composeNewLink } from '#watch/letter/new-link-mail.ts';
import { composeSiteLinks } from '#watch/letter/site-links-mail.ts';
import { composeWatchConfirm } from '#watch/letter/watch-confirm-mail.ts';
import { askRecipient } from '#watch/recipients/ask-recipient.ts';
import { confirmRecipient } from '#watch/recipients/confirm-recipient.ts';
import type { HeardDays } from '#watch/recipients/recipient.ts';
import { writeNewLink } from '#watch/write-new-link.ts';
import { writeSiteLinks } from '#watch/write-site-links.ts';
import { type WatchConfirmNotice, writeWatchConfirm } from '#watch/write-watch-confirm.ts';

const BASE = 'https://certkeeper.example';

/** Others who are told of a site: they confirm it themselves, hear from a day of their own on, and open nothing. */
describe('on the page of a site', () => {
  let test: Pages;
  let page: string;
  beforeEach(async () => {
    test = await createPages();
    page = await test.watched();
  });
  const rosterId = async () => (await test.watchedSite(page))?.rosterId ?? '';
  const recipients = async () => test.registry.recipients.ofSite(await rosterId());
  const add = (email: string, days = '30', caller = '192.0.2.1') =>
    test.ask(`${page}/recipients`, {
      method: 'POST',
      body: new URLSearchParams({ email, days }),
      caller,
    });
  const lastMail = async () => {
    const subject = test.notices.at(-1);
    if (subject?.of !== 'watchConfirm') throw new Error('nobody is asked');
    const written = await writeWatchConfirm(
      {
        ...test.registry,
        composeWatchConfirm: (notice: WatchConfirmNotice) => composeWatchConfirm(notice, BASE),
        clock: () => test.clock.now,
      },
      subject,
    );
    if (!('mail' in written)) throw new Error(JSON.stringify(written));
    return written.mail;
  };
  /** The recipient's own page, out of the mail that asks them. */
  const asked = async (email: string, days?: string) => {
    expect((await add(email, days)).status).toBe(303);
    const mail = await lastMail();
    expect(mail.to).toBe(email);
    return /\/watch\/alerts\/[\w.-]+/.exec(mail.text)?.[0] ?? '';
  };
  const hearing = async (email: string, days?: string) => {
    const own = await asked(email, days);
    expect((await test.press(`${own}/confirm`, {})).status).toBe(303);
    return own;
  };

  it('somebody is asked by email, and hears only once they have pressed the button themselves', async () => {
    const own = await asked('hr@other.example', '7');
    expect((await recipients()).map(({ state, days }) => [state, days])).toEqual([['asked', 7]]);
    const { text } = await test.ask(own);
    expect(text).toContain('Confirm alerts for this site');
    expect(text).toContain('7 days before');
    await test.ask(own);
    expect((await recipients())[0]?.state).toBe('asked');
    await test.press(`${own}/confirm`, {});
    expect((await recipients())[0]).toMatchObject({ state: 'hearing', email: 'hr@other.example' });
    expect((await test.ask(own)).text).toContain('Alerts about this site come to you');
    const item = await test.registry.table.get(
      keys.recipient(await rosterId(), (await recipients())[0]?.recipientId ?? ''),
      { consistent: true },
    );
    expect(item?.['ttl']).toBeUndefined();
  });

  it('the mail and the page of a recipient have no link to the site, and its token opens nothing of it', async () => {
    const own = await hearing('hr@other.example');
    const token = own.replace('/watch/alerts/', '');
    const shown = [(await lastMail().catch(() => ({ text: '' }))).text, (await test.ask(own)).text].join();
    expect(shown).not.toContain(page);
    for (const path of [`/watch/${token}`, `/watch/${token}.csv`, `/watch/${token}/first-aiders`])
      expect((await test.ask(path)).status).toBe(404);
    expect((await test.press(`/watch/${token}/leave`, {})).status).toBe(404);
    // And the other way round.
    const siteToken = page.replace('/watch/', '');
    expect((await test.ask(`/watch/alerts/${siteToken}`)).status).toBe(404);
    expect((await test.press(`/watch/alerts/${siteToken}/leave`, {})).status).toBe(404);
    expect(await test.watchedSite(page)).toMatchObject({ state: 'watching' });
  });

  it('a recipient stops for themselves alone: by the page, and by one click of the mail program', async () => {
    const [one, other] = [await hearing('a@other.example'), await hearing('b@other.example')];
    expect((await test.ask(`${one}/leave`)).text).toContain('Stop the alerts about this site?');
    expect(await recipients()).toHaveLength(2);
    const stopped = await test.press(`${one}/leave`, {});
    expect((await test.ask(stopped.to ?? '')).text).toContain('Stopped: no more alerts come to you');
    expect((await recipients()).map(({ email }) => email)).toEqual(['b@other.example']);
    expect((await test.press(`${other}/leave`, { 'List-Unsubscribe': 'One-Click' })).status).toBe(200);
    expect(await recipients()).toEqual([]);
    expect((await test.press(`${one}/confirm`, {})).status).toBe(410);
    expect(await recipients()).toEqual([]);
    expect(await test.watchedSite(page)).toMatchObject({ state: 'watching', email: 'hr@example.com' });
  });

  it('two others at most, no inbox twice however it is spelt, and of several at once no more', async () => {
    for (const again of ['hr@example.com', 'HR+alerts@example.com'])
      expect((await add(again)).text).toContain('This address gets the alerts of this site already');
    await asked('a.b@gmail.com');
    expect((await add('ab+x@gmail.com')).status).toBe(422);
    const many = await Promise.all(['c', 'd', 'e', 'c'].map((name) => add(`${name}@other.example`)));
    expect(many.map(({ status }) => status).toSorted()).toEqual([303, 422, 422, 422]);
    expect(await recipients()).toHaveLength(2);
    expect((await add('z@other.example')).text).toContain('At most 2 others get the alerts');
    expect((await add('nobody', '30', '198.51.100.7')).text).toContain('This is not an email address.');
  });

  it('makes mail out of the budget of sites: five for an inbox by one who asks, also by adding and removing', async () => {
    for (let n = 0; n < 5; n++) {
      expect((await add('victim@other.example')).status).toBe(303);
      const [{ recipientId: id = '' } = {}] = await recipients();
      await test.press(`${page}/recipients/remove`, { id });
    }
    const refused = await add('victim@other.example');
    expect([refused.status, await recipients()]).toEqual([429, []]);
    expect(refused.text).toContain('asked five times today');
  });

  it('is confirmed within seven days or not at all, and takes up no place after that', async () => {
    const late = await asked('a@other.example');
    await asked('b@other.example');
    test.clock.now = '2027-02-04T02:00:01.000Z' as typeof test.clock.now;
    expect((await test.ask(late)).status).toBe(410);
    expect((await test.press(`${late}/confirm`, {})).status).toBe(410);
    expect((await test.ask(page)).text).not.toContain('other.example');
    await hearing('c@other.example');
    const [stored] = (await recipients()).filter(({ email }) => email === 'a@other.example');
    const item = await test.registry.table.get(keys.recipient(await rosterId(), stored?.recipientId ?? ''), {
      consistent: true,
    });
    expect(item?.['ttl']).toBe(Date.parse('2027-02-04T02:00:00Z') / 1000);
  });

  it('shows who hears and from when, masked; each is changed and removed by the site’s own link alone', async () => {
    await hearing('safety@other.example', '7');
    const [{ recipientId: id = '' } = {}] = await recipients();
    const { text } = await test.ask(page);
    expect(text).toContain('sa***y@other.example');
    expect(text).not.toContain('safety@other.example');
    const stranger = await test.watched('Another');
    await test.press(`${stranger}/recipients/days`, { id, days: '60' });
    await test.press(`${stranger}/recipients/remove`, { id });
    expect(await recipients()).toMatchObject([{ days: 7 }]);
    await test.press(`${page}/recipients/days`, { id, days: '60' });
    expect(await recipients()).toMatchObject([{ days: 60 }]);
    await test.press(`${page}/recipients/days`, { id: 'own', days: '30' });
    expect(await test.watchedSite(page)).toMatchObject({ days: 30 });
    await test.press(`${page}/recipients/days`, { id, days: '12' });
    expect(await recipients()).toMatchObject([{ days: 60 }]);
    await test.press(`${page}/recipients/remove`, { id });
    expect(await recipients()).toEqual([]);
  });

  it('all go when the employer leaves; nobody can confirm after that, nor be added', async () => {
    const waiting = await asked('a@other.example');
    await hearing('b@other.example');
    const id = await rosterId();
    await test.press(`${page}/leave`, {});
    expect(await test.registry.everythingStored()).not.toContain('other.example');
    expect((await test.press(`${waiting}/confirm`, {})).status).toBe(410);
    expect((await add('c@other.example')).status).toBe(410);
    expect(await test.registry.recipients.ofSite(id)).toEqual([]);
    expect(JSON.stringify(test.logged)).not.toContain('other.example');
  });

  it('is named in the mail with a new link, which goes to the employer alone', async () => {
    await hearing('safety@other.example');
    await test.press(`${page}/link`, {});
    const subject = test.notices.at(-1);
    if (subject?.of !== 'newLink') throw new Error('there is no new link');
    const written = await writeNewLink(
      { ...test.registry, composeNewLink: (notice) => composeNewLink(notice, BASE) },
      subject,
    );
    if (!('mail' in written)) throw new Error(JSON.stringify(written));
    expect(written.mail.to).toBe('hr@example.com');
    expect(written.mail.text).toContain('These alerts also go to sa***y@other.example');
    expect(written.mail.text).toContain('此類通知亦發送至 sa***y@other.example');
  });

  it('gets by “Send me the links” a link that stops the alerts, and none that opens the site', async () => {
    const own = await hearing('hr@other.example');
    await test.press('/watch/links', { email: 'HR@other.example' });
    const subject = test.notices.at(-1);
    if (subject?.of !== 'siteLinks') throw new Error('nothing was asked for');
    const written = await writeSiteLinks(
      { ...test.registry, composeSiteLinks: (notice) => composeSiteLinks(notice, BASE) },
      subject,
    );
    if (!('mail' in written)) throw new Error(JSON.stringify(written));
    expect(written.mail.to).toBe('hr@other.example');
    expect(written.mail.text).toContain('This address gets the alerts of one site.');
    expect(written.mail.text).toContain(own);
    expect(written.mail.text).not.toContain(page);
    expect(written.mail.text).not.toContain('can see and change the list');
  });
});

describe('mails of news', () => {
  let test: WatchTest;
  let rosterId: string;
  beforeEach(async () => {
    test = await createWatchTest();
    await test.certificate('SPMC-1');
    rosterId = await test.site('SPMC-1');
  });

  /** Asked and confirmed; `n` makes the id. */
  async function hears(email: string, days: HeardDays, n = 1) {
    const recipientId = `00000000-0000-4000-8000-00000000000${n}`;
    const deps = { ...test.registry, notices: test.service.deps().notices, newId: () => recipientId };
    const asked = { typed: email, days, caller: '192.0.2.9', at: test.service.now };
    expect(await askRecipient(deps, rosterId, asked)).toBe('asked');
    test.service.queued.length = 0;
    expect(await confirmRecipient(test.registry, { rosterId, recipientId }, test.service.now)).toBe(
      'hearing',
    );
    return recipientId;
  }
  /** What each address got so far: the kinds of news, mail by mail. */
  const told = (address?: string) =>
    test.service.taken
      .filter(({ mail }) => (address ? mail.to === address : mail.to.startsWith('hr-')))
      .map(({ mail }) => mail.text);

  it('go to each from the day that is set for them, each once; everything else to all', async () => {
    await hears('lead@other.example', 30, 1);
    await hears('safety@other.example', 7, 2);
    for (const on of ['2026-12-30', '2027-01-29', '2027-02-21', '2027-03-01']) {
      await test.morning(on);
      await test.morning(on);
    }
    const expiring = 'SPMC-1: expiring';
    expect(told()).toEqual([expiring, expiring, expiring, 'SPMC-1: expired']);
    expect(told('lead@other.example')).toEqual([expiring, expiring, 'SPMC-1: expired']);
    expect(told('safety@other.example')).toEqual([expiring, 'SPMC-1: expired']);
  });

  it('go to the employer from a day of their own as well', async () => {
    await hears('lead@other.example', 60);
    const seen = await test.watchedSite(rosterId);
    await test.registry.watchedSites.replace(seen, { ...seen, days: 7 });
    for (const on of ['2026-12-30', '2027-01-29', '2027-02-21']) await test.morning(on);
    expect([told().length, told('lead@other.example').length]).toEqual([1, 3]);
  });

  it('have the link of the site for the employer alone, and tell them who else hears', async () => {
    await hears('safety@other.example', 60);
    const opens = await test.registry.links.sign('roster', { rosterId, link: 1 });
    await test.revoke('SPMC-1');
    const using = { ...test.deps(), composeWatchNews: test.service.deps().composeWatchNews };
    await test.service.tell({ of: 'watch', rosterId, on: test.today() }, using);
    const [own, other] = test.service.taken.map(({ mail }) => mail);
    expect(own?.text).toContain(`/watch/${opens}`);
    expect(own?.text).toContain('These alerts also go to sa***y@other.example');
    expect(other?.to).toBe('safety@other.example');
    for (const part of [other?.text, other?.html, other?.unsubscribeUrl]) expect(part).not.toContain(opens);
    expect(other?.text).toContain('was revoked');
    const stop = other?.unsubscribeUrl ?? '';
    const token = /\/watch\/alerts\/([^/]+)\/leave$/.exec(stop)?.[1] ?? '';
    expect(await test.registry.links.read('recipient', token)).toMatchObject({ rosterId });
  });

  it('whose closing came before the confirmation do not go there, nor hold back the next one', async () => {
    await test.revoke('SPMC-1');
    const closed = {
      ...test.deps(),
      mail: { send: async () => ({ outcome: 'notNow', because: 'rate', code: 'x' }) as const },
    };
    await test.service.tell({ of: 'watch', rosterId, on: test.today() }, closed);
    expect((await test.watchedSite(rosterId)).news).toMatchObject({ n: 1, state: 'closed' });
    await hears('late@other.example', 60);
    await test.morning('2026-11-22');
    await test.change('SPMC-1', { event: 'reinstated' });
    await test.morning('2026-11-23');
    await test.morning('2026-11-24');
    expect(told()).toEqual(['SPMC-1: revoked', 'SPMC-1: backInForce']);
    expect(told('late@other.example')).toEqual(['SPMC-1: backInForce']);
  });

  it('do not go to who stopped while they waited; the others’ go, and the next ones', async () => {
    const recipientId = await hears('a@other.example', 60, 1);
    await hears('b@other.example', 60, 2);
    await test.revoke('SPMC-1');
    test.service.answer = ({ to }) =>
      to.startsWith('hr-')
        ? { outcome: 'accepted', messageId: 'm' }
        : { outcome: 'notNow', because: 'rate', code: 'x' };
    await test.tell({ of: 'watch', rosterId, on: test.today() });
    expect([told().length, told('a@other.example').length]).toEqual([1, 0]);
    await test.registry.recipients.remove({ rosterId, recipientId });
    test.service.answer = () => ({ outcome: 'accepted', messageId: 'm' });
    await test.morning('2026-11-22');
    expect([told().length, told('a@other.example'), told('b@other.example').length]).toEqual([1, [], 1]);
    expect(await record({ of: 'watchNews', rosterId, n: 1, recipientId })).toMatchObject({ reason: 'gone' });
  });

  it('have a call each where one takes long, and are looked after until they went', async () => {
    await hears('a@other.example', 60, 1);
    await hears('b@other.example', 60, 2);
    await test.revoke('SPMC-1');
    test.service.queued.length = 0;
    test.service.answer = () => {
      test.service.later(20);
      return { outcome: 'accepted', messageId: 'm' };
    };
    expect(await test.tell({ of: 'watch', rosterId, on: test.today() })).toBe('waits');
    expect([told().length, test.service.queued.length]).toEqual([1, 2]);
    expect((await test.watchedSite(rosterId)).dueOn).toBe('2026-11-22');
    await test.deliver();
    await test.morning('2026-11-22');
    expect([told().length, told('a@other.example').length, told('b@other.example').length]).toEqual([
      1, 1, 1,
    ]);
    expect((await test.watchedSite(rosterId)).dueOn).toBeUndefined();
  });

  it('go to the others when one of them always fails, and that one is told of', async () => {
    await hears('a@other.example', 60, 1);
    await hears('b@other.example', 60, 2);
    await test.revoke('SPMC-1');
    const { mailStates, ...rest } = test.deps();
    const broken: typeof mailStates = {
      ...mailStates,
      find: async (email) => {
        if (email === 'a@other.example') throw new Error('broke');
        return mailStates.find(email);
      },
    };
    const call = { of: 'watch', rosterId, on: test.today() } as const;
    await expect(test.service.tell(call, { ...rest, mailStates: broken })).rejects.toThrow('broke');
    expect([told().length, told('b@other.example').length]).toEqual([1, 1]);
    await test.morning('2026-11-22');
    expect([told().length, told('a@other.example').length, told('b@other.example').length]).toEqual([
      1, 1, 1,
    ]);
  });

  it('of a site from before anybody else could hear are sent as they were: not twice, and none is lost', async () => {
    await test.revoke('SPMC-1');
    await test.tell({ of: 'watch', rosterId, on: test.today() });
    // As a release before wrote it: nobody else in the news, no days at the site, and the record under the name it had.
    const item = await test.registry.table.get(keys.watchedSite(rosterId), { consistent: true });
    expect([item?.['days'], item?.['news']]).toEqual([
      undefined,
      { n: 1, on: '2026-11-21', state: 'closed' },
    ]);
    expect(
      await test.registry.table.get(keys.notice(`watchNews#${rosterId}#1`), { consistent: true }),
    ).toMatchObject({
      state: 'sent',
    });
    await hears('a@other.example', 60);
    await test.morning('2026-11-22');
    await test.change('SPMC-1', { event: 'reinstated' });
    await test.morning('2026-11-22');
    await test.morning('2026-11-23');
    expect(told()).toEqual(['SPMC-1: revoked', 'SPMC-1: backInForce']);
    expect(told('a@other.example')).toEqual(['SPMC-1: backInForce']);
  });

  const record = (subject: NoticeSubject) => test.service.record(subject);
});
