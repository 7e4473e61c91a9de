import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import type { Colleague } from '#register/catalogue/colleague.ts';
import type { SignInCode } from '#register/catalogue/sign-in-code.ts';
import type { CodeTry } from '#register/ports/sign-in-codes.ts';
import { logLine } from '#web/log.ts';
import { stepOf } from './totp.ts';

type Deps = Pick<ColleagueDeps, 'codes'>;
/** `tooMany`: five were tried in this hour. */
export type CodeRefusal = 'wrong' | 'tooMany';

/** Tries what was typed as the code of a colleague's app; each code is right once, and the tries before it count no more. */
export async function checkCode(
  { codes }: Deps,
  { code, typed, ...tried }: { code: SignInCode; typed: string } & CodeTry,
): Promise<'right' | CodeRefusal> {
  const left = await codes.countTry(code, tried);
  if (left === undefined) return 'tooMany';
  const step = stepOf(await codes.secret(code, code.draw), typed, tried.at);
  if (step === undefined || !(await codes.use(code, step))) {
    if (left === 0) logLine({ level: 'WARN', event: 'five wrong codes', provider: code.provider });
    return 'wrong';
  }
  await codes.forgetTries(code, tried);
  return 'right';
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
