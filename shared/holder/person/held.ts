import type { Expression, Item } from '#storage/table.ts';

type HeldKind =
  | 'certificate'
  | 'formerAddress'
  | 'name'
  | 'reminder'
  | 'addressRequest'
  | 'sharedLink'
  | 'mailing'
  | 'notice'
  | 'mailState'
  | 'stopRequest'
  | 'undeliverable'
  | 'addressChange'
  | 'answer'
  | 'import'
  | 'rejectedRow'
  | 'file'
  | 'listRow'
  | 'watchedName'
  | 'site'
  | 'order'
  | 'provider'
  | 'colleague'
  | 'signIn'
  | 'passkey'
  | 'unreadable';

/** One thing that the register holds of somebody, and what erasing does to it. */
export interface Held {
  kind: HeldKind;
  /** For people: which one it is. */
  which: string;
  /** As it is stored, for a copy. */
  data: unknown;
  erase: Erasing;
  /** Others are found by it: it goes after them, so that an erasure that breaks off is finished by another. */
  leads?: true;
}

/** `keep`: the law asks for it, or it tells nobody who it was (docs/decisions/031). */
export type Erasing =
  | { keep: true }
  | { delete: Item; condition?: Expression }
  | { put: Item; condition: Expression }
  | { update: Item; by: Expression }
  | { object: string };
