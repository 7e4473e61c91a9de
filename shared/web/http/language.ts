import type { Language } from '#register/certificate/credential.ts';

/**
 * The language to answer in: `?lang=` where it names one of ours, then the most wanted one of Accept-Language (any
 * Chinese is ours), then the fallback.
 */
export function chooseLanguage(
  asked: string | undefined,
  acceptLanguage: string | undefined,
  fallback: Language,
): Language {
  return languageOf(asked ?? '') ?? mostWanted(acceptLanguage ?? '') ?? fallback;
}

function languageOf(tag: string): Language | undefined {
  const primary = tag.trim().toLowerCase().split('-')[0];
  if (primary === 'zh') return 'zh-HK';
  return primary === 'en' ? 'en' : undefined;
}

function mostWanted(header: string): Language | undefined {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';');
      const weight = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(Boolean);
      return { language: languageOf(tag), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ language, weight }) => language && weight > 0)
    .sort((a, b) => b.weight - a.weight)[0]?.language;
}
