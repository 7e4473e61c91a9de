import { Temporal } from 'temporal-polyfill';

export const SAMPLE_PROVIDER = {
  code: 'DEMO',
  nameEn: 'Harbour First Aid Training (sample)',
  contact: 'training@harbour.example',
  digestEmail: 'office@example.com',
  nameZh: '海港急救訓練（示範）',
  approval: 'OFA:HK-509A-17-2-b-iii:2011-01-02',
} as const;

/** Who signs in by email; the mail is in the inbox. */
export const SAMPLE_COLLEAGUE = { email: 'tsang.meiling@example.com', name: 'TSANG Mei Ling' } as const;

/** The certificates of the list that `npm start` prints. */
export const SHOWN = {
  valid: 'DEMO-OFA-00001',
  expiringSoon: 'DEMO-OFA-00002',
  expired: 'DEMO-OFA-00005',
  revoked: 'DEMO-EMTB-00006',
  suspended: 'DEMO-EMTP-00007',
  superseded: 'DEMO-OFA-00008',
} as const;

/** A provider's CSV as of a day (YYYY-MM-DD), such that every verdict can be seen and somebody is due. All invented. */
export function sampleLines(today: string): string[] {
  const day = Temporal.PlainDate.from(today);
  const ago = (duration: Temporal.DurationLike) => day.subtract(duration).toString();
  const ahead = (days: number) => day.add({ days }).toString();
  /** The two dates of a first-aid certificate of three years that ends so many days from now. */
  const ending = (days: number) => {
    const issued = day.add({ days: days + 1 }).subtract({ years: 3 });
    return `${issued},${ahead(days)}`;
  };
  return [
    'number,type,nameEn,nameZh,email,language,issuedOn,expiresOn',
    `${SHOWN.valid},OFA,CHAN Tai Man,陳大文,chan.taiman@example.com,zh-HK,${ago({ years: 1 })},`,
    `${SHOWN.expiringSoon},OFA,WONG Siu Ming,黃小明,wong.siuming@example.com,zh-HK,${ending(30)}`,
    // One holder, two certificates due on one day: one e-mail.
    `DEMO-OFA-00003,OFA,LEE Ka Yan,李嘉欣,lee.kayan@example.com,en,${ending(31)}`,
    `DEMO-BLS-00004,BLS,LEE Ka Yan,李嘉欣,lee.kayan@example.com,en,${ago({ years: 2 })},${ahead(31)}`,
    `${SHOWN.expired},OFA,HO Wing Sze,何詠詩,ho.wingsze@example.com,zh-HK,${ending(-40)}`,
    `${SHOWN.revoked},EMTB,CHEUNG Chi Keung,張志強,cheung@example.com,zh-HK,${ago({ months: 6 })},`,
    `${SHOWN.suspended},EMTP,LAM Mei Ling,林美玲,lam.meiling@example.com,en,${ago({ months: 9 })},`,
    `${SHOWN.superseded},OFA,NG Kwok Wai,吳國偉,ng.kwokwai@example.com,zh-HK,${ending(60)}`,
    `DEMO-EMTD-00009,EMTD,YIP Hoi Yan,葉凱欣,yip.hoiyan@example.com,zh-HK,${ago({ years: 4 })},`,
    `DEMO-NREMT-00010,NREMT,Anna Example,,anna@example.com,en,${ago({ months: 8 })},`,
    `DEMO-ACLS-00011,ACLS,TSANG Ho Yin,曾浩然,tsang.hoyin@example.com,zh-HK,${ago({ months: 3 })},`,
    `DEMO-EMR-00012,EMR,Robert Sample,,robert@example.com,en,${ago({ months: 4 })},${ahead(600)}`,
    `DEMO-ITLS-00013,ITLS,FUNG Lok Yiu,馮樂瑤,fung.lokyiu@example.com,zh-HK,${ago({ months: 14 })},`,
  ];
}
