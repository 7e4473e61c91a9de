/** What people take along in front of a number: the words of its heading on a certificate, in a table or in a message. */
const LABEL =
  /^(?:(?:my|our|your|the|first|aid|certificate|cert|card|licen[cs]e|registration|registry|reg|reference|ref|serial|membership|number|num|no|nr)(?![a-z0-9-])|\p{Script=Han}{0,8}(?:證書|证书|號碼|号码|編碼|编码|號|号))[\s.:#]*/iu;

/** A heading has no more words. */
const MAX_WORDS = 6;

/**
 * The number behind its heading: `DEMO-1` of `Certificate No.: DEMO-1` or `證書編號：DEMO-1`. Undefined where nothing is
 * in front of it. That the words are no part of the number, only the register knows: `NO 1234` may be one.
 */
export function behindLabel(text: string): string | undefined {
  let number = text.normalize('NFKC').trim();
  for (let words = 0; words < MAX_WORDS && LABEL.test(number); words++) number = number.replace(LABEL, '');
  return number !== text.normalize('NFKC').trim() && /\d/.test(number) ? number : undefined;
}

/**
 * A number as a file has it, without a heading that somebody copied along (`Certificate No. X-1`): registered with it, the
 * number on the paper would not be found. `No. 1234` may be the number as it is printed, and stays.
 */
export function withoutHeading(text: string): string {
  const number = behindLabel(text);
  if (number === undefined) return text;
  const front = text.normalize('NFKC').trim().slice(0, -number.length).toLowerCase();
  const words = front.match(/[a-z]+/g) ?? [];
  const isOfNumber = /^(?:no|num|number|nr)$/.test(words.at(-1) ?? '');
  return /\p{Script=Han}/u.test(front) || (words.length > 1 && isOfNumber) ? number : text;
}
