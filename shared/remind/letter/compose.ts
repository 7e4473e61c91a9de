import { type LetterMail, letterMail } from '#mail/letter/letter-mail.ts';
import { languageOrder } from '#mail/letter/naming.ts';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Language } from '#register/certificate/credential.ts';
import { daysBetween } from '#register/civil-date.ts';
import { mailMessages, type Occasion } from '#remind/messages/reminder-mail.ts';
import type { CertificateNotice, ReminderNotice as DueNotice } from '#remind/reminder-notice.ts';
import { reminderCalendar } from './calendar.ts';
import { type Due, letterIn } from './content.ts';
import { mailUrls } from './urls.ts';

/** One holder's address, with every certificate that is due on `on`, a day in Hong Kong. */
export interface ReminderNotice extends DueNotice {
  /** Without a path, such as `https://verify.example.com`. */
  publicBaseUrl: string;
}

interface ReminderMail extends LetterMail {
  /** Takes the one-click POST of RFC 8058. */
  unsubscribeUrl: string;
  /** The last valid days, as iCalendar (RFC 5545). */
  calendar: string;
}

/**
 * The reminder e-mail (domain.md §3): the language of the certificate that expires first, the other below.
 * Days left are counted here from `on`, so that a stage sent late says the true number. Throws when there is no certificate.
 */
export function composeReminder(notice: ReminderNotice): ReminderMail {
  const [first, ...others] = notice.certificates
    .map((due) => ({ ...due, daysLeft: daysBetween(notice.on, due.expiresOn) }))
    .toSorted((a, b) => a.daysLeft - b.daysLeft);
  if (first === undefined) throw new Error('a reminder is about at least one certificate');
  const due: Due = [first, ...others];
  const order = languageOrder(first.credential.language);
  const [main, other] = order;
  const urls = mailUrls(notice.publicBaseUrl, notice.tokens);
  const subject = order.map((lang) => subjectIn(lang, due)).join(' · ');
  return {
    ...letterMail(subject, [letterIn(main, due, notice.on, urls), letterIn(other, due, notice.on, urls)]),
    unsubscribeUrl: urls.unsubscribe(),
    calendar: reminderCalendar(order, due, notice.on, urls),
  };
}

function subjectIn(lang: Language, [first, ...others]: Due): string {
  if (others.length === 0) return mailMessages[lang].subject(first.daysLeft, findOccasion(first));
  const sameDay = others.every(({ daysLeft }) => daysLeft === first.daysLeft);
  return mailMessages[lang].subjectOfSeveral(others.length + 1, first.daysLeft, sameDay);
}

function findOccasion({ credential, stageId }: CertificateNotice): Occasion {
  const plan = typeByCode(credential.type)?.reminderPlan;
  if (stageId === 'refresherOpens') return 'opens';
  if (plan === 'firstAid' && stageId === '+150') return 'closes';
  return stageId === 'windowOpens' ? 'opens' : 'countdown';
}
