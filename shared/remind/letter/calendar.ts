import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { colon, holderName, oneLine, providerRole, typeName } from '#mail/letter/naming.ts';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Language } from '#register/certificate/credential.ts';
import { addDays, type CivilDate, civilDate, daysBetween } from '#register/civil-date.ts';
import { calendarMessages } from '#remind/messages/reminder-calendar.ts';
import { mailMessages } from '#remind/messages/reminder-mail.ts';
import { lateSentences } from '#remind/messages/reminder-stages.ts';
import type { CertificateNotice } from '#remind/reminder-notice.ts';
import { longDate } from '#web/messages/dates.ts';
import type { Due } from './content.ts';
import { type LateRenewal, lateRenewal } from './late-renewal.ts';
import { hasOneHolder } from './naming.ts';
import type { MailUrls } from './urls.ts';

/** At nine in the morning of the day before, of the seventh and of the thirtieth. */
const ALARM_DAYS = [30, 7, 1];
const DAY_SECONDS = 86_400;
const NINE_O_CLOCK_SECONDS = 9 * 60 * 60;
const DAYS_BEGAN = civilDate.parse('2000-01-01');

interface Entry {
  certificate: CertificateNotice;
  /** The entry is about the last day for renewing late. */
  late: LateRenewal | undefined;
}

/**
 * The calendar that goes with a reminder (RFC 5545): for each certificate a day, with the alarms that are still to come.
 * The languages in the order of the mail. Of the day `on` alone, so that the same mail composed again is the same.
 */
export function reminderCalendar(
  languages: readonly [Language, Language],
  due: Due,
  on: CivilDate,
  urls: Pick<MailUrls, 'verify'>,
): string {
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Certkeeper', product: 'Reminders', language: 'EN' },
  });
  const [main] = languages;
  for (const certificate of due) {
    const late = openLateRenewal(certificate, on);
    const entry = { certificate, late };
    const day = late?.until ?? certificate.expiresOn;
    const summaryOf = (lang: Language) => summaryIn(lang, entry, hasOneHolder(due, lang));
    calendar.createEvent({
      id: eventUid(entry),
      // Of two mails about one entry the later one counts; it grows by the day.
      sequence: daysBetween(DAYS_BEGAN, on),
      stamp: `${on}T01:00:00.000Z`,
      start: day,
      allDay: true,
      summary: languages.map(summaryOf).join(' · '),
      description: languages.map((lang) => descriptionIn(lang, entry, urls)).join('\n\n'),
      url: urls.verify(certificate, main),
      // Nobody is busy on that day.
      transparency: ICalEventTransparency.TRANSPARENT,
      alarms: ALARM_DAYS.filter((days) => addDays(day, -days) > on).map((days) => ({
        type: ICalAlarmType.display,
        trigger: days * DAY_SECONDS - NINE_O_CLOCK_SECONDS,
        description: summaryOf(main),
      })),
    });
  }
  return `${calendar.toString()}\r\n`;
}

/** After the expiry: the day until which the short way is open, where it is. */
function openLateRenewal(
  { credential, stageId, expiresOn }: CertificateNotice,
  on: CivilDate,
): LateRenewal | undefined {
  const plan = typeByCode(credential.type)?.reminderPlan ?? 'none';
  if (on <= expiresOn || plan === 'none') return undefined;
  const late = lateRenewal(plan, stageId, expiresOn);
  return late && on <= late.until ? late : undefined;
}

/**
 * The same in every mail about the certificate, so that the next one renews the entry instead of adding a second. By the
 * day on the paper: after an extension the entry moves to the new day.
 */
function eventUid({ certificate, late }: Entry): string {
  const { key, provider, expiresOn } = certificate.credential;
  const parts = [key, provider, expiresOn ?? certificate.expiresOn, ...(late ? ['late'] : [])];
  return `${parts.map(encodeURIComponent).join('.')}@certkeeper`;
}

function summaryIn(lang: Language, { certificate, late }: Entry, oneHolder: boolean): string {
  const messages = calendarMessages[lang];
  const type = typeName(certificate.credential, lang);
  const name = oneHolder ? type : messages.withHolder(type, holderName(certificate.credential, lang));
  return late ? messages.lastDayToRenewLate[late.plan](name) : messages.lastValidDay(name);
}

/** What it is about and where to look it up; what to do is in the mail, and will be another thing by then. */
function descriptionIn(lang: Language, { certificate, late }: Entry, urls: Pick<MailUrls, 'verify'>): string {
  const { credential, provider, expiresOn } = certificate;
  const { labels } = mailMessages[lang];
  const facts = [
    [labels.type, typeName(credential, lang)],
    [labels.number, oneLine(credential.number)],
    [labels[providerRole(credential)], oneLine(provider.name[lang])],
    [labels.expiresOn, longDate(expiresOn, lang)],
  ];
  return [
    ...facts.map((fact) => fact.join(colon(lang))),
    ...(late ? [lateSentences[late.plan].open[lang](late.until)] : []),
    urls.verify(certificate, lang),
  ].join('\n');
}
