import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { type ColleagueStep, colleague } from '#register/catalogue/colleague.ts';

const image = z.record(z.string(), z.unknown());
const streamRecord = z.object({ dynamodb: z.object({ NewImage: image, OldImage: image.optional() }) });
const ofColleague = z.object({
  dynamodb: z.object({ NewImage: z.object({ entity: z.object({ S: z.literal('colleague') }) }) }),
});

interface ColleagueChange {
  provider: string;
  colleagueId: string;
  step: ColleagueStep;
  n: number;
}

/** Whether a record of the table's stream is of a provider's colleague. */
export const isOfColleague = (record: unknown) => ofColleague.safeParse(record).success;

/** What is to be told of such a record; nothing of a sign-in. */
export function readColleagueChange(record: unknown): ColleagueChange[] {
  const { NewImage, OldImage } = streamRecord.parse(record).dynamodb;
  const now = colleague.parse(unmarshall(NewImage as Record<string, AttributeValue>));
  const before = OldImage && colleague.parse(unmarshall(OldImage as Record<string, AttributeValue>));
  const tell = (step: ColleagueChange['step']) => ({
    provider: now.provider,
    colleagueId: now.colleagueId,
    step,
    n: now.version,
  });
  if (!before) return [tell('invitation'), tell('invited')];
  if (now.removedAt && !before.removedAt) return [tell('removed')];
  // To the provider too: whoever did it may have the colleague's inbox.
  if (now.passkeyAddedAt !== before.passkeyAddedAt) return [tell('passkey'), tell('factorAdded')];
  if (now.factorsRemovedAt !== before.factorsRemovedAt) return [tell('factorLost'), tell('factorRemoved')];
  if (now.linkEnoughAt !== before.linkEnoughAt) return [tell('linkEnough')];
  return now.role === before.role ? [] : [tell('role')];
}
