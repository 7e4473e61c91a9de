import { beforeAll, describe, expect, it } from 'vitest';
import { readCredential } from '#register/certificate/credential-input.ts';
import { registerCredential } from '#register/change/register-credential.ts';
import { createRememberedDirectory } from '#storage/access/remembered-directory.ts';
import { createRegistry, day, instantFrom, type Registry } from '#support/storage/registry';
import { verifyNumber } from '#verify/verify-number.ts';
import { commands } from '../../../operator/commands.ts';
import { Misuse } from '../../../operator/misuse.ts';

let registry: Registry;
beforeAll(async () => {
  registry = await createRegistry();
});

const now = new Date('2026-11-21T02:00:00.000Z');

function run(
  command: string,
  options: Partial<Parameters<(typeof commands)[string]>[1]> = {},
  ...rest: string[]
) {
  const found = commands[command];
  if (!found) throw new Error(`no command ${command}`);
  const all = { json: false, 'with-issued': false, ...options };
  return found(registry.providerRepository, all, rest, now, async () => registry.colleagues);
}

const ofa = { type: 'OFA', scheme: 'HK-509A-17-2-b-iii' };
const abc = { code: 'ABC', 'name-en': 'ABC Training', 'name-zh': '甲乙丙訓練' };

describe("the operator's commands", () => {
  it('add a provider with its approvals, once', async () => {
    const approve = ['OFA:HK-509A-17-2-b-iii:2022-07-01', 'OFA:HK-509A-17-2-b-iii:2011-01-02:2021-12-31'];
    await run('provider add', { ...abc, approve });
    expect(await registry.providers.get('ABC')).toEqual({
      code: 'ABC',
      name: { en: 'ABC Training', 'zh-HK': '甲乙丙訓練' },
      disclosure: 'masked',
      approvals: [
        { scheme: 'HK-509A-17-2-b-iii', courseType: 'OFA', from: '2011-01-02', to: '2021-12-31' },
        { scheme: 'HK-509A-17-2-b-iii', courseType: 'OFA', from: '2022-07-01' },
      ],
    });
    await expect(run('provider add', abc)).rejects.toThrow('provider ABC is there already');
    // ABC and NREMR are ABCNR and EMR.
    await expect(run('provider add', { ...abc, code: 'ABCNR' })).rejects.toThrow(
      /--code ABCNR: numbers assigned to it could be read as those of ABC/,
    );
    expect((await run('provider list')).text).toBe('ABC\tABC Training\t甲乙丙訓練');
  });

  it('issue a key that works, list it without its secret, and revoke it', async () => {
    const issued = await run('key issue', { provider: 'ABC', label: 'desk' });
    const { id, key } = issued.data as { id: string; key: string };
    expect(await registry.keyRing.findBySecret(key)).toMatchObject({ keyId: id, provider: 'ABC' });
    const listed = await run('key list', { provider: 'ABC' });
    expect(listed.data).toEqual([
      { id, provider: 'ABC', label: 'desk', createdAt: now.toISOString(), issuedBy: 'operator' },
    ]);
    expect(listed.text).toContain('issued by operator');
    expect(JSON.stringify(listed)).not.toContain(key);
    const invitationsEnded = 0;
    expect((await run('key revoke', {}, id)).data).toEqual({ id, outcome: 'revoked', invitationsEnded });
    expect((await run('key revoke', {}, id)).data).toEqual({
      id,
      outcome: 'already_revoked',
      invitationsEnded,
    });
    expect((await registry.keyRing.findBySecret(key))?.revokedAt).toBe(now.toISOString());
  });

  it('revoke a key with all that it issued, through other hands too, and no other', async () => {
    const issue = async (label: string, issuedBy?: string) =>
      (
        await registry.providerRepository.issueKey({
          provider: 'ABC',
          label,
          createdAt: instantFrom(now.toISOString()),
          ...(issuedBy && { issuedBy }),
        })
      ).key.keyId;
    const stolen = await issue('stolen');
    const child = await issue('child', stolen);
    const between = await issue('between', child);
    await run('key revoke', {}, between);
    const grandchild = await issue('grandchild', between);
    const other = await issue('other');
    const alone = await run('key revoke', {}, stolen);
    expect(alone.data).toEqual({ id: stolen, outcome: 'revoked', invitationsEnded: 0 });
    const all = await run('key revoke', { 'with-issued': true }, stolen);
    expect(all.data).toEqual({
      id: stolen,
      outcome: 'already_revoked',
      invitationsEnded: 0,
      issued: [child, grandchild],
      letIn: [],
    });
    const inUse = (await registry.providerRepository.listKeys('ABC')).filter((key) => !key.revokedAt);
    expect(inUse.map(({ keyId }) => keyId)).toContain(other);
    for (const id of [stolen, child, between, grandchild])
      expect(inUse.map(({ keyId }) => keyId)).not.toContain(id);
  });

  it('name whom a key let in when it is revoked with all that it issued', async () => {
    const createdAt = instantFrom(now.toISOString());
    const { key } = await registry.providerRepository.issueKey({ provider: 'ABC', label: 'lost', createdAt });
    const invited = {
      colleagueId: 'colleague-0123456789ab',
      provider: 'ABC',
      email: 'friend@thief.example',
      name: 'YAU Chun',
      role: 'manager',
      invitedAt: createdAt,
      invitedBy: key.keyId,
      version: 1,
    } as const;
    await registry.colleagues.add(invited, { caller: 'ABC' });
    await registry.colleagues.replace(invited, { ...invited, joinedAt: createdAt });
    const revoked = await run('key revoke', { 'with-issued': true }, key.keyId);
    expect(revoked.data).toMatchObject({ issued: [], letIn: [invited.colleagueId] });
    expect(revoked.text).toContain(`colleague remove ${invited.colleagueId} --provider ABC`);
    await run('colleague erase', { provider: 'ABC' }, invited.colleagueId);
  });

  it('revoke the keys of a colleague who is removed, through other hands too, and name who stays', async () => {
    const createdAt = instantFrom(now.toISOString());
    const letIn = async (n: number, invitedBy: string) => {
      const known = { colleagueId: `colleague-1111111111a${n}`, provider: 'ABC', version: 1 };
      const who = { email: `evil${n}@thief.example`, name: 'YAU Chun', role: 'manager' } as const;
      const invited = { ...known, ...who, invitedAt: createdAt, invitedBy };
      await registry.colleagues.add(invited, { caller: 'ABC' });
      await registry.colleagues.replace(invited, { ...invited, joinedAt: createdAt });
      return known.colleagueId;
    };
    const issue = async (issuedBy: string) => {
      const asked = { provider: 'ABC', label: 'kept', createdAt, issuedBy };
      return (await registry.providerRepository.issueKey(asked)).key.keyId;
    };
    const one = await letIn(1, 'operator');
    const key = await issue(one);
    const child = await issue(key);
    const two = await letIn(2, child);
    const others = await issue(two);

    const named = await run('colleague remove', { provider: 'ABC' }, one);
    expect(named.data).toEqual({ id: one, issued: [], keysInUse: [key, child], letIn: [two] });
    expect(named.text).toContain(`key ${key} (kept), which they issued, stays in use`);
    expect(named.text).toContain(`colleague remove ${two} --provider ABC --with-issued`);

    // Noticed later, it is not too late.
    const removed = await run('colleague remove', { provider: 'ABC', 'with-issued': true }, one);
    expect(removed.data).toEqual({ id: one, issued: [key, child], keysInUse: [], letIn: [two] });
    expect(removed.text).toContain('was removed already');
    const last = await run('colleague remove', { provider: 'ABC', 'with-issued': true }, two);
    expect(last.data).toEqual({ id: two, issued: [others], keysInUse: [], letIn: [] });
    const inUse = (await registry.providerRepository.listKeys('ABC')).filter((each) => !each.revokedAt);
    for (const id of [key, child, others]) expect(inUse.map(({ keyId }) => keyId)).not.toContain(id);
    await expect(run('colleague remove', { provider: 'ABC' }, 'colleague-ffffffffffff')).rejects.toThrow(
      Misuse,
    );
  });

  it('end the invitations of a key that they revoke, and with all that it issued those of these too', async () => {
    const createdAt = instantFrom(now.toISOString());
    const issue = async (issuedBy?: string) => {
      const asked = { provider: 'ABC', label: 'lost', createdAt, ...(issuedBy && { issuedBy }) };
      return (await registry.providerRepository.issueKey(asked)).key.keyId;
    };
    const [stolen, other] = [await issue(), await issue()];
    const child = await issue(stolen);
    const senders = [stolen, child, other];
    for (const [n, invitedBy] of senders.entries()) {
      const who = { email: `friend${n}@thief.example`, name: 'YAU Chun', role: 'manager' } as const;
      const known = { colleagueId: `colleague-00000000000${n}`, provider: 'ABC', version: 1 };
      await registry.colleagues.add({ ...known, ...who, invitedAt: createdAt, invitedBy }, { caller: 'ABC' });
    }
    const open = async () => {
      const all = await registry.colleagues.list('ABC');
      return all.filter((one) => !one.removedAt).map(({ invitedBy }) => invitedBy);
    };
    const alone = await run('key revoke', {}, stolen);
    expect(alone.data).toMatchObject({ invitationsEnded: 1 });
    expect(alone.text).toContain('invitations ended, which nobody had accepted: 1');
    expect(await open()).toEqual([child, other]);
    // Also where the key that sent it was revoked before.
    await registry.providerRepository.revokeKey('ABC', child, createdAt);
    const all = await run('key revoke', { 'with-issued': true }, stolen);
    expect(all.data).toMatchObject({ invitationsEnded: 1, issued: [] });
    expect(await open()).toEqual([other]);
    expect(await registry.everythingStored()).not.toMatch(/friend[01]@thief/);
    for (const n of senders.keys())
      await run('colleague erase', { provider: 'ABC' }, `colleague-00000000000${n}`);
  });

  it('invite colleagues, list, remove and erase them', async () => {
    const provider = { provider: 'ABC' };
    const who = { ...provider, email: 'lead@abc.example', name: 'HO Kin Man' };
    await expect(run('colleague add', { ...who, role: 'owner' })).rejects.toThrow('viewer, desk, manager');
    const { id } = (await run('colleague add', { ...who, role: 'manager' })).data as { id: string };
    await expect(run('colleague add', { ...who, role: 'desk' })).rejects.toThrow('there already');
    expect((await run('colleague list', provider)).text).toMatch(/manager\tHO Kin Man\tlead@abc\.example/);
    await run('colleague remove', provider, id);
    expect((await run('colleague list', provider)).text).toMatch(/HO Kin Man\t\t.*removed/);
    expect(await registry.everythingStored()).not.toContain('lead@abc.example');
    await expect(run('colleague remove', provider, id)).rejects.toThrow('no colleague');
    await run('colleague erase', provider, id);
    expect(await registry.everythingStored()).not.toContain('HO Kin Man');
  });

  it('turn signing in with a key off and on', async () => {
    await run('provider edit', { code: 'ABC', 'key-sign-in': 'off' });
    expect(await registry.providers.get('ABC')).toMatchObject({ keySignIn: 'off' });
    await run('provider edit', { code: 'ABC', contact: '2345 6789' });
    expect(await registry.providers.get('ABC')).toMatchObject({ keySignIn: 'off' });
    await run('provider edit', { code: 'ABC', 'key-sign-in': 'on' });
    expect(await registry.providers.get('ABC')).not.toHaveProperty('keySignIn');
    await expect(run('provider edit', { code: 'ABC', 'key-sign-in': 'maybe' })).rejects.toThrow('on or off');
  });

  it('remove a provider: its keys end, and its certificates are verified as before', async () => {
    const gone = { code: 'GONE', 'name-en': 'Gone Training', 'name-zh': '已結業' };
    await run('provider add', { ...gone, 'digest-email': 'desk@gone.example', contact: '2345 6789' });
    const first = await run('key issue', { provider: 'GONE', label: 'desk' });
    expect(first.text).not.toContain('nobody');
    const { key } = first.data as { key: string };
    const read = readCredential(
      { number: 'GONE-1', type: 'OFA', nameEn: 'CHAN Tai Man', issuedOn: '2025-03-01' },
      day('2026-11-21'),
    );
    if (!read.ok) throw new Error('no certificate');
    const entry = {
      at: instantFrom(now.toISOString()),
      on: day('2026-11-21'),
      source: { via: 'api', keyId: 'k' } as const,
    };
    await registerCredential(registry, {
      provider: 'GONE',
      facts: read.facts,
      given: new Set(),
      entry,
      correct: false,
    });
    await run('colleague add', {
      provider: 'GONE',
      email: 'a@gone.example',
      name: 'HO Kin Man',
      role: 'manager',
    });
    expect((await run('provider remove', { code: 'GONE' })).text).toContain(
      '1 keys revoked, 1 colleagues deleted',
    );
    expect(await registry.everythingStored()).not.toMatch(/HO Kin Man|a@gone\.example/);
    expect((await registry.keyRing.findBySecret(key))?.revokedAt).toBe(now.toISOString());
    const until = instantFrom('2026-11-22T02:00:00.000Z');
    expect(await registry.sessions.open(key, { at: instantFrom(now.toISOString()), until })).toBeUndefined();
    await expect(run('key issue', { provider: 'GONE', label: 'again' })).rejects.toThrow(
      'was removed on 2026-11-21',
    );
    expect(await registry.providers.get('GONE')).toMatchObject({
      closedOn: '2026-11-21',
      contact: '2345 6789',
    });
    expect((await registry.providers.get('GONE'))?.digestEmail).toBeUndefined();
    expect(await registry.finder.findByKey('GONE1')).toHaveLength(1);
    expect((await run('provider remove', { code: 'GONE' })).text).toContain('0 keys revoked');
  });

  it('says where nobody is told of the keys that are issued', async () => {
    const none = 'nobody: set an email address with --contact or --digest-email';
    const mute = { code: 'MUTE', 'name-en': 'Mute Training', 'name-zh': '無址訓練', contact: '2345 6789' };
    const said = `\nemails about its keys go to ${none}`;
    expect((await run('provider add', mute)).text).toContain(said);
    expect((await run('key issue', { provider: 'MUTE', label: 'desk' })).text).toContain(said);
    expect((await run('provider show', { code: 'MUTE' })).text).toContain(`\nkey emails  ${none}`);
    await run('provider edit', { code: 'MUTE', contact: 'office@mute.example' });
    expect((await run('provider show', { code: 'MUTE' })).text).toContain('office@mute.example');
    expect((await run('key issue', { provider: 'MUTE', label: 'two' })).text).not.toContain(none);
  });

  it.each([
    ['provider add', { code: 'abc', 'name-en': 'x', 'name-zh': 'x' }, 'code: two to eight capital letters'],
    ['provider add', { code: 'XYZ' }, '--name-en is needed'],
    ['provider add', { ...abc, code: 'XYZ', disclosure: 'open' }, 'disclosure: '],
    [
      'provider add',
      { ...abc, code: 'XYZ', approve: ['OFA:no-such-scheme:2011-01-02'] },
      'no scheme no-such',
    ],
    ['provider add', { ...abc, code: 'XYZ', approve: ['OFA:HK-509A-17-2-b-iii:2011-02-30'] }, '--approve'],
    [
      'provider add',
      {
        ...abc,
        code: 'XYZ',
        approve: ['OFA:HK-509A-17-2-b-iii:2011-01-02', 'OFA:HK-509A-17-2-b-iii:2020-01-01:2021-12-31'],
      },
      'overlaps the period on record: OFA HK-509A-17-2-b-iii, from 2011-01-02',
    ],
    ['provider show', { code: 'NONE' }, 'no provider NONE'],
    ['provider edit', { code: 'ABC' }, 'nothing to change'],
    ['provider edit', { code: 'ABC', 'name-en': '' }, 'name.en: '],
    ['provider edit', { code: 'ABC', disclosure: 'open' }, 'disclosure: '],
    ['provider add', { ...abc, code: 'XYZ', 'digest-email': 'office' }, 'digestEmail: one email address'],
    [
      'provider edit',
      { code: 'ABC', 'digest-email': 'Office <a@example.com>' },
      'digestEmail: one email address',
    ],
    [
      'provider edit',
      { code: 'ABC', 'digest-email': 'a@example.com,b@example.com' },
      'digestEmail: one email address',
    ],
    ['approval list', {}, '--provider is needed'],
    ['approval add', { ...ofa, provider: 'NONE', from: '2011-01-02' }, 'no provider NONE'],
    ['approval add', { ...ofa, provider: 'ABC' }, '--from is needed'],
    ['approval add', { ...ofa, provider: 'ABC', from: '2/1/2011' }, '--from 2/1/2011: write a day'],
    [
      'approval add',
      { ...ofa, provider: 'ABC', type: 'XYZ', from: '2011-01-02' },
      'no type XYZ; there are OFA,',
    ],
    [
      'approval add',
      { ...ofa, provider: 'ABC', type: 'BLS', from: '2011-01-02' },
      'no scheme HK-509A-17-2-b-iii recognises BLS; known for it: none',
    ],
    [
      'approval add',
      { ...ofa, provider: 'ABC', from: '2011-01-02', to: '2010-01-01' },
      'would end before it begins',
    ],
    [
      'approval add',
      { ...ofa, provider: 'ABC', from: '2020-01-01', to: '2022-01-01' },
      'overlaps the period on record: OFA HK-509A-17-2-b-iii, 2011-01-02 to 2021-12-31',
    ],
    ['approval end', { ...ofa, provider: 'ABC', to: '2022-01-01' }, 'no such period on record'],
    ['key issue', { provider: 'NONE', label: 'x' }, 'no provider NONE'],
    ['key issue', { provider: 'ABC' }, '--label is needed'],
    ['key revoke', {}, 'which key?'],
  ])('%s %j says what to mend', async (command, options, says) => {
    const refused = run(command, options);
    await expect(refused).rejects.toBeInstanceOf(Misuse);
    await expect(refused).rejects.toThrow(says);
  });
});

