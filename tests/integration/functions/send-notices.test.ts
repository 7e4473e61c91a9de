import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { inviteColleague } from '#provider/colleagues/invite-colleague.ts';
import { askSignIn } from '#provider/colleagues/sign-in.ts';
import { askChange } from '#register/address/address-change.ts';
import { addSeconds } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { asMessages, functionSettings } from '#support/functions/function-settings';
import { createWatchTest, type WatchTest } from '#support/sites/watch-test';
import { day, makeUnreadable } from '#support/storage/registry';
import { confirmWatch } from '#watch/confirm-watch.ts';

/** The function over a register with one of everything that is told of. */
let test: WatchTest;
let aws: Awaited<ReturnType<typeof functionSettings>>;
let handler: typeof import('#functions/send-notices/handler.ts')['handler'];
let rosterId: string;
const on = '2026-11-21';

beforeAll(async () => {
  test = await createWatchTest();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(test.service.now) });
  await test.registry.providerRepository.addProvider({
    code: 'MINE',
    name: { en: 'Mine Training', 'zh-HK': '我的培訓' },
    contact: 'office@mine.example',
    digestEmail: 'digest@mine.example',
    disclosure: 'masked',
    approvals: [],
  });
  await test.certificate('SPMC-1');
  await test.certificate('MINE-1', { email: 'chan@mine.example', expiresOn: '2026-12-01' }, 'MINE');
  rosterId = await test.site('SPMC-1');
  aws = await functionSettings(test.registry.tableName, [
    'NOTICES_QUEUE_URL',
    'PROTECTIVE_NOTICES_QUEUE_URL',
    'BULK_NOTICES_QUEUE_URL',
  ]);
  ({ handler } = await import('#functions/send-notices/handler.ts'));
});
afterAll(async () => {
  await aws?.stop();
  vi.useRealTimers();
});

/** The one mail that comes of a message, and that the message was done with. */
async function mailOf(message: object) {
  const before = aws.mails.length;
  expect(await handler(asMessages([message]) as never)).toEqual({ batchItemFailures: [] });
  const mails = aws.mails.slice(before);
  expect(mails).toHaveLength(1);
  return mails[0] ?? expect.fail();
}

