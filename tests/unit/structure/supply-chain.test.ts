import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { PROJECT } from '../../structure/tree.ts';

const entry = z.looseObject({
  version: z.string().optional(),
  resolved: z.url().optional(),
  integrity: z.string().optional(),
  dev: z.boolean().default(false),
  inBundle: z.boolean().default(false),
  optional: z.boolean().default(false),
  os: z.array(z.string()).optional(),
  license: z.string().optional(),
});
const lock = z
  .object({ packages: z.record(z.string(), entry) })
  .parse(JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')));
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

/** What may be deployed: whoever runs the registry owes nobody its source for it. */
const LICENCES = [
  'MIT',
  'MIT-0',
  'Apache-2.0',
  '(MIT OR Apache-2.0)',
  '0BSD',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  // A font: it may be in any file that is made with it, and is not sold by itself.
  'MIT AND OFL-1.1',
];

describe('what the project is built from', () => {
  it('is held by a hash each, but for what another package brings inside and binaries of other platforms', () => {
    expect(packages.length).toBeGreaterThan(100);
    const withoutHash = packages.filter(
      ([, { inBundle, optional, os, integrity }]) =>
        !inBundle && !(optional && os) && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''),
    );
    expect(withoutHash.map(([path]) => path)).toEqual([]);
  });

  it('comes from no other place than the registry of npm', () => {
    const elsewhere = packages.filter(
      ([, { resolved, integrity }]) =>
        resolved !== undefined && !(integrity && new URL(resolved).host === 'registry.npmjs.org'),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  it('is asked for in exact versions', () => {
    const { dependencies, devDependencies } = z
      .object({
        dependencies: z.record(z.string(), z.string()),
        devDependencies: z.record(z.string(), z.string()),
      })
      .parse(JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')));
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('has, where it is deployed, a licence that asks for no more than a notice', () => {
    const deployed = packages.filter(([, { dev }]) => !dev);
    expect(deployed.length).toBeGreaterThan(20);
    const licences = deployed.map(([path, { license }]) => {
      const own = join(PROJECT, path, 'package.json');
      const said = existsSync(own)
        ? z.looseObject({ license: z.string().optional() }).parse(JSON.parse(readFileSync(own, 'utf8')))
            .license
        : license;
      const file = join(PROJECT, path, 'LICENSE');
      // One of them says it in its file alone.
      const isMit =
        said === undefined && existsSync(file) && readFileSync(file, 'utf8').startsWith('MIT License');
      return [path, isMit ? 'MIT' : said] as const;
    });
    expect(licences.filter(([, said]) => !LICENCES.includes(said ?? ''))).toEqual([]);
  });
});
