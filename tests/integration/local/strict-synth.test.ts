import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { PROJECT } from '#infra/local/settings';
import { FILLED, WITH_EDGE } from '#support/storage/stages';

const outdir = mkdtempSync(join(tmpdir(), 'certkeeper-strict-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** Nobody's account, and nowhere to ask: a proxy that is not there. */
const OFFLINE = {
  PATH: process.env['PATH'],
  HOME: outdir,
  AWS_EC2_METADATA_DISABLED: 'true',
  HTTP_PROXY: 'http://127.0.0.1:1',
  HTTPS_PROXY: 'http://127.0.0.1:1',
};

test.each([
  ['prod', WITH_EDGE, ['edge', 'mail', 'registry', 'service']],
  ['dev', {}, ['mail', 'registry', 'service']],
])(
  'cdk synth --strict takes %s with its settings filled, functions and all, without a network',
  async (stage, more, stacks) => {
    const context = Object.entries({ stage, ...FILLED, ...more }).flatMap(([field, value]) => [
      '--context',
      `${field}=${value}`,
    ]);
    const out = join(outdir, stage);
    const flags = ['--strict', '--quiet', '--no-notices', '--no-version-reporting', '--output', out];
    await promisify(execFile)(
      process.execPath,
      [join(PROJECT, 'node_modules', 'aws-cdk', 'bin', 'cdk'), 'synth', ...flags, ...context],
      { cwd: PROJECT, env: OFFLINE },
    );
    const templates = readdirSync(out).filter((name) => name.endsWith('.template.json'));
    expect(templates).toEqual(stacks.map((name) => `certkeeper-${stage}-${name}.template.json`));
  },
);
