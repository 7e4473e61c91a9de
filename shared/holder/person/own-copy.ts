import { valuesEver } from '#register/certificate/values-ever.ts';
import { maskEmail } from '#register/names/masked-email.ts';
import type { Person } from './person.ts';

/**
 * What is held of somebody as it is given to them: the addresses of others in it, such as those who read a site's news too, by
 * their masks alone (Cap. 486 s. 20: a copy does not disclose another individual's data).
 */
export function ownCopy({ addresses, credentials }: Person, held: unknown): unknown {
  const own = new Set([...addresses, ...credentials.flatMap((one) => valuesEver(one, 'email'))].map(lower));
  const copied = (value: unknown): unknown => {
    if (typeof value === 'string') return withoutOthers(value, own);
    if (Array.isArray(value)) return value.map(copied);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copied(inner)]));
  };
  return copied(held);
}

function withoutOthers(text: string, own: ReadonlySet<string>): string {
  if (!text.includes('@')) return text;
  // What stands around an address in a sentence or a list; each piece is looked at once, however long the text.
  const pieces = text.split(/([\s"<>,;:()]+)/);
  return pieces.map((piece) => (piece.includes('@') ? maskedAddress(piece, own) : piece)).join('');
}

/** Quotation marks and full stops around it are none of it; an apostrophe within it is. */
function maskedAddress(piece: string, own: ReadonlySet<string>): string {
  let from = 0;
  let to = piece.length;
  while (from < to && piece[from] === "'") from++;
  while (to > from && (piece[to - 1] === "'" || piece[to - 1] === '.')) to--;
  const address = piece.slice(from, to);
  return own.has(lower(address)) ? piece : `${piece.slice(0, from)}${maskEmail(address)}${piece.slice(to)}`;
}

const lower = (text: string) => text.toLowerCase();
