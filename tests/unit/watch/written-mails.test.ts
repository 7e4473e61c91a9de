import { describe, expect, it } from 'vitest';
import { instant } from '#register/civil-date.ts';
import { askRecipient } from '#watch/recipients/ask-recipient.ts';
import { confirmRecipient } from '#watch/recipients/confirm-recipient.ts';
import type { Recipient } from '#watch/recipients/recipient.ts';
import type { WatchedSite } from '#watch/watched-site.ts';
import { writeNewLink } from '#watch/write-new-link.ts';
import { writeSiteLinks } from '#watch/write-site-links.ts';
import { writeWatchConfirm } from '#watch/write-watch-confirm.ts';

/** Each mail about a site as of when it is written, or why there is none. */
const askedAt = instant.parse('2026-11-21T02:00:00.000Z');
const late = instant.parse('2026-11-28T02:00:00.001Z');
const [rosterId, recipientId] = ['0'.repeat(32), '00000000-0000-4000-8000-000000000001'];
const siteOf = (facts: Partial<WatchedSite> = {}): WatchedSite => ({
  ...{ rosterId, state: 'watching', email: 'Hr@example.com', language: 'en', site: 'Depot', link: 2 },
  ...{ askedAt, version: 1, ...facts },
});
const recipientOf = (facts: Partial<Recipient> = {}): Recipient => ({
  ...{ rosterId, recipientId, state: 'hearing', email: 'a@other.example', days: 30, askedAt, ...facts },
});

interface Around {
  site?: WatchedSite | undefined;
  sites?: WatchedSite[];
  recipients?: Recipient[];
  troubled?: boolean;
  now?: typeof askedAt;
  request?: boolean;
}
/** What is read, with mails that say what they were given. */
function around({
  site,
  sites = [],
  recipients = [],
  troubled = false,
  now = askedAt,
  request = true,
}: Around) {
  const composed = (notice: unknown) => ({ subject: '', text: JSON.stringify(notice), html: '' });
  const deps = {
    watchedSites: {
      get: async (id: string) => [...(site ? [site] : []), ...sites].find((one) => one.rosterId === id),
      ofAddress: async () => sites,
    },
    recipients: {
      get: async () => recipients[0],
      ofSite: async () => recipients,
      ofAddress: async () => recipients,
    },
    mailStates: { find: async () => (troubled ? { trouble: {} } : { stops: {} }) },
    links: { sign: async (of: string, payload: unknown) => `${of} ${JSON.stringify(payload)}` },
    addressRequests: {
      get: async () =>
        request ? { requestId: 'r', email: 'hr@example.com', language: 'en', askedAt } : undefined,
    },
    clock: () => now,
    composeSiteLinks: composed,
    composeNewLink: composed,
    composeWatchConfirm: composed,
  };
  return deps as unknown as Parameters<typeof writeSiteLinks>[0] &
    Parameters<typeof writeNewLink>[0] &
    Parameters<typeof writeWatchConfirm>[0];
}
const said = (written: Awaited<ReturnType<typeof writeNewLink>>) =>
  'mail' in written ? { to: written.mail.to, ...JSON.parse(written.mail.text) } : written;

describe('the links to the sites of an address', () => {
  const write = async (facts: Around) =>
    said(await writeSiteLinks(around(facts), { of: 'siteLinks', requestId: 'r' }));
  it('are those that are watched, and that it hears of, by name, to the address as they have it', async () => {
    const sites = [
      siteOf({ rosterId: '1'.repeat(32), site: 'Yard' }),
      siteOf({ rosterId: '2'.repeat(32), site: 'Asked', state: 'asked' }),
      siteOf({ rosterId: '3'.repeat(32), site: 'Depot' }),
    ];
    const recipients = [
      recipientOf({ rosterId: '1'.repeat(32) }),
      recipientOf({ rosterId: '3'.repeat(32), state: 'asked' }),
      recipientOf({ rosterId: '9'.repeat(32) }),
    ];
    const mail = await write({ sites, recipients });
    expect(mail.to).toBe('Hr@example.com');
    expect(mail.sites.map(({ site }: { site: string }) => site)).toEqual(['Depot', 'Yard']);
    expect(mail.sites[0].token).toBe(`roster ${JSON.stringify({ rosterId: '3'.repeat(32), link: 2 })}`);
    expect(mail.alerts).toEqual([
      { site: 'Yard', token: `recipient ${JSON.stringify({ rosterId: '1'.repeat(32), recipientId })}` },
    ]);
    const alone = await write({ site: siteOf(), recipients: [recipientOf()] });
    expect([alone.to, alone.sites.length, alone.alerts.length]).toEqual(['a@other.example', 0, 1]);
  });
  it.each<[Around, string]>([
    [{ request: false, sites: [siteOf()] }, 'gone'],
    [{}, 'nothingToSay'],
    [{ sites: [siteOf({ state: 'asked' })], recipients: [recipientOf({ state: 'asked' })] }, 'nothingToSay'],
    [{ sites: [siteOf()], troubled: true }, 'undeliverable'],
  ])('are not mailed where %j', async (facts, skip) => {
    expect(await write(facts)).toEqual({ skip });
  });
});

describe('the new link of a site', () => {
  const write = async (facts: Around, link = 2) =>
    said(await writeNewLink(around(facts), { of: 'newLink', rosterId, link }));
  it('goes to its own address, and says who else hears', async () => {
    const mail = await write({ site: siteOf(), recipients: [recipientOf()] });
    expect(mail).toMatchObject({ to: 'Hr@example.com', others: ['a***@other.example'] });
    expect(mail.token).toBe(`roster ${JSON.stringify({ rosterId, link: 2 })}`);
  });
  it.each<[Around, number, string]>([
    [{}, 2, 'gone'],
    [{ site: siteOf({ state: 'left' }) }, 2, 'gone'],
    [{ site: siteOf() }, 1, 'gone'],
    [{ site: siteOf(), troubled: true }, 2, 'undeliverable'],
  ])('is not mailed where %j has link %i', async (facts, link, skip) => {
    expect(await write(facts, link)).toEqual({ skip });
  });
});

