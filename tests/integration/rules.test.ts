import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

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
  const { status, stdout } = spawnSync(join(project, 'node_modules/.bin', name), args, {
    cwd: copy,
    encoding: 'utf8',
  });
  return { passed: status === 0, stdout };
}

/** What must not be: where it is planted, and what the linter says of it. */
const planted = [
  [
    'a room that lies higher',
    'shared/mail',
    "import { reportExpiring } from '#watch/report-site.ts';\n\nexport const report = reportExpiring;\n",
    'only rooms below it',
  ],
  [
    'a room that lies higher, as a type',
    'shared/register/certificate',
    "import type { MailClaim } from '#mail/mailing-rules.ts';\n\nexport type Claim = MailClaim;\n",
    'only rooms below it',
  ],
  [
    'a room that lies higher, given on',
    'shared/storage',
    "export { statusWords } from '#web/messages/verdict.ts';\n",
    'only rooms below it',
  ],
  [
    'a room that lies higher, loaded later',
    'shared/tables',
    "export const later = async () => (await import('#lists/check-list.ts')).checkList;\n",
    'only rooms below it',
  ],
  [
    'a function in the product',
    'shared/provider',
    "import { clock } from '#functions/runtime/clock.ts';\n\nexport const now = clock;\n",
    'neither what runs it',
  ],
  [
    'hono in a rule',
    'shared/register/certificate',
    "import { Hono } from 'hono';\n\nexport const app = new Hono();\n",
    'hono lives only',
  ],
  [
    'hono in a store',
    'shared/mail/store',
    "import { Hono } from 'hono';\n\nexport const app = new Hono();\n",
    'hono lives only',
  ],
  [
    'the AWS SDK in a verb',
    'shared/import',
    "import { SQSClient } from '@aws-sdk/client-sqs';\n\nexport const sqs = new SQSClient();\n",
    'The AWS SDK lives only',
  ],
  [
    'the AWS SDK in a page',
    'shared/watch/site',
    "import { SQSClient } from '@aws-sdk/client-sqs';\n\nexport const sqs = new SQSClient();\n",
    'The AWS SDK lives only',
  ],
  [
    'the AWS SDK in a function',
    'functions/import-rows',
    "import { SQSClient } from '@aws-sdk/client-sqs';\n\nexport const sqs = new SQSClient();\n",
    'The AWS SDK lives only',
  ],
  [
    'a store in a verb',
    'shared/remind',
    "import { createMailLinks } from '#mail/store/mail-links.ts';\n\nexport const links = createMailLinks;\n",
    'reached by its ports',
  ],
  [
    'a store in a page',
    'shared/watch/site',
    "import { createMailLinks } from '#mail/store/mail-links.ts';\n\nexport const links = createMailLinks;\n",
    'reached by its ports',
  ],
  [
    'Node in a rule',
    'shared/register/certificate',
    "import { readFileSync } from 'node:fs';\n\nexport const read = readFileSync;\n",
    'Rules and verbs are pure',
  ],
  [
    'the CDK in a function',
    'functions/import-rows',
    "import { App } from 'aws-cdk-lib';\n\nexport const app = new App();\n",
    'The CDK lives only',
  ],
  [
    'the CDK in an operator’s command',
    'operator',
    "import { App } from 'aws-cdk-lib';\n\nexport const app = new App();\n",
    'The CDK lives only',
  ],
  [
    'code of the product in infra',
    'infra',
    "import { catalogue } from '#register/catalogue/catalogue.ts';\n\nexport const types = catalogue;\n",
    'share names',
  ],
  [
    'code of the product in the local system',
    'infra/local',
    "import { catalogue } from '#register/catalogue/catalogue.ts';\n\nexport const types = catalogue;\n",
    'share names',
  ],
  [
    'a way round the names',
    'shared/register/certificate',
    "import { createTable } from '../../storage/table.ts';\n\nexport const table = createTable;\n",
    'by the # names',
  ],
  [
    'new Date() in a rule',
    'shared/register/certificate',
    'export const now = () => new Date();\n',
    'Time is an argument',
  ],
  ['Date.now() in a verb', 'shared/import', 'export const now = () => Date.now();\n', 'Time is an argument'],
  [
    'process.env in a store',
    'shared/mail/store',
    "export const name = process.env['NAME'];\n",
    'noProcessEnv',
  ],
  [
    'a promise that nobody waits for',
    'shared/import',
    'async function work() {}\nexport function start() {\n  work();\n}\n',
    'noFloatingPromises',
  ],
] as const;
const GOOD = 'shared/register/planted-good.ts';
const fileOf = (folder: string, at: number) => `${folder}/planted-${at}.ts`;

const lintReport = z.object({
  diagnostics: z.array(
    z.object({
      severity: z.string(),
      message: z.string(),
      category: z.string(),
      location: z.object({ path: z.string() }),
    }),
  ),
});

/** What the linter says of each file: all are planted at once, for most of its work is to read the whole tree. */
let said: Map<string, string[]>;
let passed: boolean;
beforeAll(() => {
  const files = new Map<string, string>([
    ...planted.map(([, folder, text], at) => [fileOf(folder, at), text] as const),
    [GOOD, 'export const answer = 42;\n'],
  ]);
  for (const [file, text] of files) writeFileSync(join(copy, file), text);
  const options = ['--error-on-warnings', '--reporter=json', '--max-diagnostics=none'];
  const linted = tool('biome', 'check', ...options, ...files.keys());
  for (const file of files.keys()) rmSync(join(copy, file));
  passed = linted.passed;
  const { diagnostics } = lintReport.parse(JSON.parse(linted.stdout));
  said = new Map(
    [...files.keys()].map((file) => [
      file,
      diagnostics
        .filter(({ severity, location }) => location.path === file && /^(error|warning)$/.test(severity))
        .map(({ category, message }) => `${category}: ${message}`),
    ]),
  );
});

describe('npm run check fails on', () => {
  it.each(planted.map((one, at) => [...one, at] as const))('%s', (_, folder, _text, because, at) => {
    expect(said.get(fileOf(folder, at))).toEqual([expect.stringContaining(because)]);
    expect(passed).toBe(false);
  });

  it('nothing of the kind when the file keeps the rules', () => {
    expect(said.get(GOOD)).toEqual([]);
  });

  it('an export that nobody uses', () => {
    writeFileSync(join(copy, 'shared/tables/csv.ts'), 'export const unused = 1;\n', { flag: 'a' });
    const { passed, stdout } = tool('knip');
    expect(stdout).toMatch(/^unused +shared\/tables\/csv\.ts/m);
    // The only thing that it has to say.
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(passed).toBe(false);
  });
});
