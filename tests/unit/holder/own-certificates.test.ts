import { describe, expect, it } from 'vitest';
import { writeOwnCertificates } from '#holder/write-own-certificates.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { instant } from '#register/civil-date.ts';
import { certificate } from '../verify/public-site.fixtures.ts';

/** The mail with everything that is registered with an address, or why there is none. */
const email = 'Chan@example.com';
const certificates = [
  certificate('OFA-0001', { email, expiresOn: '2026-12-31' }),
  certificate('OFA-0002', { email, expiresOn: undefined }),
  certificate('OFA-0003', { email, expiresOn: '2027-12-31', provider: 'HKFA' }),
  certificate('OFA-0004', { email, expiresOn: '2026-12-31' }),
  certificate('OFA-0005', { email: 'other@example.com' }),
];

async function write(all: Credential[], { troubled = false, request = true } = {}) {
  const deps = {
    addressRequests: {
      get: async () => (request ? { requestId: 'r', email: 'chan@example.com' } : undefined),
    },
    // The index still names what has left the address.
    holders: { pseudonymOf: async (one: string) => one.toLowerCase(), ofHolder: async () => all },
    credentials: { get: async (key: string) => ({ credential: all.find((one) => one.key === key) }) },
    providers: { get: async (code: string) => (code === 'SPMC' ? { code } : undefined) },
    mailStates: { find: async () => (troubled ? { trouble: {} } : {}) },
    links: { sign: async (of: string, payload: unknown) => `${of} ${JSON.stringify(payload)}` },
    clock: () => instant.parse('2026-11-21T02:00:00.000Z'),
    composeOwnCertificates: (notice: unknown) => ({ subject: '', text: JSON.stringify(notice), html: '' }),
  } as unknown as Parameters<typeof writeOwnCertificates>[0];
  const written = await writeOwnCertificates(deps, { of: 'ownCertificates', requestId: 'r' });
  return 'mail' in written ? { to: written.mail.to, ...JSON.parse(written.mail.text) } : written;
}

describe('the mail with all certificates of an address', () => {
  it('goes to it as it is registered, with what lasts longest first and none that has left it', async () => {
    const mail = await write(certificates);
    expect(mail.to).toBe(email);
    const told = mail.certificates.map(
      (one: { credential: Credential; provider?: { code: string }; expiresOn?: string }) => [
        one.credential.number,
        one.provider?.code,
        one.expiresOn,
      ],
    );
    expect(told).toEqual([
      ['OFA-0002', 'SPMC', undefined],
      ['OFA-0003', undefined, '2027-12-31'],
      ['OFA-0004', 'SPMC', '2026-12-31'],
      ['OFA-0001', 'SPMC', '2026-12-31'],
    ]);
    expect(mail.token).toMatch(/^certificates \{"email":"Chan@example.com","until":"2027-\d\d-\d\d"\}$/);
  });

  it.each([
    ['gone', certificates, { request: false }],
    ['nothingToSay', [], {}],
    ['nothingToSay', certificates.slice(4), {}],
    ['undeliverable', certificates, { troubled: true }],
  ] as const)('is not written: %s', async (skip, all, facts) => {
    expect(await write([...all], facts)).toEqual({ skip });
  });
});
