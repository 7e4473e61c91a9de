import { addSeconds, type Instant } from '#register/civil-date.ts';

const HALF_A_YEAR_SECONDS = 182 * 86_400;

/**
 * Whom to tell of a weakness (RFC 9116). It expires half a year from `at`, as the RFC wants less than a year, so that a
 * copy that somebody has kept ends. A canonical address must be `https:` (section 2.5.2): on a machine of one's own there is none.
 */
export function securityTxt(contactEmail: string, publicBaseUrl: string, at: Instant): string {
  const canonical = `${publicBaseUrl.replace(/\/$/, '')}/.well-known/security.txt`;
  const fields = [
    `Contact: mailto:${contactEmail}`,
    `Expires: ${addSeconds(at, HALF_A_YEAR_SECONDS)}`,
    'Preferred-Languages: zh-HK, en',
    ...(canonical.startsWith('https://') ? [`Canonical: ${canonical}`] : []),
  ];
  return fields.map((field) => `${field}\r\n`).join('');
}
