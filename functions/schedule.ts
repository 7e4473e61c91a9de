import * as z from 'zod';
import { hongKongDay, instant } from '#domain/civil-date';

/** The Hong Kong day of a schedule's event; EventBridge Scheduler writes the moment without milliseconds. */
export const scheduledDay = z
  .object({
    scheduledTime: z.iso.datetime().transform((text) => instant.parse(new Date(text).toISOString())),
  })
  .transform(({ scheduledTime }) => hongKongDay(scheduledTime));
