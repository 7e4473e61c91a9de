import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { createLane, type Lane, type LaneKind } from './fault-lane.ts';

/** Lanes with the functions as they are deployed; with FAULT_WHOLE=1 all in processes. */
export async function openLanes(kinds: readonly (Pick<LaneKind, 'attempts'> & Partial<LaneKind>)[]) {
  const dynamoDbUrl = inject('dynamoDbUrl');
  const bundles = inject('faultBundles');
  const all = inject('faultSettings').FAULT_WHOLE === '1';
  Object.assign(process.env, {
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDbUrl,
  });
  const lanes: Lane[] = [];
  for (const { attempts, processes = false } of kinds)
    lanes.push(
      await createLane({
        dynamoDbUrl,
        messagingUrl: inject('messagingUrl'),
        bundles,
        assembly: inject('faultAssembly'),
        compiled: join(dirname(bundles['send-then-mark']), 'compiled'),
        attempts,
        processes: processes || all,
      }),
    );
  return {
    lanes,
    async close() {
      for (const lane of lanes) await lane.stop();
    },
  };
}