describe('send-notices writes each kind of notice', () => {
  it('a digest, to the office', async () => {
    const { to, everything } = await mailOf({ of: 'digest', provider: 'MINE', week: '2026-11-16' });
    expect(to).toBe('digest@mine.example');
    expect(everything).toContain('MINE-1');
    expect(everything).toContain('https://certkeeper.example/console');
  });

  it('a change of address, to both addresses', async () => {
    const { changes, holders } = test.registry;
    const change = askChange(
      {
        changeId: randomUUID(),
        holder: await holders.pseudonymOf('chan@mine.example'),
        oldEmail: 'chan@mine.example',
        newEmail: 'chan@new.example',
        language: 'en',
      },
      test.service.now,
    );
    await changes.ask(change, '192.0.2.1');
    for (const [to, address] of [
      ['new', 'chan@new.example'],
      ['old', 'chan@mine.example'],
    ]) {
      const mail = await mailOf({ of: 'addressChange', changeId: change.changeId, step: 'asked', to });
      expect(mail.to).toBe(address);
      const [, token = ''] =
        /certkeeper\.example\/(?:my|change-of-address)\/([\w.-]+)/.exec(mail.everything) ?? [];
      const purpose = to === 'new' ? 'confirmAddress' : 'refuseAddress';
      // Signed with the secret that the settings name.
      expect(await test.registry.links.read(purpose, token)).toEqual({ changeId: change.changeId });
    }
  });

  it.each([
    ['ownCertificates', 'chan@mine.example', 'MINE-1', 'https://certkeeper.example/my/'],
    ['siteLinks', 'hr@depot.example', 'Depot of theirs', 'https://certkeeper.example/watch/'],
  ])('%s, to who asked', async (of, email, named, link) => {
    if (of === 'siteLinks') await confirmedSite(email, 'Depot of theirs');
    const requestId = randomUUID();
    const askedAt = test.service.now;
    await test.registry.addressRequests.ask({ requestId, email, language: 'en', askedAt }, '192.0.2.1');
    const { to, everything } = await mailOf({ of, requestId });
    expect(to).toBe(email);
    expect(everything).toContain(named);
    expect(everything).toContain(link);
  });

  it('a key, to the provider’s contact', async () => {
    const { key } = await test.registry.providerRepository.issueKey({
      provider: 'MINE',
      label: 'desk of the third floor',
      createdAt: test.service.now,
    });
    const { to, everything } = await mailOf({
      of: 'key',
      provider: 'MINE',
      keyId: key.keyId,
      step: 'issued',
    });
    expect(to).toBe('office@mine.example');
    expect(everything).toContain('desk of the third floor');
    expect(everything).toContain('https://certkeeper.example/console');
  });

  it('an invitation and a link to sign in, to a colleague', async () => {
    const { colleagues, signIns, signInMails, signInLinks } = test.registry;
    const at = test.service.now;
    const invited = await inviteColleague(
      { colleagues, newId: randomUUID },
      { provider: 'MINE', email: 'mei@mine.example', name: 'Mei', role: 'desk', invitedBy: 'operator', at },
    );
    if (!invited.ok) throw new Error('not invited');
    const { colleagueId } = invited;
    const invitation = await mailOf({
      of: 'colleague',
      provider: 'MINE',
      colleagueId,
      step: 'invitation',
      n: 1,
    });
    expect(invitation.to).toBe('mei@mine.example');
    expect(invitation.everything).toContain('https://certkeeper.example/console');

    await askSignIn(
      { signIns, signInMails, newId: randomUUID },
      { typed: 'mei@mine.example', cookie: 'c', caller: '192.0.2.1', language: 'en', at },
    );
    const subject = signInMails.waiting.at(-1) ?? expect.fail();
    const link = await mailOf(subject);
    expect(link.to).toBe('mei@mine.example');
    const [, token = ''] =
      /certkeeper\.example\/console\/sign-in\/link\/([\w.-]+)/.exec(link.everything) ?? [];
    expect(await signInLinks.read('signIn', token)).toMatchObject({ signInId: expect.any(String) });
  });

  it('the confirmation of a site, and its new link', async () => {
    await test.ask('new@depot.example', 'Lai Chi Kok depot');
    const asked = test.service.queued.splice(0).at(-1)?.subject ?? expect.fail();
    const confirmation = await mailOf(asked);
    expect(confirmation.to).toBe('new@depot.example');
    expect(confirmation.everything).toContain('Lai Chi Kok depot');
    expect(confirmation.everything).toContain('https://certkeeper.example/watch/');
    const { link, email } = await test.watchedSite(rosterId);
    const renewed = await mailOf({ of: 'newLink', rosterId, link });
    expect(renewed.to).toBe(email);
    expect(renewed.everything).toContain('https://certkeeper.example/watch/');
  });

  it('the news of a site, gathered when it is called, and once', async () => {
    await test.revoke('SPMC-1');
    const mail = await mailOf({ of: 'watch', rosterId, on });
    expect(mail.to).toBe((await test.watchedSite(rosterId)).email);
    expect(mail.everything).toContain('SPMC-1');
    expect(mail.everything).toContain('https://certkeeper.example/watch/');
    const before = aws.mails.length;
    await handler(
      asMessages([
        { of: 'watch', rosterId, on },
        { of: 'watchNews', rosterId, n: 1 },
      ]) as never,
    );
    expect(aws.mails).toHaveLength(before);
  });
});

