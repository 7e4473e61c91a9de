import * as z from 'zod';
import { addDays, type CivilDate, civilDate } from '#register/civil-date.ts';

/** A certificate that its holder shares by a link. */
export const sharedProof = z.object({
  /** What the link names: one that was made anew has another. */
  shareId: z.uuid(),
  /** The pseudonym of the address that it was registered with when the link was made. */
  holder: z.string(),
  /** The last day on which it can be opened. */
  until: civilDate,
  /** How often it was opened on each day. */
  opened: z.record(civilDate, z.int()),
});
export type SharedProof = z.infer<typeof sharedProof>;

const SHARED_DAYS = 14;

export const shareProof = (shareId: string, holder: string, on: CivilDate): SharedProof => ({
  shareId,
  holder,
  until: addDays(on, SHARED_DAYS),
  opened: {},
});

/** Whether the link can be opened on a day. */
export const isShared = (share: SharedProof | undefined, on: CivilDate): share is SharedProof =>
  share !== undefined && on <= share.until;
