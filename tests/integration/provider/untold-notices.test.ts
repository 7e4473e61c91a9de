import { beforeAll, describe, expect, it } from 'vitest';
import { writeColleagueNotice } from '#provider/colleagues/write-colleague-notice.ts';
import { writeSignIn } from '#provider/colleagues/write-sign-in.ts';
import { writeKeyNotice } from '#provider/write-key-notice.ts';
import { addSeconds } from '#register/civil-date.ts';
import { createTestColleagues } from '#support/sites/colleagues';

/** Why nobody is told of a key, of a colleague, or gets a link to sign in. */
let test: Awaited<ReturnType<typeof createTestColleagues>>;
const PROVIDERS = { NOWHERE: 'by telephone', FAILING: 'office@failing.example' };
const compose = () => ({ subject: 's', text: 't', html: 'h' });
const deps = () => ({
  ...test.registry,
  keys: test.registry.providerRepository,
  clock: () => test.time.at,
  composeKeyNotice: compose,
  composeColleagueNotice: compose,
  composeSignIn: compose,
});
const fail = (address: string) =>
  test.registry.mailStates.record(address, {
    state: 'undeliverable',
    since: test.time.at,
    code: 'Permanent/General',
  });

beforeAll(async () => {
  test = await createTestColleagues();
  for (const [code, contact] of Object.entries(PROVIDERS))
    await test.registry.providerRepository.addProvider({
      code,
      name: { en: code, 'zh-HK': code },
      contact,
      disclosure: 'masked',
      approvals: [],
    });
  await fail(PROVIDERS.FAILING);
});

describe('a key', () => {
  const told = async (provider: string) => {
    const { key } = await test.registry.providerRepository.issueKey({
      provider,
      label: 'desk',
      createdAt: test.time.at,
    });
    return writeKeyNotice(deps(), { of: 'key', provider, keyId: key.keyId, step: 'issued' });
  };

  it.each([
    ['GONE', 'gone'],
    ['NOWHERE', 'noAddress'],
    ['FAILING', 'undeliverable'],
  ])('of %s is told to nobody: %s', async (provider, skip) => {
    const known = provider !== 'GONE';
    const subject = { of: 'key', provider, keyId: 'k', step: 'issued' } as const;
    expect(known ? await told(provider) : await writeKeyNotice(deps(), subject)).toEqual({ skip });
  });
});

describe('a colleague', () => {
  const write = (
    provider: string,
    colleagueId: string,
    step: Parameters<typeof writeColleagueNotice>[1]['step'],
  ) => writeColleagueNotice(deps(), { of: 'colleague', provider, colleagueId, step, n: 1 });

  it('is told of nothing who is not there, of a provider that is not, or whose invitation is over', async () => {
    expect(await write('MINE', 'colleague-none', 'invited')).toEqual({ skip: 'gone' });
    expect(await write('GONE', 'colleague-none', 'invited')).toEqual({ skip: 'gone' });
    const id = await test.invite('late@mine.example', 'desk');
    expect(await write('MINE', id, 'invitation')).toMatchObject({ mail: { to: 'late@mine.example' } });
    const { at } = test.time;
    test.time.at = addSeconds(at, 15 * 86_400);
    expect(await write('MINE', id, 'invitation')).toEqual({ skip: 'gone' });
    // That somebody was invited is told to the provider also then.
    expect(await write('MINE', id, 'invited')).toMatchObject({ mail: { to: 'office@mine.example' } });
    test.time.at = at;
  });

  it.each([
    ['NOWHERE', 'noAddress'],
    ['FAILING', 'undeliverable'],
  ])('of %s is told to nobody else: %s', async (provider, skip) => {
    const id = await test.invite(`mei@${provider.toLowerCase()}.example`, 'desk', { provider });
    expect(await write(provider, id, 'invited')).toEqual({ skip });
  });
});

describe('a link to sign in', () => {
  const ask = async (email: string) => {
    const asked = test.registry.signInMails.waiting.length;
    await test.signedOut.post('/console/sign-in/email', { email });
    const subject = test.registry.signInMails.waiting.slice(asked).find(({ of }) => of === 'signIn');
    if (subject?.of !== 'signIn') throw new Error('nothing was asked for');
    return subject;
  };

  it('goes to a colleague whose address works, as long as it opens anything', async () => {
    await test.invite('mei@mine.example', 'desk');
    const subject = await ask('mei@mine.example');
    expect(await writeSignIn(deps(), subject)).toMatchObject({ mail: { to: 'mei@mine.example' } });
    expect(await writeSignIn(deps(), { of: 'signIn', signInId: crypto.randomUUID() })).toEqual({
      skip: 'gone',
    });
    const { at } = test.time;
    test.time.at = addSeconds(at, 3600);
    expect(await writeSignIn(deps(), subject)).toEqual({ skip: 'gone' });
    test.time.at = at;
    await fail('mei@mine.example');
    expect(await writeSignIn(deps(), subject)).toEqual({ skip: 'undeliverable' });
  });

  it('goes to nobody who is no colleague', async () => {
    expect(await writeSignIn(deps(), await ask('stranger@mine.example'))).toEqual({ skip: 'gone' });
  });
});
