import { beforeAll, describe, expect, it } from 'vitest';
import { createRegistry, type Registry } from '#support/registry';
import { commands } from '../../operator/commands.ts';
import { Misuse } from '../../operator/misuse.ts';

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
  return found(registry.office, { json: false, ...options }, rest, now);
}

const abc = { code: 'ABC', 'name-en': 'ABC Training', 'name-zh': '甲乙丙訓練' };

describe("the operator's commands", () => {
  it('add a provider with its approvals, once', async () => {
    const approve = ['OFA:HK-509A-17-2-b-iii:2011-01-02', 'OFA:HK-509A-17-2-b-iii:2020-01-01:2021-12-31'];
    await run('provider add', { ...abc, approve });
    expect(await registry.providers.get('ABC')).toEqual({
      code: 'ABC',
      name: { en: 'ABC Training', 'zh-HK': '甲乙丙訓練' },
      disclosure: 'masked',
      approvals: [
        { scheme: 'HK-509A-17-2-b-iii', courseType: 'OFA', from: '2011-01-02' },
        { scheme: 'HK-509A-17-2-b-iii', courseType: 'OFA', from: '2020-01-01', to: '2021-12-31' },
      ],
    });
    await expect(run('provider add', abc)).rejects.toThrow('provider ABC is there already');
    expect((await run('provider list')).text).toBe('ABC\tABC Training\t甲乙丙訓練');
  });

  it('issue a key that works, list it without its secret, and revoke it', async () => {
    const issued = await run('key issue', { provider: 'ABC', label: 'desk' });
    const { id, key } = issued.data as { id: string; key: string };
    expect(await registry.keyRing.findBySecret(key)).toMatchObject({ keyId: id, provider: 'ABC' });
    const listed = await run('key list', { provider: 'ABC' });
    expect(listed.data).toEqual([{ id, provider: 'ABC', label: 'desk', createdAt: now.toISOString() }]);
    expect(JSON.stringify(listed)).not.toContain(key);
    expect((await run('key revoke', {}, id)).data).toEqual({ id, outcome: 'revoked' });
    expect((await run('key revoke', {}, id)).data).toEqual({ id, outcome: 'already_revoked' });
    expect((await registry.keyRing.findBySecret(key))?.revokedAt).toBe(now.toISOString());
  });

  it.each([
    ['provider add', { code: 'abc', 'name-en': 'x', 'name-zh': 'x' }, 'code: two to eight capital letters'],
    ['provider add', { code: 'XYZ' }, '--name-en is needed'],
    ['provider add', { ...abc, code: 'XYZ', disclosure: 'open' }, 'disclosure: '],
    ['provider add', { ...abc, code: 'XYZ', approve: ['OFA:no-such-scheme:2011-01-02'] }, '--approve'],
    ['provider add', { ...abc, code: 'XYZ', approve: ['OFA:HK-509A-17-2-b-iii:2011-02-30'] }, '--approve'],
    ['key issue', { provider: 'NONE', label: 'x' }, 'no provider NONE'],
    ['key issue', { provider: 'ABC' }, '--label is needed'],
    ['key revoke', {}, 'which key?'],
  ])('%s %j says what to mend', async (command, options, says) => {
    const refused = run(command, options);
    await expect(refused).rejects.toBeInstanceOf(Misuse);
    await expect(refused).rejects.toThrow(says);
  });
});
