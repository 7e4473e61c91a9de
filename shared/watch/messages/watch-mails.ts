import type { Language } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { longDateInHongKong } from '#web/messages/dates.ts';

/** What a mail of news tells of a certificate, the most urgent first; `expiring7` is within 7 days. */
export const newsGroups = [
  'revoked',
  'gone',
  'otherHolder',
  'suspended',
  'expired',
  'registeredAgain',
  'expiring7',
  'expiring30',
  'expiring60',
  'renewed',
  'dateChanged',
  'backInForce',
] as const;
export type NewsGroup = (typeof newsGroups)[number];

/** What can be told of the document of somebody whom the employer declared: the register has no more of it than its last day. */
const documentGroups = ['expired', 'expiring7', 'expiring30', 'expiring60'] as const;
export type DocumentGroup = (typeof documentGroups)[number];
export const isOfDocument = (group: NewsGroup): group is DocumentGroup =>
  documentGroups.some((one) => one === group);

/** How many each group has, the most urgent first; a group without any is left out. */
export type Counts<Group> = readonly (readonly [group: Group, count: number])[];

/** Those whom the employer declared are counted apart: they have no certificate here. */
export interface NewsCounts {
  certificates: Counts<NewsGroup>;
  people: Counts<DocumentGroup>;
}

interface WatchNewsMessages {
  /** Behind the site's name. */
  subject(counts: NewsCounts): string;
  headline(site: string, counts: NewsCounts): string;
  /** Above the certificates. */
  lead(on: CivilDate): string;
  rows: {
    /** `recordedOn`: the later day on which the provider recorded it; absent: that day itself. */
    revoked(on: CivilDate, recordedOn?: CivilDate): string;
    suspended(on: CivilDate, recordedOn?: CivilDate): string;
    expired(lastDay: CivilDate | null): string;
    expiring(lastDay: CivilDate | null, daysLeft: number): string;
    renewed(on: CivilDate, number: string): string;
    dateChanged(from: CivilDate | null, to: CivilDate | null): string;
    backInForce: string;
    gone: string;
    otherHolder: string;
    registeredAgain: string;
  };
  /** What to do about it. */
  toDo: Record<Exclude<NewsGroup, 'renewed'>, string>;
  /** `isWatched`: the newer one is on the site's list already. */
  renewedToDo(isWatched: boolean): string;
  more(count: number): string;
  /** Of those whom the employer declared. */
  morePeople(count: number): string;
  coverageTitle: string;
  open: string;
  leave: string;
  smallPrint: { why(site: string): string; names: string; never: string };
}

