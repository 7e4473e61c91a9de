import * as z from 'zod';
import type { Messaging } from '#infra/local/emulators/messaging';
import type { LocalWorld } from './resources.ts';

const corsRule = z.object({
  AllowedMethods: z.array(z.string()),
  AllowedOrigins: z.array(z.string()),
  AllowedHeaders: z.array(z.string()).default([]),
  ExposedHeaders: z.array(z.string()).default([]),
  MaxAge: z.number().optional(),
});
export type CorsRule = z.infer<typeof corsRule>;

export interface LocalBucket {
  name: string;
  cors: CorsRule[];
  /** Whether the template has S3 tell EventBridge of what is put here. */
  notifies: boolean;
}

const properties = z.object({
  CorsConfiguration: z.object({ CorsRules: z.array(corsRule) }).optional(),
  NotificationConfiguration: z
    .object({
      EventBridgeConfiguration: z.object({ EventBridgeEnabled: z.boolean().default(true) }).optional(),
    })
    .optional(),
});

export function provisionBuckets(world: LocalWorld, messaging: Messaging): LocalBucket[] {
  return world.all('AWS::S3::Bucket').map((found) => {
    const name = world.own(found, 'Ref');
    const declared = world.properties(found, properties);
    messaging.engine.createBucket(name);
    return {
      name,
      cors: declared.CorsConfiguration?.CorsRules ?? [],
      notifies: declared.NotificationConfiguration?.EventBridgeConfiguration?.EventBridgeEnabled ?? false,
    };
  });
}
