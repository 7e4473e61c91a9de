import type { ExpiryRule } from '#register/certificate/expiry.ts';
import type { CertificateType } from './catalogue-type.ts';

/**
 * Registrations with the National Registry of EMTs (hours: its recertification pages) and life-support cards (validity:
 * AHA's course-card information and ITLS). What the life-support courses teach is general knowledge to be confirmed.
 */
const inSpring: ExpiryRule = { kind: 'nremt', month: 3, day: 31 };
const inAutumn: ExpiryRule = { kind: 'nremt', month: 9, day: 30 };
const cardOfTwoYears: ExpiryRule = { kind: 'years', years: 2, convention: 'endOfMonth' };

const hours = (total: string, national: string, local: string, individual: string) => ({
  en: `Complete ${total} hours of continuing education (${national} national, ${local} local, ${individual} individual) and recertify with NREMT on or before the last valid day.`,
  'zh-HK': `請按 NREMT 規定完成${total}小時持續進修（全國部分${national}小時、地方部分${local}小時、個人部分${individual}小時），並於最後有效日或之前向 NREMT 辦理重新認證。`,
});

const renewalCourse = {
  en: 'Take the renewal course on or before the last valid day.',
  'zh-HK': '請於最後有效日或之前修讀續證課程。',
};

const nremtTypes: readonly CertificateType[] = [
  {
    code: 'NREMR',
    name: {
      en: 'NREMT registration, Emergency Medical Responder',
      'zh-HK': 'NREMT 註冊（緊急醫療應變人員）',
    },
    awardingBody: 'NREMT',
    family: 'registration',
    expiry: inAutumn,
    reminderPlan: 'nremt',
    training: {
      en: 'Registered as trained to give immediate care with minimal equipment, such as CPR and an AED, until others arrive; does not transport patients or give medication.',
      'zh-HK':
        '持證人已註冊並曾接受訓練，可以簡單器材即時救護傷病者，包括施行心肺復甦法及使用自動體外心臟除顫器，直至其他救援人員到場；並不運送傷病者，亦不給予藥物。',
    },
    renewal: hours('16', '8', '4', '4'),
    schemes: [],
  },
  {
    code: 'NREMT',
    name: { en: 'NREMT registration, EMT', 'zh-HK': 'NREMT 註冊（緊急醫療技術員）' },
    awardingBody: 'NREMT',
    family: 'registration',
    expiry: inSpring,
    reminderPlan: 'nremt',
    training: {
      en: 'Registered as trained to assess, stabilise and transport patients in an emergency; not trained in intravenous therapy or advanced airways.',
      'zh-HK':
        '持證人已註冊並曾接受訓練，可在緊急情況下評估、穩定及運送傷病者；所受訓練並不包括靜脈輸液治療或高級氣道處理。',
    },
    renewal: hours('40', '20', '10', '10'),
    schemes: [],
  },
  {
    code: 'NRAEMT',
    name: { en: 'NREMT registration, Advanced EMT', 'zh-HK': 'NREMT 註冊（高級緊急醫療技術員）' },
    awardingBody: 'NREMT',
    family: 'registration',
    expiry: inSpring,
    reminderPlan: 'nremt',
    training: {
      en: 'Registered as trained to do what an EMT does and, in addition, intravenous therapy, manual defibrillation and advanced airways; not trained to a paramedic’s range of medication.',
      'zh-HK':
        '持證人已註冊，除具備緊急醫療技術員的技能外，另曾接受訓練，可施行靜脈輸液治療、手動除顫及高級氣道處理；所受訓練並不包括輔助醫療救護員的用藥範圍。',
    },
    renewal: hours('50', '25', '12.5', '12.5'),
    schemes: [],
  },
  {
    code: 'NRP',
    name: { en: 'NREMT registration, Paramedic', 'zh-HK': 'NREMT 註冊（輔助醫療救護員）' },
    awardingBody: 'NREMT',
    family: 'registration',
    expiry: inSpring,
    reminderPlan: 'nremt',
    training: {
      en: 'Registered as trained to do what an advanced EMT does and, in addition, to give medication, read an ECG and intubate; is not a doctor or a nurse by this registration.',
      'zh-HK':
        '持證人已註冊，除具備高級緊急醫療技術員的技能外，另曾接受訓練，可給予藥物、解讀心電圖及施行氣管插喉；此註冊並不代表持證人為醫生或護士。',
    },
    renewal: hours('60', '30', '15', '15'),
    schemes: [],
  },
];

