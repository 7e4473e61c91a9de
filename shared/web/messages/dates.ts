import type { Language } from '#register/certificate/credential.ts';
import { type CivilDate, type Instant, weekday } from '#register/civil-date.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Monday first, as ISO counts. */
const weekdays: Record<Language, readonly string[]> = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  'zh-HK': ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'],
};

interface Parts {
  day: string;
  weekday: string;
}

/** `21 November 2026 (Saturday)`, `2026年11月21日（星期六）`. */
export function longDate(on: CivilDate, language: Language): string {
  const { day, weekday } = dateParts(on, language);
  return language === 'en' ? `${day} (${weekday})` : `${day}（${weekday}）`;
}

/** Within a sentence that says whose days these are: `2026年11月21日（星期六，香港時間）`; English has it behind a comma. */
export function longDateInHongKong(on: CivilDate, language: Language): string {
  const { day, weekday } = dateParts(on, language);
  return language === 'en' ? `${day} (${weekday}), Hong Kong time` : `${day}（${weekday}，香港時間）`;
}

/** For a place that is already within brackets: `21 November 2026, Saturday`, `2026年11月21日，星期六`. */
export function bareDate(on: CivilDate, language: Language): string {
  const { day, weekday } = dateParts(on, language);
  return language === 'en' ? `${day}, ${weekday}` : `${day}，${weekday}`;
}

/** Within a table, a chart or a row's sentence: `2 May 2027`, `2027年5月2日`. */
export function shortDate(on: CivilDate, language: Language): string {
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
  return language === 'en'
    ? `${day} ${months[month - 1]?.slice(0, 3)} ${year}`
    : `${year}年${month}月${day}日`;
}

/** The Hong Kong time of day, `09:05`. Hong Kong has kept UTC+8 without summer time since 1979. */
export function clockTime(at: Instant): string {
  const hour = (Number(at.slice(11, 13)) + 8) % 24;
  return `${String(hour).padStart(2, '0')}:${at.slice(14, 16)}`;
}

function dateParts(on: CivilDate, language: Language): Parts {
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
  return {
    day: language === 'en' ? `${day} ${months[month - 1]} ${year}` : `${year}年${month}月${day}日`,
    weekday: weekdays[language][weekday(on) - 1] ?? '',
  };
}
