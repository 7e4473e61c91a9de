import type { Language } from '#register/certificate/credential.ts';
import type { CertificateNotice, ReminderNotice } from '#remind/reminder-notice.ts';

/** Every link of a reminder e-mail leads to the register itself. `base` may end with a slash. */
export interface MailUrls {
  verify(certificate: CertificateNotice, lang: Language): string;
  /** The holder's own page of it. */
  certificate(certificate: CertificateNotice, lang: Language): string;
  /** Without a language: where a mail program posts to (RFC 8058). */
  unsubscribe(lang?: Language): string;
  certificates(lang: Language): string;
}

/** Of the page of a certificate that an employer sees. */
export const verifyUrls = (base: string): Pick<MailUrls, 'verify'> => ({
  verify: ({ credential, provider }, lang) =>
    `${pageAt(base, 'verify', credential.key)}?issuer=${encodeURIComponent(provider.code)}&lang=${lang}`,
});

const pageAt = (base: string, path: string, part: string) =>
  `${base.replace(/\/$/, '')}/${path}/${encodeURIComponent(part)}`;

export function mailUrls(base: string, { unsubscribe, certificates }: ReminderNotice['tokens']): MailUrls {
  const page = (path: string, part: string) => pageAt(base, path, part);
  return {
    ...verifyUrls(base),
    certificate: ({ credential, provider }, lang) =>
      `${page('my', certificates)}/proof/${encodeURIComponent(provider.code)}/${encodeURIComponent(credential.key)}?lang=${lang}`,
    unsubscribe: (lang) => `${page('unsubscribe', unsubscribe)}${lang === undefined ? '' : `?lang=${lang}`}`,
    certificates: (lang) => `${page('my', certificates)}?lang=${lang}`,
  };
}
