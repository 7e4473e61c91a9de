import { type Provider, provider } from '#register/catalogue/provider.ts';
import { type Credential, credential, type HistoryEntry } from '#register/certificate/credential.ts';
import { civilDate, type Instant, instant } from '#register/civil-date.ts';
import { createSite } from '#verify/site/site.tsx';
import type { LogLine } from '#web/http/log.ts';
import type { PadResponseTime } from '#web/http/response-time.ts';

/** Saturday 21 November 2026, 09:15 in Hong Kong. */
export const NOW: Instant = instant.parse('2026-11-21T01:15:00.000Z');

const entry = { at: '2024-03-01T02:00:00.000Z', source: { via: 'api', keyId: 'k1' } };
export type Change = Record<string, unknown> & { event: HistoryEntry['event'] };

export function certificate(
  number: string,
  facts: Record<string, unknown> = {},
  ...changes: Change[]
): Credential {
  const { issuedOn = '2024-12-05' } = facts;
  return credential.parse({
    key: number.replaceAll('-', ''),
    number,
    provider: 'SPMC',
    type: 'OFA',
    nameEn: 'CHAN Tai Man',
    nameZh: '陳大文',
    email: 'canary@example.com',
    language: 'zh-HK',
    issuedOn,
    expiresOn: '2027-12-04',
    history: [
      { ...entry, on: issuedOn, event: 'issued' },
      ...changes.map((change) => ({ ...entry, reason: 'r', ...change })),
    ],
    version: 1,
    ...facts,
  });
}

/** One of each state, as of `NOW`. */
export const credentials = {
  valid: certificate('SPMC-OFA-2024-00017'),
  expiringSoon: certificate('SPMC-OFA-2023-00018', { issuedOn: '2023-12-22', expiresOn: '2026-12-21' }),
  lastDay: certificate('SPMC-OFA-2023-00019', { issuedOn: '2023-11-22', expiresOn: '2026-11-21' }),
  expired: certificate('SPMC-OFA-2022-00020', { issuedOn: '2022-03-01', expiresOn: '2025-02-28' }),
  revoked: certificate('SPMC-OFA-2024-00021', {}, { event: 'revoked', on: '2026-05-04' }),
  suspended: certificate('SPMC-OFA-2024-00022', {}, { event: 'suspended', on: '2026-10-05' }),
  superseded: certificate(
    'SPMC-OFA-2024-00023',
    {},
    { event: 'superseded', on: '2026-09-01', by: { number: 'SPMC-OFA-2026-00101', provider: 'SPMC' } },
  ),
  notYetValid: certificate('SPMC-OFA-2026-00024', { issuedOn: '2026-12-01', expiresOn: '2029-11-30' }),
  extended: certificate(
    'SPMC-OFA-2024-00025',
    { expiresOn: '2026-10-31' },
    { event: 'extended', on: '2026-10-01', expiresOn: '2027-04-30' },
  ),
  extendedByOrder: certificate(
    'SPMC-OFA-2024-00033',
    { expiresOn: '2026-10-31' },
    { event: 'extended', on: '2026-10-01', expiresOn: '2027-04-30', order: '20261001020000000-o' },
  ),
  diploma: certificate('SPMC-EMTD-00026', { type: 'EMTD', expiresOn: undefined }),
  unrecognised: certificate('HKFA-OFA-2024-00027', { provider: 'HKFA' }),
  orphan: certificate('GONE-OFA-2024-00028', { provider: 'GONE' }),
  shared: certificate('2024-00029', { provider: 'SPMC' }),
  sharedToo: certificate('2024-00029', {
    provider: 'HKFA',
    nameEn: 'WONG Mei Ling',
    nameZh: undefined,
    type: 'EMTP',
    expiresOn: '2026-01-31',
  }),
  quiet: certificate('QUIET-OFA-2024-00030', { provider: 'QUIET' }),
  latinOnly: certificate('SPMC-OFA-2024-00031', { nameZh: undefined }),
  hostile: certificate('HKFA-OFA-2024-00032', {
    provider: 'HKFA',
    nameEn: '<script>alert(1)</script>"><img src=x onerror=alert(2)>',
    nameZh: undefined,
  }),
} satisfies Record<string, Credential>;

const approval = { scheme: 'HK-509A-17-2-b-iii', courseType: 'OFA', from: civilDate.parse('2011-01-02') };

export const providers: Provider[] = [
  {
    code: 'SPMC',
    name: { en: 'Hong Kong Society of Professional Medical Care', 'zh-HK': '香港專業醫療關懷協會' },
    contact: '+852 2345 6789',
    digestEmail: 'canary@digest.example',
    disclosure: 'masked' as const,
    approvals: [approval],
  },
  {
    code: 'HKFA',
    name: { en: 'Harbour First Aid Academy', 'zh-HK': '海港急救學院' },
    disclosure: 'full' as const,
    approvals: [],
  },
  {
    code: 'QUIET',
    name: { en: 'Quiet Training Centre', 'zh-HK': '靜安訓練中心' },
    contact: '+852 2987 6543',
    disclosure: 'matchOnly' as const,
    approvals: [approval],
  },
].map((profile) => provider.parse(profile));

/** The whole site over the certificates above, or over others, in memory. */
export function site(
  options: {
    fails?: Error;
    /** Called with each look-up. */
    lookingUp?: () => void;
    registered?: Credential[];
    lookupsPerMinute?: number;
    clock?: () => Instant;
    padResponseTime?: PadResponseTime;
  } = {},
) {
  const { registered = Object.values(credentials) } = options;
  const lines: LogLine[] = [];
  const questions: string[] = [];
  const app = createSite({
    credentials: {
      findByKey: async (key) => {
        questions.push(key);
        options.lookingUp?.();
        if (options.fails) throw options.fails;
        return registered.filter((one) => one.key === key);
      },
    },
    providers: { get: async (code) => providers.find((one) => one.code === code), prepare: async () => {} },
    clock: options.clock ?? (() => NOW),
    publicBaseUrl: 'https://verify.example.hk',
    contactEmail: 'privacy@verify.example.hk',
    lookupsPerMinute: options.lookupsPerMinute ?? 1000,
    edgeSecret: '',
    padResponseTime: options.padResponseTime ?? (() => (_, next) => next()),
    log: (line) => lines.push(line),
  });
  return { app, lines, questions };
}
