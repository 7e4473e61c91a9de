import type { Credential } from '#register/certificate/credential.ts';
import { valuesEver } from '#register/certificate/values-ever.ts';

/** Somebody of whom the register holds something: the certificates, and all that leads from them. */
export interface Person {
  credentials: readonly Credential[];
  /** In small letters; those that are nobody else's as well. */
  addresses: readonly string[];
  /** The pseudonyms of the addresses. */
  holders: ReadonlySet<string>;
  /** Of changes of address, and of sites that the addresses watch: added to as they are met. */
  changeIds: Set<string>;
  rosterIds: Set<string>;
  /** Files in which a certificate came. */
  imports: Map<string, { provider: string; importId: string }>;
}

export function isOf({ credentials }: Person, provider: string, key: string): boolean {
  return credentials.some((own) => own.provider === provider && own.key === key);
}

/** What of somebody may stand in what others wrote. */
export interface Signs {
  addresses: readonly string[];
  /** Normalised certificate numbers. */
  keys: ReadonlySet<string>;
  chinese: readonly string[];
  /** The words of each Latin name. */
  latin: readonly (readonly string[])[];
}

export function signsOf({ credentials, addresses }: Pick<Person, 'credentials' | 'addresses'>): Signs {
  return {
    addresses,
    keys: new Set(credentials.map(({ key }) => key.toLowerCase())),
    chinese: credentials.flatMap((one) => valuesEver(one, 'nameZh')).map(tight),
    latin: credentials
      .flatMap((one) => valuesEver(one, 'nameEn'))
      .map(wordsIn)
      .filter((words) => words.length > 0),
  };
}

/**
 * Whether there is an address, a number or a name of somebody in any text of a value. In whatever order the words of a name
 * stand: rather one too many is taken for theirs than one too few, as what is so found is kept for days only.
 */
export function mentions(signs: Signs, value: unknown): boolean {
  const { chinese, latin } = signs;
  const texts = textsIn(value);
  const words = new Set(texts.flatMap(wordsIn));
  return (
    identifies(signs, value) ||
    chinese.some((name) => words.has(name) || texts.some((text) => tight(text) === name)) ||
    latin.some((name) => name.every((word) => words.has(word)))
  );
}

/** Whether it is theirs beyond doubt: it has an address or a number, and not only a name. */
export function identifies({ addresses, keys }: Signs, value: unknown): boolean {
  const texts = textsIn(value);
  const isKey = (text: string) => [text, ...text.split(/\s+/)].some((one) => keys.has(tight(one)));
  return texts.some((text) => addresses.some((one) => text.toLowerCase().includes(one))) || texts.some(isKey);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase();
const tight = (text: string) => fold(text).replace(/[\s\-/.]+/g, '');
const wordsIn = (text: string) => fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
