import type { InviteRefusal } from '#provider/colleagues/invite-colleague.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { OpenSession } from '#register/ports/access.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** The pages of a provider's colleagues and of who is signed in. */
export const colleagueMessages = {
  title: { en: 'Colleagues', 'zh-HK': '同事' },
  lead: {
    en: 'Each colleague signs in with their own email address. What they do is in the history under their name, which only your organisation sees.',
    'zh-HK': '每位同事以自己的電郵地址登入，其處理的事項會以姓名列於更改記錄，只有貴機構可以查閱。',
  },
  none: { en: 'Nobody is invited yet.', 'zh-HK': '尚未邀請任何同事。' },
  name: { en: 'Name', 'zh-HK': '姓名' },
  email: { en: 'Email address', 'zh-HK': '電郵地址' },
  role: { en: 'Role', 'zh-HK': '角色' },
  state: { en: 'State', 'zh-HK': '狀態' },
  since: { en: 'Since', 'zh-HK': '加入日期：' },
  invitedUntil: { en: 'Invited, open until', 'zh-HK': '已邀請，有效至' },
  you: { en: '(you)', 'zh-HK': '（閣下）' },
  change: { en: 'Change', 'zh-HK': '更改' },
  invite: { en: 'Invite a colleague', 'zh-HK': '邀請同事' },
  inviteHint: {
    en: 'An email tells them how to sign in. The invitation is open for 14 days.',
    'zh-HK': '本系統會以電郵告知登入方法。邀請於14日內有效。',
  },
  nameHint: { en: 'As it is to be in the history.', 'zh-HK': '將以此姓名列於更改記錄。' },
  submit: { en: 'Invite', 'zh-HK': '邀請' },
  invited: {
    en: 'Invited. The email leaves within a minute.',
    'zh-HK': '已邀請，電郵將於一分鐘內發出。',
  },
  changed: { en: 'The role was changed.', 'zh-HK': '角色已更改。' },
  removed: {
    en: 'Removed. They are signed out everywhere.',
    'zh-HK': '已移除，其所有登入已經結束。',
  },
  roleSubmit: { en: 'Change the role', 'zh-HK': '更改角色' },
  demotion: {
    en: 'Who is a manager no more cannot invite: invitations that they sent and nobody has accepted end.',
    'zh-HK': '不再是主管者不能邀請他人；由其發出而未獲接受的邀請即告失效。',
  },
  remove: { en: 'Remove from the colleagues', 'zh-HK': '移除此同事' },
  back: { en: 'Back to the colleagues', 'zh-HK': '返回同事頁面' },
  lastManagerTitle: { en: 'The last manager has to stay', 'zh-HK': '須保留最後一位主管' },
  lastManager: {
    en: 'Nobody who has signed in would be left as a manager. Make another colleague a manager first.',
    'zh-HK': '如此更改後，將再無曾登入的主管。請先將另一位同事改為主管。',
  },
  stayedTitle: { en: 'Not everybody was removed', 'zh-HK': '部分同事未能移除' },
  keys: { en: 'Signing in with a key', 'zh-HK': '以密鑰登入' },
  keysOn: {
    en: 'Anyone who has an access key can sign in here too, and may do everything. Once your colleagues sign in by email, turn this off. Programs go on using their keys.',
    'zh-HK': '持有密鑰者現時亦可登入，並可使用所有功能。同事改以電郵登入後，請關閉此方式。程式仍可使用密鑰。',
  },
  keysOff: {
    en: 'People sign in by email only. Programs go on using their keys.',
    'zh-HK': '現時只可以電郵登入。程式仍可使用密鑰。',
  },
  keysNeedManager: {
    en: 'Only a manager who signed in by email can turn this off.',
    'zh-HK': '只有以電郵登入的主管可以關閉此方式。',
  },
  turnOff: { en: 'Turn off signing in with a key', 'zh-HK': '關閉以密鑰登入' },
  turnOn: { en: 'Allow signing in with a key', 'zh-HK': '容許以密鑰登入' },
} as const satisfies Record<string, BilingualText>;

