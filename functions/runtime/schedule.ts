import * as z from 'zod';
import { hongKongDay, instant } from '#register/civil-date.ts';

/**
 * A schedule's event: its instant, which EventBridge Scheduler writes without milliseconds, and that instant's Hong
 * Kong day.
 */
export const scheduled = z
  .object({
    scheduledTime: z.iso.datetime().transform((text) => instant.parse(new Date(text).toISOString())),
  })
  .transform(({ scheduledTime }) => ({ at: scheduledTime, on: hongKongDay(scheduledTime) }));
