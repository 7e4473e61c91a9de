import { composeAddressChange } from '#holder/letter/address-change-mail.ts';
import { composeOwnCertificates } from '#holder/letter/own-certificates-mail.ts';
import { composeColleagueNotice } from '#provider/colleagues/letter/colleague-mail.ts';
import { composeSignIn } from '#provider/colleagues/letter/sign-in-mail.ts';
import { isToColleague } from '#provider/colleagues/write-colleague-notice.ts';
import { composeKeyNotice } from '#provider/letter/key-mail.ts';
import { askChange } from '#register/address/address-change.ts';
import { colleagueSteps } from '#register/catalogue/colleague.ts';
import { type Credential, languages } from '#register/certificate/credential.ts';
import { addDays, civilDate, daysBetween, instant } from '#register/civil-date.ts';
import type { Digest, ExpiringRow, Reminding } from '#remind/digest/digest.ts';
import { composeDigest } from '#remind/digest/digest-mail.ts';
import { type MailSample, sampleCertificate } from './reminder-samples.ts';

const BASE = 'https://verify.example.com';
const MONDAY = civilDate.parse('2027-01-25');
const TO = addDays(MONDAY, 60);

const certificate = (number: string, facts: Partial<Credential> = {}) =>
  sampleCertificate({ type: 'OFA', number, ...facts }, { expiresOn: TO, stageId: '-30' }).credential;

function expiring(n: number, reminding: Reminding, facts: Partial<Credential> = {}): ExpiringRow {
  const expiresOn = addDays(MONDAY, n);
  const credential = certificate(`DEMO-OFA-2024-${String(n).padStart(5, '0')}`, facts);
  return { credential, expiresOn, daysLeft: daysBetween(MONDAY, expiresOn), reminding };
}

const failing = (n: number): Digest['undeliverable']['rows'][number] => ({
  credential: certificate(`DEMO-OFA-2025-${String(n).padStart(5, '0')}`),
  trouble: {
    state: n % 3 ? 'undeliverable' : 'complained',
    since: instant.parse('2027-01-20T01:00:00.000Z'),
    code: n % 3 ? 'Permanent/General' : 'abuse',
  },
});

function digest(
  rows: ExpiringRow[],
  failures: ReturnType<typeof failing>[],
  more: { expiring: number; failing: number } = { expiring: 0, failing: 0 },
): Digest {
  const { code, name } = sampleCertificate({ type: 'OFA' }, { expiresOn: TO, stageId: '-30' }).provider;
  return {
    provider: { code, name },
    on: MONDAY,
    to: TO,
    expiring: { total: rows.length + more.expiring, unreadable: 0, rows },
    undeliverable: {
      total: failures.length + more.failing,
      atLeast: more.failing > 0,
      unreadable: 0,
      rows: failures,
    },
  };
}

const remindings: Reminding[] = [
  { state: 'reminded', on: addDays(MONDAY, -1) },
  ...(
    ['notYet', 'noAddress', 'undeliverable', 'complained', 'unsubscribed', 'renewed', 'uncertain'] as const
  ).map((state) => ({ state })),
];

const many = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const longest = {
  nameEn: 'WOLFESCHLEGELSTEINHAUSENBERGERDORFF Bartholomew Christopher',
  nameZh: '歐陽慕容司徒上官',
};

const digests: { id: string; title: string; digest: Digest }[] = [
  {
    id: 'digest',
    title: 'a week as most are',
    digest: digest(
      remindings.map((reminding, i) => expiring(1 + 7 * i, reminding)),
      [failing(1), failing(3)],
    ),
  },
  { id: 'digest-quiet', title: 'nobody expires, one address fails', digest: digest([], [failing(1)]) },
  {
    id: 'digest-largest',
    title: 'as long as it gets',
    digest: digest(
      many(50).map((n) => expiring(n, { state: 'complained' }, longest)),
      many(50).map(failing),
      { expiring: 362, failing: 950 },
    ),
  },
];

const ASKED_AT = instant.parse('2027-01-25T09:05:00.000Z');

