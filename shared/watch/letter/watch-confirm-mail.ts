import type { Letter } from '#mail/letter/letter.ts';
import { type LetterMail, letterMail } from '#mail/letter/letter-mail.ts';
import { languageOrder, oneLine, unlinked } from '#mail/letter/naming.ts';
import type { Language } from '#register/certificate/credential.ts';
import { recipientConfirmParagraphs } from '#watch/messages/recipients.ts';
import { watchConfirmMessages } from '#watch/messages/watch-confirm-mail.ts';
import { ALERTS_PATH } from '#watch/recipients/recipient.ts';
import type { WatchConfirmNotice } from '#watch/write-watch-confirm.ts';

/**
 * Asks the reader of an address to confirm that a site is to be watched, or that they hear of it too, in the language in which it was asked for, the
 * other below. Anybody can have it sent to anybody: what they typed stands in it once, as text, and not in the subject.
 * `publicBaseUrl` is without a path.
 */
export function composeWatchConfirm(
  { watchedSite, recipient, token }: WatchConfirmNotice,
  publicBaseUrl: string,
): LetterMail {
  const site = unlinked(oneLine(watchedSite.site));
  const order = languageOrder(watchedSite.language);
  const [main, other] = order;
  const path = recipient ? `${ALERTS_PATH}/` : '/watch/';
  const page = `${publicBaseUrl.replace(/\/$/, '')}${path}${encodeURIComponent(token)}`;
  const letter = (lang: Language): Letter => {
    const { headline, paragraphs, action, smallPrint } = watchConfirmMessages[lang];
    return {
      lang,
      headline,
      tone: 'soon',
      sections: [
        {
          paragraphs: recipient ? recipientConfirmParagraphs(site, recipient.days, lang) : paragraphs(site),
          link: { label: action, url: `${page}?lang=${lang}` },
        },
      ],
      smallPrint,
    };
  };
  const subject = order.map((lang) => watchConfirmMessages[lang].subject).join(' · ');
  return letterMail(subject, [letter(main), letter(other)]);
}
