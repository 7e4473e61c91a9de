import type { Provider } from '#register/catalogue/provider.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { effectiveExpiry } from '#register/certificate/history.ts';
import type { CivilDate } from '#register/civil-date.ts';
import type { StageDecision } from '#remind/reminder-decision.ts';

/** What one reminder e-mail says of one certificate. */
export interface CertificateNotice {
  credential: Credential;
  provider: Pick<Provider, 'code' | 'name' | 'contact'>;
  /** The last valid day. */
  expiresOn: CivilDate;
  /** On the day of the run; negative after expiry. */
  daysLeft: number;
  stageId: string;
}

/** One e-mail: one holder's certificates whose stage is current on one day. */
export interface ReminderNotice {
  on: CivilDate;
  certificates: CertificateNotice[];
  /** What the mail's own links carry. */
  tokens: { unsubscribe: string; certificates: string };
}

/** A provider that is not in the directory goes by its code. */
export function noticeOf(
  credential: Credential,
  provider: Provider | undefined,
  decision: StageDecision & { action: 'send' },
): CertificateNotice {
  const expiresOn = effectiveExpiry(credential);
  if (!expiresOn) throw new Error('a reminder for a credential without an expiry');
  const code = credential.provider;
  return {
    credential,
    provider: provider ?? { code, name: { en: code, 'zh-HK': code } },
    expiresOn,
    daysLeft: decision.daysLeft,
    stageId: decision.stage.id,
  };
}
