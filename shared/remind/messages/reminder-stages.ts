import type { ReminderPlanName } from '#register/catalogue/catalogue.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { longDate } from '#web/messages/dates.ts';

/**
 * What an email is for in the eyes of Cap. 593. `expiryNotice`: tells of an expiry, offers nothing for sale, and so is
 * no commercial message. A template that would sell a course needs a category of its own, and a consent.
 */
export type MailCategory = 'expiryNotice';

/** The sentences of each plan's emails, one a stage (domain.md §3), and what kind of email they make. */
interface Template<Stage extends string> {
  category: MailCategory;
  stages: Record<Stage, Record<Language, string>>;
}

/** A missing sentence does not compile. */
interface Templates {
  firstAid: Template<'refresherOpens' | '-90' | '-30' | '-7' | '0' | '+1' | '+150'>;
  emtRegistration: Template<'-180' | '-90' | '-60' | '-30' | '-14' | '-7' | '-1' | '+1'>;
  nremt: Template<'windowOpens' | '-90' | '-30' | '-7' | '+1' | '+15'>;
  lifeSupport: Template<'-60' | '-30' | '-7' | '+1'>;
}

export const reminderTemplates: Templates = {
  firstAid: {
    category: 'expiryNotice',
    stages: {
      refresherOpens: {
        en: 'The refresher window is open: you can take the course now.',
        'zh-HK': '重溫課程的修讀期已開始，閣下現可修讀。',
      },
      '-90': {
        en: 'Ask your provider when the next refresher courses are held.',
        'zh-HK': '請向頒證機構查詢下一期重溫課程的日期。',
      },
      '-30': {
        en: 'Arrange your refresher course now, so that you hold the new certificate before this one expires.',
        'zh-HK': '請盡快安排修讀重溫課程，以便在現有證書到期前取得新證書。',
      },
      '-7': {
        en: 'This is the last week: if you cannot take the refresher course in time, you will not have a valid certificate until you complete it.',
        'zh-HK': '證書將於一星期內到期；如未能及時修畢重溫課程，在完成續證前閣下並無有效證書。',
      },
      '0': {
        en: 'From tomorrow you will not have a valid certificate until you renew it.',
        'zh-HK': '由明日起，在完成續證前閣下並無有效證書。',
      },
      '+1': {
        en: 'You do not hold a valid certificate until you have renewed it.',
        'zh-HK': '在完成續證前，閣下並無有效證書。',
      },
      '+150': {
        en: 'The refresher window is closing: arrange your refresher course now.',
        'zh-HK': '重溫課程的限期將至，請立即安排修讀。',
      },
    },
  },
  emtRegistration: {
    category: 'expiryNotice',
    stages: {
      '-180': {
        en: 'Add up your hours of continuing education, and ask your provider how many you still need.',
        'zh-HK': '請計算閣下已完成的持續進修時數，並向頒證機構查詢尚欠多少小時。',
      },
      '-90': {
        en: 'Compare your record of continuing education with your provider’s, while there is time to make up missing hours.',
        'zh-HK': '請與頒證機構核對持續進修記錄，以便及早補足所欠時數。',
      },
      '-60': {
        en: 'Collect evidence of your continuing education and of your duties.',
        'zh-HK': '請備妥持續進修及執勤的證明文件。',
      },
      '-30': {
        en: 'Submit your renewal papers to your provider now, and ask how long it takes.',
        'zh-HK': '請現在向頒證機構提交續證文件，並查詢處理需時多久。',
      },
      '-14': {
        en: 'If you have not applied for renewal yet, do it now, so that your provider can finish in time.',
        'zh-HK': '如尚未申請續證，請立即辦理，讓頒證機構可在到期前完成處理。',
      },
      '-7': {
        en: 'This is the last week: ask your provider whether your renewal is complete.',
        'zh-HK': '證書將於一星期內到期，請向頒證機構確認續證手續是否已經辦妥。',
      },
      '-1': {
        en: 'After the last valid day this certificate lapses: if your renewal is under way, ask your provider for the result.',
        'zh-HK': '最後有效日過後，證書即告失效；如正在辦理續證，請向頒證機構查詢結果。',
      },
      '+1': {
        en: 'This certificate has lapsed: do not work under it, and ask your provider how to restore it.',
        'zh-HK': '證書現已失效；請勿憑此證書執勤，並向頒證機構查詢如何恢復資格。',
      },
    },
  },
  nremt: {
    category: 'expiryNotice',
    stages: {
      windowOpens: {
        en: 'The recertification window is open: you can apply to NREMT now.',
        'zh-HK': '續證申請期已開始，閣下現可向 NREMT 提出申請。',
      },
      '-90': {
        en: 'Check that all your hours of continuing education are on record at NREMT.',
        'zh-HK': '請核對全部持續進修時數是否已記錄於 NREMT。',
      },
      '-30': {
        en: 'Apply to NREMT now: your application has to be complete by the last valid day.',
        'zh-HK': '請現在向 NREMT 提出申請；申請須在最後有效日或之前齊備。',
      },
      '-7': {
        en: 'This is the last week: make sure that NREMT has your complete application.',
        'zh-HK': '註冊將於一星期內到期，請確認 NREMT 已收妥閣下的完整申請。',
      },
      '+1': {
        en: 'Your registration has lapsed: ask NREMT how to restore it.',
        'zh-HK': '註冊現已失效；請向 NREMT 查詢如何恢復。',
      },
      '+15': {
        en: 'On our record your registration is still lapsed: ask NREMT soon how to restore it.',
        'zh-HK': '按本系統的記錄，閣下的註冊仍未恢復，請盡快向 NREMT 查詢如何恢復。',
      },
    },
  },
  lifeSupport: {
    category: 'expiryNotice',
    stages: {
      '-60': {
        en: 'Ask your training centre when the next renewal courses are held.',
        'zh-HK': '請向培訓中心查詢下一期續證課程的日期。',
      },
      '-30': {
        en: 'Arrange your place on a renewal course now, so that there is no gap.',
        'zh-HK': '請現在安排修讀續證課程，以免資格中斷。',
      },
      '-7': {
        en: 'This is the last week: make sure that you have a place on a renewal course.',
        'zh-HK': '證書將於一星期內到期，請確認已獲續證課程學額。',
      },
      '+1': {
        en: 'This certificate is no longer valid: ask your training centre whether the renewal course is still enough.',
        'zh-HK': '證書現已失效；請向培訓中心查詢是否仍可只修讀續證課程。',
      },
    },
  },
};