const aKey = { keyId: 'bfc9f934c063', provider: 'DEMO', label: 'Course system', createdAt: ASKED_AT };

const colleague = {
  colleagueId: 'colleague-2f0c11d3a9be',
  provider: 'DEMO',
  email: 'tsang.meiling@example.com',
  name: 'TSANG Mei Ling',
  role: 'desk',
  invitedAt: ASKED_AT,
  invitedBy: 'operator',
  version: 1,
} as const;

const keyEvent = (step: 'issued' | 'revoked') => ({
  key: { ...aKey, issuedBy: '2f0c11d3a9be', ...(step === 'revoked' && { revokedAt: ASKED_AT }) },
  step,
  issuer: { ...aKey, keyId: '2f0c11d3a9be', label: 'Front desk, office.example', issuedBy: 'operator' },
});

export const noticeSamples: readonly MailSample[] = [
  ...languages.map((language) => ({
    id: `sign-in.${language}`,
    group: 'Colleagues',
    title: `link to sign in, ${language}`,
    compose: () =>
      composeSignIn({ language, token: `1.${'aGFyYm91ci1maXJzdC1haWQ'.repeat(3)}.${'s'.repeat(22)}` }, BASE),
  })),
  ...colleagueSteps.map((step) => ({
    id: `colleague-${step}.zh-HK`,
    group: 'Colleagues',
    title: step,
    compose: () =>
      composeColleagueNotice(
        {
          provider: sampleCertificate({ type: 'OFA' }, { expiresOn: TO, stageId: '-30' }).provider,
          colleague,
          step,
          ...(!isToColleague(step) && { by: 'HO Kin Man' }),
        },
        BASE,
      ),
  })),
  ...Object.entries({
    issued: [keyEvent('issued')],
    revoked: [keyEvent('revoked')],
    several: [keyEvent('issued'), keyEvent('revoked')],
  }).map(([title, events]) => ({
    id: `key-${title}.zh-HK`,
    group: 'Keys',
    title,
    compose: () =>
      composeKeyNotice(
        {
          provider: sampleCertificate({ type: 'OFA' }, { expiresOn: TO, stageId: '-30' }).provider,
          events,
        },
        BASE,
      ),
  })),
  ...languages.map((language) => ({
    id: `own-certificates.${language}`,
    group: 'Certificates asked for by their holder',
    title: language,
    compose: () =>
      composeOwnCertificates(
        {
          request: {
            requestId: '6f0e6f5e-38a4-4b5e-9f6e-1c1d3f6f2a10',
            email: 'chan.taiman@example.com',
            language,
            askedAt: ASKED_AT,
          },
          certificates: ['DEMO-OFA-2024-00001', 'DEMO-OFA-2024-00002'].map((number) => ({
            ...sampleCertificate({ type: 'OFA', number }, { expiresOn: TO, stageId: '-30' }),
            provider: undefined,
          })),
          token: `${'aGFyYm91ci1maXJzdC1haWQ'.repeat(4)}.${'s'.repeat(22)}`,
        },
        BASE,
      ),
  })),
  ...digests.map(({ id, title, digest: each }) => ({
    id: `${id}.zh-HK`,
    group: 'Weekly digest',
    title,
    compose: () => composeDigest(each, BASE),
  })),
  ...(['confirm', 'refuse', 'madeOld', 'madeNew'] as const).flatMap((tells) =>
    languages.map((language) => ({
      id: `address-${tells.toLowerCase()}.${language}`,
      group: 'Change of address',
      title: `${tells}, ${language}`,
      compose: () =>
        composeAddressChange(
          {
            change: askChange(
              {
                changeId: '6f0e6f5e-38a4-4b5e-9f6e-1c1d3f6f2a10',
                holder: '0'.repeat(32),
                oldEmail: 'chan.taiman@example.com',
                newEmail: 'taiman.chan@example.org',
                language,
              },
              ASKED_AT,
            ),
            tells,
            token: `${'aGFyYm91ci1maXJzdC1haWQ'.repeat(4)}.${'s'.repeat(22)}`,
          },
          BASE,
        ),
    })),
  ),
];
