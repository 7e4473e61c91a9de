import type { Language } from '#register/certificate/credential.ts';

/** What somebody reads who sends more requests than one address may: the edge answers it, and knows no language. */
export const tooManyRequests: Record<Language, string> = {
  en: 'Too many requests came from your address within five minutes. Wait a few minutes, then try again. To check many certificates, send them as one list.',
  'zh-HK': '閣下的網絡於五分鐘內查詢過多，請於數分鐘後再試。如需核實多張證書，請以清單形式一次遞交。',
};
