import { emsTypes } from './catalogue-ems.ts';
import { registrationAndLifeSupportTypes } from './catalogue-registrations.ts';
import type { CertificateType } from './catalogue-type.ts';

export type { CertificateType, ReminderPlanName } from './catalogue-type.ts';

/** Every type of certificate that can be registered (domain.md §1), the ladder first, in the order a list shows them. */
export const catalogue: readonly CertificateType[] = [...emsTypes, ...registrationAndLifeSupportTypes];

const byCode = new Map(catalogue.map((type) => [type.code, type]));

/** `code` exactly as in the catalogue; `undefined` when there is no such type. */
export function typeByCode(code: string): CertificateType | undefined {
  return byCode.get(code);
}

/** Far longer than any name in the catalogue: longer text is refused before any work is spent on it. */
const MAX_NAME_LENGTH = 200;

const byLabel = new Map(
  catalogue.flatMap((type) => acceptedLabels(type).map((label) => [label, type] as const)),
);

/**
 * The type that a person means by its code or its name in either language, as files and forms write it: full-width
 * letters, case, spaces and punctuation do not count, and what a name has in brackets may be left out.
 */
export function findType(text: string): CertificateType | undefined {
  return text.length > MAX_NAME_LENGTH ? undefined : byLabel.get(fold(text));
}

function acceptedLabels({ code, name }: CertificateType): string[] {
  const names = [name.en, name['zh-HK']];
  const withoutBrackets = names.map((label) => label.normalize('NFKC').replace(/\([^()]*\)/g, ''));
  // "NREMT 註冊（…）" without its brackets would name four types.
  const distinct = withoutBrackets.filter((label) => !/^NREMT/.test(label));
  return [...new Set([code, ...names, ...distinct].map(fold))];
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
