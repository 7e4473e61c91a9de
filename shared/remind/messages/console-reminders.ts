import { troubleText } from '#mail/messages/console-undeliverable.ts';
import type { Language } from '#register/certificate/credential.ts';
import { type CivilDate, hongKongDay } from '#register/civil-date.ts';
import type { Obstacle, stopKinds } from '#remind/explain/coming-reminder.ts';
import type { ToldExplanation } from '#remind/explain/explain-reminders.ts';
import type { StageAccount, StageOutcome } from '#remind/explain/reminder-explanation.ts';
import type { Withheld } from '#remind/explain/withheld.ts';
import type { SkipReason } from '#remind/reminder-decision.ts';
import { longDate } from '#web/messages/dates.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** What a certificate's page in the console says of the reminders to its holder; voice as in look.md. */
export const reminderMessages = {
  title: { en: 'Reminders to the holder', 'zh-HK': '給持證人的續期提示' },
  stage: { en: 'Reminder', 'zh-HK': '提示' },
  planned: { en: 'Planned for', 'zh-HK': '預定日期' },
  day: { en: 'Day', 'zh-HK': '日期' },
  outcome: { en: 'Result', 'zh-HK': '結果' },
  earlier: { en: 'For an earlier last valid day', 'zh-HK': '按先前的最後有效日' },
  series: { en: 'Last valid day', 'zh-HK': '最後有效日' },
} as const satisfies Record<string, BilingualText>;

const outcomeMessages: Record<StageOutcome, BilingualText> = {
  sent: {
    en: 'Sent. Whether it arrived is not known yet.',
    'zh-HK': '已發出，尚未知道是否送達。',
  },
  delayed: {
    en: 'Sent. The holder’s mail provider is slow to take it; the mail service goes on trying.',
    'zh-HK': '已發出。持證人的電郵供應商暫未接收，郵件服務會繼續嘗試。',
  },
  returned: {
    en: 'Came back this time, for example from a full mailbox. The address is still written to.',
    'zh-HK': '是次遭退回，例如因郵箱已滿。日後仍會發送至此地址。',
  },
  delivered: { en: 'Delivered.', 'zh-HK': '已送達。' },
  rejected: {
    en: 'Not sent: the mail service did not accept its content.',
    'zh-HK': '未有發出：郵件服務不接受郵件內容。',
  },
  bounced: {
    en: 'Came back: the address does not work. Correct it.',
    'zh-HK': '遭退回：電郵地址無效，請更正。',
  },
  complained: {
    en: 'The holder reported it as unwanted email.',
    'zh-HK': '持證人已將郵件舉報為垃圾郵件。',
  },
  failed: {
    en: 'Failed: the mail service did not take it. Check the address.',
    'zh-HK': '發送失敗：郵件服務拒絕接收，請檢查電郵地址。',
  },
  uncertain: {
    en: 'We do not know whether this email arrived: the connection broke while it was handed over.',
    'zh-HK': '未能確定此郵件是否送達：交付時連線中斷。',
  },
  underWay: { en: 'Being sent.', 'zh-HK': '正在發出。' },
  putOff: {
    en: 'Put off: the mail service could not take it just then. It is tried again.',
    'zh-HK': '延後：郵件服務當時未能接收，稍後再試。',
  },
  skipped: { en: 'Not sent:', 'zh-HK': '未有發出：' },
  planned: { en: 'Planned.', 'zh-HK': '待發出。' },
  due: { en: 'Due, and not dealt with yet.', 'zh-HK': '已到日期，尚待處理。' },
  passed: { en: 'Not sent in time.', 'zh-HK': '未有發出：已過發出期限。' },
  notOnRecord: { en: 'Nothing is on record.', 'zh-HK': '沒有記錄。' },
};

export const skipMessages: Record<SkipReason | Withheld, BilingualText> = {
  overtaken: { en: 'a later one was already due.', 'zh-HK': '其後的提示已屆發出日期。' },
  tooLate: { en: 'all its days had passed.', 'zh-HK': '已過所有提示日期。' },
  revoked: { en: 'the certificate was revoked.', 'zh-HK': '證書當時已被撤銷。' },
  suspended: { en: 'the certificate was suspended.', 'zh-HK': '證書當時被暫停。' },
  superseded: { en: 'a newer certificate had replaced this one.', 'zh-HK': '證書當時已由新證書取代。' },
  renewed: {
    en: 'the holder had a newer certificate of this kind.',
    'zh-HK': '持證人當時已有同類的新證書。',
  },
  noAddress: { en: 'there was no email address.', 'zh-HK': '當時沒有電郵地址。' },
  undeliverable: {
    en: 'emails to the address did not arrive.',
    'zh-HK': '發送至當時電郵地址的郵件未能送達。',
  },
  unsubscribed: {
    en: 'the holder did not want such emails.',
    'zh-HK': '持證人當時已要求停止接收此類電郵。',
  },
  withheld: {
    en: 'the register does not write to this address. Ask the holder for another one.',
    'zh-HK': '本系統不會發送電郵至此地址，請向持證人索取另一地址。',
  },
};

