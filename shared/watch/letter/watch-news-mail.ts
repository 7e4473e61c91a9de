import type { Letter } from '#mail/letter/letter.ts';
import { type LetterMail, letterMail } from '#mail/letter/letter-mail.ts';
import { languageOrder, oneLine } from '#mail/letter/naming.ts';
import type { Language } from '#register/certificate/credential.ts';
import { declaredMessages } from '#watch/messages/declared.ts';
import { alsoTo, recipientNews } from '#watch/messages/recipients.ts';
import { coverageSentence } from '#watch/messages/watch-coverage.ts';
import {
  type NewsCounts,
  type NewsGroup,
  newsGroups,
  watchNewsMessages,
} from '#watch/messages/watch-mails.ts';
import type { WatchNewsNotice } from '#watch/news/write-watch-news.ts';
import { ALERTS_PATH } from '#watch/recipients/recipient.ts';
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
  const { is, token } = news.reader;
  const own = `${base}${is === 'employer' ? '/watch' : ALERTS_PATH}/${encodeURIComponent(token)}`;
  const place = { base, own };
  const notified = {
    certificates: notifiedIn(news.entries, news.n),
    people: peopleNotifiedIn(news.declared, news.n),
  };
  const unsubscribeUrl = `${own}/leave`;
  for (const most of MAX_ROWS) {
    const mail = compose(news, notified, { ...place, most });
    if (Buffer.byteLength(mail.html) <= MAX_BYTES) return { ...mail, unsubscribeUrl };
  }
  return { ...compose(news, notified, { ...place, most: MIN_ROWS }), unsubscribeUrl };
}

interface Place {
  base: string;
  /** The reader's own page: the employer's is the site's. */
  own: string;
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
  { base, own, most }: Place,
): Letter {
  const { on, entries, coverage, reader } = news;
  const messages = watchNewsMessages[lang];
  const site = oneLine(news.watchedSite.site);
  const isWatched = ({ number, provider }: { number: string; provider: string }) =>
    entries.some(({ member }) => member.number === number && member.provider === provider);
  const { certificates, people } = notified;
  const left = (all: readonly unknown[]) => Math.max(0, all.length - most);
  const isEmployer = reader.is === 'employer';
  // Whoever has the link of the site can change its list: nobody gets it from us but the employer.
  const link = isEmployer ? { label: messages.open, url: `${own}?lang=${lang}` } : undefined;
  const restIsAt = isEmployer ? messages.more : recipientNews[lang].more;
  const peopleAreAt = isEmployer ? messages.morePeople : recipientNews[lang].morePeople;
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
              after: left(certificates) > 0 ? restIsAt(left(certificates)) : undefined,
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
              after: left(people) > 0 ? peopleAreAt(left(people)) : undefined,
              link: certificates.length > 0 ? undefined : link,
            },
          ]
        : []),
      { title: messages.coverageTitle, paragraphs: [coverageSentence(coverage, lang)] },
    ],
    smallPrint: [
      ...(reader.is === 'employer'
        ? [messages.smallPrint.why(site), ...alsoTo(reader.others, lang), messages.smallPrint.names]
        : [recipientNews[lang].why(site), recipientNews[lang].names]),
      messages.smallPrint.never,
    ],
    footLinks: [{ label: messages.leave, url: `${own}/leave?lang=${lang}` }],
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
