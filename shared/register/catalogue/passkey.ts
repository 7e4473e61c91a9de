import * as z from 'zod';
import { instant } from '#register/civil-date.ts';
import { colleagueId } from './colleague.ts';
import { providerCode } from './provider.ts';

/** With which one colleague of one provider signs in: a key pair of a device of theirs, of which only the public half is here. */
export const passkey = z.object({
  provider: providerCode,
  colleagueId,
  /** The hash of the id that the device gave it: names it in addresses. */
  passkeyId: z.string(),
  /** As the device gave it, in base64url. */
  credentialId: z.string(),
  /** COSE, in base64url. */
  publicKey: z.string(),
  /** How often the device says that it was used; those that several devices share say 0. */
  counter: z.int().nonnegative(),
  /** As its colleague calls it. */
  name: z.string(),
  addedAt: instant,
  lastUsedAt: instant.optional(),
});
export type Passkey = z.infer<typeof passkey>;

/** Of one colleague: a few devices, and one left from before. */
export const MAX_PASSKEYS = 10;
