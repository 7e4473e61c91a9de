import type { Mail } from '#mail/ports.ts';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import { type Credential, type Language, languages } from '#register/certificate/credential.ts';
import { addDays, type CivilDate, civilDate, instant } from '#register/civil-date.ts';
import { reminderStages } from '#register/schedule/stages.ts';
import { composeReminder } from '#remind/letter/compose.ts';
import type { CertificateNotice } from '#remind/reminder-notice.ts';

export interface MailSample {
  /** Names it in the gallery's addresses: letters, digits, `.`, `+` and `-`. */
  id: string;
  /** The heading that it stands under. */
  group: string;
  title: string;
  compose(): Omit<Mail, 'to'>;
}

const BASE = 'https://verify.example.com';
const DAY = civilDate.parse('2027-02-28');
const ISSUED = civilDate.parse('2024-03-01');

/** As long as real ones are, so that what they do to a link or a line can be seen. */
const tokens = {
  unsubscribe: `${'aGFyYm91ci1maXJzdC1haWQ'.repeat(6)}.${'s'.repeat(22)}`,
  certificates: `${'aGFyYm91ci1maXJzdC1haWQ'.repeat(4)}.${'s'.repeat(22)}`,
};

const PROVIDER = {
  code: 'DEMO',
  name: { en: 'Harbour First Aid Training (sample)', 'zh-HK': '海港急救訓練（示範）' },
  contact: 'training@harbour.example',
};

/** One certificate, due on the day of its stage. All invented. */
export function sampleCertificate(
  facts: Partial<Credential> & { type: string },
  due: { expiresOn: CivilDate; stageId: string; provider?: CertificateNotice['provider'] },
): CertificateNotice {
  const number = facts.number ?? `DEMO-${facts.type}-00017`;
  return {
    credential: {
      key: number.replace(/[^A-Z0-9]/g, '').slice(0, 32),
      number,
      provider: 'DEMO',
      nameEn: 'CHAN Tai Man',
      nameZh: '陳大文',
      email: 'chan.taiman@example.com',
      language: 'zh-HK',
      issuedOn: ISSUED,
      expiresOn: due.expiresOn,
      history: [
        {
          event: 'issued',
          at: instant.parse('2024-03-01T01:00:00.000Z'),
          on: ISSUED,
          source: { via: 'api', keyId: 'sample' },
        },
      ],
      version: 1,
      ...facts,
    },
    provider: due.provider ?? PROVIDER,
    expiresOn: due.expiresOn,
    daysLeft: 0,
    stageId: due.stageId,
  };
}

const mail = (on: CivilDate, ...certificates: CertificateNotice[]) =>
  composeReminder({ on, certificates, tokens, publicBaseUrl: BASE });

/** A type of each plan, and the day on which such a one ends. */
const ofEachPlan = [
  { group: 'First aid', type: 'OFA', expiresOn: DAY },
  { group: 'EMT registration', type: 'EMTB', expiresOn: DAY },
  { group: 'NREMT', type: 'NREMT', expiresOn: civilDate.parse('2027-03-31') },
  { group: 'Life support', type: 'BLS', expiresOn: DAY },
];

const ofEachStage: MailSample[] = ofEachPlan.flatMap(({ group, type, expiresOn }) => {
  const plan = typeByCode(type)?.reminderPlan ?? 'none';
  if (plan === 'none') return [];
  return reminderStages(plan, type, ISSUED, expiresOn).flatMap((stage) =>
    languages.map((language) => ({
      id: `${plan}.${stage.id}.${language}`,
      group,
      title: `${stage.id}, ${language}`,
      compose: () => mail(stage.on, sampleCertificate({ type, language }, { expiresOn, stageId: stage.id })),
    })),
  );
});

const MONTH_BEFORE = addDays(DAY, -30);
const inMonth = { expiresOn: DAY, stageId: '-30' };