/** Tells an employer what has changed at a site. */
export const watchNewsMessages: Record<Language, WatchNewsMessages> = {
  en: {
    subject: ({ certificates, people }) =>
      [
        ...inShort(
          certificates,
          (group, count, isFirst) => `${isFirst ? certificatesEn(count) : String(count)} ${shortEn[group]}`,
          (rest) => `${rest} more`,
        ),
        ...inShort(
          people,
          (group, count, isFirst) => `${isFirst ? peopleEn(count) : String(count)} with ${documentEn[group]}`,
          (rest) => `${rest} more`,
        ),
      ].join(', '),
    headline: (site, { certificates, people }) => {
      const said = [
        ...certificates.map(([group, count], at) =>
          verbEn[group](at === 0 ? certificatesEn(count) : String(count), count === 1),
        ),
        ...people.map(
          ([group, count], at) =>
            `${at === 0 ? peopleEn(count) : String(count)} ${count === 1 ? 'has' : 'have'} ${documentEn[group]}`,
        ),
      ];
      return `At ${site}, ${listEn(said)}.`;
    },
    lead: (on) =>
      `As registered on ${longDateInHongKong(on, 'en')}; most urgent first. Each number leads to its verify page.`,
    rows: {
      revoked: (on, recordedOn) =>
        recordedOn ? `Revoked with effect from ${on}; recorded on ${recordedOn}` : `Revoked on ${on}`,
      suspended: (on, recordedOn) =>
        recordedOn ? `Suspended with effect from ${on}; recorded on ${recordedOn}` : `Suspended since ${on}`,
      expired: (lastDay) => (lastDay ? `Expired: the last valid day was ${lastDay}` : 'Expired'),
      expiring: (lastDay, daysLeft) =>
        `Valid through ${lastDay ?? ''} (${daysLeft === 0 ? 'the last day is today' : daysLeft === 1 ? '1 day left' : `${daysLeft} days left`})`,
      renewed: (on, number) => `Replaced on ${on} by a newer certificate: ${number}`,
      dateChanged: (from, to) =>
        `${to ? `The last valid day is now ${to}` : 'There is no last valid day now'}${from ? ` (before: ${from})` : ''}`,
      backInForce: 'Back in force',
      gone: 'Not in the register any more: its provider took its entry back',
      otherHolder: 'The number is now registered to another name',
      registeredAgain: 'Registered again, after its provider had taken its entry back',
    },
    toDo: {
      revoked: 'Do not accept it. Ask the holder for another one, or ask the provider why.',
      gone: 'Do not rely on it. Ask the provider, or ask the holder for the number of the right one.',
      otherHolder:
        'Do not accept it for this person. Ask the holder or the provider for the number of the right one.',
      registeredAgain: 'Check on its verify page that it is still the same person’s.',
      suspended: 'Ask the provider before you rely on it.',
      expired: 'Do not rely on it. Ask the holder for the renewed one and add its number.',
      expiring7: 'Ask the holder now whether it is being renewed.',
      expiring30: 'Ask the holder for the date of the refresher or renewal.',
      expiring60: 'Remind the holder to arrange the renewal.',
      dateChanged: 'Note the new date in your records.',
      backInForce: 'The provider reinstated it. No action needed.',
    },
    renewedToDo: (isWatched) =>
      isWatched
        ? 'Nothing to do: the newer one is on your list now.'
        : 'Ask the holder for the newer one and add its number to your list.',
    more: (count) => `And ${count} more: the page of the site has the whole list.`,
    morePeople: (count) => `And ${count} more: the page of the site has the whole list.`,
    coverageTitle: 'First-aiders at this site',
    open: 'Open the page of this site',
    leave: 'To stop these emails, click here',
    smallPrint: {
      why: (site) =>
        `You receive this email because you signed up for alerts about the certificates of ${site}. It is for your information only and is not a commercial message.`,
      names:
        'Anyone who has its link can open the page of the site: pass this email on only to those who need it.',
      never: 'The register never asks you for a password or a payment.',
    },
  },
  'zh-HK': {
    subject: ({ certificates, people }) =>
      [
        ...inShort(certificates, certificatesZh, (rest) => `另有${rest}張有變`),
        ...inShort(people, peopleZh, (rest) => `另有${rest}人`),
      ].join('、'),
    headline: (site, { certificates, people }) => {
      const said = [
        ...certificates.map(([group, count], at) => certificatesZh(group, count, at === 0)),
        ...people.map(([group, count], at) => peopleZh(group, count, at === 0)),
      ];
      return `${site}：${said.join('，')}。`;
    },
    lead: (on) =>
      `以下為截至${longDateInHongKong(on, 'zh-HK')}的登記資料，須優先處理者在前；按證書編號即可開啟核實頁面。`,
    rows: {
      revoked: (on, recordedOn) =>
        recordedOn ? `已撤銷，自${on}起生效（於${recordedOn}記錄）` : `已於${on}撤銷`,
      suspended: (on, recordedOn) => (recordedOn ? `自${on}起暫停（於${recordedOn}記錄）` : `自${on}起暫停`),
      expired: (lastDay) => (lastDay ? `已過期，最後有效日為${lastDay}` : '已過期'),
      expiring: (lastDay, daysLeft) =>
        `有效期至${lastDay ?? ''}（${daysLeft === 0 ? '今日為最後有效日' : `尚餘${daysLeft}日`}）`,
      renewed: (on, number) => `已於${on}由新證書取代：${number}`,
      dateChanged: (from, to) =>
        `${to ? `最後有效日現為${to}` : '現時沒有最後有效日'}${from ? `（原為${from}）` : ''}`,
      backInForce: '已恢復有效',
      gone: '已不在登記冊：頒證機構已撤回有關登記',
      otherHolder: '此編號現以另一姓名登記',
      registeredAgain: '頒證機構撤回登記後，已重新登記',
    },
    toDo: {
      revoked: '請勿接納。可要求持證人出示其他證書，或向頒證機構查詢原因。',
      gone: '請勿以此證書為依據。請向頒證機構查詢，或向持證人索取正確的證書編號。',
      otherHolder: '請勿視作此人的證書。請向持證人或頒證機構索取正確的證書編號。',
      registeredAgain: '請在核實頁面查看是否仍屬同一人。',
      suspended: '採納前請先向頒證機構查詢。',
      expired: '請勿再以此證書為依據。請向持證人索取續期後的證書，並加入其編號。',
      expiring7: '請立即向持證人查詢是否正在辦理續證。',
      expiring30: '請向持證人查詢重溫課程或續證的日期。',
      expiring60: '請提醒持證人安排續證。',
      dateChanged: '請更新貴機構記錄上的日期。',
      backInForce: '頒證機構已恢復此證書，無須處理。',
    },
    renewedToDo: (isWatched) =>
      isWatched ? '無須處理，新證書已列入名單。' : '請向持證人索取新證書，並將其編號加入名單。',
    more: (count) => `另有${count}張，完整名單載於該工作地點的頁面。`,
    morePeople: (count) => `另有${count}人，完整名單載於該工作地點的頁面。`,
    coverageTitle: '此工作地點的急救員',
    open: '開啟此工作地點的頁面',
    leave: '如不欲再接收此類電郵，請按此',
    smallPrint: {
      why: (site) =>
        `閣下收到此電郵，是因為閣下曾登記接收「${site}」的證書變動通知。此電郵只供參考，並非商業電子訊息。`,
      names: '任何人持有電郵內的連結，均可開啟該工作地點的頁面。請只轉交有需要知悉的人。',
      never: '本系統絕不會要求閣下提供密碼或付款。',
    },
  },
};

