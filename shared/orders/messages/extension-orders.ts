import type { BilingualText } from '#web/messages/verdict.ts';

/** The reason on record when an order was withdrawn and nobody said why. */
export const withdrawnWithoutReason: BilingualText = {
  en: 'The extension order was withdrawn.',
  'zh-HK': '延期安排已撤回。',
};