const lifeSupportTypes: readonly CertificateType[] = [
  {
    code: 'BLS',
    name: { en: 'Basic Life Support', 'zh-HK': '基本生命支援術' },
    alsoCalled: ['BLS for Healthcare Providers', '基本生命支援'],
    awardingBody: 'AHA',
    family: 'lifeSupport',
    expiry: cardOfTwoYears,
    reminderPlan: 'lifeSupport',
    training: {
      en: 'Trained to give CPR, use an AED and relieve choking; the course does not cover injuries or other first aid.',
      'zh-HK':
        '持證人曾接受訓練，可施行心肺復甦法、使用自動體外心臟除顫器及處理氣道梗塞；課程並不涵蓋創傷或其他急救。',
    },
    renewal: renewalCourse,
    schemes: [],
  },
  {
    code: 'ACLS',
    name: { en: 'Advanced Cardiovascular Life Support', 'zh-HK': '高級心血管生命支援術' },
    alsoCalled: ['高級心血管生命支援'],
    awardingBody: 'AHA',
    family: 'lifeSupport',
    expiry: cardOfTwoYears,
    reminderPlan: 'lifeSupport',
    training: {
      en: 'Trained, as a healthcare professional, to treat adults in cardiac arrest and other cardiovascular emergencies; the card does not license anyone to practise.',
      'zh-HK': '持證人曾以醫護人員身份接受訓練，可處理成人心臟停頓及其他心血管急症；此證書並不等於執業資格。',
    },
    renewal: renewalCourse,
    schemes: [],
  },
  {
    code: 'PALS',
    name: { en: 'Pediatric Advanced Life Support', 'zh-HK': '兒科高級生命支援術' },
    alsoCalled: ['Paediatric Advanced Life Support', '兒科高級生命支援'],
    awardingBody: 'AHA',
    family: 'lifeSupport',
    expiry: cardOfTwoYears,
    reminderPlan: 'lifeSupport',
    training: {
      en: 'Trained, as a healthcare professional, to treat infants and children in cardiac arrest and other life-threatening emergencies; the card does not license anyone to practise.',
      'zh-HK':
        '持證人曾以醫護人員身份接受訓練，可處理嬰兒及兒童的心臟停頓及其他危及生命的急症；此證書並不等於執業資格。',
    },
    renewal: renewalCourse,
    schemes: [],
  },
  {
    code: 'ITLS',
    name: { en: 'International Trauma Life Support', 'zh-HK': '國際創傷生命支援' },
    awardingBody: 'ITLS',
    family: 'lifeSupport',
    expiry: { kind: 'years', years: 3, convention: 'sameDate' },
    reminderPlan: 'lifeSupport',
    training: {
      en: 'Trained to assess, stabilise and prepare severely injured patients for transport; the certificate does not license anyone to practise.',
      'zh-HK': '持證人曾接受訓練，可評估及穩定嚴重創傷病人，並為運送作準備；此證書並不等於執業資格。',
    },
    renewal: {
      en: 'Take the 1-day recertification or the 2-day course on or before the last valid day.',
      'zh-HK': '請於最後有效日或之前修讀為期1日的重新認證課程，或為期2日的完整課程。',
    },
    schemes: [],
  },
];

export const registrationAndLifeSupportTypes: readonly CertificateType[] = [
  ...nremtTypes,
  ...lifeSupportTypes,
];
