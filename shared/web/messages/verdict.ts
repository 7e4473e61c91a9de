import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { CredentialStatus, Language } from '#register/certificate/credential.ts';
import type { Check, Match } from '#register/certificate/verification.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { bareDate, longDate } from './dates.ts';

export type BilingualText = Record<Language, string>;

/** The one word of the verdict (domain.md §6). */
export const statusMessages: Record<CredentialStatus | 'notFound', BilingualText> = {
  valid: { en: 'Valid', 'zh-HK': '有效' },
  expiringSoon: { en: 'Expiring soon', 'zh-HK': '即將到期' },
  expired: { en: 'Expired', 'zh-HK': '已過期' },
  suspended: { en: 'Suspended', 'zh-HK': '已暫停' },
  revoked: { en: 'Revoked', 'zh-HK': '已撤銷' },
  superseded: { en: 'Replaced by a newer certificate', 'zh-HK': '已由新證書取代' },
  notYetValid: { en: 'Not yet valid', 'zh-HK': '尚未生效' },
  notFound: { en: 'No record found', 'zh-HK': '查無記錄' },
};

/** The day that was asked about, seen from today: an answer about another day must not read like today's. */
export type Tense = 'past' | 'today' | 'future';

export function verdictTense(on: CivilDate, today: CivilDate): Tense {
  if (on === today) return 'today';
  return on < today ? 'past' : 'future';
}

export type SentenceFacts = Pick<Match, 'status' | 'statusSince' | 'daysLeft' | 'issuedOn' | 'expiresOn'> & {
  type?: Pick<Match['type'], 'code'>;
};

/** Who registered the certificate: the awarding body, unless a body elsewhere awards it (domain.md §1). */
function registrar(facts: SentenceFacts): string {
  const body = facts.type && typeByCode(facts.type.code)?.awardingBody;
  return body === undefined || body === 'provider' || body === 'HKSPMC' ? '頒證機構' : '登記機構';
}

/**
 * Dates as they stand in a sentence: the day asked, the last valid day, the first, and the day of the change; and in
 * Chinese who registered it.
 */
interface SentenceDates {
  who: string;
  on: string;
  bareOn: string;
  last: string;
  first: string;
  since: string;
  left: number;
}

type Sentence = (dates: SentenceDates) => string;

