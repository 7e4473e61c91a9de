import type { NoticeSubject } from '#mail/notice.ts';
import type { MailLinks } from '#mail/ports.ts';
import type { ProviderRepository } from '#register/ports/access.ts';
import type { Colleagues, SignIns } from '#register/ports/colleagues.ts';
import type { Passkeys } from '#register/ports/passkeys.ts';
import type { SignInCodes } from '#register/ports/sign-in-codes.ts';
import type { SessionDeps } from '#web/console/session.ts';

export interface ColleagueDeps extends SessionDeps {
  colleagues: Colleagues;
  signIns: SignIns;
  passkeys: Passkeys;
  codes: SignInCodes;
  signInLinks: Pick<MailLinks, 'sign' | 'read'>;
  signInMails: { send(subjects: NoticeSubject[]): Promise<void> };
  profiles: Pick<ProviderRepository, 'findProvider' | 'changeProvider'>;
  /** A UUID. */
  newId(): string;
}
