import * as z from 'zod';

const text = z.string().max(500);
const count = z.coerce.number().int().min(0);
const after = count.transform(String).optional();

/** What the addresses of these pages may carry. */
export const pageQuery = z.strictObject({ cursor: text.optional(), lang: text.optional() });

/** Which rows are shown of those to correct, and of those with people (imports-rows). */
export const rowsQuery = z.strictObject({
  correctAfter: after,
  correctSkip: count.optional(),
  peopleAfter: after,
  peopleSkip: count.optional(),
  lang: text.optional(),
});
export type RowsQuery = z.infer<typeof rowsQuery>;

export const partQuery = z.strictObject({ part: count.min(1).default(1), lang: text.optional() });
