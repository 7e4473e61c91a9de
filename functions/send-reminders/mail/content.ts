import type { CivilDate } from '#domain/civil-date';
import type { Language } from '#domain/credential';
import { EXPIRING_SOON_DAYS } from '#domain/history';
import type { CertificateNotice } from '#domain/reminder-notice';
import { longDate } from '#words/dates';
import { mailWords } from '#words/mail';
import { advice } from './advice.ts';
import { alike, holderName, oneLine, providerRole, typeName } from './naming.ts';

/** At least one, the one that expires first at the front. */
export type Due = readonly [CertificateNotice, ...CertificateNotice[]];

/** What the e-mail says in one language. Both forms, HTML and plain, are made from this, so they say the same. */
export interface Block {
  lang: Language;
  headline: string;
  /** How pressing the one that expires first is. */
  tone: 'valid' | 'soon' | 'expired';
  greeting: string;
  sections: Section[];
  smallPrint: string[];
}

/** One certificate, or several that differ in holder and number alone. */
export interface Section {
  /** Absent when the block's headline says it. */
  headline: string | undefined;
  facts: Fact[];
  whatToDo: string;
  advice: string[];
  ask: string;
  /** Of a single certificate; several carry their links in the facts. */
  link: { label: string; url: string } | undefined;
}

export interface Fact {
  label: string;
  value: string;
  nowrap?: boolean;
  url?: string;
}

/** A number is never wrapped, unless it would not fit a phone. */
const LONGEST_UNBROKEN = 24;

/** `on` is a day in Hong Kong, and each `daysLeft` counts from it. */
export function blockIn(lang: Language, due: Due, on: CivilDate, publicBaseUrl: string): Block {
  const words = mailWords[lang];
  const [first] = due;
  const groups = alike(due);
  const oneHolder =
    new Set(due.map(({ credential }) => holderName(credential, lang).toLowerCase())).size === 1;
  const providers = [...new Set(due.map(({ provider }) => oneLine(provider.name[lang])))];
  const titles = groups.map((group) => headlineOf(group, lang, oneHolder));
  return {
    lang,
    headline:
      groups.length === 1
        ? titles.join('')
        : due.every(({ expiresOn }) => expiresOn === first.expiresOn)
          ? words.headlineOfAlike(due.length, first.expiresOn, first.daysLeft)
          : words.headlineOfSeveral(due.length, first.expiresOn, first.daysLeft),
    tone: first.daysLeft < 0 ? 'expired' : first.daysLeft <= EXPIRING_SOON_DAYS ? 'soon' : 'valid',
    greeting: oneHolder ? words.greeting(holderName(first.credential, lang)) : words.greetingOfSeveral,
    sections: groups.map((group, i) => ({
      headline: groups.length === 1 ? undefined : titles[i],
      ...sectionOf(group, lang, on, publicBaseUrl, oneHolder),
      link: linkOf(group, groups.length > 1, lang, publicBaseUrl),
    })),
    smallPrint: [
      words.smallPrint.why(providers),
      words.smallPrint.information,
      words.smallPrint.countedFrom(on),
      words.smallPrint.stop(providers),
      words.smallPrint.neverAsks,
    ],
  };
}

function headlineOf(group: Due, lang: Language, oneHolder: boolean): string {
  const words = mailWords[lang];
  const [{ credential, expiresOn, daysLeft }] = group;
  if (group.length > 1) return words.headlineOfAlike(group.length, expiresOn, daysLeft);
  const type = typeName(credential, lang);
  return words.headline(
    oneHolder ? words.yourCertificate(type) : words.certificateOf(type, holderName(credential, lang)),
    expiresOn,
    daysLeft,
  );
}

function sectionOf(
  group: Due,
  lang: Language,
  on: CivilDate,
  publicBaseUrl: string,
  oneHolder: boolean,
): Omit<Section, 'headline' | 'link'> {
  const words = mailWords[lang];
  const { labels } = words;
  const [{ credential, provider, expiresOn }] = group;
  const providerName = oneLine(provider.name[lang]);
  const single = group.length === 1;
  const facts: Fact[] = [{ label: labels.type, value: typeName(credential, lang) }];
  if (single) facts.push(numberFact(labels.number, credential.number));
  if (single && !oneHolder) facts.push({ label: labels.holder, value: holderName(credential, lang) });
  facts.push({ label: labels[providerRole(credential)], value: providerName });
  facts.push({ label: labels.expiresOn, value: longDate(expiresOn, lang) });
  if (credential.expiresOn !== undefined && credential.expiresOn !== expiresOn) {
    facts.push({ label: labels.printed, value: longDate(credential.expiresOn, lang) });
  }
  if (!single) {
    for (const one of group) {
      const label = oneHolder ? labels.number : holderName(one.credential, lang);
      facts.push({ ...numberFact(label, one.credential.number), url: verifyUrl(publicBaseUrl, one, lang) });
    }
  }
  return {
    facts,
    whatToDo: words.whatToDo,
    advice: advice(group[0], lang, on),
    ask: words.ask(providerName, provider.contact === undefined ? undefined : oneLine(provider.contact)),
  };
}

/** Among others it names its number, so that no two links read alike. */
function linkOf(group: Due, amongOthers: boolean, lang: Language, publicBaseUrl: string): Section['link'] {
  if (group.length > 1) return undefined;
  const [one] = group;
  const { view, colon } = mailWords[lang];
  const label = amongOthers ? `${view}${colon}${oneLine(one.credential.number)}` : view;
  return { label, url: verifyUrl(publicBaseUrl, one, lang) };
}

function numberFact(label: string, number: string): Fact {
  return { label, value: oneLine(number), nowrap: number.length <= LONGEST_UNBROKEN };
}

function verifyUrl(
  publicBaseUrl: string,
  { credential, provider }: CertificateNotice,
  lang: Language,
): string {
  const page = `${publicBaseUrl.replace(/\/+$/, '')}/verify/${encodeURIComponent(credential.key)}`;
  return `${page}?issuer=${encodeURIComponent(provider.code)}&lang=${lang}`;
}
