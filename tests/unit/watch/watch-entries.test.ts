import { describe, expect, it } from 'vitest';
import type { CredentialStatus } from '#register/certificate/credential.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import type { WatchedEntry } from '#watch/report-site.ts';
import { countByStatus, problemsFirst, siteCsv } from '#watch/site/watch-entries.ts';
import { readSettings, toTypedSite } from '#watch/site/watch-form.ts';

const on = civilDate.parse('2027-01-28');

function entry(
  number: string,
  existing: CredentialStatus | 'unreadable',
  expiresOn: string | null = '2028-02-28',
  daysLeft: number | null = 396,
): WatchedEntry {
  const member: WatchedEntry['member'] = {
    rosterId: '0'.repeat(32),
    key: 'OFA1001',
    provider: 'SPMC',
    number,
    somebodyElse: false,
    addedAt: instant.parse('2027-01-20T01:00:00.000Z'),
    told: { status: 'valid', expiresOn: null, nearing: null, supersededBy: null },
  };
  if (existing === 'unreadable') return { member, match: undefined };
  const name = { en: 'Centre', 'zh-HK': '中心' };
  return {
    member,
    match: {
      number,
      issuer: { code: 'SPMC', name },
      type: { code: 'OFA', name },
      holder: { name: 'CHAN T** M**', nameZh: '陳＊文' },
      nameMatch: 'notAsked',
      status: existing,
      statusSince: null,
      statusRecordedOn: null,
      knownThen: existing,
      today: null,
      daysLeft,
      issuedOn: civilDate.parse('2024-03-01'),
      expiresOn: expiresOn === null ? null : civilDate.parse(expiresOn),
      extendedFrom: null,
      extension: null,
      supersededBy: null,
      recognition: [],
      checks: [],
    },
  };
}

describe('the certificates of a site', () => {
  it('come with the problems first, then by the last valid day', () => {
    const entries = [
      entry('G', 'valid', null, null),
      entry('F', 'valid'),
      entry('E', 'expiringSoon', '2027-03-01', 32),
      entry('D', 'unreadable'),
      entry('C', 'superseded'),
      entry('B', 'expired', '2027-01-27', -1),
      entry('A2', 'suspended'),
      entry('A1', 'revoked'),
    ];
    const numbers = problemsFirst(entries).map(({ member }) => member.number);
    expect(numbers).toEqual(['A1', 'A2', 'B', 'C', 'D', 'E', 'F', 'G']);
  });

  it('are summed up: whoever expires soon is also among the valid ones', () => {
    const entries = [
      entry('A', 'valid'),
      entry('B', 'expiringSoon', '2027-03-29', 60),
      entry('C', 'expiringSoon', '2027-03-30', 61),
      entry('D', 'revoked'),
      entry('E', 'unreadable'),
    ];
    expect(countByStatus(entries, 0)).toEqual([
      ['valid', 3],
      ['soon', 2],
      ['revoked', 1],
      ['unreadable', 1],
    ]);
    expect(countByStatus([entry('D', 'expired')], 2)).toEqual([
      ['valid', 0],
      ['expired', 1],
      ['unreadable', 2],
    ]);
  });

  it('start no formula in a spreadsheet', () => {
    const hostile = entry('-1+1', 'valid');
    hostile.member.name = '=HYPERLINK("x")';
    const csv = siteCsv([hostile], [], on, 'en');
    expect(csv).toMatch(/^\uFEFFCertificate no\.,Provider,Name/);
    expect(csv).toContain(`\r\n'-1+1,Centre,"'=HYPERLINK(""x"")",Centre,Valid,,2028-02-28,396,,2027-01-28`);
  });

  it('count the days only of what may still be used, and leave the count out where it is over', () => {
    const counted = (existing: CredentialStatus, daysLeft: number) =>
      siteCsv([entry('A', existing, '2027-02-28', daysLeft)], [], on, 'en').match(/2027-02-28,(.*?),/)?.[1];
    expect(counted('valid', 31)).toBe('31');
    expect(counted('expiringSoon', 0)).toBe('0');
    expect(counted('suspended', 31)).toBe('31');
    for (const existing of ['revoked', 'superseded'] as const) expect(counted(existing, 31)).toBe('');
    expect(counted('expired', -40)).toBe('');
  });
});

describe('the settings of a site', () => {
  const read = (site: string, by: string, count: string) => readSettings({ site, by, count });

  it.each([
    ['none', '', undefined],
    ['number', '４', { by: 'number', people: 4 }],
    ['number', '1000', { by: 'number', people: 1000 }],
    ['50', '1,200', { by: 'headcount', headcount: 1200, per: 50 }],
    ['150', ' 100 000 ', { by: 'headcount', headcount: 100_000, per: 150 }],
  ])('take %s with “%s”, and give it back to the form', (by, count, needed) => {
    const settings = read(' Depot ', by, count);
    expect(settings).toEqual({ ok: true, site: 'Depot', needed });
    expect(settings.ok && readSettings({ ...toTypedSite(settings.site, settings.needed) })).toEqual(settings);
  });

  it.each([
    ['number', '0'],
    ['number', '1001'],
    ['number', '2.5'],
    ['number', '-1'],
    ['100', '0'],
    ['100', '100001'],
    ['none', '3'],
    ['7', '3'],
  ])('refuse %s with “%s”', (by, count) => {
    expect(read('Depot', by, count)).toMatchObject({ ok: false, codes: ['needed'] });
  });

  it('tell a name that is missing from one that is too long', () => {
    expect(read('  ', 'none', '')).toMatchObject({ ok: false, codes: ['siteMissing'] });
    expect(read('', 'number', '0')).toMatchObject({ ok: false, codes: ['siteMissing', 'needed'] });
    expect(read('x'.repeat(81), 'none', '')).toMatchObject({ ok: false, codes: ['siteTooLong'] });
  });
});
