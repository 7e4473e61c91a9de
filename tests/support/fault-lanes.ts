import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { inject } from 'vitest';
import { bundleOf } from '../bench/bundle.ts';
import { createLane, type Lane } from './fault-lane.ts';

/** Lanes with the functions as they are deployed. `attempts`: one for each lane, how often its SDK tries. */
export async function openLanes(attempts: readonly number[]) {
  const dynamoDbUrl = inject('dynamoDbUrl');
  Object.assign(process.env, {
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDbUrl,
  });
  const folder = await mkdtemp(join(tmpdir(), 'certkeeper-faults-'));
  const bundles = {
    'plan-reminders': await bundleOf('plan-reminders', folder),
    'send-reminders': await bundleOf('send-reminders', folder),
    'record-mail-event': await bundleOf('record-mail-event', folder),
    'send-then-mark': join(folder, 'send-then-mark.cjs'),
  };
  await build({
    entryPoints: [join(import.meta.dirname, '..', 'faults', 'send-then-mark.ts')],
    outfile: bundles['send-then-mark'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  const lanes: Lane[] = [];
  for (const tries of attempts)
    lanes.push(
      await createLane({
        dynamoDbUrl,
        messagingUrl: inject('messagingUrl'),
        bundles,
        compiled: join(folder, 'compiled'),
        attempts: tries,
      }),
    );
  return {
    lanes,
    async close() {
      for (const lane of lanes) await lane.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
