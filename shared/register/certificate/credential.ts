import * as z from 'zod';
import { civilDate, instant } from '#register/civil-date.ts';
import { MAX_EMAIL_LENGTH, MAX_NAME_LENGTH } from '#register/names/holder-input.ts';

export const languages = ['zh-HK', 'en'] as const;
const language = z.enum(languages);
export type Language = z.infer<typeof language>;

/**
 * What stands on a certificate, each fact named here and in the order in which problems are told. The columns of a file, the
 * bodies and answers of the API, corrections and the list index follow from it; where a fact needs words or a reading of
 * its own, the compiler asks for them. An optional fact may be absent: it is then null in JSON.
 */
export const credentialFacts = z.object({
  type: z.string(),
  nameEn: z.string().optional(),
  nameZh: z.string().optional(),
  email: z.string().optional(),
  language,
  issuedOn: civilDate,
  /** As printed on the paper, inclusive. Absent: it does not expire. An extension is in the history. */
  expiresOn: civilDate.optional(),
  /** Which class of a course it was, in the provider's own words. Nobody but the provider sees it. */
  courseSession: z.string().optional(),
});
export type Facts = z.infer<typeof credentialFacts>;
export type Fact = keyof Facts;
export const factNames = credentialFacts.keyof().options;

export const MAX_SESSION_LENGTH = 40;

/** In characters, where a fact is a text that people write. */
export const maxLengths: { [F in Fact]?: number } = {
  nameEn: MAX_NAME_LENGTH,
  nameZh: MAX_NAME_LENGTH,
  email: MAX_EMAIL_LENGTH,
  courseSession: MAX_SESSION_LENGTH,
};

/** What `make` gives for each fact, by its name. */
export function byFact<T>(make: (fact: Fact) => T): { [F in Fact]: T } {
  return {
    type: make('type'),
    nameEn: make('nameEn'),
    nameZh: make('nameZh'),
    email: make('email'),
    language: make('language'),
    issuedOn: make('issuedOn'),
    expiresOn: make('expiresOn'),
    courseSession: make('courseSession'),
  };
}

/**
 * Where a change came from: somebody with a key, a row of an imported file (and whose key had it imported), an extension
 * order, the holder (a change of address), or the registry itself (a renewal that another provider registered; what its operator erased).
 */
export const source = z.discriminatedUnion('via', [
  z.object({ via: z.literal('api'), keyId: z.string() }),
  z.object({
    via: z.literal('import'),
    importId: z.string(),
    row: z.int(),
    keyId: z.string().optional(),
    /** What the row did was undone. */
    undo: z.literal(true).optional(),
  }),
  z.object({ via: z.literal('order'), orderId: z.string() }),
  z.object({ via: z.literal('holder'), changeId: z.string() }),
  z.object({ via: z.literal('registry') }),
]);
export type Source = z.infer<typeof source>;

const change = z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() });

/** `at` is when it was recorded; `on` is the Hong Kong day from which it has effect. */
const entryBase = { at: instant, on: civilDate, source };

const superseded = z.object({
  ...entryBase,
  event: z.literal('superseded'),
  by: z.object({ number: z.string(), provider: z.string() }),
  reason: z.string(),
});

const otherEntries = [
  /** `renewal`: its last valid day follows from the registration that it renews, and not from its day of issue. */
  z.object({ ...entryBase, event: z.literal('issued'), renewal: z.literal(true).optional() }),
  z.object({ ...entryBase, event: z.literal('corrected'), changes: z.array(change), reason: z.string() }),
  z.object({ ...entryBase, event: z.literal('revoked'), reason: z.string() }),
  z.object({ ...entryBase, event: z.literal('suspended'), reason: z.string() }),
  z.object({ ...entryBase, event: z.literal('reinstated'), reason: z.string() }),
  z.object({
    ...entryBase,
    event: z.literal('extended'),
    expiresOn: civilDate,
    /** The extension order that it is part of; absent: this certificate was extended by itself. */
    order: z.string().optional(),
    reason: z.string(),
  }),
  z.object({ ...entryBase, event: z.literal('extensionWithdrawn'), order: z.string(), reason: z.string() }),
  /**
   * Of what the registry superseded: by itself when the renewal elsewhere was revoked or is none, and by the certificate's own
   * provider, who rejects that one's provider for good.
   */
  z.object({ ...entryBase, event: z.literal('supersessionLifted'), reason: z.string() }),
  /** At the holder's request: who it is stands neither in the facts nor in what is before this entry. */
  z.object({ ...entryBase, event: z.literal('erased') }),
] as const;

const historyEntry = z.discriminatedUnion('event', [...otherEntries, superseded]);
/** By what happened: what took its place, and everything else. */
export const historyEntries = { superseded, otherEntries };
export type HistoryEntry = z.infer<typeof historyEntry>;

/** One certificate. Its facts are current; `history` tells how they came about and what holds when. */
export const credential = z.object({
  /** Normalised number: with the provider, the identity. */
  key: z.string(),
  /** The number as printed. */
  number: z.string(),
  provider: z.string(),
  ...credentialFacts.shape,
  /** Set when the number was assigned here: the fingerprint of what it was assigned for. */
  assignedFor: z.string().optional(),
  history: z.array(historyEntry).min(1),
  /** Starts at 1; every write asks for the version that it has seen. */
  version: z.int(),
});
export type Credential = z.infer<typeof credential>;

/** What is stored under a credential's key is none: a fault of ours that only a person can repair. */
export class UnreadableCredential extends Error {
  override name = 'UnreadableCredential';
}

export const credentialStatuses = [
  'revoked',
  'suspended',
  'superseded',
  'notYetValid',
  'expired',
  'expiringSoon',
  'valid',
] as const;
export type CredentialStatus = (typeof credentialStatuses)[number];
