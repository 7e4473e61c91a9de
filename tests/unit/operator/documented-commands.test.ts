import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { environments } from '#storage/contract/environment.ts';
import { commands } from '../../../operator/commands.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const { scripts } = JSON.parse(read('package.json'));
const runbook = read('docs/runbook.md');

test.each(['docs/runbook.md', 'docs/personal-data.md', 'docs/cost.md', 'README.md'])(
  'each command of ours that %s names is there',
  (path) => {
    const named = [...read(path).matchAll(/npm run ([a-z-]+)(?: -- ([a-z][a-z-]*(?: [a-z]+)?))?/g)];
    expect(named.length).toBeGreaterThan(0);
    for (const [, script = '', command] of named) {
      expect(Object.keys(scripts)).toContain(script);
      if (script === 'admin' && command) expect(Object.keys(commands)).toContain(command);
    }
  },
);

test('each function whose log the runbook tells to look at is deployed', () => {
  const named = [...runbook.matchAll(/log of `([a-z-]+)`/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((name) => !Object.keys(environments).includes(name ?? ''))).toEqual([]);
});
