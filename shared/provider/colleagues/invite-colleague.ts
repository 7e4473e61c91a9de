import { isColleague, type Role } from '#register/catalogue/colleague.ts';
import type { Instant } from '#register/civil-date.ts';
import { hasIdentityNumber, isName, readEmail, tidy } from '#register/names/holder-input.ts';
import { whyUnfitName } from '#register/names/unfit-name.ts';
import type { Colleagues } from '#register/ports/colleagues.ts';

/** More is no school, but somebody who writes to strangers. */
const MAX_COLLEAGUES = 200;

export type InviteRefusal =
  | 'invalidEmail'
  | 'invalidName'
  | 'identityInName'
  | 'exists'
  | 'tooMany'
  | 'usedUp'
  | 'noMoreMail';

/** What is wrong with each field; of the whole, it is said at the address. */
export type InviteProblems = { email?: InviteRefusal; name?: InviteRefusal };

/**
 * Invites somebody to a provider's console; the mail goes when the table's stream tells of it. `exists`: there is a colleague
 * at this address. `tooMany`: there are 200. `usedUp`, `noMoreMail`: the provider's, or everybody's, mails of that day to
 * people who confirmed nothing.
 */
export async function inviteColleague(
  deps: { colleagues: Pick<Colleagues, 'list' | 'add'>; newId(): string },
  asked: { provider: string; email: string; name: string; role: Role; invitedBy: string; at: Instant },
): Promise<{ ok: true; colleagueId: string } | { ok: false; problems: InviteProblems }> {
  const { provider, role, invitedBy, at } = asked;
  const email = readEmail(tidy(asked.email) ?? '');
  const name = tidy(asked.name) ?? '';
  const isFit = isName(name) && !whyUnfitName(name);
  const wrongName = hasIdentityNumber(name) ? 'identityInName' : isFit ? undefined : 'invalidName';
  if (!email || wrongName)
    return {
      ok: false,
      problems: { ...(!email && { email: 'invalidEmail' }), ...(wrongName && { name: wrongName }) },
    };
  const present = (await deps.colleagues.list(provider)).filter((one) => isColleague(one, at));
  if (present.length >= MAX_COLLEAGUES) return { ok: false, problems: { email: 'tooMany' } };
  const colleagueId = `colleague-${deps.newId().replaceAll('-', '').slice(0, 12)}`;
  const added = await deps.colleagues.add(
    { colleagueId, provider, email, name, role, invitedAt: at, invitedBy, version: 1 },
    { caller: `provider ${provider}` },
  );
  return added === 'added' ? { ok: true, colleagueId } : { ok: false, problems: { email: added } };
}
