/** `webAddress`: a reader, or a mail program, would follow it. `unseen`: it has what nobody sees. `tooManyMarks`: more on a letter than any script has. */
export type UnfitName = 'webAddress' | 'unseen' | 'tooManyMarks';

/** Hangul and Khmer fillers, blank braille, and what turns the direction of a line: drawn as nothing, and read as letters or signs. */
const UNSEEN = /[\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u202a-\u202e\u2066-\u2069]/u;
/** Marks that go on any letter, as accents do: Vietnamese has two. Burmese and Tibetan put up to six of their own on one. */
const TOO_MANY_MARKS = /\p{Script=Inherited}{4}|\p{M}{7}/u;

/** No surname or given name is written so behind a full stop, as `K.Ma`, `J.Li`, `Ma.Theresa` are. */
const TOP_LEVELS =
  'com|net|org|edu|gov|info|biz|hk|cn|tw|uk|eu|io|co|cc|tv|gg|xyz|top|shop|store|site|online|website|space|web|app|dev|page|link|click|live|club|vip|icu|work|asia|mobi';
const WEB_ADDRESSES = [
  /\bwww\d?\b/i,
  /https?\b|:\/\//i,
  // With a path behind it any end will do: `bit.ly/3x`.
  /[\p{L}\p{N}]\.\p{L}{2,}\//u,
  new RegExp(`[\\p{L}\\p{N}]{2}\\.(?:${TOP_LEVELS})(?![\\p{L}\\p{N}])`, 'iu'),
  /[^\s@]@[^\s@]+\.[^\s@]/u,
];

/**
 * Why a tidied text cannot be the name of a person or a place where the register shows it and mails it: "Dear Urgent visit www…" is somebody
 * else's letter. Undefined: nothing speaks against it.
 */
export function whyUnfitName(text: string): UnfitName | undefined {
  if (UNSEEN.test(text)) return 'unseen';
  if (TOO_MANY_MARKS.test(text)) return 'tooManyMarks';
  if (/^[\p{Default_Ignorable_Code_Point}\s]+$/u.test(text)) return 'unseen';
  // Browsers take these for the full stop of an address, and follow one with invisible characters in it.
  const plain = text.replace(/\p{Default_Ignorable_Code_Point}/gu, '').replace(/[。｡․]/gu, '.');
  return WEB_ADDRESSES.some((address) => address.test(plain)) ? 'webAddress' : undefined;
}
