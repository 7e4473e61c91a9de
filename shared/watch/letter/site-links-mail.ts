import type { Letter } from '#mail/letter/letter.ts';
import { type LetterMail, letterMail } from '#mail/letter/letter-mail.ts';
import { languageOrder, oneLine } from '#mail/letter/naming.ts';
import type { Language } from '#register/certificate/credential.ts';
import { siteLinksMail } from '#watch/messages/site-links.ts';
import type { SiteLinksNotice } from '#watch/write-site-links.ts';

/** A mail that is too large is cut off. */
const MAX_ROWS = 100;

/** The links to all sites of an address, in the language in which they were asked for, the other below. */
export function composeSiteLinks(notice: SiteLinksNotice, publicBaseUrl: string): LetterMail {
  const order = languageOrder(notice.request.language);
  const [main, other] = order;
  const subject = order.map((lang) => siteLinksMail[lang].subject).join(' · ');
  const letter = (lang: Language) => letterIn(lang, notice, publicBaseUrl);
  return letterMail(subject, [letter(main), letter(other)]);
}

function letterIn(lang: Language, { sites }: SiteLinksNotice, publicBaseUrl: string): Letter {
  const messages = siteLinksMail[lang];
  const base = publicBaseUrl.replace(/\/$/, '');
  const more = sites.length - MAX_ROWS;
  return {
    lang,
    headline: messages.headline(sites.length),
    tone: 'valid',
    sections: [
      {
        rows: sites
          .slice(0, MAX_ROWS)
          .map(({ site, token }) => [
            [{ label: oneLine(site), url: `${base}/watch/${encodeURIComponent(token)}?lang=${lang}` }],
          ]),
        after: more > 0 ? messages.andMore(more) : undefined,
      },
    ],
    smallPrint: messages.smallPrint,
  };
}
