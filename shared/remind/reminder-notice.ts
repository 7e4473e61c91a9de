import type { Provider } from '#register/catalogue/provider.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { type CivilDate, daysBetween } from '#register/civil-date.ts';
import { type DueStage, stageIdentity } from './reminder-record.ts';

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
export function toNotice(stage: DueStage, provider: Provider | undefined): CertificateNotice {
  const { credential } = stage.seen;
  const { expiresOn, provider: code } = stageIdentity(stage);
  return {
    credential,
    provider: provider ?? { code, name: { en: code, 'zh-HK': code } },
    expiresOn,
    daysLeft: daysBetween(stage.on, expiresOn),
    stageId: stage.stage,
  };
}
