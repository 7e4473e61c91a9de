import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { eachMessage } from '#functions/runtime/messages.ts';
import { traced } from '#functions/runtime/traced.ts';
import { FunctionLog } from '#infra/local/lambda/function-log';
import { matchesFilter } from '#support/filter-pattern';
import { deployed, ofType } from '#support/storage/template';
import { errorFields, logLine } from '#web/log.ts';

const { service } = deployed('prod');
const filters = ofType(service, 'AWS::Logs::MetricFilter');
const functions = ofType(service, 'AWS::Lambda::Function');

afterEach(() => void vi.restoreAllMocks());

/** What CloudWatch gets of what a function writes, by way of Lambda's JSON logging. */
async function inCloudWatch(write: () => unknown): Promise<string[]> {
  let written = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += text;
    return true;
  });
  await write();
  vi.restoreAllMocks();
  const folder = mkdtempSync(join(tmpdir(), 'logs-'));
  const log = new FunctionLog(folder, 'it');
  log.follow(Readable.from([written]), 'INFO');
  const linesIn = (text: string) => text.split('\n').filter(Boolean);
  const kept = () => linesIn(readFileSync(join(folder, 'it.log'), 'utf8'));
  await vi.waitFor(() => expect(kept()).toHaveLength(linesIn(written).length));
  await log.close();
  return kept();
}

describe('the filter that counts the errors of a function', () => {
  let patterns: string[];
  beforeAll(() => {
    patterns = [...new Set(filters.map(({ properties }) => String(properties['FilterPattern'])))];
  });

  test('is there for each function, over its own log', () => {
    expect(filters.length).toBe(functions.length);
    expect(patterns).toEqual(['{ $.level = "ERROR" }']);
  });

  test('matches what handlers log as an error, and nothing else that they log', async () => {
    const lines = await inCloudWatch(async () => {
      await traced(() => {
        logLine({ level: 'ERROR', event: 'broken', ...errorFields(new Error('no')) });
        logLine({ level: 'WARN', event: 'notice waits', what: 'ERROR' });
        logLine({ level: 'INFO', event: 'run started' });
      })({}, { awsRequestId: '1' });
      const failing = eachMessage(z.object({}), () => Promise.reject(new Error('no')));
      await failing({ Records: [{ messageId: 'm', body: '{}' }] } as Parameters<typeof failing>[0]);
    });
    const matched = lines.map((line) => patterns.every((pattern) => matchesFilter(pattern, line)));
    expect(matched).toEqual([true, false, false, true]);
  });

  test('would match nothing of a line without an instant, which Lambda takes for a text of level INFO', async () => {
    const lines = await inCloudWatch(() => process.stdout.write('{"level":"ERROR","event":"broken"}\n'));
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { timestamp: expect.any(String), level: 'INFO', message: { level: 'ERROR', event: 'broken' } },
    ]);
    expect(matchesFilter('{ $.level = "ERROR" }', lines[0] ?? '')).toBe(false);
  });
});