describe('what asks for a confirmation', () => {
  const asked = siteOf({ state: 'asked' });
  const write = async (facts: Around, ofRecipient = false) =>
    said(
      await writeWatchConfirm(around(facts), {
        ...{ of: 'watchConfirm', rosterId },
        ...(ofRecipient && { recipientId }),
      }),
    );
  it('goes to whoever is asked', async () => {
    const mail = await write({ site: asked });
    expect([mail.to, mail.recipient, mail.token]).toEqual([
      ...['Hr@example.com', undefined, `roster ${JSON.stringify({ rosterId, link: 2 })}`],
    ]);
    const other = await write({ site: siteOf(), recipients: [recipientOf({ state: 'asked' })] }, true);
    expect([other.to, other.recipient.days, other.token]).toEqual([
      ...['a@other.example', 30, `recipient ${JSON.stringify({ rosterId, recipientId })}`],
    ]);
  });
  it.each<[Around, boolean, string]>([
    [{}, false, 'gone'],
    [{ site: siteOf() }, false, 'gone'],
    [{ site: asked, now: late }, false, 'gone'],
    [{ site: asked, troubled: true }, false, 'undeliverable'],
    [{ site: siteOf() }, true, 'gone'],
    [{ site: asked, recipients: [recipientOf({ state: 'asked' })] }, true, 'gone'],
    [{ site: siteOf(), recipients: [recipientOf()] }, true, 'gone'],
    [{ site: siteOf(), recipients: [recipientOf({ state: 'asked' })], now: late }, true, 'gone'],
    [
      { site: siteOf(), recipients: [recipientOf({ state: 'asked' })], troubled: true },
      true,
      'undeliverable',
    ],
  ])('is not mailed where %j, to a recipient: %s', async (facts, ofRecipient, skip) => {
    expect(await write(facts, ofRecipient)).toEqual({ skip });
  });
});

describe('a recipient', () => {
  it.each<[Partial<Recipient> | undefined, typeof askedAt, string, boolean]>([
    [undefined, askedAt, 'gone', false],
    [{ state: 'hearing' }, late, 'hearing', false],
    [{ state: 'asked' }, askedAt, 'stored', true],
    [{ state: 'asked' }, late, 'gone', false],
  ])('%j confirms at %s: %s', async (facts, at, outcome, isStored) => {
    let stored = false;
    const recipients = {
      get: async () => facts && recipientOf(facts),
      confirm: async () => {
        stored = true;
        return 'stored' as unknown as 'hearing';
      },
    };
    expect(await confirmRecipient({ recipients }, { rosterId, recipientId }, at)).toBe(outcome);
    expect(stored).toBe(isStored);
  });

  async function ask(facts: Around & { typed?: string; answers?: string[] }) {
    const { answers = ['stored'], typed = 'new@other.example' } = facts;
    const sent: unknown[] = [];
    const kept: unknown[] = [];
    const { watchedSites, recipients } = around(facts);
    const deps = {
      watchedSites,
      recipients: {
        ...recipients,
        ask: async (one: unknown) => {
          kept.push(one);
          return answers.shift();
        },
      },
      notices: { send: async (all: unknown[]) => void sent.push(...all) },
      newId: () => recipientId,
    } as unknown as Parameters<typeof askRecipient>[0];
    const asked = { typed, days: 7, caller: '192.0.2.1', at: facts.now ?? askedAt } as const;
    return { outcome: await askRecipient(deps, rosterId, asked), sent, kept };
  }
  it('is kept and asked by mail, once more where the site changed meanwhile', async () => {
    const { outcome, sent, kept } = await ask({ site: siteOf(), answers: ['changedMeanwhile', 'stored'] });
    expect(outcome).toBe('asked');
    expect(sent).toEqual([{ of: 'watchConfirm', rosterId, recipientId }]);
    const facts = { rosterId, recipientId, state: 'asked', email: 'new@other.example', days: 7, askedAt };
    expect(kept).toEqual([facts, facts]);
  });
  it.each<[Parameters<typeof ask>[0], string]>([
    [{ site: siteOf(), typed: 'nobody' }, 'invalid'],
    [{}, 'gone'],
    [{ site: siteOf({ state: 'left' }) }, 'gone'],
    [{ site: siteOf(), typed: 'hr@example.com' }, 'already'],
    [{ site: siteOf(), recipients: [recipientOf({ email: 'new@other.example' })] }, 'already'],
    [{ site: siteOf(), recipients: [recipientOf(), recipientOf({ email: 'b@other.example' })] }, 'full'],
    [{ site: siteOf(), answers: ['usedUp'] }, 'usedUp'],
    [{ site: siteOf(), answers: ['noMoreMail'] }, 'noMoreMail'],
  ])('is not asked where %j', async (facts, outcome) => {
    const answer = await ask(facts);
    expect([answer.outcome, answer.sent]).toEqual([outcome, []]);
  });
  it('may be asked again once nobody confirmed in time', async () => {
    const recipients = [recipientOf({ state: 'asked', email: 'new@other.example' })];
    expect((await ask({ site: siteOf(), recipients, now: late })).outcome).toBe('asked');
    expect((await ask({ site: siteOf(), recipients })).outcome).toBe('already');
  });
});
