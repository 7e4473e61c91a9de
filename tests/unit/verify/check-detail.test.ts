import { describe, expect, it } from 'vitest';
import { languages } from '#register/certificate/credential.ts';
import type { Check } from '#register/certificate/verification.ts';
import { civilDate } from '#register/civil-date.ts';
import { checkDetail } from '#web/messages/check-detail.ts';

const on = civilDate.parse('2026-05-01');
const checks: Check[] = [
  { check: 'notRevoked', outcome: 'fail', detail: { on } },
  { check: 'notSuspended', outcome: 'fail', detail: { on } },
  { check: 'notSuperseded', outcome: 'fail', detail: { on, by: { number: 'ABC-0002', issuer: 'ABC' } } },
  { check: 'inForce', outcome: 'pass', detail: { issuedOn: on, expiresOn: civilDate.parse('2029-04-30') } },
  { check: 'inForce', outcome: 'pass', detail: { issuedOn: on } },
  { check: 'recognisedOnIssue', outcome: 'pass', detail: { schemes: ['HK-509A-17-2-b-iii'] } },
];

describe('why a check came out so', () => {
  it('is a whole sentence in each language', () => {
    expect(checks.map((check) => languages.map((language) => checkDetail(check, language)))).toEqual([
      ['已於2026年5月1日（星期五）撤銷。', 'Revoked on 1 May 2026 (Friday).'],
      ['自2026年5月1日（星期五）起已被暫停。', 'Suspended since 1 May 2026 (Friday).'],
      ['已於2026年5月1日（星期五）由ABC-0002取代。', 'Replaced by ABC-0002 on 1 May 2026 (Friday).'],
      [
        '由2026年5月1日（星期五）至2029年4月30日（星期一）（包括當日）。',
        'From 1 May 2026 (Friday) through 30 April 2029 (Monday).',
      ],
      ['由2026年5月1日（星期五）起。', 'From 1 May 2026 (Friday).'],
      [expect.stringContaining('曾受急救訓練的人'), expect.stringContaining('Person trained in first aid')],
    ]);
  });

  it('is said of what has no name in the catalogue, or no number, too', () => {
    const unknown: Check = {
      check: 'recognisedOnIssue',
      outcome: 'pass',
      detail: { schemes: ['OLD', 'OLDER'] },
    };
    expect(languages.map((language) => checkDetail(unknown, language))).toEqual(['OLD、OLDER', 'OLD, OLDER']);
    const replaced: Check = { check: 'notSuperseded', outcome: 'fail', detail: { on } };
    expect(languages.map((language) => checkDetail(replaced, language))).toEqual([
      '已於2026年5月1日（星期五）由新證書取代。',
      'Replaced by a newer certificate on 1 May 2026 (Friday).',
    ]);
  });

  it('is left out where the outcome says all', () => {
    expect(checkDetail({ check: 'registered', outcome: 'pass' }, 'en')).toBeUndefined();
  });
});
