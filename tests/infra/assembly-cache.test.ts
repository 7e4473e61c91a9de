import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Children } from '#infra/local/emulators/children';
import { AssemblyCache, cacheKey, SINGLE_FILES, SOURCE_FOLDERS } from '#infra/local/template/assembly-cache';
import { assemble } from '#infra/local/template/synthesize';
import { environments } from '#storage/contract/environment.ts';

const PROJECT = resolve(import.meta.dirname, '..', '..');
const made: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'certkeeper-'));
  made.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

describe('the key of an assembly', () => {
  let project: string;
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text);
  };
  beforeEach(() => {
    project = newFolder();
    for (const file of ['functions/public-site/handler.ts', 'shared/web/messages/dates.ts', 'infra/stage.ts'])
      write(file, 'as it is');
    for (const file of ['package.json', 'package-lock.json', 'tsconfig.json', 'cdk.json']) write(file, '{}');
  });

  test.each([
    'functions/public-site/handler.ts',
    'functions/public-site/page.tsx',
    'functions/public-site/.hidden.ts',
    'shared/web/messages/dates.ts',
    'infra/stage.ts',
    'infra/local/template/synth.ts',
    'cdk.json',
    'package.json',
    'package-lock.json',
    'node_modules/.package-lock.json',
    'tsconfig.json',
  ])('is another one once %s has changed or come', (file) => {
    const before = cacheKey(project);
    write(file, 'otherwise');
    expect(cacheKey(project)).not.toBe(before);
  });

  test('is another one once a source has gone, moved or swapped places with another', () => {
    write('shared/a.ts', 'first');
    write('shared/b.ts', 'second');
    const keys = [cacheKey(project)];
    write('shared/a.ts', 'second');
    write('shared/b.ts', 'first');
    keys.push(cacheKey(project));
    rmSync(join(project, 'shared/a.ts'));
    keys.push(cacheKey(project));
    write('shared/c.ts', 'first');
    rmSync(join(project, 'shared/b.ts'));
    keys.push(cacheKey(project));
    expect(new Set(keys).size).toBe(4);
  });

  test('is another one for another Node', () => {
    expect(cacheKey(project, 'v24.0.0')).not.toBe(cacheKey(project, 'v24.0.1'));
  });

  test('stays for the same content, wherever it is and whatever lies beside it', () => {
    const copy = newFolder();
    cpSync(project, copy, { recursive: true });
    mkdirSync(join(copy, 'tests'));
    writeFileSync(join(copy, 'tests/some.test.ts'), 'a test');
    expect(cacheKey(copy)).toBe(cacheKey(project));
  });

  test('covers every file of the project that the stacks and the functions are made from', async () => {
    const entries = Object.keys(environments).map((name) => `functions/${name}/handler.ts`);
    const { metafile } = await build({
      entryPoints: ['infra/local/template/synth.ts', ...entries],
      absWorkingDir: PROJECT,
      outdir: 'unwritten',
      write: false,
      metafile: true,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'silent',
    });
    const own = Object.keys(metafile.inputs).filter((file) => !file.startsWith('node_modules/'));
    expect(own).toContain('infra/service-stack.ts');
    const covered = [...SOURCE_FOLDERS.map((folder) => `${folder}/`), ...SINGLE_FILES];
    expect(own.filter((file) => !covered.some((start) => file.startsWith(start)))).toEqual([]);
  });
});

describe('the cache', () => {
  const assembly = (text: string) => {
    const folder = newFolder();
    mkdirSync(join(folder, 'asset.1'));
    writeFileSync(join(folder, 'asset.1', 'index.js'), text);
    return folder;
  };
  const reads = (cache: AssemblyCache, key: string) => {
    const outdir = join(newFolder(), 'cdk.out');
    return cache.copyTo(outdir, key) ? readFileSync(join(outdir, 'asset.1', 'index.js'), 'utf8') : undefined;
  };

  test('gives what was kept under a key, and nothing for another one', () => {
    const cache = new AssemblyCache(join(newFolder(), 'not yet there'));
    expect(reads(cache, 'a')).toBeUndefined();
    cache.keep(assembly('one'), 'a');
    cache.keep(assembly('from a process that was slower'), 'a');
    expect([reads(cache, 'a'), reads(cache, 'b')]).toEqual(['one', undefined]);
  });

  test('keeps the five that were used last, and no draft of a process that was killed', () => {
    const folder = newFolder();
    const cache = new AssemblyCache(folder);
    const lastUsed = (name: string, hoursAgo: number) =>
      utimesSync(join(folder, name), new Date(), new Date(Date.now() - hoursAgo * 3_600_000));
    for (const [i, key] of ['a', 'b', 'c', 'd', 'e'].entries()) {
      cache.keep(assembly(key), key);
      lastUsed(`assembly-${key}`, 9 - i);
    }
    for (const name of ['draft-1-f', 'draft-2-f']) mkdirSync(join(folder, name));
    lastUsed('draft-1-f', 2);
    reads(cache, 'a');
    cache.keep(assembly('f'), 'f');
    const kept = ['a', 'c', 'd', 'e', 'f'].map((key) => `assembly-${key}`);
    expect(readdirSync(folder).sort()).toEqual([...kept, 'draft-2-f']);
  });

  test('that cannot be written is done without', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const cache = new AssemblyCache(file);
    cache.keep(assembly('one'), 'a');
    expect(reads(cache, 'a')).toBeUndefined();
  });

  test('saves the synthesis of what has not changed', async () => {
    const cache = new AssemblyCache(newFolder());
    cache.keep(assembly('of this very project'), cacheKey(PROJECT));
    const folder = newFolder();
    const children = new Children();
    try {
      await assemble(children, join(folder, 'cdk.out'), join(folder, 'synth.log'), cache);
    } finally {
      await children.close();
    }
    expect(readFileSync(join(folder, 'cdk.out', 'asset.1', 'index.js'), 'utf8')).toBe('of this very project');
    expect(existsSync(join(folder, 'synth.log'))).toBe(false);
  });
});
