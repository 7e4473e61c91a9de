import type { Fact, Letter, LetterSection } from '#mail/letter/letter.ts';
import { holderName, oneLine, providerRole, typeName } from '#mail/letter/naming.ts';
import { MAX_UNBROKEN_LENGTH } from '#mail/letter/parts.tsx';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Language } from '#register/certificate/credential.ts';
import { EXPIRING_SOON_DAYS } from '#register/certificate/history.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { withoutTitles } from '#register/names/titles.ts';
import { mailMessages } from '#remind/messages/reminder-mail.ts';
import { type MailCategory, reminderTemplates } from '#remind/messages/reminder-stages.ts';
import type { CertificateNotice } from '#remind/reminder-notice.ts';
import { longDate } from '#web/messages/dates.ts';
import { advice } from './advice.ts';
import { alike, hasOneHolder } from './naming.ts';
import type { MailUrls } from './urls.ts';

/** At least one, the one that expires first at the front. */
export type Due = readonly [CertificateNotice, ...CertificateNotice[]];

/** What the e-mail says in one language. `on` is a day in Hong Kong, and each `daysLeft` counts from it. */
export function letterIn(lang: Language, due: Due, on: CivilDate, urls: MailUrls): Letter {
  const messages = mailMessages[lang];
  const [first] = due;
  const groups = alike(due);
  const oneHolder = hasOneHolder(due, lang);
  const providers = [...new Set(due.map(({ provider }) => oneLine(provider.name[lang])))];
  const titles = groups.map((group) => composeHeadline(group, lang, oneHolder));
  return {
    lang,
    headline:
      groups.length === 1
        ? titles.join('')
        : due.every(({ expiresOn }) => expiresOn === first.expiresOn)
          ? messages.headlineOfAlike(due.length, first.expiresOn, first.daysLeft)
          : messages.headlineOfSeveral(due.length, first.expiresOn, first.daysLeft),
    tone: first.daysLeft < 0 ? 'expired' : first.daysLeft <= EXPIRING_SOON_DAYS ? 'soon' : 'valid',
    greeting: oneHolder
      ? messages.greeting(withoutTitles(holderName(first.credential, lang)))
      : messages.greetingOfSeveral,
    lead: due.length === 1 ? undefined : messages.byNumber,
    sections: groups.map((group, i) =>
      groups.length === 1
        ? onlySection(group, lang, on, urls)
        : oneOfSections(group, titles[i], lang, on, urls),
    ),
    closing: whomToAsk(due, lang),
    smallPrint: [
      messages.smallPrint.why(providers),
      messages.smallPrint.category[mailCategory(first)],
      messages.smallPrint.countedFrom(on),
      messages.smallPrint.neverAsks,
    ],
    footLinks: [
      { label: messages.links.stop, url: urls.unsubscribe(lang) },
      { label: messages.links.certificates, url: urls.certificates(lang) },
    ],
  };
}

function composeHeadline(group: Due, lang: Language, oneHolder: boolean): string {
  const messages = mailMessages[lang];
  const [{ credential, expiresOn, daysLeft }] = group;
  if (group.length > 1) return messages.headlineOfAlike(group.length, expiresOn, daysLeft);
  const type = typeName(credential, lang);
  return messages.headline(
    oneHolder ? messages.yourCertificate(type) : messages.certificateOf(type, holderName(credential, lang)),
    expiresOn,
    daysLeft,
  );
}

/** All facts, as nothing but the headline stands above it. */
function onlySection(group: Due, lang: Language, on: CivilDate, urls: MailUrls): LetterSection {
  const { labels, see, forEmployer } = mailMessages[lang];
  const [first, ...others] = group;
  const type = { label: labels.type, value: typeName(first.credential, lang) };
  if (others.length > 0) {
    const facts = [type, ...sharedFacts(first, lang), ...group.map((one) => holderFact(one, lang, urls))];
    return { facts, list: adviceSection(first, lang, on) };
  }
  const facts = [type, numberFact(labels.number, first.credential.number), ...sharedFacts(first, lang)];
  return {
    facts,
    list: adviceSection(first, lang, on),
    link: { label: see, url: urls.certificate(first, lang) },
    otherLink: { label: forEmployer, url: urls.verify(first, lang) },
  };
}

/** Its title names the certificate, and its holder where there are several. */
function oneOfSections(
  group: Due,
  title: string | undefined,
  lang: Language,
  on: CivilDate,
  urls: MailUrls,
): LetterSection {
  const [first, ...others] = group;
  const { number } = mailMessages[lang].labels;
  const numbers =
    others.length > 0
      ? group.map((one) => holderFact(one, lang, urls))
      : [{ ...numberFact(number, first.credential.number), url: urls.certificate(first, lang) }];
  const facts = [...numbers, ...sharedFacts(first, lang)];
  return { title, facts, list: adviceSection(first, lang, on) };
}

function sharedFacts({ credential, provider, expiresOn }: CertificateNotice, lang: Language): Fact[] {
  const { labels } = mailMessages[lang];
  const printed = credential.expiresOn === expiresOn ? undefined : credential.expiresOn;
  return [
    { label: labels[providerRole(credential)], value: oneLine(provider.name[lang]) },
    { label: labels.expiresOn, value: longDate(expiresOn, lang) },
    ...(printed ? [{ label: labels.printed, value: longDate(printed, lang) }] : []),
  ];
}

function holderFact(one: CertificateNotice, lang: Language, urls: MailUrls): Fact {
  const { credential } = one;
  return { ...numberFact(holderName(credential, lang), credential.number), url: urls.certificate(one, lang) };
}

function adviceSection(one: CertificateNotice, lang: Language, on: CivilDate): LetterSection['list'] {
  const items = advice(one, lang, on);
  return items.length ? { title: mailMessages[lang].whatToDo, items } : undefined;
}

function whomToAsk(due: Due, lang: Language): string[] {
  const asks = due.map(({ provider: { name, contact } }) =>
    mailMessages[lang].ask(oneLine(name[lang]), contact === undefined ? undefined : oneLine(contact)),
  );
  return [...new Set(asks)];
}

function numberFact(label: string, number: string): Fact {
  return { label, value: oneLine(number), nowrap: number.length <= MAX_UNBROKEN_LENGTH };
}

/** Of a type that is no longer in the catalogue nothing but the expiry is told. */
function mailCategory({ credential }: CertificateNotice): MailCategory {
  const plan = typeByCode(credential.type)?.reminderPlan ?? 'none';
  return plan === 'none' ? 'expiryNotice' : reminderTemplates[plan].category;
}
