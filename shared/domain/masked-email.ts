/** An address that its own reader recognises and nobody else learns: `c***@e***.com`. */
export function maskEmail(email: string): string {
  const [local = '', domain = ''] = email.split('@');
  const topLevel = domain.split('.').at(-1) ?? '';
  return `${local.slice(0, 1)}***@${domain.slice(0, 1)}***.${topLevel}`;
}