const shortEn: Record<NewsGroup, string> = {
  revoked: 'revoked',
  gone: 'not in the register any more',
  otherHolder: 'registered to another name',
  registeredAgain: 'registered again',
  suspended: 'suspended',
  expired: 'expired',
  expiring7: 'expiring in 7 days or fewer',
  expiring30: 'expiring in 30 days or fewer',
  expiring60: 'expiring in 60 days or fewer',
  renewed: 'renewed',
  dateChanged: 'with a new date',
  backInForce: 'back in force',
};

const verbEn: Record<NewsGroup, (certificates: string, one: boolean) => string> = {
  revoked: (what, one) => `${what} ${one ? 'was' : 'were'} revoked`,
  gone: (what, one) => `${what} ${one ? 'is' : 'are'} not in the register any more`,
  otherHolder: (what, one) => `${what} ${one ? 'is' : 'are'} now registered to another name`,
  registeredAgain: (what, one) => `${what} ${one ? 'was' : 'were'} registered again`,
  suspended: (what, one) => `${what} ${one ? 'is' : 'are'} suspended`,
  expired: (what, one) => `${what} ${one ? 'has' : 'have'} expired`,
  expiring7: (what, one) => `${what} ${one ? 'expires' : 'expire'} in 7 days or fewer`,
  expiring30: (what, one) => `${what} ${one ? 'expires' : 'expire'} in 30 days or fewer`,
  expiring60: (what, one) => `${what} ${one ? 'expires' : 'expire'} in 60 days or fewer`,
  renewed: (what, one) => `${what} ${one ? 'was' : 'were'} renewed`,
  dateChanged: (what, one) => `${what} ${one ? 'has' : 'have'} a new last valid day`,
  backInForce: (what, one) => `${what} ${one ? 'is' : 'are'} back in force`,
};

/** Behind "with" and "has". */
const documentEn: Record<DocumentGroup, string> = {
  expired: 'an expired document',
  expiring7: 'a document expiring in 7 days or fewer',
  expiring30: 'a document expiring in 30 days or fewer',
  expiring60: 'a document expiring in 60 days or fewer',
};

const shortZh: Record<NewsGroup, string> = {
  revoked: '被撤銷',
  gone: '已不在登記冊',
  otherHolder: '改以另一姓名登記',
  registeredAgain: '已重新登記',
  suspended: '被暫停',
  expired: '已過期',
  expiring7: '於7日內到期',
  expiring30: '於30日內到期',
  expiring60: '於60日內到期',
  renewed: '已續期',
  dateChanged: '更改了有效期',
  backInForce: '恢復有效',
};

const certificatesEn = (count: number) => (count === 1 ? '1 certificate' : `${count} certificates`);
const peopleEn = (count: number) => (count === 1 ? '1 person you declared' : `${count} people you declared`);

const certificatesZh = (group: NewsGroup, count: number, isFirst: boolean) =>
  `${count}張${isFirst ? '證書' : ''}${shortZh[group]}`;
const peopleZh = (group: DocumentGroup, count: number, isFirst: boolean) =>
  `${isFirst ? '閣下申報的' : ''}${count}人文件${shortZh[group]}`;

/** The two most urgent groups, and how many more there are. */
function inShort<Group>(
  [first, second, ...others]: Counts<Group>,
  say: (group: Group, count: number, isFirst: boolean) => string,
  more: (rest: number) => string,
): string[] {
  const rest = others.reduce((sum, [, count]) => sum + count, 0);
  return [
    ...(first ? [say(...first, true)] : []),
    ...(second ? [say(...second, false)] : []),
    ...(rest > 0 ? [more(rest)] : []),
  ];
}

function listEn(parts: string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
