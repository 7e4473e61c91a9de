import { expect, it } from 'vitest';
import { previewExtension } from '#orders/preview-extension.ts';
import { type Credential, credential } from '#register/certificate/credential.ts';
import { reportExpiring } from '#register/change/report-expiring.ts';
import { addDays, civilDate, instant } from '#register/civil-date.ts';
import type { CredentialList } from '#register/ports/register.ts';

const on = civilDate.parse('2027-01-15');

function certificate(n: number, expiresOn: string): Credential {
  return credential.parse({
    key: `A${n}`,
    number: `A-${n}`,
    provider: 'SPMC',
    type: 'OFA',
    nameEn: 'CHAN Tai Man',
    language: 'en',
    issuedOn: '2024-03-01',
    expiresOn,
    history: [
      {
        event: 'issued',
        at: '2024-03-01T01:00:00.000Z',
        on: '2024-03-01',
        source: { via: 'api', keyId: 'k' },
      },
    ],
    version: 1,
  });
}

/** Gives them in pages of 500, as the store does; each page has one more that cannot be read. */
function listOf(all: Credential[]): CredentialList {
  return {
    async list({ cursor }) {
      const from = Number(cursor ?? 0);
      const more = from + 500 < all.length;
      return {
        items: all.slice(from, from + 500),
        unreadable: 1,
        ...(more && { cursor: String(from + 500) }),
      };
    },
  };
}

it('counts each month that the days touch, and all pages', async () => {
  const all = ['2027-01-15', '2027-01-31', '2027-03-01'].map((day, n) => certificate(n, day));
  const report = await reportExpiring({ list: listOf(all) }, { provider: 'SPMC', on, days: 60 });
  expect(report.months).toEqual([
    { month: '2027-01', count: 2 },
    { month: '2027-02', count: 0 },
    { month: '2027-03', count: 1 },
  ]);
  expect(report).toMatchObject({ from: on, to: '2027-03-16', total: 3, unreadable: 1 });
});

it('lists the nearest 2,000, and counts the others', async () => {
  const all = Array.from({ length: 2001 }, (_, n) => certificate(n, '2027-02-28'));
  const report = await reportExpiring({ list: listOf(all) }, { provider: 'SPMC', on, days: 90 });
  expect(report.total).toBe(2001);
  expect(report.credentials.map(({ credential }) => credential.key)).toEqual(
    all.slice(0, 2000).map(({ key }) => key),
  );
  expect(report.unreadable).toBe(5);
});

it('asks for no fewer than a megabyte has, so that many take few requests', async () => {
  const all = Array.from({ length: 2500 }, (_, n) => certificate(n, '2027-02-28'));
  let requests = 0;
  const list: CredentialList = {
    async list({ cursor, limit }) {
      requests++;
      const from = Number(cursor ?? 0);
      const to = from + Math.min(limit, 2500);
      return {
        items: all.slice(from, to),
        unreadable: 0,
        ...(to < all.length && { cursor: String(to) }),
      };
    },
  };
  const draft = { expiringFrom: on, expiringTo: addDays(on, 90), expiresOn: addDays(on, 400), reason: 'r' };
  await reportExpiring({ list }, { provider: 'SPMC', on, days: 90 });
  expect(requests).toBe(1);
  const at = instant.parse('2027-01-15T02:00:00.000Z');
  await previewExtension({ list }, { provider: 'SPMC', draft, at });
  expect(requests).toBe(2);
});
