import { isUndeliverable } from '#mail/is-undeliverable.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import type { ComposedMail, MailLinks, MailStates } from '#mail/ports.ts';
import type { WrittenNotice } from '#mail/send-notice.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { Colleagues, SignIns } from '#register/ports/colleagues.ts';
import { colleaguesAt } from './sign-in.ts';

/** What a mail with a link to sign in says; `token` is in the link. */
export interface SignInNotice {
  language: Language;
  token: string;
}

export interface WriteSignInDeps {
  signIns: Pick<SignIns, 'find'>;
  colleagues: Colleagues;
  mailStates: MailStates;
  links: Pick<MailLinks, 'sign'>;
  composeSignIn(notice: SignInNotice): ComposedMail;
  clock: Clock;
}

/** The mail with the link, or why there is none: a stranger asked, or it would come too late. */
export async function writeSignIn(
  deps: WriteSignInDeps,
  { signInId }: NoticeSubject & { of: 'signIn' },
): Promise<WrittenNotice> {
  const [at, signIn] = [deps.clock(), await deps.signIns.find(signInId)];
  if (!signIn || signIn.usedAt || signIn.until <= at) return { skip: 'gone' };
  const to = (await colleaguesAt(deps, signIn.holder, at)).flatMap(({ email }) => email ?? [])[0];
  if (to === undefined) return { skip: 'gone' };
  if (await isUndeliverable(deps, to)) return { skip: 'undeliverable' };
  const token = await deps.links.sign('signIn', { signInId });
  return { mail: { to, ...deps.composeSignIn({ language: signIn.language, token }) } };
}
