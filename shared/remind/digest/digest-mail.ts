import type { Letter, LetterRow, LetterSection } from '#mail/letter/letter.ts';
import { type LetterMail, letterMail } from '#mail/letter/letter-mail.ts';
import { oneLine, typeName } from '#mail/letter/naming.ts';
import { troubleText } from '#mail/messages/console-undeliverable.ts';
import type { Credential, Language } from '#register/certificate/credential.ts';
import { daysBetween, hongKongDay } from '#register/civil-date.ts';
import { type DigestCounts, digestMessages, remindingIn } from '#remind/messages/digest.ts';
import type { Digest, ExpiringRow, UndeliverableRow } from './digest.ts';

/** A provider has no language of its own. */
const ORDER = ['zh-HK', 'en'] as const;
/** Mail programs cut off at about 100 kB; only names of unusual length come near to that. */
const MAX_BYTES = 85_000;
const FEWER_ROWS = 20;

/**
 * The provider's weekly digest (domain.md §3), Chinese first: who expires soon, whose address fails; links lead to the
 * console. No name of a person is in the subject or a link. `publicBaseUrl` is without a path.
 */
export function composeDigest(digest: Digest, publicBaseUrl: string): LetterMail {
  const whole = compose(digest, publicBaseUrl);
  if (Buffer.byteLength(whole.html) <= MAX_BYTES) return whole;
  const { expiring, undeliverable } = digest;
  return compose(
    { ...digest, expiring: shorter(expiring), undeliverable: shorter(undeliverable) },
    publicBaseUrl,
  );
}

const shorter = <List extends { rows: unknown[] }>(list: List): List => ({
  ...list,
  rows: list.rows.slice(0, FEWER_ROWS),
});

function compose(digest: Digest, publicBaseUrl: string): LetterMail {
  const { expiring, undeliverable, on, to } = digest;
  const { atLeast } = undeliverable;
  const counts = { expiring: expiring.total, undeliverable: undeliverable.total, atLeast };
  const subject = ORDER.map((lang) => digestMessages[lang].subject(counts, daysBetween(on, to))).join(' · ');
  const [first, other] = ORDER;
  const letter = (lang: Language) => letterIn(lang, digest, counts, publicBaseUrl);
  return letterMail(subject, [letter(first), letter(other)]);
}

function letterIn(lang: Language, digest: Digest, counts: DigestCounts, publicBaseUrl: string): Letter {
  const { on, to, expiring, undeliverable } = digest;
  const messages = digestMessages[lang];
  const provider = oneLine(digest.provider.name[lang]);
  const page = (path: string) => `${publicBaseUrl.replace(/\/$/, '')}/console/${path}?lang=${lang}`;
  const failing: LetterSection = {
    title: messages.undeliverable.title,
    paragraphs: [messages.undeliverable.lead, ...unreadableIn(undeliverable, lang)],
    rows: undeliverable.rows.map((row) => undeliverableRow(row, lang)),
    after: moreThanListed(undeliverable, lang),
    link: { label: messages.undeliverable.all, url: page('undeliverable') },
  };
  const soon: LetterSection = {
    title: messages.expiring.title,
    paragraphs: [
      expiring.total > 0 ? messages.expiring.lead(on) : messages.expiring.none,
      ...unreadableIn(expiring, lang),
    ],
    rows: expiring.rows.map((row) => expiringRow(row, lang)),
    after: moreThanListed(expiring, lang),
    ...(expiring.total > 0 && { link: { label: messages.expiring.all, url: page('expiring') } }),
  };
  return {
    lang,
    headline: messages.headline(counts, { on, to, days: daysBetween(on, to) }),
    tone: 'soon',
    greeting: messages.greeting(provider),
    sections: undeliverable.total > 0 ? [soon, failing] : [soon],
    smallPrint: [messages.smallPrint.why(provider), messages.smallPrint.names, messages.smallPrint.stop],
  };
}

function expiringRow({ credential, expiresOn, daysLeft, reminding }: ExpiringRow, lang: Language): LetterRow {
  const { validThrough } = digestMessages[lang].expiring;
  return [
    describeCertificate(credential, lang),
    validThrough(expiresOn, daysLeft),
    remindingIn(lang, reminding),
  ];
}

function undeliverableRow({ credential, trouble }: UndeliverableRow, lang: Language): LetterRow {
  const since = digestMessages[lang].undeliverable.since(hongKongDay(trouble.since));
  return [describeCertificate(credential, lang), troubleText(trouble, lang), since];
}

function describeCertificate(credential: Credential, lang: Language): [string, ...string[]] {
  const { number, nameEn, nameZh } = credential;
  const names = oneLine([nameEn, nameZh].filter(Boolean).join(' '));
  return [oneLine(number), names, typeName(credential, lang)];
}

const unreadableIn = ({ unreadable }: { unreadable: number }, lang: Language): string[] =>
  unreadable > 0 ? [digestMessages[lang].unreadable(unreadable)] : [];

function moreThanListed(
  { total, rows, atLeast = false }: { total: number; rows: unknown[]; atLeast?: boolean },
  lang: Language,
): string | undefined {
  const count = total - rows.length;
  return count > 0 ? digestMessages[lang].more(count, atLeast) : undefined;
}
