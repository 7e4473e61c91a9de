import * as z from 'zod';
import { rowKinds } from '#lists/check-list.ts';

const count = z.coerce.number().int();

export const pageQuery = z.object({
  kind: z.enum(rowKinds).optional(),
  page: count.min(1).max(1000).default(1),
  /** All on one page, where they are not too many. */
  rows: z.literal('all').optional(),
});

/** `after`: how many rows come before, in the order asked. */
export const jsonQuery = z.object({ after: count.min(0).max(1_000_000).default(0) });
