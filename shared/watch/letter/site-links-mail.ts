import type { Letter, LetterRow } from '#mail/letter/letter.ts';
import { type LetterMail, letterMail } from '#mail/letter/letter-mail.ts';
import { languageOrder, oneLine } from '#mail/letter/naming.ts';
import type { Language } from '#register/certificate/credential.ts';
import { siteLinksMail } from '#watch/messages/site-links.ts';
import { ALERTS_PATH } from '#watch/recipients/recipient.ts';
import type { SiteLink, SiteLinksNotice } from '#watch/write-site-links.ts';

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

function letterIn(lang: Language, { sites, alerts }: SiteLinksNotice, publicBaseUrl: string): Letter {
  const messages = siteLinksMail[lang];
  const base = publicBaseUrl.replace(/\/$/, '');
  const rows = (links: readonly SiteLink[], path: string): LetterRow[] =>
    links
      .slice(0, MAX_ROWS)
      .map(({ site, token }) => [
        [{ label: oneLine(site), url: `${base}${path}/${encodeURIComponent(token)}?lang=${lang}` }],
      ]);
  const after = ({ length }: readonly SiteLink[]) =>
    length > MAX_ROWS ? messages.andMore(length - MAX_ROWS) : undefined;
  return {
    lang,
    headline: sites.length > 0 ? messages.headline(sites.length) : messages.alertsHeadline(alerts.length),
    tone: 'valid',
    sections: [
      ...(sites.length > 0 ? [{ rows: rows(sites, '/watch'), after: after(sites) }] : []),
      ...(alerts.length > 0
        ? [{ paragraphs: [messages.alerts], rows: rows(alerts, ALERTS_PATH), after: after(alerts) }]
        : []),
    ],
    // Only the link of a site is a key.
    smallPrint: sites.length > 0 ? messages.smallPrint : messages.smallPrint.slice(0, 1),
  };
}
