import type { ExpiryRule } from '#register/certificate/expiry.ts';
import type { CertificateType } from './catalogue-type.ts';

/**
 * First aid, and the ladder from first responder to critical care. Names, periods and endorsements: the training page
 * of the Hong Kong Society of Professional Medical Care and the introductions to EMR, EMT and EMS that domain.md cites.
 * What OFA, FR, EMTI and CCEMT cover in detail is general knowledge that a person should confirm.
 */
const twoYears: ExpiryRule = { kind: 'years', years: 2, convention: 'sameDate' };

const emtRenewal = {
  en: 'Keep working as an EMT, complete the continuing education your provider asks for, and apply to renew on or before the last valid day.',
  'zh-HK': '請持續從事有關職務，完成頒證機構規定的持續進修，並於最後有效日或之前申請續證。',
};

const askTheProvider = {
  en: 'Ask your provider what it requires to renew this certificate, and do it on or before the last valid day.',
  'zh-HK': '請向頒證機構查詢續證要求，並於最後有效日或之前完成續證。',
};

export const emsTypes: readonly CertificateType[] = [
  {
    code: 'OFA',
    name: { en: 'Occupational First Aid Certificate', 'zh-HK': '職業急救證書' },
    alsoCalled: ['First Aid', '急救', 'Occupational First Aider', 'First Aid at Work'],
    awardingBody: 'HKSPMC',
    family: 'firstAid',
    endorsement: { text: 'TQUK Endorsed Level 3 course', from: '2018-01-10' },
    expiry: { kind: 'years', years: 3, convention: 'dayBefore' },
    reminderPlan: 'firstAid',
    training: {
      en: 'Trained to give first aid at work to an injured or ill person until an ambulance crew takes over; not trained to give medication or to transport patients.',
      'zh-HK':
        '持證人曾接受訓練，可在工作地點為傷病者施行急救，直至救護人員接手；所受訓練並不包括給予藥物或運送傷病者。',
    },
    renewal: {
      en: 'Take a refresher course from 6 months before to 6 months after the last valid day. Later than that, take the full course again.',
      'zh-HK': '請於最後有效日前後6個月內修讀重溫課程；逾期則須重新修讀完整課程。',
    },
    schemes: ['HK-509A-17-2-b-iii'],
    courseSchemes: ['HK-59D-2', 'HK-59I-60', 'HK-59K-11'],
  },
  {
    code: 'FR',
    name: { en: 'First Responder (formerly Medical Response Technician)', 'zh-HK': '先遣急救員' },
    awardingBody: 'provider',
    family: 'ems',
    expiry: { kind: 'required' },
    reminderPlan: 'emtRegistration',
    training: {
      en: 'Trained to reach a patient first and give basic emergency care until an ambulance crew takes over; not trained to give medication or to transport patients.',
      'zh-HK':
        '持證人曾接受訓練，可率先到達現場，為傷病者提供基本緊急護理，直至救護人員接手；所受訓練並不包括給予藥物或運送傷病者。',
    },
    renewal: askTheProvider,
    schemes: [],
  },
  {
    code: 'EMR',
    name: { en: 'Emergency Medical Responder', 'zh-HK': '緊急醫療應變人員' },
    awardingBody: 'HKSPMC',
    family: 'ems',
    endorsement: { text: 'TQUK Endorsed Level 4 course', from: '2018-01-10' },
    expiry: { kind: 'required' },
    reminderPlan: 'emtRegistration',
    training: {
      en: 'Trained to give immediate care with minimal equipment, such as CPR and an AED, until others arrive; does not transport patients or give medication.',
      'zh-HK':
        '持證人曾接受訓練，可以簡單器材即時救護傷病者，包括施行心肺復甦法及使用自動體外心臟除顫器，直至其他救援人員到場；並不運送傷病者，亦不給予藥物。',
    },
    renewal: askTheProvider,
    schemes: [],
  },
  {
    code: 'EMTD',
    name: { en: 'Diploma in Emergency Medical Technician', 'zh-HK': '緊急醫療技術員文憑' },
    awardingBody: 'HKSPMC',
    family: 'ems',
    endorsement: { text: 'TQUK Endorsed Level 5 course', from: '2017-12-07' },
    expiry: { kind: 'none' },
    reminderPlan: 'none',
    training: {
      en: 'Has completed training to assess, stabilise and transport patients in an emergency; a diploma is not by itself a current registration as an EMT.',
      'zh-HK':
        '持證人已完成緊急情況下評估、穩定及運送傷病者的訓練；文憑本身並不代表持證人現時已註冊為緊急醫療技術員。',
    },
    renewal: {
      en: 'A diploma does not expire, so there is nothing to renew.',
      'zh-HK': '文憑沒有屆滿日期，無須續證。',
    },
    schemes: [],
  },
  {
    code: 'EMTB',
    name: { en: 'EMT-Basic (Level 1)', 'zh-HK': '緊急醫療技術員' },
    awardingBody: 'provider',
    family: 'ems',
    level: 1,
    expiry: twoYears,
    reminderPlan: 'emtRegistration',
    training: {
      en: 'Trained to assess, stabilise and transport patients in an emergency; not trained in intravenous therapy or advanced airways.',
      'zh-HK':
        '持證人曾接受訓練，可在緊急情況下評估、穩定及運送傷病者；所受訓練並不包括靜脈輸液治療或高級氣道處理。',
    },
    renewal: emtRenewal,
    schemes: [],
  },
  {
    code: 'EMTI',
    name: { en: 'EMT-Intermediate', 'zh-HK': '中級緊急醫療技術員' },
    awardingBody: 'provider',
    family: 'ems',
    expiry: twoYears,
    reminderPlan: 'emtRegistration',
    training: {
      en: 'Trained to assess, stabilise and transport patients, with some skills beyond EMT-Basic; ask the provider which ones before you rely on them.',
      'zh-HK':
        '持證人曾接受訓練，可評估、穩定及運送傷病者，並具備部分超出基本級緊急醫療技術員的技能；採納前，請先向頒證機構查詢其範圍。',
    },
    renewal: emtRenewal,
    schemes: [],
  },
  {
    code: 'AEMT',
    name: { en: 'EMT-Advanced (Level 2)', 'zh-HK': '高級緊急醫療技術員' },
    awardingBody: 'provider',
    family: 'ems',
    level: 2,
    expiry: twoYears,
    reminderPlan: 'emtRegistration',
    training: {
      en: 'Trained to do what an EMT does and, in addition, intravenous therapy, manual defibrillation and advanced airways; not trained to a paramedic’s range of medication.',
      'zh-HK':
        '持證人除具備緊急醫療技術員的技能外，另曾接受訓練，可施行靜脈輸液治療、手動除顫及高級氣道處理；所受訓練並不包括輔助醫療救護員的用藥範圍。',
    },
    renewal: emtRenewal,
    schemes: [],
  },
  {
    code: 'EMTP',
    name: { en: 'EMT-Paramedic (Level 3)', 'zh-HK': '輔助醫療救護員' },
    awardingBody: 'provider',
    family: 'ems',
    level: 3,
    expiry: twoYears,
    reminderPlan: 'emtRegistration',
    training: {
      en: 'Trained to do what an advanced EMT does and, in addition, to give medication, read an ECG and intubate; is not a doctor or a nurse by this certificate.',
      'zh-HK':
        '持證人除具備高級緊急醫療技術員的技能外，另曾接受訓練，可給予藥物、解讀心電圖及施行氣管插喉；此證書並不代表持證人為醫生或護士。',
    },
    renewal: emtRenewal,
    schemes: [],
  },
  {
    code: 'CCEMT',
    name: { en: 'Critical Care EMT', 'zh-HK': '危重病護理緊急醫療技術員' },
    alsoCalled: ['危重症緊急醫療技術員'],
    awardingBody: 'provider',
    family: 'ems',
    expiry: twoYears,
    reminderPlan: 'emtRegistration',
    training: {
      en: 'Trained to care for critically ill patients during transport; ask the provider which procedures the training covers.',
      'zh-HK': '持證人曾接受訓練，可在運送途中護理危重病人；所涵蓋的程序，請向頒證機構查詢。',
    },
    renewal: emtRenewal,
    schemes: [],
  },
];
