import { Secret, TOTP } from 'otpauth';
import type { Instant } from '#register/civil-date.ts';

/** What every app computes: six digits by SHA-1, others each half minute (RFC 6238). */
const of = (secret: Buffer, label = '') =>
  new TOTP({
    issuer: 'Certkeeper',
    label,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
  });

/** For the app: the address in the QR code, and the secret to type where there is no camera. */
export function appSetUp(secret: Buffer, label: string): { address: string; secret: string } {
  const totp = of(secret, label);
  return { address: totp.toString(), secret: totp.secret.base32.replace(/(.{4})(?=.)/g, '$1 ') };
}

/** The half minute that a code is of, now or one before or after, as clocks differ; undefined: it is none of these. */
export function stepOf(secret: Buffer, typed: string, at: Instant): number | undefined {
  const token = typed.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const timestamp = Date.parse(at);
  const delta = of(secret).validate({ token, timestamp, window: 1 });
  return delta === null ? undefined : TOTP.counter({ timestamp, period: 30 }) + delta;
}
