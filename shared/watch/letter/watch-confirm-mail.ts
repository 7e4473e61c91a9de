import type { Letter } from '#mail/letter/letter.ts';
import { type LetterMail, letterMail } from '#mail/letter/letter-mail.ts';
import { languageOrder, oneLine, unlinked } from '#mail/letter/naming.ts';
import type { Language } from '#register/certificate/credential.ts';
import { watchConfirmMessages } from '#watch/messages/watch-confirm-mail.ts';
import type { WatchConfirmNotice } from '#watch/write-watch-confirm.ts';

/**
 * Asks the reader of an address to confirm that a site is to be watched, in the language in which it was asked for, the
 * other below. Anybody can have it sent to anybody: what they typed stands in it once, as text, and not in the subject.
 * `publicBaseUrl` is without a path.
 */
export function composeWatchConfirm(
  { watchedSite, token }: WatchConfirmNotice,
  publicBaseUrl: string,
): LetterMail {
  const order = languageOrder(watchedSite.language);
  const [main, other] = order;
  const page = `${publicBaseUrl.replace(/\/$/, '')}/watch/${encodeURIComponent(token)}`;
  const letter = (lang: Language): Letter => {
    const { headline, paragraphs, action, smallPrint } = watchConfirmMessages[lang];
    return {
      lang,
      headline,
      tone: 'soon',
      sections: [
        {
          paragraphs: paragraphs(unlinked(oneLine(watchedSite.site))),
          link: { label: action, url: `${page}?lang=${lang}` },
        },
      ],
      smallPrint,
    };
  };
  const subject = order.map((lang) => watchConfirmMessages[lang].subject).join(' · ');
  return letterMail(subject, [letter(main), letter(other)]);
}
