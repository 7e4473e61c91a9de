import * as z from 'zod';
import { catalogue } from '#register/catalogue/catalogue.ts';
import { byFact, credentialFacts, credentialStatuses, languages } from '#register/certificate/credential.ts';
import { civilDate } from '#register/civil-date.ts';
import { hasIdentityNumber } from '#register/names/holder-input.ts';

/** No text that is kept may have an identity card number (domain.md §5). */
const isWithoutIdentity = (text: string) => !hasIdentityNumber(text);
const identityRefused = { params: { code: 'identity_number' } };

/** What the API takes; `null` where nothing need stand is as if it were left out. Unknown fields are refused, so that a misspelt one is not silently left out. */
const text = z.string().max(500);
const reason = z.string().trim().min(1).max(500).refine(isWithoutIdentity, identityRefused);

/** A fact is sent as a text, and read like a cell of a file. But where a file may say 中文, a program says what it means. */
const language = z.enum(languages).optional();

export const credentialBody = z.strictObject({
  number: text.nullish(),
  ...byFact(() => text.nullish()),
  language: language.nullish(),
});

/** `null` takes away what a certificate can be without. Only people correct the type, in the console. */
export const patchBody = z
  .strictObject({
    ...byFact((fact) => (credentialFacts.shape[fact].isOptional() ? text.nullish() : text.optional())),
    language,
    reason,
  })
  .omit({ type: true });

const day = civilDate;
export const statusChangeBody = z.strictObject({ reason, on: day.nullish() });
export const reinstateBody = statusChangeBody.extend({ rejects: z.boolean().optional() });
export const extendBody = z.strictObject({ reason, on: day.nullish(), expiresOn: day });
export const renewBody = credentialBody.extend({ reason });

export const listQuery = z
  .strictObject({
    expiringFrom: day.optional(),
    expiringTo: day.optional(),
    type: z.enum(catalogue.map(({ code }) => code)).optional(),
    status: z.enum(credentialStatuses).optional(),
    q: z.string().trim().min(1).max(500).optional(),
    cursor: z.string().max(2000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    lang: text.optional(),
  })
  .refine(({ expiringFrom = '', expiringTo = '9' }) => expiringFrom <= expiringTo, { path: ['expiringTo'] });

const fileLength = z
  .int()
  .min(0)
  .refine((bytes) => bytes !== 0, { params: { code: 'empty_file' } })
  .meta({ minimum: 1 });

/** What the console's script asks an upload for; the browser's name of a file may be a path. */
export const uploadBody = z.strictObject({
  fileName: z.string().max(4096).refine(isWithoutIdentity, identityRefused),
  contentLength: fileLength,
});

export const importBody = z.strictObject({
  fileName: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^\P{Cc}+$/u)
    .refine(isWithoutIdentity, identityRefused),
  contentLength: fileLength,
  /** For columns that the file lacks. */
  defaults: z
    .strictObject({
      type: text.nullish(),
      issuedOn: text.nullish(),
    })
    .nullish(),
  preview: z.boolean().nullish(),
});

export const rowsQuery = z.strictObject({
  cursor: z.coerce.number().int().min(0).optional(),
  lang: text.optional(),
});

export const pageQuery = z.strictObject({
  cursor: text.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  lang: text.optional(),
});

/** With `preview`, what the order would do; without it, the order. Its dates are compared in orders/extension-order. */
export const extensionOrderBody = z
  .strictObject({
    types: z
      .array(z.enum(catalogue.map(({ code }) => code)))
      .min(1)
      .max(catalogue.length)
      .nullish(),
    expiringFrom: day,
    expiringTo: day,
    expiresOn: day,
    reason,
    preview: z.boolean().nullish(),
  })
  .refine(({ expiringFrom, expiringTo }) => expiringFrom <= expiringTo, { path: ['expiringTo'] });

export const withdrawalBody = z.strictObject({ reason: reason.nullish() });
