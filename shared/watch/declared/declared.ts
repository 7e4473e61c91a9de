import * as z from 'zod';
import { rosterId } from '#mail/notice.ts';
import { ERASED_NAME } from '#register/certificate/erasure.ts';
import { addDays, type CivilDate, civilDate, endOfDay, type Instant, instant } from '#register/civil-date.ts';
import { news, notifiedStatus } from '#watch/watched-site.ts';

/** Documents of first-aiders that the register does not have. Who counts by which law: `declaredDocuments` of the messages. */
export const documents = ['stJohn', 'redCross', 'ams', 'nurse'] as const;
export type DocumentKind = (typeof documents)[number];

/** So many people can be declared for a site. */
export const MAX_DECLARED = 50;

/**
 * Somebody of whom the employer says that they count: nobody has verified it, and wherever they are shown it says so. They are
 * told of as certificates are.
 */
export const declared = z.object({
  rosterId,
  declaredId: z.string().regex(/^[0-9a-f-]{36}$/),
  /** As on the document; at least one of the two, until they are erased. Shown to nobody but the employer. */
  nameEn: z.string().max(100).optional(),
  nameZh: z.string().max(100).optional(),
  document: z.enum(documents),
  /** The last day of the document, inclusive. */
  expiresOn: civilDate,
  addedAt: instant,
  told: notifiedStatus,
  news: news.optional(),
  toldBefore: notifiedStatus.optional(),
});
export type Declared = z.infer<typeof declared>;

/** The names as the employer sees them. */
export const declaredNames = ({ nameEn, nameZh }: Pick<Declared, 'nameEn' | 'nameZh'>) =>
  nameEn === undefined && nameZh === undefined
    ? { nameEn: ERASED_NAME.name, nameZh: ERASED_NAME.nameZh }
    : { nameEn, nameZh };

const KEPT_DAYS = 365;

/** Until when somebody who is not taken off the list is kept. */
export const keptUntil = (expiresOn: CivilDate): Instant => endOfDay(addDays(expiresOn, KEPT_DAYS));
