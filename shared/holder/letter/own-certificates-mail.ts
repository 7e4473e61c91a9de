import { ownCertificatesMail } from '#holder/messages/own-certificates.ts';
import type { OwnCertificatesNotice } from '#holder/write-own-certificates.ts';
import type { Letter } from '#mail/letter/letter.ts';
import { type LetterMail, letterMail } from '#mail/letter/letter-mail.ts';
import { holderName, languageOrder, oneLine, typeName } from '#mail/letter/naming.ts';
import type { Language } from '#register/certificate/credential.ts';
import { longDate } from '#web/messages/dates.ts';

/** A mail that is too large is cut off; the rest is on the page. */
const MAX_ROWS = 40;

/** Everything that is registered with an address, in the language in which it was asked for, the other below. */
export function composeOwnCertificates(notice: OwnCertificatesNotice, publicBaseUrl: string): LetterMail {
  const order = languageOrder(notice.request.language);
  const [main, other] = order;
  const subject = order.map((lang) => ownCertificatesMail[lang].subject).join(' · ');
  const letter = (lang: Language) => letterIn(lang, notice, publicBaseUrl);
  return letterMail(subject, [letter(main), letter(other)]);
}

function letterIn(
  lang: Language,
  { certificates, token }: OwnCertificatesNotice,
  publicBaseUrl: string,
): Letter {
  const messages = ownCertificatesMail[lang];
  const page = `${publicBaseUrl.replace(/\/$/, '')}/my/${encodeURIComponent(token)}`;
  const more = certificates.length - MAX_ROWS;
  return {
    lang,
    headline: messages.headline(certificates.length),
    tone: 'valid',
    sections: [
      {
        rows: certificates.slice(0, MAX_ROWS).map(({ credential, provider, expiresOn }) => [
          [
            {
              label: typeName(credential, lang),
              url: `${page}/proof/${encodeURIComponent(credential.provider)}/${encodeURIComponent(credential.key)}?lang=${lang}`,
            },
            messages.numbered(oneLine(credential.number)),
            holderName(credential, lang),
          ],
          oneLine(provider?.name[lang] ?? credential.provider),
          expiresOn ? messages.until(longDate(expiresOn, lang)) : messages.doesNotExpire,
        ]),
        after: more > 0 ? messages.andMore(more) : undefined,
        link: { label: messages.all, url: `${page}?lang=${lang}` },
      },
    ],
    smallPrint: messages.smallPrint,
  };
}
