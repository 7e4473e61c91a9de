import { findType } from '#register/catalogue/find-type.ts';
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
  /(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}(?:st|nd|rd|th)?[-/ .]{0,2}[A-Za-z]{3,9}[-/ .,]{0,3}\d{4}|[A-Za-z]{3,9}[ .]{1,2}\d{1,2}(?:st|nd|rd|th)?[ ,]{1,2}\d{4}|(?:(?:中華)?民[國国] ?)?[\d〇零一二三四五六七八九]{2,4} ?年 ?[\d一二三四五六七八九十]{1,3} ?月 ?[\d一二三四五六七八九十]{1,3} ?[日號号])(?!\d)/gu;
/** Stands for a date while the text around it is read. */
const DATE = '\u0001';

/** Between the things that one cell says; before a label in Chinese a space is enough. */
const PARTS = /[,;|\t、，；()（）]|\s[-–—]{1,3}\s|\s{2,}|\s(?=\p{Script=Han}{2,8}[:：])/u;
const DAY_OF_ISSUE =
  /^(?:date of issue|issue date|issued(?: on)?|(?:證書|证书)?(?:簽發|签发|發證|发证|頒發|颁发)(?:日期|日)?)[\s:：]{0,3}$/iu;
const DAY = /^(?:date|course date|class date|日期|課程日期|课程日期|上課日期)?[\s:：]{0,3}$/iu;
const COURSE =
  /^(?:course(?: name| title)?|class|programme|certificate|課程(?:名稱)?|课程(?:名称)?|班別|證書(?:名稱)?)[\s:：]{1,3}/iu;
const LIST =
  /\s?(?:(?:class|name|attendance|student)s?)? ?(?:list|roster)$|\s?(?:參加者|學員|学员|學生|学生|及格者?|合格者?)?(?:名單|名单|名冊|名册)$/iu;
/** Who did not pass, or is to teach it: such a sheet is not what it seems. */
const OTHERS =
  /instruct|trainer|train the|導師|导师|教官|不及格|未及格|不合格|\bfail|absent|缺席|候補|waiting|cancel|取消/iu;

/**
 * What the rows above a table's headings say of all of its certificates, as far as it has one meaning: the only course
 * named there, and the only day, or the only one called the day of issue. A part of the text counts as a whole or not at all;
 * beside a date that is not understood so (a period, a last valid day, a day of printing) only one called the day of
 * issue counts. `rows`: the cells of each row.
 */
export function readTitle(rows: readonly string[][]): FactsOfAll {
  const texts = rows.flatMap(labelled).filter((text) => text.length <= MAX_TITLE_LENGTH);
  if (texts.some((text) => OTHERS.test(text))) return {};
  const said = texts.map(readText);
  const dated = said.flatMap(({ dates }) => dates);
  const called = dated.filter(({ isCalled }) => isCalled);
  const isDoubtful = said.some((text) => text.isDoubtful);
  return {
    type: only(said.flatMap(({ types }) => types)),
    issuedOn:
      called.length > 0
        ? only(called.map(({ on }) => on))
        : isDoubtful
          ? undefined
          : only(dated.map(({ on }) => on)),
  };
}

/** The cells of a row, one that only has a date together with what stands to its left. */
function labelled(cells: readonly string[]): string[] {
  const texts: string[] = [];
  for (const cell of cells.map((text) => text.normalize('NFKC').trim()).filter((text) => text !== '')) {
    const isDate = cell.length <= MAX_TITLE_LENGTH && cell.replace(DATES, DATE) === DATE;
    const label = isDate ? texts.pop() : undefined;
    texts.push(label === undefined ? cell : `${label}: ${cell}`);
  }
  return texts;
}

interface Said {
  types: string[];
  dates: { on: string; isCalled: boolean }[];
  /** There is a date, or what may be one, that is not understood. */
  isDoubtful: boolean;
}

function readText(text: string): Said {
  const dates = text.match(DATES) ?? [];
  const parts = text.replace(DATES, DATE).split(PARTS);
  const said = parts.map((part): Said | 'other' => {
    const [before = '', ...behind] = part.split(DATE);
    const on = behind.map(() => parseLooseDate((dates.shift() ?? '').replaceAll(',', ' ')))[0];
    const rest = `${before} ${behind.join(' ')}`.trim();
    const type = findType(nameIn(rest))?.code;
    const types = type ? [type] : [];
    const isCalled = DAY_OF_ISSUE.test(rest);
    if (behind.length > 0) {
      const isDay =
        behind.length === 1 && on !== undefined && (isCalled || DAY.test(rest) || type !== undefined);
      return isDay
        ? { types, dates: [{ on, isCalled }], isDoubtful: false }
        : { ...NOTHING, isDoubtful: true };
    }
    if (type || rest === '' || nameIn(rest) === '') return { ...NOTHING, types };
    return /\d ?[年月日號号]|[至到] ?\d/u.test(rest) ? { ...NOTHING, isDoubtful: true } : 'other';
  });
  const known = said.filter((part) => part !== 'other');
  // Beside words that say something else, a course may be another, and a day too unless it is called that of issue.
  const isWhole = known.length === said.length;
  return {
    types: isWhole ? known.flatMap(({ types }) => types) : [],
    dates: known.flatMap((part) => part.dates),
    isDoubtful:
      known.some((part) => part.isDoubtful) || (!isWhole && known.some((part) => part.dates.length > 0)),
  };
}

const NOTHING: Said = { types: [], dates: [], isDoubtful: false };

const nameIn = (part: string) =>
  part
    .replace(COURSE, '')
    .replace(/[\s:.]{1,3}$/u, '')
    .replace(LIST, '')
    .trim();

/** The value that all are; undefined when there is none, or another. */
function only(values: readonly string[]): string | undefined {
  const [value, other] = new Set(values);
  return other === undefined ? value : undefined;
}
