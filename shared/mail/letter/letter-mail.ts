import type { Letter } from './letter.ts';
import { letterHtml } from './letter-html.tsx';
import { letterText } from './letter-text.ts';

export interface LetterMail {
  subject: string;
  text: string;
  html: string;
}

/** The languages in the order of `letters`, the small print last. */
export function letterMail(subject: string, letters: readonly [Letter, Letter]): LetterMail {
  return { subject, text: letterText(letters), html: letterHtml(subject, letters) };
}
