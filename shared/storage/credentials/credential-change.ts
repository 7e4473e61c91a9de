import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { CredentialChange } from '#register/ports/register.ts';
import { fromItem } from './credential-item.ts';

const image = z.record(z.string(), z.unknown()).optional();
const streamRecord = z.object({ dynamodb: z.object({ NewImage: image, OldImage: image }) });

/**
 * What one record of the table's stream says of a credential; undefined when nothing of it changed but its place in the
 * reminders. Throws a ZodError on a record that is not of a credential.
 */
export function readCredentialChange(record: unknown): CredentialChange | undefined {
  const { NewImage, OldImage } = streamRecord.parse(record).dynamodb;
  const [now, before] = [NewImage, OldImage].map(
    (attributes) =>
      attributes && fromItem(unmarshall(attributes as Record<string, AttributeValue>)).credential,
  );
  // Every change of the facts or the history raises the version.
  if (now && now.version !== before?.version) return { key: now.key, provider: now.provider };
  return before && !now ? { key: before.key, provider: before.provider, gone: before } : undefined;
}