describe('send-notices', () => {
  it('calls each site of a page: it is due, and its call waits a minute', async () => {
    const calm = await confirmedSite('calm@depot.example', 'Calm depot');
    await handler(asMessages([{ of: 'watch', rosterId: calm, on }]) as never);
    expect(await test.watchedSite(calm)).not.toHaveProperty('dueOn');
    const called = await handler(asMessages([{ of: 'watchPage', rosterIds: [calm], on }]) as never);
    expect(called).toEqual({ batchItemFailures: [] });
    expect(await test.watchedSite(calm)).toHaveProperty('dueOn', on);
    expect(await aws.delayed('BULK_NOTICES_QUEUE_URL')).toBe(1);
  });

  it('gives back what is no notice, and says so in its log', async () => {
    expect(await handler(asMessages([{ of: 'nothing' }]) as never)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm0' }],
    });
    expect(aws.lines.at(-1)).toMatchObject({ level: 'ERROR', event: 'message failed', messageId: 'm0' });
  });

  it.each([
    ['NoticesWaitedSeconds', { of: 'signIn', signInId: randomUUID() }],
    ['ProtectiveWaitedSeconds', { of: 'key', provider: 'MINE', keyId: '0'.repeat(12), step: 'issued' }],
    ['BulkWaitedSeconds', { of: 'watch', rosterId: '0'.repeat(32), on }],
  ])('measures in %s how long one waited, from a minute on', async (name, message) => {
    const measured = async (seconds: number) => {
      aws.lines.splice(0);
      const since = new Date(Date.parse(test.service.now) - seconds * 1000).toISOString();
      await handler(asMessages([message], since) as never);
      return aws.lines.filter((line) => name in line).map((line) => line[name]);
    };
    expect(await measured(59)).toEqual([]);
    expect(await measured(60)).toEqual([60]);
  });

  it('says in its log and its metrics what became of a notice', async () => {
    aws.lines.splice(0);
    const about = { of: 'ownCertificates', requestId: randomUUID() };
    await handler(asMessages([about]) as never);
    const said = aws.lines.map(({ timestamp, requestId, correlationId, _aws, ...line }) => line);
    expect(said).toEqual([
      { level: 'INFO', event: 'notice', state: 'skipped', reason: 'gone', of: 'ownCertificates' },
      { level: 'INFO', NoticesSkipped: 1, Kind: 'ownCertificates' },
    ]);
  });

  it('says how many certificates a digest and the news of a site could not read', async () => {
    await test.certificate('MINE-7', { expiresOn: '2026-12-20' }, 'MINE');
    const watching = await test.site('SPMC-1');
    await makeUnreadable(test.registry, 'MINE7', 'MINE');
    await makeUnreadable(test.registry, 'SPMC1');
    await test.registry.watchRepository.markDirty(watching, day(on));
    aws.lines.splice(0);
    const messages = [
      { of: 'digest', provider: 'MINE', week: '2026-11-23' },
      { of: 'watch', rosterId: watching, on },
    ];
    await handler(asMessages(messages) as never);
    const errors = aws.lines.filter(({ level }) => level === 'ERROR');
    expect(errors.map(({ timestamp, requestId, correlationId, ...line }) => line)).toEqual([
      { level: 'ERROR', event: 'credentials cannot be read', provider: 'MINE', count: 1 },
      { level: 'ERROR', event: 'watched certificates cannot be read', rosterId: watching, count: 1 },
    ]);
  });

  it('puts a notice back into its own queue while nothing may be sent, and warns of it', async () => {
    const closedUntil = addSeconds(test.service.now, 1);
    await test.registry.table.put({ ...keys.mailPace(), closedUntil, closedBecause: 'quota' });
    const about = { of: 'digest', provider: 'MINE', week: '2026-11-30' };
    aws.lines.splice(0);
    expect(await handler(asMessages([about]) as never)).toEqual({ batchItemFailures: [] });
    const waits = aws.lines.filter(({ event }) => event === 'notice waits');
    expect(waits).toEqual([expect.objectContaining({ level: 'WARN', outcome: 'again', ...about })]);
    expect(await aws.delayed('BULK_NOTICES_QUEUE_URL')).toBe(2);
    expect(await aws.queued('NOTICES_QUEUE_URL')).toEqual([]);
  });
});

/** Its id. */
async function confirmedSite(email: string, name: string): Promise<string> {
  await test.ask(email, name);
  const subject = test.service.queued.splice(0).at(-1)?.subject;
  if (subject?.of !== 'watchConfirm') throw new Error('not asked for');
  await confirmWatch(test.registry, subject.rosterId, test.service.now);
  return subject.rosterId;
}
