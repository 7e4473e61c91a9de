import { createHash } from 'node:crypto';

/**
 * The Content-Security-Policy of a page whose only style (and script, where there is one) is written into it: each is
 * allowed by its hash, and nothing is loaded from anywhere.
 */
export function contentSecurityPolicy(
  inline: { style?: string; script?: string; connect?: string[] } = {},
): string {
  return [
    "default-src 'none'",
    inline.style && `style-src '${hashOf(inline.style)}'`,
    inline.script && `script-src '${hashOf(inline.script)}'`,
    inline.connect && `connect-src ${inline.connect.join(' ')}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ]
    .filter(Boolean)
    .join('; ');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}

/** On every answer, pages and JSON alike. `no-store`: a copy must never show a revoked certificate as valid. */
export function securityHeaders(policy: string): Record<string, string> {
  return {
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    'X-Robots-Tag': 'noindex, nofollow',
    'Cache-Control': 'no-store',
  };
}
