import type { Language } from '#register/certificate/credential.ts';
import type { CertificateNotice, ReminderNotice } from '#remind/reminder-notice.ts';

/** Every link of a reminder e-mail leads to the register itself. `base` may end with a slash. */
export interface MailUrls {
  verify(certificate: CertificateNotice, lang: Language): string;
  /** Without a language: where a mail program posts to (RFC 8058). */
  unsubscribe(lang?: Language): string;
  certificates(lang: Language): string;
}

export function mailUrls(base: string, { unsubscribe, certificates }: ReminderNotice['tokens']): MailUrls {
  const page = (path: string, part: string) =>
    `${base.replace(/\/$/, '')}/${path}/${encodeURIComponent(part)}`;
  return {
    verify: ({ credential, provider }, lang) =>
      `${page('verify', credential.key)}?issuer=${encodeURIComponent(provider.code)}&lang=${lang}`,
    unsubscribe: (lang) => `${page('unsubscribe', unsubscribe)}${lang === undefined ? '' : `?lang=${lang}`}`,
    certificates: (lang) => `${page('my', certificates)}?lang=${lang}`,
  };
}
