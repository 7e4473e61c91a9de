import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { check } from 'recheck';
import { expect, it } from 'vitest';
import * as z from 'zod';
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

/** A text that the analysis bred, as far as it has one: prefixes, what is repeated after each, and the end. */
const attacks = z.strictObject({
  pumps: z.array(z.strictObject({ prefix: z.string(), pump: z.string() })),
  suffix: z.string(),
});
const verdicts = z.record(z.string(), z.union([z.literal('safe'), attacks]));
type Verdict = z.output<typeof verdicts>[string];

/**
 * What the analysis said of each pattern: it takes minutes for all of them, and says the same of the same pattern. One that is
 * not there is analysed; `-u` keeps what was said, and `RECHECK=1` asks anew of all.
 */
const KEPT = resolve(import.meta.dirname, 'patterns.kept.json');
const kept = process.env['RECHECK'] ? {} : verdicts.parse(JSON.parse(readFileSync(KEPT, 'utf8')));
const said: Record<string, Verdict> = {};

async function analyse(source: string, flags: string): Promise<Verdict> {
  const verdict = await check(source, flags, { timeout: 60_000 });
  if (verdict.status === 'unknown') throw new Error(`no verdict: ${verdict.error.kind}`);
  if (verdict.status === 'safe') return 'safe';
  const { pumps, suffix } = verdict.attack;
  return { pumps: pumps.map(({ prefix, pump }) => ({ prefix, pump })), suffix };
}

it('finds the patterns', () => expect(each.length).toBeGreaterThan(100));

/*
 * Any text may meet any of them: the analysis proves that the steps grow with the length alone, or tries texts that it
 * breeds to make them grow faster. It counts as an engine without lookbehind would, so what it finds is tried here.
 */
it.each(each)('takes no longer than its text is long: %s', async (_, { source, flags }) => {
  const pattern = `/${source}/${flags}`;
  const verdict = kept[pattern] ?? (await analyse(source, flags));
  said[pattern] = verdict;
  if (verdict === 'safe') return;
  const { pumps, suffix } = verdict;
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

it('keeps what was said of each', async () => {
  const sorted = Object.entries(said).toSorted(([one], [other]) => (one < other ? -1 : 1));
  await expect(`${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`).toMatchFileSnapshot(KEPT);
});
