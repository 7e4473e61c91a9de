import type { BilingualText } from '#web/messages/verdict.ts';

/**
 * What was looked up of the law on first aid at work, as data: each fact with where it stands, on which day it was read, and
 * whether it was read in a copy of the law itself or only in somebody's summary. A guide for people: no rule of this
 * register follows from it, and what is not here was not found.
 */
export interface LawFact {
  text: BilingualText;
  source: BilingualText;
  readOn: string;
  /** `reported`: a summary says so; nothing is computed from it. */
  sure: 'read' | 'reported';
}

export interface KindOfPlace {
  id: string;
  name: BilingualText;
  /** One for each so many people or part of that number; from `from` people on. */
  facility?: { name: BilingualText; forEach: number; from?: number; source: BilingualText };
  facts: LawFact[];
  /** Whom the law takes for trained. */
  trained: LawFact[];
  /** What was looked for and not found. */
  unknown: BilingualText[];
}

const READ_ON = '2026-11-29';
const read = (text: BilingualText, source: BilingualText): LawFact => ({
  text,
  source,
  readOn: READ_ON,
  sure: 'read',
});

const S17 = { en: 'Cap. 509A, section 17', 'zh-HK': '第509A章第17條' };
const S18 = { en: 'Cap. 509A, section 18', 'zh-HK': '第509A章第18條' };
const CAP59 = { en: 'Cap. 59D, 59I and 59K', 'zh-HK': '第59D、59I及59K章' };

const trainedUnder59: LawFact[] = [
  read(
    {
      en: 'Somebody with a current St John certificate, a registered nurse, or somebody who completed a course that the Commissioner for Labour approved by certificate.',
      'zh-HK': '持有有效的聖約翰證書的人、註冊護士，或已完成勞工處處長以證明書認可的課程的人。',
    },
    CAP59,
  ),
];

const numberUnknown = {
  en: 'How many trained people are needed.',
  'zh-HK': '須有多少名曾受訓練的人。',
};

export const kindsOfPlace: readonly KindOfPlace[] = [
  {
    id: 'workplace',
    name: {
      en: 'Workplace under Cap. 509A (such as an office or a shop)',
      'zh-HK': '第509A章適用的工作地點（例如辦公室、商店）',
    },
    facility: {
      name: { en: 'first aid facilities', 'zh-HK': '急救設施' },
      forEach: 100,
      source: S18,
    },
    facts: [
      read(
        {
          en: 'Employees are counted as the number of persons actually working there at any time.',
          'zh-HK': '僱員人數以任何時間實際在該處工作的人數計算。',
        },
        S17,
      ),
      read(
        {
          en: 'Each facility is marked FIRST AID and 急救.',
          'zh-HK': '每項設施須標明「FIRST AID」及「急救」。',
        },
        S18,
      ),
      {
        text: {
          en: 'A team of two or more is in charge of the facility, one of them on duty in working hours; their names are shown in Chinese and English at each box; one trained person for each 150.',
          'zh-HK':
            '設施由兩人或以上的小組負責，工作時間內須有一人當值；各急救箱旁須以中英文展示姓名；每150人須有一名曾受訓練的人。',
        },
        source: {
          en: 'A summary of Cap. 509A, section 20, by the Occupational Safety and Health Council',
          'zh-HK': '職業安全健康局就第509A章第20條所作的摘要',
        },
        readOn: READ_ON,
        sure: 'reported',
      },
    ],
    trained: [
      read(
        {
          en: 'Somebody with a certificate of competency in first aid of the St. John Ambulance Association, the Auxiliary Medical Service or the Hong Kong Red Cross; a registered nurse; or somebody with the certificate of a course of an organisation that the Commissioner for Labour approved.',
          'zh-HK':
            '持有聖約翰救傷會、醫療輔助隊或香港紅十字會急救合格證書的人、註冊護士，或持有勞工處處長認可機構所舉辦課程的證書的人。',
        },
        S17,
      ),
    ],
    unknown: [
      {
        en: 'Whether one for each 150 means “or part of 150”, and for how small a workplace it holds.',
        'zh-HK': '「每150人」是否包括不足150人的部分，以及適用於多小的工作地點。',
      },
    ],
  },
  {
    id: 'notifiable',
    name: {
      en: 'Notifiable workplace under Cap. 59D (such as a factory)',
      'zh-HK': '第59D章適用的應呈報工場（例如工廠）',
    },
    facility: {
      name: { en: 'first aid boxes', 'zh-HK': '急救箱' },
      forEach: 100,
      source: { en: 'Cap. 59D', 'zh-HK': '第59D章' },
    },
    facts: [],
    trained: trainedUnder59,
    unknown: [numberUnknown],
  },
  {
    id: 'construction',
    name: { en: 'Construction site under Cap. 59I', 'zh-HK': '第59I章適用的建築地盤' },
    facility: {
      name: { en: 'first aid boxes', 'zh-HK': '急救箱' },
      forEach: 50,
      from: 5,
      source: { en: 'Cap. 59I, regulation 61(1)', 'zh-HK': '第59I章第61(1)條' },
    },
    facts: [],
    trained: trainedUnder59,
    unknown: [numberUnknown],
  },
  {
    id: 'ropeway',
    name: { en: 'Ropeway under Cap. 211A', 'zh-HK': '第211A章適用的架空纜車' },
    facts: [
      read(
        { en: 'At least 2 trained persons are on duty.', 'zh-HK': '須有最少2名曾受訓練的人當值。' },
        { en: 'Cap. 211A, section 37', 'zh-HK': '第211A章第37條' },
      ),
    ],
    trained: [],
    unknown: [],
  },
  {
    id: 'school',
    name: { en: 'School', 'zh-HK': '學校' },
    facts: [
      read(
        {
          en: 'At least 2 teachers in every school are trained. This was read in the edition of 1986.',
          'zh-HK': '每所學校須有最少2名曾受訓練的教員。此條以1986年版本為據。',
        },
        { en: 'Education Regulations, regulation 55', 'zh-HK': '《教育規例》第55條' },
      ),
    ],
    trained: [],
    unknown: [],
  },
];

/** How many of the place's facilities that many people take; undefined where the law says nothing of it that was read. */
export function facilitiesFor({ facility }: KindOfPlace, people: number): number | undefined {
  if (!facility || people < (facility.from ?? 1)) return undefined;
  return Math.ceil(people / facility.forEach);
}
