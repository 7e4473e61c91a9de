import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { deployArguments } from '#infra/deploy-arguments';
import { filled } from '#support/storage/stages';
import { deployed, ofType, only, synthesise } from '#support/storage/template';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const told = (isProgram: boolean) =>
  deployArguments({
    commit: 'abc123',
    at: new Date('2026-11-30T01:02:03.456Z'),
    isProgram,
    asked: ['--context', 'stage=prod'],
  });

describe('npm run deploy', () => {
  test('asks a person about new rights, and a program nothing', () => {
    expect(told(false).join(' ')).not.toContain('--require-approval');
    expect(told(true).join(' ')).toContain('--require-approval never');
  });

  test('stamps commit and time, and passes on what was asked for', () => {
    expect(told(true).slice(-4)).toEqual([
      '--context',
      'release=abc123 2026-11-30T01:02:03Z',
      '--context',
      'stage=prod',
    ]);
    const { service } = synthesise(filled('prod', { release: 'abc123 2026-11-30T01:02:03Z' }));
    const releases = ofType(service, 'AWS::Lambda::Function').flatMap(
      ({ properties }) => Object(properties['Environment'])['Variables'].RELEASE ?? [],
    );
    expect(releases).toEqual(['abc123 2026-11-30T01:02:03Z']);
    expect(JSON.stringify(only(service, 'AWS::CloudWatch::Dashboard'))).toContain(
      'abc123 2026-11-30T01:02:03Z',
    );
  });
});

test('logs of a stage that keeps its data outlive the stack, those of others go with it', () => {
  const policies = (name: 'dev' | 'prod') =>
    new Set(
      ofType(deployed(name).service, 'AWS::Logs::LogGroup').map(({ deletionPolicy }) => deletionPolicy),
    );
  expect([...policies('prod')]).toEqual(['Retain']);
  expect([...policies('dev')]).toEqual(['Delete']);
  // Taken over by name, or the next deploy would find them in its way.
  for (const { properties } of ofType(deployed('prod').service, 'AWS::Logs::LogGroup'))
    expect(properties['LogGroupName']).toEqual(expect.any(String));
  expect(told(true)).toContain('--import-existing-resources');
});

test('a forge runs the test command of the README', () => {
  expect(read('README.md')).toContain('\nnpm ci && npm test\n');
  expect(read('.github/workflows/test.yml')).toContain('run: npm ci && npm test\n');
});

test('the changes name the version that is there', () => {
  expect(read('CHANGELOG.md')).toContain(`## ${JSON.parse(read('package.json')).version},`);
});
