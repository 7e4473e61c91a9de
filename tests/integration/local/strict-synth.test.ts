import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { buildApp } from '#infra/build-app';
import { PROJECT } from '#infra/local/settings';
import { FILLED, filled, WITH_EDGE } from '#support/storage/stages';

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

test('cdk synth --strict takes prod with its settings filled, functions and all, without a network', async () => {
  const context = Object.entries({ stage: 'prod', ...FILLED, ...WITH_EDGE }).flatMap(([field, value]) => [
    '--context',
    `${field}=${value}`,
  ]);
  const flags = ['--strict', '--quiet', '--no-notices', '--no-version-reporting', '--output', outdir];
  await promisify(execFile)(
    process.execPath,
    [join(PROJECT, 'node_modules', 'aws-cdk', 'bin', 'cdk'), 'synth', ...flags, ...context],
    { cwd: PROJECT, env: OFFLINE },
  );
  expect(templatesIn(outdir, 'prod')).toEqual(['edge', 'mail', 'registry', 'service']);
});

test('nor is there a warning about dev, which is what --strict refuses', () => {
  const { stacks, directory } = buildApp({ stage: filled('dev') }).synth();
  expect(stacks.flatMap(({ messages }) => messages)).toEqual([]);
  expect(templatesIn(directory, 'dev')).toEqual(['mail', 'registry', 'service']);
});

const templatesIn = (folder: string, stage: string) =>
  readdirSync(folder).flatMap(
    (name) => name.match(`^certkeeper-${stage}-(.*)\\.template\\.json$`)?.[1] ?? [],
  );
