import { type Colleague, isColleague } from '#register/catalogue/colleague.ts';
import type { Language } from '#register/certificate/credential.ts';
import { addSeconds, type Instant } from '#register/civil-date.ts';
import { readEmail, tidy } from '#register/names/holder-input.ts';
import type { SignIn } from '#register/ports/colleagues.ts';
import type { ColleagueDeps } from './deps.ts';

const LINK_MINUTES = 15;

/**
 * Has a link sent to a colleague's address, for the browser that has the cookie. The answer is the same for every address,
 * and so is what is done before it. `invalid`: no address. `usedUp`, `noMoreMail`: too many were asked for that day.
 */
export async function askSignIn(
  deps: Pick<ColleagueDeps, 'signIns' | 'signInMails' | 'newId'>,
  asked: { typed: string; cookie: string; caller: string; language: Language; at: Instant },
): Promise<'asked' | 'invalid' | 'usedUp' | 'noMoreMail'> {
  const email = readEmail(tidy(asked.typed) ?? '');
  if (!email) return 'invalid';
  const { cookie, caller, language, at } = asked;
  const signInId = deps.newId();
  const until = addSeconds(at, LINK_MINUTES * 60);
  const stored = await deps.signIns.ask({ signInId, email, caller, cookie, language, askedAt: at, until });
  if (stored !== 'stored') return stored;
  await deps.signInMails.send([{ of: 'signIn', signInId }]);
  return 'asked';
}

/** Why a link opens nothing. `gone`: no link of ours, or the colleague was removed. */
export type DeadLink = 'gone' | 'used' | 'late' | 'otherBrowser';

export type LinkState =
  | { ok: true; signIn: SignIn; colleagues: Colleague[] }
  | { ok: false; because: DeadLink };

/** What a link in a mail is good for now, in the browser with this cookie; nothing is used up by asking. */
export async function readSignInLink(
  deps: Pick<ColleagueDeps, 'colleagues' | 'signIns' | 'signInLinks'>,
  { token, cookie, at }: { token: string; cookie: string | undefined; at: Instant },
): Promise<LinkState> {
  const link = await deps.signInLinks.read('signIn', token);
  const signIn = link && (await deps.signIns.find(link.signInId));
  if (!signIn) return { ok: false, because: 'gone' };
  if (signIn.usedAt) return { ok: false, because: 'used' };
  if (signIn.until <= at) return { ok: false, because: 'late' };
  if (!cookie || !deps.signIns.isOfBrowser(signIn, cookie)) return { ok: false, because: 'otherBrowser' };
  const colleagues = await colleaguesAt(deps, signIn.holder, at);
  return colleagues.length > 0 ? { ok: true, signIn, colleagues } : { ok: false, because: 'gone' };
}

export async function colleaguesAt(
  { colleagues }: Pick<ColleagueDeps, 'colleagues'>,
  holder: string,
  at: Instant,
): Promise<Colleague[]> {
  return (await colleagues.atAddress(holder)).filter((one) => isColleague(one, at));
}
