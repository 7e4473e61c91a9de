import { expect, it } from 'vitest';
import { createRememberedDirectory } from '#adapters/remembered-directory';
import { instant } from '#domain/civil-date';
import type { Provider } from '#domain/provider';

const profile: Provider = {
  code: 'ABC',
  name: { en: 'a', 'zh-HK': 'b' },
  disclosure: 'masked',
  approvals: [],
};

it('a provider is asked for once a minute, and again after a failure', async () => {
  let seconds = 0;
  let asked = 0;
  let fails = true;
  const directory = createRememberedDirectory(
    {
      async get() {
        asked++;
        if (fails) throw new Error('no answer');
        return profile;
      },
    },
    () => instant.parse(new Date(seconds * 1000).toISOString()),
  );
  await expect(directory.get('ABC')).rejects.toThrow('no answer');
  fails = false;
  expect(await directory.get('ABC')).toBe(profile);
  expect(asked).toBe(2);
  seconds = 59;
  await directory.get('ABC');
  expect(asked).toBe(2);
  seconds = 61;
  await directory.get('ABC');
  expect(asked).toBe(3);
});