/** One whole sentence or two for each status and tense (look.md). For `superseded` the link to the newer one follows. */
const sentences: Record<CredentialStatus, Record<Tense, Record<Language, Sentence>>> = {
  valid: {
    today: {
      en: ({ on }) => `This certificate is valid today, ${on}.`,
      'zh-HK': ({ bareOn }) => `此證書今日有效（${bareOn}）。`,
    },
    past: {
      en: ({ on }) => `This certificate was valid on ${on}.`,
      'zh-HK': ({ on }) => `此證書於${on}有效。`,
    },
    future: {
      en: ({ on }) => `As registered today, this certificate will be valid on ${on}.`,
      'zh-HK': ({ on }) => `按今日的登記資料，此證書於${on}仍將有效。`,
    },
  },
  expiringSoon: {
    today: {
      en: ({ left, last }) =>
        left === 0
          ? `Valid today, which is the last valid day: ${last}.`
          : `Valid today, and for ${moreDays(left)}: the last valid day is ${last}.`,
      'zh-HK': ({ left, last, bareOn }) =>
        left === 0
          ? `此證書今日有效，而今日（${bareOn}）為最後有效日。`
          : `此證書今日有效，尚餘${left}日；最後有效日為${last}。`,
    },
    past: {
      en: ({ on, left, last }) =>
        left === 0
          ? `This certificate was valid on ${on}, its last valid day.`
          : `This certificate was valid on ${on}, and for ${moreDays(left)}, through ${last}.`,
      'zh-HK': ({ on, left, last }) =>
        left === 0
          ? `此證書於${on}有效，當日為最後有效日。`
          : `此證書於${on}有效，當時尚餘${left}日；最後有效日為${last}。`,
    },
    future: {
      en: ({ on, left, last }) =>
        left === 0
          ? `As registered today, this certificate will be valid on ${on}, its last valid day.`
          : `As registered today, this certificate will be valid on ${on}, and for ${moreDays(left)}, through ${last}.`,
      'zh-HK': ({ on, left, last }) =>
        left === 0
          ? `按今日的登記資料，此證書於${on}仍將有效，當日為最後有效日。`
          : `按今日的登記資料，此證書於${on}仍將有效，屆時尚餘${left}日；最後有效日為${last}。`,
    },
  },
  expired: {
    today: {
      en: ({ last }) => `This certificate expired. Its last valid day was ${last}.`,
      'zh-HK': ({ last }) => `此證書已過期，最後有效日為${last}。`,
    },
    past: {
      en: ({ on, last }) => `This certificate was expired on ${on}. Its last valid day was ${last}.`,
      'zh-HK': ({ on, last }) => `此證書於${on}已過期，最後有效日為${last}。`,
    },
    future: {
      en: ({ on, last }) =>
        `As registered today, this certificate will not be valid on ${on}, after its last valid day, ${last}.`,
      'zh-HK': ({ on, last }) => `按今日的登記資料，此證書於${on}已過期，最後有效日為${last}。`,
    },
  },
  revoked: {
    today: {
      en: ({ since }) => `The provider revoked this certificate on ${since}. Do not accept it.`,
      'zh-HK': ({ who, since }) => `${who}已於${since}撤銷此證書，請勿接納。`,
    },
    past: {
      en: ({ on, since }) =>
        `On ${on} this certificate was already revoked: the provider’s revocation took effect on ${since}.`,
      'zh-HK': ({ who, on, since }) => `此證書於${on}已被撤銷；${who}自${since}起撤銷此證書。`,
    },
    future: {
      en: ({ on, since }) =>
        `The provider revoked this certificate on ${since}. As registered today, it will not be valid on ${on}.`,
      'zh-HK': ({ who, on, since }) =>
        `${who}已於${since}撤銷此證書。按今日的登記資料，此證書於${on}亦屬無效。`,
    },
  },
  suspended: {
    today: {
      en: ({ since }) =>
        `The provider has suspended this certificate since ${since}. Ask the provider before you rely on it.`,
      'zh-HK': ({ who, since }) => `此證書自${since}起已被暫停，採納前請先向${who}查詢。`,
    },
    past: {
      en: ({ on, since }) =>
        `On ${on} this certificate was suspended: the provider’s suspension took effect on ${since}.`,
      'zh-HK': ({ who, on, since }) => `此證書於${on}處於暫停狀態；${who}自${since}起暫停此證書。`,
    },
    future: {
      en: ({ on, since }) =>
        `The provider has suspended this certificate since ${since}. As registered today, it will still be suspended on ${on}.`,
      'zh-HK': ({ on, since }) =>
        `此證書自${since}起已被暫停。按今日的登記資料，此證書於${on}仍處於暫停狀態。`,
    },
  },
  superseded: {
    today: {
      en: ({ since }) => `A newer certificate replaced this one on ${since}:`,
      'zh-HK': ({ since }) => `此證書已於${since}由新證書取代：`,
    },
    past: {
      en: ({ on, since }) =>
        `This certificate was no longer the current one on ${on}. A newer certificate replaced it on ${since}:`,
      'zh-HK': ({ on, since }) => `此證書於${on}已非現行證書，並已於${since}由新證書取代：`,
    },
    future: {
      en: ({ since }) => `A newer certificate replaced this one on ${since}:`,
      'zh-HK': ({ since }) => `此證書已於${since}由新證書取代：`,
    },
  },
  notYetValid: {
    today: {
      en: ({ first }) => `This certificate becomes valid on ${first}.`,
      'zh-HK': ({ first }) => `此證書將於${first}生效。`,
    },
    past: {
      en: ({ on, first }) => `This certificate was not yet valid on ${on}. Its first valid day is ${first}.`,
      'zh-HK': ({ on, first }) => `此證書於${on}尚未生效，生效日為${first}。`,
    },
    future: {
      en: ({ on, first }) =>
        `This certificate will not yet be valid on ${on}. Its first valid day is ${first}.`,
      'zh-HK': ({ on, first }) => `此證書於${on}仍未生效，生效日為${first}。`,
    },
  },
};

/** What the status means on the day asked, seen from today; whole sentences with the dates that matter. */
export function verdictSentence(
  facts: SentenceFacts,
  on: CivilDate,
  today: CivilDate,
  language: Language,
): string {
  const long = (day: CivilDate | null) => (day ? longDate(day, language) : '');
  return sentences[facts.status][verdictTense(on, today)][language]({
    on: long(on),
    bareOn: bareDate(on, language),
    last: long(facts.expiresOn),
    first: long(facts.issuedOn),
    since: long(facts.statusSince ?? on),
    left: facts.daysLeft ?? 0,
    who: registrar(facts),
  });
}

