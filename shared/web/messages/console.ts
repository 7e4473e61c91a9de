import type { Language } from '#register/certificate/credential.ts';
import type { BilingualText } from './verdict.ts';

/** The console's frame, sign-in, first page and keys; voice and terms as in look.md and domain.md §6. */
export const consoleMessages = {
  name: { en: 'Certkeeper for providers', 'zh-HK': 'Certkeeper 培訓機構平台' },
  places: { en: 'Menu', 'zh-HK': '選單' },
  signIn: { en: 'Sign in', 'zh-HK': '登入' },
  signOut: { en: 'Sign out', 'zh-HK': '登出' },
  toHome: { en: 'Home', 'zh-HK': '返回主頁' },
  personal: {
    en: 'These pages show names and addresses of holders. Use them for your certificates only, and sign out on a computer that others use.',
    'zh-HK': '本網頁載有持證人的姓名及電郵地址，只可用於管理貴機構的證書；使用共用電腦後請登出。',
  },
} as const satisfies Record<string, BilingualText>;

export const navMessages = {
  home: { en: 'Home', 'zh-HK': '主頁' },
  certificates: { en: 'Certificates', 'zh-HK': '證書' },
  imports: { en: 'Uploads', 'zh-HK': '上載記錄' },
  expiring: { en: 'Expiring', 'zh-HK': '即將到期' },
  undeliverable: { en: 'Email problems', 'zh-HK': '電郵問題' },
  extensions: { en: 'Extensions', 'zh-HK': '延期' },
  keys: { en: 'Access keys', 'zh-HK': '密鑰' },
  colleagues: { en: 'Colleagues', 'zh-HK': '同事' },
  settings: { en: 'Settings', 'zh-HK': '設定' },
} as const satisfies Record<string, BilingualText>;

export const finderMessages = {
  label: { en: 'Number, name or email', 'zh-HK': '編號、姓名或電郵' },
  find: { en: 'Find', 'zh-HK': '尋找' },
} as const satisfies Record<string, BilingualText>;

export const signInMessages = {
  title: { en: 'Sign in with your key', 'zh-HK': '以密鑰登入' },
  lead: {
    en: 'For training providers. To verify a certificate, no sign-in is needed.',
    'zh-HK': '此處只供培訓機構使用。核實證書無須登入。',
  },
  key: { en: 'Key', 'zh-HK': '密鑰' },
  hint: {
    en: 'It begins with ck_. The operator of the register gave it to your organisation, or a colleague issued it under “Access keys”.',
    'zh-HK': '密鑰以 ck_ 開首，由登記冊營運者發給貴機構，或由同事在「密鑰」頁面發出。',
  },
  refused: {
    en: 'This key is not recognised. Copy all of it, from ck_ to its end.',
    'zh-HK': '沒有此密鑰，或密鑰已被撤銷。請重新複製整個密鑰，由 ck_ 開始至最後一個字元。',
  },
  missing: { en: 'Enter your key.', 'zh-HK': '請輸入密鑰。' },
  submit: { en: 'Sign in', 'zh-HK': '登入' },
} as const satisfies Record<string, BilingualText>;

export const homeMessages = {
  title: { en: 'Home', 'zh-HK': '主頁' },
} as const satisfies Record<string, BilingualText>;

export const keyMessages = {
  title: { en: 'Access keys', 'zh-HK': '密鑰' },
  lead: {
    en: 'Anyone who has a key can register, change and revoke your certificates. Give each person and each program its own, and revoke it when it is no longer needed.',
    'zh-HK':
      '持有密鑰者可登記、更改及撤銷貴機構的證書。請為每位同事及每個程式各發一個密鑰，不再需要時即予撤銷。',
  },
  label: { en: 'Who or what is this key for?', 'zh-HK': '用途或使用者' },
  labelHint: { en: 'For example: front desk, course system.', 'zh-HK': '例如：接待處、課程系統。' },
  badLabel: {
    en: 'Write who or what the key is for, in at most 80 characters.',
    'zh-HK': '請註明密鑰的用途或使用者，最多80個字元。',
  },
  tooMany: {
    en: 'Your organisation has as many keys as it can have, which is 50 with those of the past day. Revoke the ones that nobody uses, and try again tomorrow.',
    'zh-HK': '貴機構的密鑰已達上限：連同過去一日發出者，最多50個。請撤銷不再使用的密鑰，明日再試。',
  },
  issue: { en: 'Issue a key', 'zh-HK': '發出密鑰' },
  issued: { en: 'The new key', 'zh-HK': '新密鑰' },
  once: {
    en: 'It is shown this once. Copy it now and hand it over by a safe way; it cannot be shown again.',
    'zh-HK': '密鑰只會顯示一次。請立即複製並以安全方式交給使用者，其後無法再次顯示。',
  },
  id: { en: 'Key ID', 'zh-HK': '密鑰代號' },
  created: { en: 'Issued on', 'zh-HK': '發出日期' },
  issuedBy: { en: 'Issued by', 'zh-HK': '發出者' },
  operator: { en: 'Operator of the register', 'zh-HK': '登記冊營運者' },
  unknownIssuer: { en: 'Not known', 'zh-HK': '不詳' },
  state: { en: 'State', 'zh-HK': '狀態' },
  revokeIssued: { en: 'Revoke what it issued', 'zh-HK': '撤銷由其發出的密鑰' },
  alsoIssued: { en: 'Revoke these keys too', 'zh-HK': '一併撤銷以上密鑰' },
  removeLetIn: { en: 'Remove whom it let in', 'zh-HK': '移除由其邀請加入的同事' },
  letIn: {
    en: 'These colleagues joined on its invitation, or on that of somebody whom it had let in. Tick those whom nobody knows: they are removed, with the keys that they issued.',
    'zh-HK': '以下同事由其直接或間接邀請而加入。請選取不明者：將予移除，由其發出的密鑰亦一併撤銷。',
  },
  revoke: { en: 'Revoke this key', 'zh-HK': '撤銷此密鑰' },
  revokedOn: { en: 'Revoked on', 'zh-HK': '撤銷日期：' },
  yours: { en: '(you are signed in with it)', 'zh-HK': '（閣下正以此密鑰登入）' },
  own: {
    en: 'This is the key you signed in with: you are signed out immediately, and need another key to come back.',
    'zh-HK': '閣下正以此密鑰登入；撤銷後即時登出，須以另一密鑰方可再次登入。',
  },
  keep: { en: 'Cancel', 'zh-HK': '取消' },
} as const satisfies Record<string, BilingualText>;

export function revokeKeyConfirmation(label: string, language: Language): string {
  return language === 'en'
    ? `The key for “${label}” stops immediately: nobody can sign in with it, and no program can use it. This cannot be undone.`
    : `「${label}」的密鑰將即時失效：無法再以此密鑰登入，程式亦無法使用。此操作不能還原。`;
}

/** Above the keys that it issued and that are in use. */
export function issuedWithMessage(label: string, language: Language): string {
  return language === 'en'
    ? `With the key for “${label}” these were issued. If somebody else may have had it, revoke them too: they go on without it.`
    : `以下密鑰由「${label}」的密鑰發出。如該密鑰曾落入他人手中，請一併撤銷，否則仍可繼續使用。`;
}