export const inviteRefusals: Record<InviteRefusal, BilingualText> = {
  invalidEmail: {
    en: 'Enter an email address, such as office@example.com.',
    'zh-HK': '請輸入電郵地址，例如 office@example.com。',
  },
  invalidName: {
    en: 'Enter a name of letters, in at most 100 characters.',
    'zh-HK': '請輸入姓名，最多100個字元。',
  },
  identityInName: {
    en: 'Leave out the identity card number: it must not be kept.',
    'zh-HK': '請刪去身份證號碼，本系統不會保存。',
  },
  exists: {
    en: 'A colleague with this address was invited already.',
    'zh-HK': '已邀請使用此地址的同事。',
  },
  tooMany: {
    en: 'There are 200 colleagues. Remove those who have left first.',
    'zh-HK': '同事已達200人，請先移除已離職者。',
  },
  usedUp: {
    en: 'Several emails went to this address today. Try again tomorrow.',
    'zh-HK': '今日已多次向此地址發送電郵，請於明日再試。',
  },
  noMoreMail: {
    en: 'No more invitations can be sent today. Try again tomorrow.',
    'zh-HK': '今日未能再發送邀請，請於明日再試。',
  },
};

export function removalConfirmation(name: string, language: Language): string {
  return language === 'en'
    ? `${name} is signed out everywhere immediately, and cannot sign in any more. Invitations that ${name} sent and nobody has accepted end. The address is deleted; the name stays in the history for three years.`
    : `${name}的所有登入即時結束，其後不能再登入；由其發出而未獲接受的邀請亦即告失效。其地址即時刪除，姓名在更改記錄中保留三年。`;
}

/** Above the keys that they issued and that are in use. */
export function issuedByColleague(name: string, language: Language): string {
  return language === 'en'
    ? `${name} issued these access keys. Who has copied one can go on using it: revoke them too, unless programs of yours need them.`
    : `以下密鑰由${name}發出。複製密鑰者仍可繼續使用；除非程式需要，請一併撤銷。`;
}

/** Above whom they invited, and whom those invited. */
export function letInByColleague(name: string, language: Language): string {
  return language === 'en'
    ? `These colleagues joined on the invitation of ${name}, or of somebody whom ${name} had let in. Tick those whom nobody knows: they are removed, with the keys that they issued.`
    : `以下同事由${name}直接或間接邀請而加入。請選取不明者：將予移除，由其發出的密鑰亦一併撤銷。`;
}

/** Of managers who were ticked to be removed. */
export function stayedMessage(names: readonly string[], language: Language): string {
  return language === 'en'
    ? `Still here, with the keys that they issued, as you are no manager any more: ${names.join(', ')}. Ask another manager to remove them.`
    : `閣下已不再是主管，以下同事未被移除，由其發出的密鑰亦未撤銷：${names.join('、')}。請由其他主管移除。`;
}

export const sessionMessages = {
  title: { en: 'Where you are signed in', 'zh-HK': '登入記錄' },
  titleAll: { en: 'Who is signed in', 'zh-HK': '現時登入者' },
  lead: {
    en: 'Each sign-in ends by itself after 12 hours. End one that you do not know.',
    'zh-HK': '每次登入於12小時後自動結束。如有不明的登入，請予結束。',
  },
  who: { en: 'Who', 'zh-HK': '登入者' },
  opened: { en: 'Signed in at', 'zh-HK': '登入時間' },
  until: { en: 'Ends at', 'zh-HK': '結束時間' },
  way: { en: 'By', 'zh-HK': '登入方式' },
  own: { en: '(this browser)', 'zh-HK': '（此瀏覽器）' },
  end: { en: 'End this sign-in', 'zh-HK': '結束此登入' },
  ended: { en: 'The sign-in was ended.', 'zh-HK': '登入已結束。' },
  former: { en: 'A former colleague', 'zh-HK': '前同事' },
} as const satisfies Record<string, BilingualText>;

/** How somebody signed in. */
export const wayMessages: Record<OpenSession['way'], BilingualText> = {
  key: { en: 'key', 'zh-HK': '密鑰' },
  email: { en: 'email', 'zh-HK': '電郵' },
  emailAndCode: { en: 'email and code', 'zh-HK': '電郵及驗證碼' },
  passkey: { en: 'passkey', 'zh-HK': '通行密鑰' },
};