function moreDays(days: number): string {
  return days === 1 ? '1 more day' : `${days} more days`;
}

export const notFoundSentence: BilingualText = {
  en: 'No certificate with this number is registered here. This does not by itself mean the certificate is false.',
  'zh-HK': '本系統查無此編號。查無記錄並不等於證書屬偽造。',
};

/** What to do with today's answer, by status; for somebody who has been handed the certificate. */
export const nextSteps: Record<CredentialStatus, BilingualText> = {
  valid: {
    en: 'Compare the name, the number and both dates with the certificate you were shown, and the name with an identity document.',
    'zh-HK': '請將姓名、編號及兩個日期與對方出示的證書逐項核對，並以身份證明文件核對姓名。',
  },
  expiringSoon: {
    en: 'You can rely on it through its last valid day. Ask the holder now when they will renew, and verify the new certificate.',
    'zh-HK': '在最後有效日或之前仍可採納。請及早向持證人了解續證安排，並於取得新證書後再次核實。',
  },
  expired: {
    en: 'Do not rely on it any more. Ask the holder whether there is a newer certificate, and verify that number.',
    'zh-HK': '請勿再以此證書為依據。請向持證人查詢是否已有新證書，並核實新證書的編號。',
  },
  suspended: {
    en: 'Wait until the provider has answered. A suspension can be lifted. If it is lifted, this page will show it.',
    'zh-HK': '請待有關機構回覆後再作決定。暫停可以解除，本頁會隨之更新。',
  },
  revoked: {
    en: 'Do not rely on it, even where you accepted it before. The holder can ask the provider for the reason.',
    'zh-HK': '即使以往曾經接納，亦不應再以此證書為依據。持證人可向有關機構查詢撤銷原因。',
  },
  superseded: {
    en: 'Verify the newer certificate, and keep that result for your records.',
    'zh-HK': '請核實新證書，並以該結果存檔。',
  },
  notYetValid: {
    en: 'Do not rely on it before its first valid day. Verify it again on that day.',
    'zh-HK': '在生效日之前請勿以此證書為依據；請於當日再次核實。',
  },
};

/** What each check asks, so that “passed” is always the good answer. */
export const checkMessages: Record<Check['check'], BilingualText> = {
  registered: { en: 'Registered here', 'zh-HK': '已在本系統登記' },
  notRevoked: { en: 'Not revoked', 'zh-HK': '未被撤銷' },
  notSuspended: { en: 'Not suspended', 'zh-HK': '未被暫停' },
  notSuperseded: { en: 'Not replaced by a newer certificate', 'zh-HK': '未由新證書取代' },
  inForce: { en: 'Within its validity period', 'zh-HK': '在有效期內' },
  nameMatches: { en: 'Name is the one on the certificate', 'zh-HK': '姓名與證書相符' },
  recognisedOnIssue: {
    en: 'Issuing organisation approved on the date of issue',
    'zh-HK': '簽發機構於簽發當日已獲認可',
  },
};

export const outcomeMessages: Record<Check['outcome'], BilingualText> = {
  pass: { en: 'Passed', 'zh-HK': '通過' },
  fail: { en: 'Failed', 'zh-HK': '不通過' },
  unknown: { en: 'Could not be checked', 'zh-HK': '未能核實' },
};

/** What a scheme's recognition means to an employer; word joiners keep the section on one line. Unknown schemes are shown by their code. */
export const schemeMessages: Record<string, BilingualText> = {
  'HK-509A-17-2-b-iii': {
    en: 'Person trained in first aid (Cap. 509A, section\u00a017(2)\u2060(b)\u2060(iii))',
    'zh-HK': '曾受急救訓練的人（第509A章第17(2)\u2060(b)\u2060(iii)條）',
  },
  'HK-59D-2': {
    en: 'Person trained in first aid (Cap. 59D, regulation\u00a02)',
    'zh-HK': '曾受急救訓練的人（第59D章第2條）',
  },
  'HK-59I-60': {
    en: 'Person trained in first aid (Cap. 59I, regulation\u00a060)',
    'zh-HK': '曾受急救訓練的人（第59I章第60條）',
  },
  'HK-59K-11': {
    en: 'Person trained in first aid (Cap. 59K, regulation\u00a011)',
    'zh-HK': '曾受急救訓練的人（第59K章第11條）',
  },
};
