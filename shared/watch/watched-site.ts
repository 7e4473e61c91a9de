import * as z from 'zod';
import { rosterId } from '#mail/notice.ts';
import { providerCode } from '#register/catalogue/provider.ts';
import { credentialStatuses, languages } from '#register/certificate/credential.ts';
import { addSeconds, civilDate, type Instant, instant } from '#register/civil-date.ts';
import { tidy } from '#register/names/holder-input.ts';
import { whyUnfitName } from '#register/names/unfit-name.ts';
import { needed } from '#watch/coverage/coverage.ts';

/** So many numbers can be added to a site; newer certificates that take the place of watched ones come on top. */
export const MAX_WATCHED = 1000;
/** So many sites may watch one certificate: more than anybody has employers, and few enough that each gets its news the same day. */
export const MAX_SITES_A_CERTIFICATE = 10_000;
/** In characters, as a form counts them. */
export const MAX_SITE_LENGTH = 80;

/** A day's distance to the last valid day from which on an employer is notified that a certificate is expiring. */
export const NEARING_DAYS = [7, 30, 60] as const;
export const nearingDays = z.literal(NEARING_DAYS);

/**
 * A site whose certificates an employer watches. `rosterId` is its id: it is stored, queued and signed under that name.
 * `asked`: waits for the reader of the address to confirm it. `watching`: news of its certificates is mailed. `left`:
 * nothing is any more; its members are deleted, and what the employer typed.
 */
export const watchedSite = z.object({
  rosterId,
  state: z.enum(['asked', 'watching', 'left']),
  /** The employer's address; empty once it has left. */
  email: z.string(),
  language: z.enum(languages),
  /** As the employer calls the site; empty once it has left. */
  site: z.string().max(MAX_SITE_LENGTH),
  /** Absent: the employer wants no count. */
  needed: needed.optional(),
  /** From how many days before an end on the employer hears of it. Absent: the widest. */
  days: nearingDays.optional(),
  /** Which of its links opens it: each later one was made to end the one before. */
  link: z.int().positive().default(1),
  askedAt: instant,
  confirmedAt: instant.optional(),
  leftAt: instant.optional(),
  /**
   * The latest mail of news, the `n`-th, one a day at most. While it is `open` news is added to it; once it is `closed`
   * what it says is fixed: how things stood on the day `on`, and `to` whom it goes besides the employer (ids of recipients;
   * absent: to nobody).
   */
  news: z
    .object({
      n: z.int().positive(),
      on: civilDate,
      state: z.enum(['open', 'closed']),
      to: z.array(z.uuid()).optional(),
    })
    .optional(),
  /**
   * The first day on which there is, or may be, something to do: news of which no mail has notified, or, once it has
   * left, members to delete. Absent: never, as things stand.
   */
  dueOn: civilDate.optional(),
  /** Counts the changes of all that stands here. */
  version: z.int().positive(),
});
export type WatchedSite = z.infer<typeof watchedSite>;

const CONFIRM_SECONDS = 7 * 86_400;

/** Until when the reader of the address can confirm it. */
export const confirmableUntil = ({ askedAt }: Pick<WatchedSite, 'askedAt'>): Instant =>
  addSeconds(askedAt, CONFIRM_SECONDS);

/** Asked for, and still to be confirmed. */
export const awaitsConfirmation = (watchedSite: WatchedSite, at: Instant): boolean =>
  watchedSite.state === 'asked' && at <= confirmableUntil(watchedSite);

/** What an employer typed as a site's name, in one line; undefined: nothing, too much, or nothing that can be a name. */
export function readSite(typed: string): string | undefined {
  const site = tidy(typed);
  return site && site.length <= MAX_SITE_LENGTH && !whyUnfitName(site) ? site : undefined;
}

/**
 * What an employer was last notified of: the status of one certificate. Members are stored with it as `told`, and with
 * the one before as `toldBefore`.
 */
export const notifiedStatus = z.object({
  /** `expiringSoon` counts as `valid`: `nearing` says it in the employer's steps. */
  /**
   * `gone`: it is registered no more, as its provider undid the upload that brought it. `otherHolder`: it was registered
   * anew, under another name than the employer typed.
   */
  status: z.enum([...credentialStatuses, 'gone', 'otherHolder']).exclude(['expiringSoon']),
  /** The last valid day; null: it does not expire, or has been revoked or superseded, when no such day matters. */
  expiresOn: civilDate.nullable(),
  /** The narrowest of the steps that has been reached; null: none, or it is not in force. */
  nearing: nearingDays.nullable(),
  supersededBy: z.object({ number: z.string(), provider: providerCode }).nullable(),
});
export type NotifiedStatus = z.infer<typeof notifiedStatus>;

/** What there is to tell of one certificate since the last mail. */
const newsItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('revoked'), on: civilDate }),
  z.object({ kind: z.literal('suspended'), on: civilDate }),
  /** `by`: the newer certificate, watched from now on in its place where it can be. */
  z.object({
    kind: z.literal('renewed'),
    on: civilDate,
    by: z.object({ number: z.string(), provider: providerCode }),
  }),
  z.object({ kind: z.literal('gone') }),
  z.object({ kind: z.literal('otherHolder') }),
  /** After it was gone, and no name tells whether for the same person. */
  z.object({ kind: z.literal('registeredAgain') }),
  /** Reinstated, a supersession lifted, or its day of issue come. */
  z.object({ kind: z.literal('backInForce') }),
  z.object({ kind: z.literal('expiring'), daysLeft: z.int().nonnegative() }),
  z.object({ kind: z.literal('expired') }),
  /** An extension, its withdrawal, or a correction. */
  z.object({ kind: z.literal('dateChanged'), from: civilDate.nullable(), to: civilDate.nullable() }),
]);
export type NewsItem = z.infer<typeof newsItem>;

/** What the `n`-th mail of news says of a member: at least one item. */
export const news = z.object({ n: z.int().positive(), items: z.array(newsItem).min(1) });

/** One certificate that a site watches. */
export const watched = z.object({
  rosterId,
  key: z.string(),
  provider: providerCode,
  /** As printed. */
  number: z.string(),
  /** As the employer typed it, where it is the registered name; shown to nobody else. */
  name: z.string().max(200).optional(),
  /** The employer says that this is somebody else than whoever else has that name. */
  somebodyElse: z.boolean(),
  addedAt: instant,
  told: notifiedStatus,
  news: news.optional(),
  /** The status before that mail; absent: no mail has notified of this certificate. */
  toldBefore: notifiedStatus.optional(),
});
export type Watched = z.infer<typeof watched>;
/** What a member is named by. */
export type MemberId = Pick<Watched, 'key' | 'provider'>;

/** Names a certificate among all, as a member of a site or as it is registered. */
export const certificateId = ({ key, provider }: { key: string; provider: string }) => `${provider}#${key}`;
