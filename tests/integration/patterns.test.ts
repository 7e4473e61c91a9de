import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { check } from 'recheck';
import { expect, it } from 'vitest';
import { findPatterns } from '#support/patterns';

const PROJECT = resolve(import.meta.dirname, '..', '..');
const patterns = await findPatterns(
  PROJECT,
  globSync('{shared,functions,operator}/**/*.{ts,tsx}', { cwd: PROJECT }).toSorted(),
);
/** What repeats nothing without end takes a fixed time at each place. */
const repeating = patterns.filter(({ source }) => /[*+]|,\}/.test(source));
const each = [...new Map(repeating.map((one) => [`${one.file}: /${one.source}/${one.flags}`, one]))];

/** Its own engine in JavaScript: the others are programs that it would bring along. */
process.env['RECHECK_BACKEND'] = 'pure';

it('finds the patterns', () => expect(each.length).toBeGreaterThan(100));

/*
 * Any text may meet any of them: the analysis proves that the steps grow with the length alone, or tries texts that it
 * breeds to make them grow faster. It counts as an engine without lookbehind would, so what it finds is tried here.
 */
it.each(each)('takes no longer than its text is long: %s', async (_, { source, flags }) => {
  const verdict = await check(source, flags, { timeout: 60_000 });
  expect(verdict.status).not.toBe('unknown');
  if (verdict.status !== 'vulnerable') return;
  const { pumps, suffix, pattern } = verdict.attack;
  const text = (times: number) =>
    pumps.map(({ prefix, pump }) => prefix + pump.repeat(times)).join('') + suffix;
  const milliseconds = (times: number) => {
    const began = performance.now();
    text(times).replace(new RegExp(source, flags), '');
    return performance.now() - began;
  };
  // 32 times the text: about 32 times as long, or 1,024 times and more.
  const growth = () => milliseconds(16_000) / Math.max(1, milliseconds(500));
  expect(Math.min(growth(), growth()), pattern).toBeLessThan(100);
});