const combined: { id: string; title: string; compose(language: Language): Omit<Mail, 'to'> }[] = [
  {
    id: 'two-certificates',
    title: 'two certificates of one holder',
    compose: (language) =>
      mail(
        MONTH_BEFORE,
        sampleCertificate({ type: 'OFA', language }, inMonth),
        sampleCertificate({ type: 'BLS', language }, { expiresOn: addDays(DAY, -23), stageId: '-7' }),
      ),
  },
  {
    id: 'class',
    title: 'a class under one address',
    compose: (language) =>
      mail(
        MONTH_BEFORE,
        ...['CHAN Tai Man 陳大文', 'WONG Siu Ming 黃小明', 'LEE Ka Yan 李嘉欣'].map((name, i) =>
          sampleCertificate(
            { type: 'OFA', language, number: `DEMO-OFA-0000${i + 1}`, ...namesOf(name) },
            inMonth,
          ),
        ),
      ),
  },
  {
    id: 'several-holders',
    title: 'several holders and types under one address',
    compose: (language) =>
      mail(
        MONTH_BEFORE,
        sampleCertificate({ type: 'OFA', language }, inMonth),
        sampleCertificate({ type: 'EMTP', language, ...namesOf('HO Wing Sze 何詠詩') }, inMonth),
        sampleCertificate(
          { type: 'NREMT', language, ...namesOf('LAM Mei Ling 林美玲') },
          { expiresOn: civilDate.parse('2027-03-31'), stageId: '-90' },
        ),
      ),
  },
  {
    id: 'extended',
    title: 'an extended date',
    compose: (language) =>
      mail(
        MONTH_BEFORE,
        sampleCertificate({ type: 'OFA', language, expiresOn: civilDate.parse('2026-11-30') }, inMonth),
      ),
  },
  {
    id: 'longest',
    title: 'the longest names and numbers',
    compose: (language) => mail(MONTH_BEFORE, longestCertificate(0, language)),
  },
  {
    id: 'largest',
    title: '25 certificates of different people with the longest names',
    compose: (language) =>
      mail(MONTH_BEFORE, ...Array.from({ length: 25 }, (_, i) => longestCertificate(i, language))),
  },
];

/** Names of 100 characters and numbers of 64, which is the most that can be registered. */
function longestCertificate(i: number, language: Language): CertificateNotice {
  const nth = String(i).padStart(2, '0');
  return sampleCertificate(
    {
      type: ['NREMR', 'EMTP', 'FR', 'ACLS', 'OFA'][i % 5] ?? 'OFA',
      language,
      number: `DEMO-${nth}-${'W'.repeat(56)}`,
      nameEn: `WOLFESCHLEGELSTEINHAUSENBERGERDORFF${nth} ${'Bartholomew Christopher '.repeat(3)}`
        .slice(0, 100)
        .trim(),
      nameZh: `${'歐陽慕容司徒上官'.repeat(12)}${nth}`.slice(-100),
    },
    {
      expiresOn: addDays(DAY, i),
      stageId: '-30',
      provider: {
        code: 'DEMO',
        name: {
          en: 'The Harbour and Outlying Islands Institute of First Aid and Emergency Medical Training Limited',
          'zh-HK': '海港及離島急救與緊急醫療訓練學院有限公司（示範）',
        },
        contact: 'https://www.harbour-and-outlying-islands-first-aid.example/contact-us',
      },
    },
  );
}

function namesOf(both: string): { nameEn: string; nameZh: string } {
  const at = both.lastIndexOf(' ');
  return { nameEn: both.slice(0, at), nameZh: both.slice(at + 1) };
}

export const reminderSamples: readonly MailSample[] = [
  ...ofEachStage,
  ...combined.flatMap(({ id, title, compose }) =>
    languages.map((language) => ({
      id: `${id}.${language}`,
      group: 'Combined',
      title: `${title}, ${language}`,
      compose: () => compose(language),
    })),
  ),
];
