import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { apiKey } from '#register/catalogue/provider.ts';

const image = z.record(z.string(), z.unknown());
const streamRecord = z.object({ dynamodb: z.object({ NewImage: image, OldImage: image.optional() }) });
const ofKey = z.object({
  dynamodb: z.object({ NewImage: z.object({ entity: z.object({ S: z.literal('apiKey') }) }) }),
});

export interface KeyChange {
  provider: string;
  keyId: string;
  step: 'issued' | 'revoked';
}

/** Whether a record of the table's stream is of a provider's key. */
export const isOfKey = (record: unknown) => ofKey.safeParse(record).success;

/** What such a record says: undefined when the key was neither issued nor revoked by it. */
export function readKeyChange(record: unknown): KeyChange | undefined {
  const { NewImage, OldImage } = streamRecord.parse(record).dynamodb;
  const now = apiKey.parse(unmarshall(NewImage as Record<string, AttributeValue>));
  const before = OldImage && apiKey.parse(unmarshall(OldImage as Record<string, AttributeValue>));
  const { provider, keyId } = now;
  if (!before) return { provider, keyId, step: 'issued' };
  return now.revokedAt && !before.revokedAt ? { provider, keyId, step: 'revoked' } : undefined;
}
