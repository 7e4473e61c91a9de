import type { Provider } from '#register/catalogue/provider.ts';
import { type Credential, credential } from '#register/certificate/credential.ts';

/** A certificate as most are, and nobody's: whatever is done with one that is hidden is done with it where none is found. */
export const decoy: Credential = credential.parse(
  {
    key: '00000000000000',
    number: '0000-0000-000000',
    provider: 'NONE',
    type: 'OFA',
    nameEn: 'NOBODY Here At All',
    nameZh: '無名氏',
    email: 'nobody@example.invalid',
    language: 'zh-HK',
    issuedOn: '2024-03-01',
    expiresOn: '2027-02-28',
    history: [
      {
        at: '2024-03-01T02:00:00.000Z',
        on: '2024-03-01',
        event: 'issued',
        source: {
          via: 'import',
          importId: '00000000-0000-0000-0000-000000000000',
          row: 2,
          keyId: '0000000000000000',
        },
      },
    ],
    version: 1,
  },
  // To compile what is used once is not worth it.
  { jitless: true },
);

/** Its provider, who shows it only to those who know the name. */
export const decoyProvider: Provider = {
  code: decoy.provider,
  name: { en: 'None', 'zh-HK': '無' },
  disclosure: 'matchOnly',
  approvals: [],
};
