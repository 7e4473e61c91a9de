import type { Language } from '#register/certificate/credential.ts';
import { addDays, type CivilDate } from '#register/civil-date.ts';
import { type Coverage, countAll } from '#watch/coverage/coverage.ts';
import { longDate } from '#web/messages/dates.ts';

/**
 * How many people count, and until when that is the number that the employer needs. It compares two numbers: what
 * the law asks for depends on more than that, and is not claimed.
 */
export function coverageSentence(
  { needed, steps, shortFrom }: Pick<Coverage, 'needed' | 'steps' | 'shortFrom'>,
  language: Language,
): string {
  const [now] = steps;
  const people = now?.people ?? 0;
  const messages = coverageMessages[language];
  const count = now?.declared ? messages.countApart(people, now.declared) : messages.count(people);
  if (needed === undefined || now === undefined) return count;
  if (shortFrom === null) return count + messages.meets(needed);
  if (shortFrom === now.from) return count + messages.fewerNow(needed);
  const short = steps.find(({ from }) => from === shortFrom);
  const then = short ? countAll(short) : 0;
  return count + messages.meetsUntil({ needed, last: addDays(shortFrom, -1), shortFrom, then });
}

interface CoverageMessages {
  count(people: number): string;
  /** Where the employer declared some of them. */
  countApart(verified: number, declared: number): string;
  meets(needed: number): string;
  fewerNow(needed: number): string;
  meetsUntil(facts: { needed: number; last: CivilDate; shortFrom: CivilDate; then: number }): string;
}

const coverageMessages: Record<Language, CoverageMessages> = {
  en: {
    count: (people) =>
      people === 0
        ? 'Nobody on the list holds a valid, recognised first-aid certificate today.'
        : `${people === 1 ? '1 person on the list holds' : `${people} people on the list hold`} a valid, recognised first-aid certificate today.`,
    countApart: (verified, declared) =>
      `First-aiders today: ${verified} verified and ${declared} declared by you.`,
    meets: (needed) =>
      ` This meets the number you need, ${needed}; on current records this continues in the months ahead.`,
    fewerNow: (needed) => ` These are fewer than the number you need, ${needed}.`,
    meetsUntil: ({ needed, last, shortFrom, then }) =>
      ` This meets the number you need, ${needed}, through ${longDate(last, 'en')}. From ${longDate(shortFrom, 'en')} there will be fewer: ${then}.`,
  },
  'zh-HK': {
    count: (people) =>
      people === 0
        ? '名單上現時沒有人持有有效而獲認可的急救證書。'
        : `名單上現時有${people}人持有有效而獲認可的急救證書。`,
    countApart: (verified, declared) => `今日的急救員：經核實${verified}人，由閣下申報${declared}人。`,
    meets: (needed) => `此數已達到所需的${needed}人；按登記資料，未來數月亦將如此。`,
    fewerNow: (needed) => `此數少於所需的${needed}人。`,
    meetsUntil: ({ needed, last, shortFrom, then }) =>
      `至${longDate(last, 'zh-HK')}為止，均達到所需的${needed}人；由${longDate(shortFrom, 'zh-HK')}起將減至${then}人，少於所需人數。`,
  },
};
