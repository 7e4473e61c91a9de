import { beforeEach, describe, expect, it } from 'vitest';
import { composeOwnCertificates } from '#holder/letter/own-certificates-mail.ts';
import { type OwnCertificatesNotice, writeOwnCertificates } from '#holder/write-own-certificates.ts';
import { keys } from '#storage/contract/table.ts';
import { createHolderTest, type HolderTest } from '#support/sites/holder-site';

/** Who lost a number or a mail asks for everything by the address alone. */
let test: HolderTest;
beforeEach(async () => {
  test = await createHolderTest();
  await test.register('SPMC-OFA-1');
});

const askFor = (email: string, caller = '192.0.2.1') =>
  test.ask('/my', {
    method: 'POST',
    body: new URLSearchParams({ email }),
    caller,
  });

/** What would be mailed for each request so far. */
async function mails() {
  const subjects = test.notices.flatMap((subject) => (subject.of === 'ownCertificates' ? [subject] : []));
  const deps = {
    ...test.registry,
    composeOwnCertificates: (notice: OwnCertificatesNotice) =>
      composeOwnCertificates(notice, 'https://certkeeper.example'),
    clock: () => test.clock.now,
  };
  return await Promise.all(subjects.map((subject) => writeOwnCertificates(deps, subject)));
}

describe('the answer', () => {
  it('is the same, byte for byte, whether the address has certificates, has none, or has asked too often', async () => {
    const answers = [await askFor('chan@example.com'), await askFor('nobody@example.com')];
    for (let n = 0; n < 8; n++) answers.push(await askFor('chan@example.com', `192.0.2.${n}`));
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(text).toBe(answers[0]?.text);
    }
    expect(answers[0]?.text).not.toContain('chan');
  });

  it('reads nothing of the register: what is asked of it does not depend on the address', async () => {
    const refuse = () => {
      throw new Error('looked up');
    };
    Object.assign(test.registry.holders, { ofHolder: refuse, pseudonymOf: refuse, ofType: refuse });
    expect((await askFor('chan@example.com')).status).toBe(200);
  });

  it('is nothing to a form of another site, whose visitors would each ask from a network of their own', async () => {
    const form = { method: 'POST', body: new URLSearchParams({ email: 'chan@example.com' }) };
    const ask = (from: string) => test.ask('/my', { ...form, headers: { 'sec-fetch-site': from } });
    expect((await ask('cross-site')).status).toBe(403);
    expect(test.notices).toEqual([]);
    for (const from of ['same-origin', 'none']) expect((await ask(from)).status).toBe(200);
  });

  it('says what is wrong with what is no address, and keeps it in the field', async () => {
    const { status, text } = await askFor('chan at example');
    expect(status).toBe(422);
    expect(text).toContain('value="chan at example"');
    expect(test.notices).toEqual([]);
  });

  it('is asked for on a page, in both languages', async () => {
    expect((await test.ask('/my')).text).toContain('Email me my certificates');
    expect((await test.ask('/my', { lang: 'zh-HK' })).text).toContain('以電郵取得閣下的證書');
  });
});

describe('the email', () => {
  it('has all certificates of the address, each with its link, and the link to the own page', async () => {
    await test.register('SPMC-BLS-2', { type: 'BLS', issuedOn: '2026-06-10' });
    await test.register('SPMC-OFA-9', { email: 'wong@example.com', nameEn: 'WONG Mei Ling' });
    await askFor('Chan@Example.com');
    const [written] = await mails();
    if (!written || !('mail' in written)) throw new Error('no mail');
    const { to, text } = written.mail;
    expect(to).toBe('chan@example.com');
    for (const said of [
      '2 certificates are registered',
      'SPMC-OFA-1',
      'SPMC-BLS-2',
      '28 February 2027',
      '陳大文',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('WONG');
    const [, link = ''] = /(\/my\/[\w.-]+)\?/.exec(text) ?? [];
    expect((await test.ask(link)).text).toContain('SPMC-BLS-2');
    const [, own = ''] = /(\/my\/[\w.-]+\/proof\/\w+\/\w+)/.exec(text) ?? [];
    expect((await test.ask(own)).status).toBe(200);
  });

  it('goes to nobody who has no certificate, nor to an address that fails', async () => {
    await askFor('nobody@example.com');
    expect(await mails()).toEqual([{ skip: 'nothingToSay' }]);
    const trouble = { state: 'undeliverable', since: test.clock.now, code: 'x' } as const;
    await test.registry.mailStates.record('chan@example.com', trouble);
    await askFor('chan@example.com');
    expect((await mails()).at(-1)).toEqual({ skip: 'undeliverable' });
  });

  it('goes to one inbox twice a day, however it is spelt and whoever asks, then once an hour at most', async () => {
    const spelt = ['chan@example.com', 'CHAN@example.com', 'chan+1@example.com', 'Chan+2@example.com'];
    for (const [n, email] of spelt.entries()) await askFor(email, `198.51.100.${n}`);
    await askFor('chan@example.com', '198.51.100.9');
    expect(await mails()).toHaveLength(3);
  });

  it('is kept from nobody by a thousand strangers who ask for others', { timeout: 240_000 }, async () => {
    for (let n = 0; n < 60; n++) await askFor(`x${n}@strangers${n}.example`, `203.0.113.${n % 4}`);
    const asked = test.notices.length;
    await askFor('chan@example.com', '192.0.2.77');
    expect(test.notices.length).toBe(asked + 1);
  });
});

it('goes also where it was asked for before requests had the key that they have now', async () => {
  await askFor('chan@example.com');
  const [subject] = test.notices;
  if (subject?.of !== 'ownCertificates') throw new Error('nothing was asked for');
  const { table } = test.registry;
  const now = keys.addressRequest(subject.requestId);
  const item = await table.get(now, { consistent: true });
  await table.writeAll({
    deletes: [now],
    puts: [{ ...item, ...keys.certificatesRequest(subject.requestId), entity: 'certificatesRequest' }],
  });
  expect(await mails()).toEqual([{ mail: expect.objectContaining({ to: 'chan@example.com' }) }]);
});
