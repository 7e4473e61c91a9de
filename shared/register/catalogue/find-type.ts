import { once } from '#register/once.ts';
import { catalogue, typeByCode } from './catalogue.ts';
import type { CertificateType } from './catalogue-type.ts';

/** Far longer than any name in the catalogue: longer text is refused before any work is spent on it. */
const MAX_NAME_LENGTH = 200;

/** What files put beside the name of a course, and what tells no course from another. */
const EMPTY_WORDS =
  /\b(?:certificates?|certification|certs?|courses?|classe?s?|training|programmes?|programs?|providers?|cards?)\b|證書|課程|訓練|班$/gu;

/** Simplified and other forms of the characters in the names of courses. */
const forms = new Map(
  [
    ...'职職业業证證証證书書课課训訓练練紧緊医醫疗療应應变變员員术術凭憑级級辅輔护護儿兒国國际際创創伤傷册冊注註发發',
  ].flatMap((form, at, all) => (at % 2 === 0 ? [[form, all[at + 1] ?? form] as const] : [])),
);

/** The types by what they are called; undefined for what two of them could be called. */
const byLabel = once(() => {
  const found = new Map<string, CertificateType | undefined>();
  const learn = (type: CertificateType, labels: string[]) => {
    for (const label of labels)
      found.set(label, found.has(label) && found.get(label) !== type ? undefined : type);
  };
  for (const type of catalogue) learn(type, acceptedLabels(type).map(fold));
  // Whatever two types could be called by is the name of neither; a whole name stays its own.
  const whole = new Set(found.keys());
  for (const type of catalogue) {
    const short = acceptedLabels(type).map(foldShort);
    learn(
      type,
      short.filter((label) => label !== '' && !whole.has(label)),
    );
  }
  return found;
});

/**
 * The type that a person means by its code or its name in either language, as files and forms write it: full-width
 * letters, case, spaces and punctuation do not count, nor do simplified characters and words such as `Course`; what a name
 * has in brackets may be left out, and several names may stand beside each other where all are of one type.
 */
export function findType(text: string): CertificateType | undefined {
  if (text.length > MAX_NAME_LENGTH) return undefined;
  const named = findName(text);
  if (named) return named;
  const parts = text
    .normalize('NFKC')
    .replace(/(?<=\p{Script=Han})\s*(?=[a-z])|(?<=[a-z])\s*(?=\p{Script=Han})/giu, '|')
    .split(/[()[\]【】「」《》:;|/]|\s[\p{Dash}]\s/u)
    .filter((part) => foldShort(part) !== '');
  const [last = '', ...others] = parts.toReversed();
  // `EMT-Basic (Level 1) (EMTB)`
  const withCode = typeByCode(last.trim().toUpperCase());
  const rest = text.normalize('NFKC').replace(/[([【][^()[\]【】]*[)\]】]\s*$/u, '');
  if (withCode && others.length > 0 && findName(rest) === withCode) return withCode;
  const types = new Set(parts.map(findName));
  const [only] = types;
  return types.size === 1 ? only : undefined;
}

const findName = (text: string) => byLabel().get(fold(text)) ?? byLabel().get(foldShort(text));

function acceptedLabels({ code, name, alsoCalled = [] }: CertificateType): string[] {
  const names = [name.en, name['zh-HK']];
  const withoutBrackets = names.map((label) => label.normalize('NFKC').replace(/\([^()]*\)/g, ''));
  // "NREMT 註冊（…）" without its brackets would name four types.
  const distinct = withoutBrackets.filter((label) => !/^NREMT/.test(label));
  return [...new Set([code, ...names, ...distinct, ...alsoCalled])];
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Script=Han}/gu, (character) => forms.get(character) ?? character);
}

function fold(text: string): string {
  return plain(text).replace(/[^\p{L}\p{N}]/gu, '');
}

function foldShort(text: string): string {
  return fold(plain(text).trim().replace(EMPTY_WORDS, ' '));
}
