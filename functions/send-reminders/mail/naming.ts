import { typeOf } from '#domain/catalogue';
import type { Credential, Language } from '#domain/credential';
import type { CertificateNotice } from '#domain/reminder-notice';

/**
 * A stored value as it may stand in a sentence: a line break would forge a line of the plain text, and a direction
 * mark would turn the words around it.
 */
export function oneLine(text: string): string {
  return text
    .replace(/\p{Bidi_Control}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

export function typeName({ type }: Credential, lang: Language): string {
  return typeOf(type)?.name[lang] ?? oneLine(type);
}

/** In the language's own script where it is known. At least one name is registered. */
export function holderName({ nameEn, nameZh }: Credential, lang: Language): string {
  return oneLine((lang === 'en' ? (nameEn ?? nameZh) : (nameZh ?? nameEn)) ?? '');
}

/** By the names as they are shown in that language; upper or lower case does not make two people. */
export function hasOneHolder(due: readonly CertificateNotice[], lang: Language): boolean {
  return new Set(due.map(({ credential }) => holderName(credential, lang).toLowerCase())).size === 1;
}

/** Who keeps the record did not award what a body elsewhere awards, such as NREMT. */
export function providerRole({ type }: Credential): 'provider' | 'registeredBy' {
  const body = typeOf(type)?.awardingBody;
  return body === 'NREMT' || body === 'AHA' || body === 'ITLS' ? 'registeredBy' : 'provider';
}

/** Groups that differ in holder and number alone, such as a class that an employer registered under one address. */
export function alike(
  due: readonly CertificateNotice[],
): (readonly [CertificateNotice, ...CertificateNotice[]])[] {
  const groups = Map.groupBy(due, ({ credential, provider, expiresOn, stageId }) =>
    JSON.stringify([credential.type, provider.code, expiresOn, credential.expiresOn, stageId]),
  );
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [[first, ...others] as const] : []));
}
