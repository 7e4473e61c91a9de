import * as z from 'zod';
import { instant } from '#register/civil-date.ts';
import { colleagueId } from './colleague.ts';
import { providerCode } from './provider.ts';

/** That a colleague has an app that shows codes (RFC 6238), asked for beside the link in an email. */
export const signInCode = z.object({
  provider: providerCode,
  colleagueId,
  /** Drawn by chance: with it and the registry's secret the app's secret is computed, which is stored nowhere. */
  draw: z.uuid(),
  setAt: instant,
  /** The half minute of the code that was used last: none is used twice. */
  lastStep: z.int(),
});
export type SignInCode = z.infer<typeof signInCode>;
