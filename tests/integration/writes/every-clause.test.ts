import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { clausesIn, type SeenWrite } from '#support/storage/clauses';
import { createWatchedRegistry, type WriteCase } from '#support/storage/write-cases';
import { accessWrites } from './access.ts';
import { colleagueWrites } from './colleagues.ts';
import { mailWrites } from './mail.ts';
import { personalDataWrites } from './personal-data.ts';
import { registerWrites } from './register.ts';
import { sharingWrites } from './sharing.ts';
import { watchWrites } from './watching.ts';

/**
 * What somebody else does between a read and the write that it decides. Each case changes what one clause of the write's
 * condition names, and nothing else; and each clause of each condition has a case in which it alone decides.
 */
const cases = [
  ...registerWrites,
  ...mailWrites,
  ...watchWrites,
  ...accessWrites,
  ...personalDataWrites,
  ...sharingWrites,
  ...colleagueWrites,
];
const results = new Map<WriteCase, { answer: unknown; writes: SeenWrite[] }>();

beforeAll(async () => {
  const world = await createWatchedRegistry();
  for (const [n, one] of cases.entries()) {
    const id = `W${1000 + n}`;
    const { meanwhile, nth } = one;
    const write = await one.prepare(world, id);
    results.set(
      one,
      await world.during(
        write,
        meanwhile && { nth, change: (operations) => meanwhile(world, id, operations) },
      ),
    );
  }
});

describe('a conditional write:', () => {
  it.each(cases)('$title', (one) => {
    const { answer, writes } = results.get(one) ?? { writes: [] };
    expect(answer).toEqual(one.answer);
    expect(writes[one.nth]?.refused).toBe(one.refused);
    for (const { refused, untouched } of writes) expect(untouched || !refused, 'what was refused').toBe(true);
  });
});

describe('no clause is without its case', () => {
  const shared = join(import.meta.dirname, '../../../shared');
  const sources = globSync(['storage/**/*.ts', '*/store/**/*.ts'], { cwd: shared })
    .filter((name) => name !== 'storage/table.ts')
    .map((name) => ({ name, text: readFileSync(join(shared, name), 'utf8') }));
  const seen = () => [...results.values()].flatMap(({ writes }) => writes);
  const named = (which: 'asked' | 'decided') => new Set(seen().flatMap((write) => write[which]));

  it('of those that were asked for', () => {
    const decided = named('decided');
    expect([...named('asked')].filter((clause) => !decided.has(clause))).toEqual([]);
  });

  it('of those that stand in the stores', () => {
    const asked = [...named('asked')].map((clause) => clause.slice(clause.lastIndexOf(': ') + 2));
    const written = sources.flatMap(({ name, text }) => clausesIn(text).map((clause) => ({ name, clause })));
    expect(written.length).toBeGreaterThan(30);
    expect(written.filter(({ clause }) => !asked.some((one) => sameClause(clause, one)))).toEqual([]);
  });

  it.each(sources)('of the writes in $name', ({ name, text }) => {
    const sites = new Set(
      seen()
        .filter((write) => fileOf(write) === name)
        .map(({ site }) => site),
    );
    expect(sites.size).toBe(text.match(/\btable\.(put|update|transact)\(/g)?.length ?? 0);
  });
});

const fileOf = ({ site }: SeenWrite) => site.replace(/\.ts.*/, '.ts');

/** `${name}` in the source stands for any word; the values of an IN are made there. */
function sameClause(written: string, asked: string): boolean {
  const [list, ...values] = written.split(' IN ');
  if (values.length) return asked.startsWith(`${list} IN `);
  const pattern = written
    .split(/\$\{[^}]*\}/)
    .map((part) => part.replace(/[.*+?^()|[\]\\]/g, '\\$&'))
    .join('\\w+');
  return new RegExp(`^${pattern}$`).test(asked);
}