describe('the profile of a provider', () => {
  it('is edited field by field, and keeps the rest', async () => {
    await run('provider add', { ...abc, code: 'EDIT', contact: '2345 6789' });
    await run('provider edit', { code: 'EDIT', 'name-zh': '丁訓練', disclosure: 'matchOnly' });
    expect((await run('provider show', { code: 'EDIT' })).data).toEqual({
      code: 'EDIT',
      name: { en: 'ABC Training', 'zh-HK': '丁訓練' },
      contact: '2345 6789',
      disclosure: 'matchOnly',
      approvals: [],
    });
    const { text } = await run('provider edit', { code: 'EDIT', contact: '' });
    expect(text).toContain('contact     none');
    expect(await registry.providers.get('EDIT')).not.toHaveProperty('contact');
    expect((await run('provider list')).text).toContain('EDIT\tABC Training\t丁訓練');
  });

  it('has an address for the weekly digest, which can be changed and taken away', async () => {
    await run('provider add', { ...abc, code: 'MAIL', 'digest-email': ' Office@Example.COM' });
    expect(await registry.providers.get('MAIL')).toMatchObject({ digestEmail: 'Office@example.com' });
    expect((await run('provider show', { code: 'MAIL' })).text).toContain('digest to   Office@example.com');
    await run('provider edit', { code: 'MAIL', 'name-en': 'ABC' });
    const { text } = await run('provider edit', { code: 'MAIL', 'digest-email': 'desk@example.com' });
    expect(text).toContain('digest to   desk@example.com');
    const taken = await run('provider edit', { code: 'MAIL', 'digest-email': '' });
    expect(taken.text).toContain('digest to   nobody');
    expect(await registry.providers.get('MAIL')).not.toHaveProperty('digestEmail');
  });

  it('loses no change when several operators change it at once', async () => {
    await run('provider add', { ...abc, code: 'BUSY' });
    const period = (from: string, to: string) =>
      run('approval add', { ...ofa, provider: 'BUSY', from, to }).then(
        () => 'added',
        (error: Error) => error.message,
      );
    const answers = await Promise.all([
      period('2011-01-01', '2011-12-31'),
      period('2012-01-01', '2012-12-31'),
      period('2012-06-01', '2013-12-31'),
      run('provider edit', { code: 'BUSY', contact: '2345 6789' }),
    ]);
    const { approvals, contact } = (await run('provider show', { code: 'BUSY' })).data as {
      approvals: { from: string }[];
      contact: string;
    };
    expect(contact).toBe('2345 6789');
    expect(approvals).toHaveLength(2);
    expect(answers.filter((answer) => answer === 'added')).toHaveLength(2);
    expect(answers.filter((answer) => String(answer).startsWith('overlaps'))).toHaveLength(1);
  });

  it('is not overwritten by somebody who saw an older one', async () => {
    await run('provider add', { ...abc, code: 'OLD' });
    const seen = await registry.providerRepository.findProvider('OLD');
    if (!seen) throw new Error('no provider');
    await run('approval add', { ...ofa, provider: 'OLD', from: '2011-01-02' });
    expect(await registry.providerRepository.changeProvider(seen, { ...seen, disclosure: 'full' })).toBe(
      'changedMeanwhile',
    );
    expect(await registry.providers.get('OLD')).toMatchObject({
      disclosure: 'masked',
      approvals: [{ from: '2011-01-02' }],
    });
  });
});

