import * as z from 'zod';

const text = z.string().max(500);
const count = z.coerce.number().int().min(0);

/** What the addresses of these pages may carry. */
export const pageQuery = z.strictObject({ cursor: text.optional(), lang: text.optional() });

/** `after`: where the store's page begins; `row`: the last row of the page before. */
export const rejectedQuery = z.strictObject({
  after: count.transform(String).optional(),
  row: count.optional(),
  lang: text.optional(),
});

export const partQuery = z.strictObject({ part: count.min(1).default(1), lang: text.optional() });
