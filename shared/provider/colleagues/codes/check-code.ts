import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import type { Colleague } from '#register/catalogue/colleague.ts';
import type { SignInCode } from '#register/catalogue/sign-in-code.ts';
import type { Instant } from '#register/civil-date.ts';
import { stepOf } from './totp.ts';

type Deps = Pick<ColleagueDeps, 'codes'>;
/** `tooMany`: five were tried in this hour. */
export type CodeRefusal = 'wrong' | 'tooMany';

/** Tries what was typed as the code of a colleague's app; each code is right once. */
export async function checkCode(
  { codes }: Deps,
  { code, typed, at }: { code: SignInCode; typed: string; at: Instant },
): Promise<'right' | CodeRefusal> {
  if (!(await codes.countTry(code, at))) return 'tooMany';
  const step = stepOf(await codes.secret(code, code.draw), typed, at);
  return step !== undefined && (await codes.use(code, step)) ? 'right' : 'wrong';
}

/** What a link in an email does not do alone: `passkey`: it signs in nobody who has one, where a provider asks for more. */
export type Beside = { needs: 'nothing' } | { needs: 'code'; code: SignInCode } | { needs: 'passkey' };

export async function neededBeside(
  deps: Pick<ColleagueDeps, 'codes' | 'passkeys' | 'profiles'>,
  colleague: Colleague,
): Promise<Beside> {
  const code = await deps.codes.find(colleague);
  if (code) return { needs: 'code', code };
  const profile = await deps.profiles.findProvider(colleague.provider);
  if (profile?.secondFactor !== 'required') return { needs: 'nothing' };
  return { needs: (await deps.passkeys.list(colleague)).length > 0 ? 'passkey' : 'nothing' };
}
