import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import type { Actor } from '#register/catalogue/colleague.ts';
import { addSeconds, type Instant } from '#register/civil-date.ts';

const FRESH_SECONDS = 15 * 60;

/**
 * Whether somebody's passkeys and codes stay as they are until they sign in anew: in a browser that was left open nobody adds their
 * own, or removes any. Who has none yet adds the first at any time.
 */
export async function mustSignInAgain(
  { passkeys, codes }: Pick<ColleagueDeps, 'passkeys' | 'codes'>,
  { provider, keyId, openedAt }: Actor,
  at: Instant,
): Promise<boolean> {
  if (openedAt && at < addSeconds(openedAt, FRESH_SECONDS)) return false;
  const of = { provider, colleagueId: keyId };
  return (await passkeys.list(of)).length > 0 || (await codes.find(of)) !== undefined;
}
