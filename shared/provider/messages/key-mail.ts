import type { Language } from '#register/certificate/credential.ts';

interface KeyMailMessages {
  issued: Step & Which;
  revoked: Step & Which;
  several: Step;
  which: string;
  issuedBy: string;
  key(label: string, keyId: string): string;
  operator: string;
  unknown: string;
  action: string;
  smallPrint: string[];
}

interface Step {
  subject: string;
  headline(provider: string, day: string, count: number): string;
  paragraphs: string[];
}

interface Which {
  /** Of one of several. */
  which: string;
}

/** The email to a provider about a key that was issued or revoked. */
export const keyMailMessages: Record<Language, KeyMailMessages> = {
  en: {
    issued: {
      which: 'Key issued',
      subject: 'A new key was issued',
      headline: (provider, day) => `A new key for the register was issued to ${provider} on ${day}.`,
      paragraphs: [
        'Anyone who has it can register, change and revoke your certificates. If you know of it, there is nothing to do.',
        'If nobody of yours asked for it, somebody else has the key that issued it: revoke that one on the page linked below, together with all that it issued, and look through what was changed.',
      ],
    },
    revoked: {
      which: 'Key revoked',
      subject: 'A key was revoked',
      headline: (provider, day) => `A key of ${provider} for the register was revoked on ${day}.`,
      paragraphs: [
        'Nobody can sign in with it any more, and no program can use it. If you know of it, there is nothing to do.',
        'If nobody of yours did this, somebody else may have one of your keys: look through them on the page linked below, and ask the operator of the register.',
      ],
    },
    several: {
      subject: 'More keys were issued or revoked',
      headline: (provider, day, count) =>
        `${count} more changes to the keys of ${provider} for the register were made on ${day}, soon after the last email about one.`,
      paragraphs: [
        'Anyone who has a key that is in use can register, change and revoke your certificates. If you know of all this, there is nothing to do.',
        'If nobody of yours did this, somebody else has one of your keys: revoke the key that issued these on the page linked below, together with all that it issued, and look through what was changed.',
      ],
    },
    which: 'Key',
    issuedBy: 'Issued by',
    key: (label, keyId) => `“${label}” (${keyId})`,
    operator: 'the operator of the register',
    unknown: 'not known',
    action: 'See the keys',
    smallPrint: [
      'You receive this email because this address is the contact of a training provider on the register.',
      'The register never asks you for a key, a password or a payment by email.',
    ],
  },
  'zh-HK': {
    issued: {
      which: '已發出的密鑰',
      subject: '已發出新密鑰',
      headline: (provider, day) => `本登記冊於${day}向${provider}發出新密鑰。`,
      paragraphs: [
        '持有該密鑰者可登記、更改及撤銷貴機構的證書。如貴機構知悉此事，無須理會。',
        '如並非貴機構人員所為，即有他人持有發出該密鑰的密鑰：請在以下連結的頁面將其撤銷，連同由其發出的所有密鑰一併撤銷，並檢視近期的更改。',
      ],
    },
    revoked: {
      which: '已撤銷的密鑰',
      subject: '密鑰已被撤銷',
      headline: (provider, day) => `${provider}在本登記冊的一個密鑰已於${day}撤銷。`,
      paragraphs: [
        '無法再以此密鑰登入，程式亦無法使用。如貴機構知悉此事，無須理會。',
        '如並非貴機構人員所為，他人可能持有貴機構的密鑰：請在以下連結的頁面檢視各密鑰，並聯絡登記冊營運者。',
      ],
    },
    several: {
      subject: '再有密鑰發出或撤銷',
      headline: (provider, day, count) =>
        `${provider}在本登記冊的密鑰於${day}再有${count}項更改，均在上一封有關密鑰的電郵後不久發生。`,
      paragraphs: [
        '持有使用中密鑰者可登記、更改及撤銷貴機構的證書。如貴機構知悉上述各項，無須理會。',
        '如並非貴機構人員所為，即有他人持有貴機構的密鑰：請在以下連結的頁面撤銷發出這些密鑰的密鑰，連同由其發出的所有密鑰一併撤銷，並檢視近期的更改。',
      ],
    },
    which: '密鑰',
    issuedBy: '發出者',
    key: (label, keyId) => `「${label}」（${keyId}）`,
    operator: '登記冊營運者',
    unknown: '不詳',
    action: '查看密鑰',
    smallPrint: [
      '閣下收到此電郵，是因為此地址是登記冊上培訓機構的聯絡地址。',
      '本系統絕不會以電郵要求閣下提供密鑰、密碼或付款。',
    ],
  },
};
