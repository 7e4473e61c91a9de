import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import { signedInRecord } from '#provider/colleagues/signed-in-colleague.ts';
import type { Actor } from '#register/catalogue/colleague.ts';
import type { Instant } from '#register/civil-date.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import { type CodeRefusal, checkCode } from './check-code.ts';

/** Codes are asked for no more, if one of them is typed; their colleague is told, and the provider. */
export async function removeCode(
  deps: Pick<ColleagueDeps, 'codes' | 'colleagues'>,
  { actor, typed, at }: { actor: Actor; typed: string; at: Instant },
): Promise<'removed' | CodeRefusal> {
  const code = await deps.codes.find(await signedInRecord(deps, actor, at));
  if (!code) return 'removed';
  const tried = await checkCode(deps, { code, typed, to: 'remove', at });
  if (tried !== 'right') return tried;
  return retry(ofOneRecord, async () => {
    const seen = await signedInRecord(deps, actor, at);
    return (await deps.codes.remove(seen, at)) === 'removed' ? 'removed' : AGAIN;
  });
}
