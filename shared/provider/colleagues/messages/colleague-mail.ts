import type { ColleagueStep } from '#register/catalogue/colleague.ts';
import type { Language } from '#register/certificate/credential.ts';

/** `name` and `by`: of people, as somebody typed them. */
interface Told {
  provider: string;
  name: string;
  role: string;
}

interface ColleagueMailMessages {
  subject: Record<ColleagueStep, string>;
  headline: Record<ColleagueStep, (told: Told) => string>;
  paragraphs: Record<ColleagueStep, string[]>;
  action: Record<ColleagueStep, string>;
  facts: Record<'name' | 'role' | 'by' | 'invitedBy', string>;
  operator: string;
  smallPrint: Record<'colleague' | 'provider', string[]>;
}

export const colleagueMailMessages: Record<Language, ColleagueMailMessages> = {
  en: {
    subject: {
      invitation: 'You are invited to the register of first-aid certificates',
      invited: 'A colleague was invited to your console',
      role: 'A colleague has another role',
      removed: 'A colleague was removed from your console',
      passkey: 'A new way to sign in was added',
      factorAdded: 'A colleague has a new way to sign in',
      factorLost: 'A way to sign in was removed',
      factorRemoved: 'A colleague’s way to sign in was removed',
      linkEnough: 'A link in an email is enough to sign in again',
    },
    headline: {
      invitation: ({ provider }) =>
        `You can sign in to the register for ${provider} with this email address.`,
      invited: ({ provider, name, role }) => `${name} was invited to the console of ${provider}: ${role}.`,
      role: ({ provider, name, role }) => `${name} now has this role at the console of ${provider}: ${role}.`,
      removed: ({ provider, name }) => `${name} can no longer sign in to the console of ${provider}.`,
      passkey: ({ provider, name }) =>
        `A new passkey or code app signs in to the console of ${provider} under the name ${name}.`,
      factorAdded: ({ provider, name }) =>
        `A new passkey or code app signs in to the console of ${provider} under the name ${name}.`,
      factorLost: ({ provider, name }) =>
        `A passkey or code app no longer signs in to the console of ${provider} under the name ${name}.`,
      factorRemoved: ({ provider, name }) =>
        `A passkey or code app no longer signs in to the console of ${provider} under the name ${name}.`,
      linkEnough: ({ provider, name }) =>
        `Colleagues of ${provider} can sign in with a link in an email alone again. ${name} changed this.`,
    },
    paragraphs: {
      invitation: [
        'There is no password. Open the page linked below, type this address, and a link to sign in comes by email.',
        'The invitation is open for 14 days. If you do not know of it, do nothing: it ends by itself, and your address is deleted.',
      ],
      invited: [
        'If you know of it, there is nothing to do.',
        'If nobody of yours did this, somebody else has access to your console: remove the colleague on the page linked below, end the sign-ins that you do not know, and look through what was changed.',
      ],
      role: [
        'If you know of it, there is nothing to do.',
        'If nobody of yours did this, somebody else has access to your console: look through the colleagues on the page linked below, and end the sign-ins that you do not know.',
      ],
      removed: [
        'If you know of it, there is nothing to do.',
        'If nobody of yours did this, somebody else has access to your console: ask the operator of the register.',
      ],
      passkey: [
        'If you added it, there is nothing to do.',
        'If you did not, somebody else was signed in under your name: tell a manager of your organisation immediately. They can remove it, and end the sign-ins that you do not know.',
      ],
      factorAdded: [
        'If you know of it, there is nothing to do.',
        'If nobody of yours did this, somebody else has access to your console: look through the colleagues on the page linked below, and end the sign-ins that you do not know.',
      ],
      factorLost: [
        'If you know of it, there is nothing to do.',
        'If you do not, somebody else may be signed in under your name: tell a manager of your organisation immediately. They can end the sign-ins that you do not know.',
      ],
      factorRemoved: [
        'If you know of it, there is nothing to do.',
        'If nobody of yours did this, somebody else has access to your console: look through the colleagues on the page linked below, and end the sign-ins that you do not know.',
      ],
      linkEnough: [
        'If you know of it, there is nothing to do.',
        'If nobody of yours did this, somebody else has access to your console: look through the colleagues on the page linked below, and end the sign-ins that you do not know.',
      ],
    },
    action: {
      invitation: 'Go to the sign-in',
      invited: 'See the colleagues',
      role: 'See the colleagues',
      removed: 'See the colleagues',
      passkey: 'See your ways to sign in',
      factorAdded: 'See the colleagues',
      factorLost: 'See your ways to sign in',
      factorRemoved: 'See the colleagues',
      linkEnough: 'See the colleagues',
    },
    facts: { name: 'Name', role: 'Role', by: 'Done by', invitedBy: 'Invited by' },
    operator: 'the operator of the register',
    smallPrint: {
      colleague: [
        'You receive this email because a training provider on the register invited this address.',
        'The register never asks you for a password or a payment.',
      ],
      provider: [
        'You receive this email because this address is the contact of a training provider on the register.',
        'The register never asks you for a key, a password or a payment by email.',
      ],
    },
  },
  'zh-HK': {
    subject: {
      invitation: '邀請閣下使用急救證書登記冊',
      invited: '已邀請同事使用培訓機構平台',
      role: '同事的角色已更改',
      removed: '已移除培訓機構平台的同事',
      passkey: '閣下已加入新的登入方式',
      factorAdded: '同事已加入新的登入方式',
      factorLost: '閣下的登入方式已被移除',
      factorRemoved: '已移除同事的登入方式',
      linkEnough: '已恢復只憑電郵連結登入',
    },
    headline: {
      invitation: ({ provider }) => `閣下可以此電郵地址，代表${provider}登入本登記冊。`,
      invited: ({ provider, name, role }) => `${provider}已邀請${name}使用培訓機構平台，角色為${role}。`,
      role: ({ provider, name, role }) => `${name}在${provider}的培訓機構平台的角色已改為${role}。`,
      removed: ({ provider, name }) => `${name}已不能再登入${provider}的培訓機構平台。`,
      passkey: ({ provider, name }) =>
        `已加入新的通行密鑰或驗證碼，可以${name}的名義登入${provider}的培訓機構平台。`,
      factorAdded: ({ provider, name }) =>
        `已加入新的通行密鑰或驗證碼，可以${name}的名義登入${provider}的培訓機構平台。`,
      factorLost: ({ provider, name }) =>
        `已移除以${name}的名義登入${provider}的培訓機構平台的通行密鑰或驗證碼。`,
      factorRemoved: ({ provider, name }) =>
        `已移除以${name}的名義登入${provider}的培訓機構平台的通行密鑰或驗證碼。`,
      linkEnough: ({ provider, name }) => `${name}已恢復讓${provider}的同事只憑電郵連結登入培訓機構平台。`,
    },
    paragraphs: {
      invitation: [
        '登入無須密碼。請開啟以下連結的頁面，輸入此電郵地址，登入連結便會以電郵送達。',
        '邀請於14日內有效。如閣下不知悉此事，無須理會；邀請會自動失效，閣下的地址亦會刪除。',
      ],
      invited: [
        '如貴機構知悉此事，無須理會。',
        '如並非貴機構人員所為，即有他人可使用貴機構的平台：請在以下連結的頁面移除該同事，結束不明的登入，並檢視近期的更改。',
      ],
      role: [
        '如貴機構知悉此事，無須理會。',
        '如並非貴機構人員所為，即有他人可使用貴機構的平台：請在以下連結的頁面檢視各同事，並結束不明的登入。',
      ],
      removed: [
        '如貴機構知悉此事，無須理會。',
        '如並非貴機構人員所為，即有他人可使用貴機構的平台：請聯絡登記冊營運者。',
      ],
      passkey: [
        '如由閣下加入，無須理會。',
        '如並非由閣下加入，即有他人曾以閣下的名義登入：請立即通知貴機構主管，由主管將其移除，並結束不明的登入。',
      ],
      factorAdded: [
        '如貴機構知悉此事，無須理會。',
        '如並非貴機構人員所為，即有他人可使用貴機構的平台：請在以下連結的頁面檢視各同事，並結束不明的登入。',
      ],
      factorLost: [
        '如閣下知悉此事，無須理會。',
        '如閣下並不知悉，他人可能正以閣下的名義登入：請立即通知貴機構主管，由主管結束不明的登入。',
      ],
      factorRemoved: [
        '如貴機構知悉此事，無須理會。',
        '如並非貴機構人員所為，即有他人可使用貴機構的平台：請在以下連結的頁面檢視各同事，並結束不明的登入。',
      ],
      linkEnough: [
        '如貴機構知悉此事，無須理會。',
        '如並非貴機構人員所為，即有他人可使用貴機構的平台：請在以下連結的頁面檢視各同事，並結束不明的登入。',
      ],
    },
    action: {
      invitation: '前往登入',
      invited: '查看同事',
      role: '查看同事',
      removed: '查看同事',
      passkey: '查看登入方式',
      factorAdded: '查看同事',
      factorLost: '查看登入方式',
      factorRemoved: '查看同事',
      linkEnough: '查看同事',
    },
    facts: { name: '姓名', role: '角色', by: '處理者', invitedBy: '邀請者' },
    operator: '登記冊營運者',
    smallPrint: {
      colleague: [
        '閣下收到此電郵，是因為登記冊上的培訓機構邀請了此地址。',
        '本系統絕不會要求閣下提供密碼或付款。',
      ],
      provider: [
        '閣下收到此電郵，是因為此地址是登記冊上培訓機構的聯絡地址。',
        '本系統絕不會以電郵要求閣下提供密鑰、密碼或付款。',
      ],
    },
  },
};
