import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Credential, Language } from '#register/certificate/credential.ts';

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

/** An e-mail has both languages: its reader's first. */
export function languageOrder(first: Language): readonly [Language, Language] {
  return first === 'en' ? ['en', 'zh-HK'] : ['zh-HK', 'en'];
}

export function typeName({ type }: Credential, lang: Language): string {
  return typeByCode(type)?.name[lang] ?? oneLine(type);
}

/** Who keeps the record did not award what a body elsewhere awards, such as NREMT. */
export function providerRole({ type }: Pick<Credential, 'type'>): 'provider' | 'registeredBy' {
  const body = typeByCode(type)?.awardingBody;
  return body === 'NREMT' || body === 'AHA' || body === 'ITLS' ? 'registeredBy' : 'provider';
}

/** In the language's own script where it is known. At least one name is registered. */
export function holderName({ nameEn, nameZh }: Credential, lang: Language): string {
  return oneLine((lang === 'en' ? (nameEn ?? nameZh) : (nameZh ?? nameEn)) ?? '');
}

/** Between a label and its value. */
export const colon = (lang: Language) => (lang === 'en' ? ': ' : '：');

/** Mail programs make a link of what looks like an address: a stranger's is not to become one. */
export const unlinked = (text: string) => text.replace(/[.:/@。．：／＠](?=\S)/g, '$& ');
