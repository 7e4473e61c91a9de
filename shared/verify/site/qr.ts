import type { Context } from 'hono';
import { normaliseNumber } from '#register/certificate-number.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import { canonicalPath } from '#web/http/verify-address.ts';
import { qrCode } from '#web/ui/qr-code.ts';

/**
 * The QR code of a number's verify address, whether it is registered or not: the register is not asked, so the code says
 * nothing of it, and stays right for good. Failures: 404 for what is no provider's code, 422 for an impossible number.
 */
export function verifyQr(
  c: Context<HttpEnv>,
  publicBaseUrl: string,
  { issuer, number }: { issuer: string; number: string },
): Response {
  if (!/^[A-Za-z]{2,8}$/.test(issuer)) throw new ProblemError('not_found');
  // A line break is no part of any number, though a search forgives it.
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(number)) throw new ProblemError('invalid_number');
  const normalised = normaliseNumber(number);
  if (!normalised.ok) throw new ProblemError(normalised.problem);
  const address = publicBaseUrl.replace(/\/$/, '') + canonicalPath(number.trim(), issuer.toUpperCase());
  return c.body(qrCode(address), 200, {
    'content-type': 'image/svg+xml',
    'cache-control': 'public, max-age=86400',
  });
}
