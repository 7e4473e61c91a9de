import type { Language } from '#register/certificate/credential.ts';
import type { tones } from './mail-style.ts';

/** What an e-mail says in one language. Both forms, HTML and plain, are made from this, so they say the same. */
export interface Letter {
  lang: Language;
  headline: string;
  tone: keyof typeof tones;
  greeting?: string;
  /** How its sections are read. */
  lead?: string | undefined;
  sections: LetterSection[];
  /** Whom to ask, below the sections. */
  closing?: string[];
  smallPrint: string[];
  /** Below the small print. */
  footLinks?: Link[];
}

export interface LetterSection {
  title?: string | undefined;
  paragraphs?: string[];
  /** In a table, or as lines below a title. */
  facts?: Fact[];
  /** Sentences, each on its own; `title` stands above them. */
  list?: { title: string; items: string[] } | undefined;
  rows?: LetterRow[];
  /** Below the rows. */
  after?: string | undefined;
  link?: Link | undefined;
  /** Below the link, and never a button. */
  otherLink?: Link | undefined;
}

/** Each cell is whole words, for it stands by itself on a phone; the first line of the first one is what the row is about. */
export type LetterRow = readonly [about: readonly [string | Link, ...string[]], ...cells: string[]];

export interface Link {
  label: string;
  url: string;
}

/** What a letter says of one thing in a word or two. */
export interface Fact {
  label: string;
  value: string;
  nowrap?: boolean;
  url?: string;
}
