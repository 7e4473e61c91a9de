import type { Role } from '#register/catalogue/colleague.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

export const roleNames: Record<Role, BilingualText> = {
  viewer: { en: 'Viewer', 'zh-HK': '查閱人員' },
  desk: { en: 'Desk', 'zh-HK': '櫃位人員' },
  manager: { en: 'Manager', 'zh-HK': '主管' },
};

export const roleMessages: Record<Role, BilingualText> = {
  viewer: { en: 'looks at everything, changes nothing', 'zh-HK': '可查閱所有資料，不能更改' },
  desk: {
    en: 'registers, uploads, corrects; revokes one certificate at a time',
    'zh-HK': '可登記、上載、更正，以及逐張撤銷證書',
  },
  manager: {
    en: 'everything: also access keys, colleagues, extensions and revoking by file',
    'zh-HK': '可使用所有功能，包括密鑰、同事、延期及以檔案撤銷',
  },
};
