import type { Language } from '#domain/credential';

type Words = Record<Language, string>;

/** The reason on record when an order was withdrawn and nobody said why. */
export const withdrawnWithoutReason: Words = {
  en: 'The extension order was withdrawn.',
  'zh-HK': '延期令已撤回。',
};