describe('an approval that is withdrawn', () => {
  const uploadedAt = instantFrom('2026-11-21T02:00:00.000Z');
  let clock = uploadedAt;

  async function issued(number: string, issuedOn: string) {
    const read = readCredential({ number, type: 'OFA', nameEn: 'CHAN Tai Man', issuedOn }, day('2026-11-21'));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const entry = { at: uploadedAt, on: day('2026-11-21'), source: { via: 'api', keyId: 'k' } as const };
    const given = new Set(['number', 'type', 'nameEn', 'issuedOn'] as const);
    await registerCredential(registry, { provider: 'SPMC', facts: read.facts, given, entry, correct: false });
  }

  it('leaves what was issued through its last day recognised, and nothing after; within a minute', async () => {
    await run('provider add', { code: 'SPMC', 'name-en': 'HKSPMC', 'name-zh': '專業醫護' });
    await run('approval add', { ...ofa, provider: 'SPMC', from: '2011-01-02' });
    await issued('SPMC-0001', '2024-12-31');
    await issued('SPMC-0002', '2025-01-01');

    const providers = createRememberedDirectory(registry.providers, () => clock);
    const recognised = async (number: string) => {
      const deps = { credentials: registry.finder, providers };
      const on = day('2026-11-21');
      const verdict = await verifyNumber(deps, { number, on, today: on });
      return verdict.outcome === 'found' && verdict.matches.map(({ recognition }) => recognition);
    };
    const yes = [[{ scheme: ofa.scheme, onIssue: true }]];
    const no = [[{ scheme: ofa.scheme, onIssue: false }]];
    expect([await recognised('SPMC-0001'), await recognised('SPMC-0002')]).toEqual([yes, yes]);

    const ended = await run('approval end', { ...ofa, provider: 'SPMC', to: '2024-12-31' });
    expect(ended.text).toBe(
      'ended for SPMC: OFA HK-509A-17-2-b-iii, 2011-01-02 to 2024-12-31; what was issued through 2024-12-31 stays as it was',
    );
    clock = instantFrom('2026-11-21T02:01:00.000Z');
    expect([await recognised('SPMC-0001'), await recognised('SPMC-0002')]).toEqual([yes, no]);
  });

  it('can be given anew, and a wrong last day be mended', async () => {
    const end = { ...ofa, provider: 'SPMC', from: '2011-01-02' };
    await run('approval end', { ...end, to: '2025-06-30' });
    await run('approval add', { ...ofa, provider: 'SPMC', from: '2026-01-01' });
    await expect(run('approval end', { ...end, to: '2026-01-01' })).rejects.toThrow('overlaps');
    expect((await run('approval list', { provider: 'SPMC' })).text).toBe(
      'OFA HK-509A-17-2-b-iii, 2011-01-02 to 2025-06-30\nOFA HK-509A-17-2-b-iii, from 2026-01-01',
    );
  });
});
