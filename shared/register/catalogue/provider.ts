import * as z from 'zod';
import { civilDate, instant } from '#register/civil-date.ts';
import { readEmail } from '#register/names/holder-input.ts';

/** `masked`: initials only. `full`: the whole name. `matchOnly`: nothing is shown unless the printed name was typed. */
export const disclosurePolicies = ['masked', 'full', 'matchOnly'] as const;

/**
 * That a scheme approved this provider, as an organisation that issues certificates of that type (Cap. 509A s.17), or its
 * course (Cap. 59D, 59I, 59K), from `from` through `to` (both inclusive).
 */
export const approval = z.object({
  scheme: z.string(),
  courseType: z.string(),
  from: civilDate,
  to: civilDate.optional(),
});
export type Approval = z.infer<typeof approval>;

export const providerCode = z.string().regex(/^[A-Z]{2,8}$/, 'two to eight capital letters');

export const provider = z.object({
  code: providerCode,
  name: z.object({ en: z.string().min(1), 'zh-HK': z.string().min(1) }),
  /** Where a holder or an employer can ask: an address, a telephone number or a page. */
  contact: z.string().optional(),
  /** Where the weekly digest goes; absent: there is none. Never shown to the public. */
  digestEmail: z
    .string()
    .refine((text) => readEmail(text) === text, 'one email address, such as office@example.com')
    .optional(),
  /**
   * Where mail that protects the provider goes, once a manager has changed the address that it went to: kept until the operator says
   * otherwise, so that nobody hides a new key by a new address. Absent: it goes to the contact or the digest's address.
   */
  protectedEmail: z.string().optional(),
  disclosure: z.enum(disclosurePolicies),
  /** Whether people sign in to the console with a key too; absent: they do. Programs always may. */
  keySignIn: z.literal('off').optional(),
  /** Whether colleagues sign in with a passkey, or with a code beside the link; absent: as they like. */
  secondFactor: z.literal('required').optional(),
  /** Since when it registers nothing any more; its certificates stay. */
  closedOn: civilDate.optional(),
  approvals: z.array(approval),
});
export type Provider = z.infer<typeof provider>;

export const apiKey = z.object({
  /** Names the key without giving it away. */
  keyId: z.string(),
  provider: providerCode,
  label: z.string(),
  createdAt: instant,
  /** The key with which it was issued at the console, or `operator`; of keys from before this was kept nobody knows. */
  issuedBy: z.string().optional(),
  revokedAt: instant.optional(),
});
export type ApiKey = z.infer<typeof apiKey>;
