import { describe, expect, it } from 'vitest';
import type { Provider } from '#register/catalogue/provider.ts';
import { instant } from '#register/civil-date.ts';
import { createDirectoryOfFew, createRememberedDirectory } from '#storage/access/remembered-directory.ts';

const profile = (code: string): Provider => ({
  code,
  name: { en: 'a', 'zh-HK': 'b' },
  disclosure: 'masked',
  approvals: [],
});

/** A register that counts what is read of it, on a clock that the test sets. */
function register() {
  const world = { seconds: 0, lists: 0, single: [] as string[], fails: false, listed: ['ABC', 'XYZ'] };
  const answer = async <T>(value: T): Promise<T> => {
    if (world.fails) throw new Error('no answer');
    return value;
  };
  const source = {
    prepare: async () => {},
    get: (code: string) => {
      world.single.push(code);
      return answer(code === 'NONE' ? undefined : profile(code));
    },
    all: () => {
      world.lists++;
      return answer(new Map(world.listed.map((code) => [code, () => profile(code)])));
    },
  };
  const clock = () => instant.parse(new Date(world.seconds * 1000).toISOString());
  return { world, source, clock };
}

describe('all providers', () => {
  function remembered() {
    const { world, source, clock } = register();
    return { world, directory: createRememberedDirectory(source, clock) };
  }

  it('are read in one go once a minute, by a question about a number that is not there as by any other', async () => {
    const { world, directory } = remembered();
    await directory.prepare();
    expect(await directory.get('ABC')).toEqual(profile('ABC'));
    expect(await directory.get('XYZ')).toEqual(profile('XYZ'));
    world.seconds = 59;
    await directory.prepare();
    expect(world).toMatchObject({ lists: 1, single: [] });
    world.seconds = 60;
    await directory.prepare();
    expect(world).toMatchObject({ lists: 2, single: [] });
    await directory.get('ABC');
    expect(world).toMatchObject({ lists: 2, single: [] });
  });

  it('are read once for all who ask at the same moment', async () => {
    const { world, directory } = remembered();
    await Promise.all(Array.from({ length: 50 }, () => directory.prepare()));
    world.seconds = 61;
    await Promise.all(Array.from({ length: 50 }, () => directory.get('ABC')));
    expect(world.lists).toBe(2);
  });

  it('are served as they were known while they cannot be read, and asked for again a little later', async () => {
    const { world, directory } = remembered();
    await directory.prepare();
    world.fails = true;
    world.seconds = 61;
    expect(await directory.get('ABC')).toEqual(profile('ABC'));
    world.seconds = 65;
    expect(await directory.get('ABC')).toEqual(profile('ABC'));
    expect(world.lists).toBe(2);
    world.seconds = 66;
    expect(await directory.get('ABC')).toEqual(profile('ABC'));
    expect(world.lists).toBe(3);
  });

  it('fail every question while nothing is known, and each asks again', async () => {
    const { world, directory } = remembered();
    world.fails = true;
    await expect(directory.prepare()).rejects.toThrow('no answer');
    await expect(directory.get('ABC')).rejects.toThrow('no answer');
    world.fails = false;
    expect(await directory.get('ABC')).toEqual(profile('ABC'));
    expect(world.lists).toBe(3);
  });

  it('include one that came after the list was read: its wish to hide holds at once', async () => {
    const { world, directory } = remembered();
    await directory.prepare();
    expect(await directory.get('NEW')).toEqual(profile('NEW'));
    expect(await directory.get('NONE')).toBeUndefined();
    expect(world).toMatchObject({ lists: 1, single: ['NEW', 'NONE'] });
  });
});

it('one of few is asked for once a minute, and again after a failure', async () => {
  const { world, source, clock } = register();
  const directory = createDirectoryOfFew(source, clock);
  world.fails = true;
  await expect(directory.get('ABC')).rejects.toThrow('no answer');
  world.fails = false;
  expect(await directory.get('ABC')).toEqual(profile('ABC'));
  world.seconds = 59;
  await directory.prepare();
  await directory.get('ABC');
  expect(world.single).toEqual(['ABC', 'ABC']);
  world.seconds = 61;
  await directory.get('ABC');
  expect(world).toMatchObject({ lists: 0, single: ['ABC', 'ABC', 'ABC'] });
});
