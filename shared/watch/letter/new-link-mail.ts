import type { Letter } from '#mail/letter/letter.ts';
import { type LetterMail, letterMail } from '#mail/letter/letter-mail.ts';
import { languageOrder, oneLine, unlinked } from '#mail/letter/naming.ts';
import type { Language } from '#register/certificate/credential.ts';
import { newLinkMail } from '#watch/messages/new-link.ts';
import { alsoTo } from '#watch/messages/recipients.ts';
import type { NewLinkNotice } from '#watch/write-new-link.ts';

/** The new link of a site, in the language of its alerts, the other below. `publicBaseUrl` is without a path. */
export function composeNewLink(
  { watchedSite, others, token }: NewLinkNotice,
  publicBaseUrl: string,
): LetterMail {
  const order = languageOrder(watchedSite.language);
  const [main, other] = order;
  const page = `${publicBaseUrl.replace(/\/$/, '')}/watch/${encodeURIComponent(token)}`;
  const letter = (lang: Language): Letter => {
    const { headline, paragraphs, action, smallPrint } = newLinkMail[lang];
    return {
      lang,
      headline: headline(unlinked(oneLine(watchedSite.site))),
      tone: 'soon',
      sections: [
        {
          paragraphs: [...paragraphs, ...alsoTo(others, lang)],
          link: { label: action, url: `${page}?lang=${lang}` },
        },
      ],
      smallPrint,
    };
  };
  const subject = order.map((lang) => newLinkMail[lang].subject).join(' · ');
  return letterMail(subject, [letter(main), letter(other)]);
}
