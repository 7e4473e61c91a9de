/** So short a local part would be told by more than its first letter. */
const SHORT = 5;

/** An address that its own reader recognises, beside another one too, and nobody else learns: `ch***n@example.com`. */
export function maskEmail(email: string): string {
  const [local = '', domain = ''] = email.split('@');
  return local.length > SHORT
    ? `${local.slice(0, 2)}***${local.slice(-1)}@${domain}`
    : `${local.slice(0, 1)}***@${domain}`;
}