/** Renewing late: until when the short way stays open. */
export const lateSentences: Record<
  'firstAid' | 'nremt',
  Record<'open' | 'over', Record<Language, (until: CivilDate) => string>>
> = {
  firstAid: {
    open: {
      en: (until) =>
        `The refresher course is still accepted for 6 months after expiry, until ${longDate(until, 'en')}.`,
      'zh-HK': (until) => `證書到期後6個月內仍可修讀重溫課程，限期為${longDate(until, 'zh-HK')}。`,
    },
    over: {
      en: (until) =>
        `The refresher course was accepted until ${longDate(until, 'en')}; now you have to take the full course.`,
      'zh-HK': (until) => `重溫課程的限期為${longDate(until, 'zh-HK')}，現已逾期，須重新修讀完整課程。`,
    },
  },
  nremt: {
    open: {
      en: (until) =>
        `Reinstatement is open until ${longDate(until, 'en')}. Education that you complete after the last valid day does not count.`,
      'zh-HK': (until) =>
        `恢復註冊的申請期至${longDate(until, 'zh-HK')}為止；最後有效日之後完成的進修不獲計算。`,
    },
    over: {
      en: (until) => `The time for reinstatement ended on ${longDate(until, 'en')}.`,
      'zh-HK': (until) => `恢復註冊的申請期已於${longDate(until, 'zh-HK')}結束。`,
    },
  },
};

/** The sentence of one stage; undefined for a stage that the plan does not have. */
export function stageSentence(plan: ReminderPlanName, stageId: string, lang: Language): string | undefined {
  const sentences: Record<string, Record<Language, string>> = reminderTemplates[plan].stages;
  return Object.hasOwn(sentences, stageId) ? sentences[stageId]?.[lang] : undefined;
}
