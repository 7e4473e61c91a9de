import type { Link } from './parts.tsx';

const RULE = '-'.repeat(60);

/** The plain text of every e-mail: one language, a rule, the other, a rule, the small print of both. */
export function mailText(
  bodies: readonly [string, string],
  smallPrint: readonly [readonly string[], readonly string[]],
): string {
  const foot = smallPrint.map((lines) => lines.join('\n')).join('\n\n');
  return `${[...bodies, foot].join(`\n\n${RULE}\n\n`)}\n`;
}

export const linkText = ({ label, url }: Link): string => `${label}\n${url}`;
