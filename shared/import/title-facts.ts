import { findType } from '#register/catalogue/catalogue.ts';
import { parseLooseDate } from '#register/loose-date.ts';

/** What a class sheet says once for all of its rows, as a cell would: a course by its code, a day as YYYY-MM-DD. */
export interface FactsOfAll {
  type?: string | undefined;
  issuedOn?: string | undefined;
}

/** Longer text above a table is no title. */
const MAX_TITLE_LENGTH = 200;

/** Dates as titles write them; which of them are in the calendar `parseLooseDate` says. */
const DATES =
  /(?<![\d\p{L}])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}(?:st|nd|rd|th)?[-/ .]{0,2}[A-Za-z]{3,9}[-/ .,]{0,3}\d{4}|[A-Za-z]{3,9}[ .]{1,2}\d{1,2}(?:st|nd|rd|th)?[ ,]{1,2}\d{4}|(?:民[國国] ?)?[\d〇零一二三四五六七八九]{2,4} ?年 ?[\d一二三四五六七八九十]{1,3} ?月 ?[\d一二三四五六七八九十]{1,3} ?[日號号])(?![\d])/gu;
/** Said right before a date, that it is the last of several days. */
const UNTIL = /(?:\d ?|\s)(?:[-–—~至到]|to|until) {0,3}$/iu;
/** The same, that it is another one. */
const OTHER_DAY =
  /(?:expir[a-z]{0,8}|valid|until|print[a-z]{0,4}|updated?|generated|as (?:at|of)|from|start[a-z]{0,4}|begin[a-z]{0,5}|到期日?|有效期?|列印|製表|更新|截至|開課|由)(?: ?(?:date|日期|on))?[\s:：]{0,5}$/iu;
const DAY_OF_ISSUE = /(?:issued?|簽發|签发|發證|发证|頒發|颁发)\W{0,3}(?:on|date|日期|日)?[\s:：]{0,5}$/iu;

const PARTS = /[,;:|\t、，；：。()（）]|\s[-–—]+\s|\s{2,}/u;
const LISTS =
  /(?:class|name|attendance)? ?lists?$|(?:學員|学员|學生|学生|及格|合格)?(?:名單|名单|名冊|名册)$/iu;

/**
 * What the rows above a table's headings say of all of its certificates, as far as it has one meaning: the only course
 * named there, and the only day, or the only one called the day of issue.
 */
export function readTitle(rows: readonly string[][]): FactsOfAll {
  const texts = rows
    .flat()
    .map((cell) => cell.normalize('NFKC').trim())
    .filter((text) => text !== '' && text.length <= MAX_TITLE_LENGTH);
  return { type: only(texts.flatMap(typesIn)), issuedOn: dayOfIssue(texts) };
}

function typesIn(text: string): string[] {
  return text
    .replace(DATES, ',')
    .split(PARTS)
    .flatMap((part) => (/\p{Script=Han}/u.test(part) ? [part, ...part.split(/\s+/)] : [part]))
    .flatMap((part) => findType(part.trim().replace(LISTS, ''))?.code ?? []);
}

function dayOfIssue(texts: readonly string[]): string | undefined {
  // A label may stand in the cell to the left.
  const days = texts.flatMap((text, at) =>
    [...text.matchAll(DATES)].map((found) => ({
      on: parseLooseDate(found[0].replaceAll(',', ' ')),
      label: `${at > 0 && found.index === 0 ? texts[at - 1] : ''} ${text.slice(0, found.index)}`,
    })),
  );
  const called = days.filter(({ label }) => DAY_OF_ISSUE.test(label));
  const isPeriod = days.some(({ label }) => UNTIL.test(label));
  const plain = isPeriod ? [] : days.filter(({ label }) => !OTHER_DAY.test(label));
  return only((called.length > 0 ? called : plain).map(({ on }) => on ?? ''));
}

/** The value that all are; undefined when there is none, or another. */
function only(values: readonly string[]): string | undefined {
  const [value, other] = new Set(values);
  return other === undefined && value !== '' ? value : undefined;
}
