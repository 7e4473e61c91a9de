import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'certkeeper-rules-'));
  for (const part of [
    'biome.json',
    'knip.json',
    'lint',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
    '.gitignore',
    'cdk.json',
  ]) {
    cpSync(join(project, part), join(copy, part), { recursive: true });
  }
  for (const part of ['functions', 'infra', 'operator', 'shared', 'tests']) {
    cpSync(join(project, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  spawnSync('git', ['init', '-q'], { cwd: copy });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function tool(name: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(join(project, 'node_modules/.bin', name), args, {
    cwd: copy,
    encoding: 'utf8',
  });
  return { passed: status === 0, said: stdout + stderr };
}

/** What the linter says of a file planted in the tree. */
function planted(path: string, text: string) {
  const file = join(copy, path);
  const before = existsSync(file) ? readFileSync(file) : undefined;
  writeFileSync(file, text);
  try {
    return tool('biome', 'check', '--error-on-warnings', path);
  } finally {
    if (before) writeFileSync(file, before);
    else rmSync(file);
  }
}

describe('npm run check fails on', () => {
  it.each([
    [
      'hono in the domain',
      'shared/domain/planted.ts',
      "import { Hono } from 'hono';\n\nexport const app = new Hono();\n",
      'hono lives only under functions/',
    ],
    [
      'the AWS SDK in a use case',
      'shared/usecases/planted.ts',
      "import { SQSClient } from '@aws-sdk/client-sqs';\n\nexport const sqs = new SQSClient();\n",
      'The AWS SDK lives only',
    ],
    [
      'an adapter in a use case',
      'shared/usecases/planted.ts',
      "import { createTable } from '#adapters/table';\n\nexport const table = createTable('x');\n",
      'the domain and the ports',
    ],
    [
      'a use case in the domain',
      'shared/domain/planted.ts',
      "import { reportImport } from '#usecases/report-import';\n\nexport const report = reportImport;\n",
      'nothing but itself',
    ],
    [
      'Node in the domain',
      'shared/domain/planted.ts',
      "import { readFileSync } from 'node:fs';\n\nexport const read = readFileSync;\n",
      'The domain is pure',
    ],
    [
      'the CDK in a function',
      'functions/http/planted.ts',
      "import { App } from 'aws-cdk-lib';\n\nexport const app = new App();\n",
      'The CDK lives only',
    ],
    [
      'code of the product in infra',
      'infra/planted.ts',
      "import { catalogue } from '#domain/catalogue';\n\nexport const types = catalogue;\n",
      'share the contract',
    ],
    [
      'an adapter in a port',
      'shared/ports/planted.ts',
      "import { createTable } from '#adapters/table';\n\nexport const table = createTable('x');\n",
      "Ports speak the domain's language",
    ],
    [
      'an adapter in the words',
      'shared/words/planted.ts',
      "import { createTable } from '#adapters/table';\n\nexport const table = createTable('x');\n",
      'Words know the domain',
    ],
    [
      'a use case in an adapter',
      'shared/adapters/planted.ts',
      "import { reportImport } from '#usecases/report-import';\n\nexport const report = reportImport;\n",
      'An adapter knows the ports',
    ],
    [
      'the domain in the contract',
      'shared/contract/planted.ts',
      "import { catalogue } from '#domain/catalogue';\n\nexport const types = catalogue;\n",
      'The contract is names only',
    ],
    [
      'code of the product in the local system',
      'infra/local/planted.ts',
      "import { createTable } from '#adapters/table';\n\nexport const table = createTable('x');\n",
      'it does not reach into the code',
    ],
    [
      'the CDK in an operator’s command',
      'operator/planted.ts',
      "import { App } from 'aws-cdk-lib';\n\nexport const app = new App();\n",
      'The CDK lives only',
    ],
    [
      'a way round the names',
      'shared/domain/planted.ts',
      "import { createTable } from '../adapters/table.ts';\n\nexport const table = createTable('x');\n",
      'use the # names',
    ],
    [
      'new Date() in the domain',
      'shared/domain/planted.ts',
      'export const now = () => new Date();\n',
      'Time is an argument',
    ],
    [
      'Date.now() in a use case',
      'shared/usecases/planted.ts',
      'export const now = () => Date.now();\n',
      'Time is an argument',
    ],
    [
      'process.env in an adapter',
      'shared/adapters/planted.ts',
      "export const name = process.env['NAME'];\n",
      'noProcessEnv',
    ],
    [
      'a promise that nobody waits for',
      'shared/usecases/planted.ts',
      'async function work() {}\nexport function start() {\n  work();\n}\n',
      'noFloatingPromises',
    ],
  ])('%s', (_, path, text, because) => {
    const { passed, said } = planted(path, text);
    expect(said).toContain(because);
    expect(passed).toBe(false);
  });

  it('nothing of the kind when the file keeps the rules', () => {
    expect(planted('shared/domain/planted.ts', 'export const answer = 42;\n').passed).toBe(true);
  });

  it('an export that nobody uses', () => {
    expect(tool('knip').passed).toBe(true);
    const file = join(copy, 'shared/domain/csv.ts');
    const before = join(copy, 'shared/domain/csv.before');
    cpSync(file, before);
    writeFileSync(file, 'export const unused = 1;\n', { flag: 'a' });
    const { passed, said } = tool('knip');
    cpSync(before, file);
    expect(said).toContain('unused');
    expect(passed).toBe(false);
  });
});