/** Codes that are our own, not the mail service's; every other one is shown as the mail service gives it. */
const ownCodes: Record<string, BilingualText> = {
  lease_ended: { en: 'sending broke off', 'zh-HK': '發送過程中斷' },
  slot_passed: { en: 'its turn had passed', 'zh-HK': '已過輪候時間' },
  no_message_id: { en: 'the mail service gave no receipt', 'zh-HK': '郵件服務未有回傳編號' },
  unknown: { en: 'cause not known', 'zh-HK': '原因不明' },
  TimeoutError: { en: 'no answer in time', 'zh-HK': '未能及時獲得回覆' },
};

/** A cause in plain words; undefined for the mail service's own code. */
export function causeText(code: string, language: Language): string | undefined {
  return Object.hasOwn(ownCodes, code) ? ownCodes[code]?.[language] : undefined;
}

/** The result of one stage, in whole sentences; the mail service's own code is not in it. */
export function outcomeText(account: Omit<StageAccount, 'stage' | 'on'>, language: Language): string {
  const { outcome, reason, at, againOn, attempts } = account;
  const en = language === 'en';
  const parts = [
    outcomeMessages[outcome][language],
    reason && skipMessages[reason][language],
    outcome === 'uncertain' && againText(againOn, language),
    attempts &&
      (en
        ? `This was attempt ${attempts}: nobody knows whether the one before arrived.`
        : `此為第${attempts}次嘗試，未能確定前次是否送達。`),
    at && (en ? `(${hongKongDay(at)})` : `（${hongKongDay(at)}）`),
  ].filter(Boolean);
  return parts.join(en ? ' ' : '');
}

function againText(againOn: CivilDate | undefined, language: Language): string {
  if (language === 'en')
    return againOn
      ? `Unless we hear that it did, it is sent again on ${longDate(againOn, 'en')}.`
      : 'It is not sent again.';
  return againOn ? `如無送達消息，將於${longDate(againOn, 'zh-HK')}再次發出。` : '不會再次發出。';
}

const stopped: Record<(typeof stopKinds)[number], BilingualText> = {
  all: { en: 'all our emails', 'zh-HK': '本系統所有電郵' },
  type: { en: 'emails about certificates of this kind', 'zh-HK': '有關此類證書的電郵' },
  certificate: { en: 'emails about this certificate', 'zh-HK': '有關此證書的電郵' },
};

const obstacleMessages: Record<Exclude<Obstacle, 'finished' | 'noPlan'> | Withheld, BilingualText> = {
  revoked: { en: 'the certificate is revoked', 'zh-HK': '證書已被撤銷' },
  suspended: { en: 'the certificate is suspended', 'zh-HK': '證書已被暫停' },
  superseded: { en: 'a newer certificate has replaced this one', 'zh-HK': '證書已由新證書取代' },
  renewed: { en: 'the holder has a newer certificate of this kind', 'zh-HK': '持證人已有同類的新證書' },
  noAddress: { en: 'there is no email address', 'zh-HK': '沒有電郵地址' },
  undeliverable: { en: 'nothing is sent to this address any more', 'zh-HK': '已停止發送至此電郵地址' },
  unsubscribed: { en: 'the holder has stopped', 'zh-HK': '持證人已要求停止接收' },
  withheld: {
    en: 'the register does not write to this address',
    'zh-HK': '本系統不會發送電郵至此地址',
  },
};

/** One answer to what comes next and why, by what holds on the day. */
export function nextText(next: ToldExplanation['next'], today: CivilDate, language: Language): string {
  const en = language === 'en';
  if (next.goes) {
    const day = longDate(next.on, language);
    const name = stageName(next.stage, language);
    if (next.on <= today)
      return en ? `The next reminder (${name}) goes today.` : `下一次續期提示（${name}）將於今日發出。`;
    return en
      ? `The next reminder is planned for ${day}: ${name}.`
      : `下一次續期提示將於${day}發出：${name}。`;
  }
  const { because, since, stops, trouble } = next;
  if (because === 'noPlan')
    return en ? 'No reminders are sent of such a certificate.' : '此類證書不設續期提示。';
  if (because === 'finished') return en ? 'No further reminder is planned.' : '沒有待發的續期提示。';
  const what =
    obstacleMessages[because][language] + (stops ? `${en ? ' ' : ''}${stopped[stops][language]}` : '');
  const when = since && (en ? ` (since ${longDate(since, 'en')})` : `（自${longDate(since, 'zh-HK')}起）`);
  const said = en
    ? `Currently no reminder will be sent: ${what}${when ?? ''}.`
    : `按現況將不會發出續期提示：${what}${when ?? ''}。`;
  return trouble ? `${said}${en ? ' ' : ''}${troubleText(trouble, language)}` : said;
}

/** The stage of a reminder by its id: `-30`, `0`, `+1`, `windowOpens`, `refresherOpens`. */
export function stageName(stage: string, language: Language): string {
  const en = language === 'en';
  if (stage === 'windowOpens') return en ? 'When the time to renew begins' : '續證期開始時';
  if (stage === 'refresherOpens') return en ? 'When the refresher window opens' : '重溫課程修讀期開始時';
  const days = Number(stage);
  if (days === 0) return en ? 'On the last valid day' : '最後有效日當日';
  const count = en ? `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}` : `${Math.abs(days)}日`;
  if (days < 0) return en ? `${count} before the last valid day` : `最後有效日前${count}`;
  return en ? `${count} after the last valid day` : `最後有效日後${count}`;
}
