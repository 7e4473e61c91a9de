import type { Letter } from '#mail/letter/letter.ts';
import { type LetterMail, letterMail } from '#mail/letter/letter-mail.ts';
import { languageOrder, oneLine } from '#mail/letter/naming.ts';
import type { Language } from '#register/certificate/credential.ts';
import { declaredMessages } from '#watch/messages/declared.ts';
import { coverageSentence } from '#watch/messages/watch-coverage.ts';
import {
  type NewsCounts,
  type NewsGroup,
  newsGroups,
  watchNewsMessages,
} from '#watch/messages/watch-mails.ts';
import type { WatchNewsNotice } from '#watch/news/write-watch-news.ts';
import {
  countByGroup,
  type NotifiedCertificate,
  notificationRow,
  notifiedIn,
} from './notified-certificates.ts';
import { type NotifiedPerson, peopleNotifiedIn, personRow } from './notified-people.ts';

/** Mail programs cut off at about 100 kB. */
const MAX_BYTES = 85_000;
/** How many rows are tried, until the mail is small enough. */
const MAX_ROWS = [200, 100, 60, 40, 20];
const MIN_ROWS = 10;

/**
 * The day's news of a site, in the employer's language, the other below; the gravest first. No name of a person is in the
 * subject or a link; elsewhere a name is as the employer typed it, or as the public pages show it. `publicBaseUrl` is
 * without a path. `unsubscribeUrl` takes the one-click POST of RFC 8058.
 */
export function composeWatchNews(
  news: WatchNewsNotice,
  publicBaseUrl: string,
): LetterMail & { unsubscribeUrl: string } {
  const base = publicBaseUrl.replace(/\/$/, '');
  const place = { base, page: `${base}/watch/${encodeURIComponent(news.token)}` };
  const notified = {
    certificates: notifiedIn(news.entries, news.n),
    people: peopleNotifiedIn(news.declared, news.n),
  };
  const unsubscribeUrl = `${place.page}/leave`;
  for (const most of MAX_ROWS) {
    const mail = compose(news, notified, { ...place, most });
    if (Buffer.byteLength(mail.html) <= MAX_BYTES) return { ...mail, unsubscribeUrl };
  }
  return { ...compose(news, notified, { ...place, most: MIN_ROWS }), unsubscribeUrl };
}

interface Place {
  base: string;
  /** The site's own page. */
  page: string;
  /** So many rows are listed. */
  most: number;
}

interface Notified {
  certificates: NotifiedCertificate[];
  /** Of whom the employer declared them; apart, also here. */
  people: NotifiedPerson[];
}

const countsOf = ({ certificates, people }: Notified): NewsCounts => ({
  certificates: countByGroup(certificates),
  people: countByGroup(people),
});

function compose(news: WatchNewsNotice, notified: Notified, place: Place): LetterMail {
  const order = languageOrder(news.watchedSite.language);
  const [main, other] = order;
  const counts = countsOf(notified);
  const what = order.map((lang) => watchNewsMessages[lang].subject(counts)).join(' · ');
  const subject = oneLine(news.watchedSite.site) + (main === 'en' ? ': ' : '：') + what;
  return letterMail(subject, [letterIn(main, news, notified, place), letterIn(other, news, notified, place)]);
}

function letterIn(
  lang: Language,
  news: WatchNewsNotice,
  notified: Notified,
  { base, page, most }: Place,
): Letter {
  const { on, entries, coverage } = news;
  const messages = watchNewsMessages[lang];
  const site = oneLine(news.watchedSite.site);
  const isWatched = ({ number, provider }: { number: string; provider: string }) =>
    entries.some(({ member }) => member.number === number && member.provider === provider);
  const { certificates, people } = notified;
  const left = (all: readonly unknown[]) => Math.max(0, all.length - most);
  const link = { label: messages.open, url: `${page}?lang=${lang}` };
  return {
    lang,
    headline: messages.headline(site, countsOf(notified)),
    tone: letterTone([...certificates, ...people]),
    sections: [
      ...(certificates.length > 0
        ? [
            {
              paragraphs: [messages.lead(on)],
              rows: certificates.slice(0, most).map((one) => notificationRow(one, lang, base, isWatched)),
              after: left(certificates) > 0 ? messages.more(left(certificates)) : undefined,
              link,
            },
          ]
        : []),
      ...(people.length > 0
        ? [
            {
              title: declaredMessages.byYou[lang],
              paragraphs: [declaredMessages.notVerified[lang]],
              rows: people.slice(0, most).map((one) => personRow(one, lang)),
              after: left(people) > 0 ? messages.morePeople(left(people)) : undefined,
              link: certificates.length > 0 ? undefined : link,
            },
          ]
        : []),
      { title: messages.coverageTitle, paragraphs: [coverageSentence(coverage, lang)] },
    ],
    smallPrint: [messages.smallPrint.why(site), messages.smallPrint.names, messages.smallPrint.never],
    footLinks: [{ label: messages.leave, url: `${page}/leave?lang=${lang}` }],
  };
}

function letterTone(all: readonly { group: NewsGroup }[]): Letter['tone'] {
  const gravest = newsGroups.find((group) => all.some((one) => one.group === group));
  switch (gravest) {
    case 'revoked':
    case 'gone':
    case 'otherHolder':
    case 'suspended':
    case 'expired':
      return 'expired';
    case 'renewed':
    case 'dateChanged':
    case 'backInForce':
      return 'valid';
    default:
      return 'soon';
  }
}
