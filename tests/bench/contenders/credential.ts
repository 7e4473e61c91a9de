import * as z from 'zod';

/** The schema that anybody would write of an item. */
export const credential = z.object({
  key: z.string(),
  number: z.string(),
  provider: z.string(),
  type: z.string(),
  nameEn: z.string().optional(),
  nameZh: z.string().optional(),
  email: z.email().optional(),
  language: z.enum(['zh-HK', 'en']),
  issuedOn: z.iso.date(),
  expiresOn: z.iso.date().optional(),
  history: z.array(z.object({ event: z.string(), at: z.iso.datetime(), on: z.iso.date() })).min(1),
  version: z.int(),
});
