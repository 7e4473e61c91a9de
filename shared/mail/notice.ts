import * as z from 'zod';
import { colleagueId, colleagueSteps } from '#register/catalogue/colleague.ts';
import { providerCode } from '#register/catalogue/provider.ts';
import { civilDate } from '#register/civil-date.ts';
import { mailRecord } from './mail-record.ts';
import type { MailLedger, Subject } from './subject.ts';

/** Names an employer's site. */
export const rosterId = z.string().regex(/^[0-9a-f]{32}$/);

/** What an e-mail that is no reminder is about. Each subject is mailed once. */
export const noticeSubject = z.discriminatedUnion('of', [
  /** A provider's weekly digest; `week` is its Monday. */
  z.object({ of: z.literal('digest'), provider: providerCode, week: civilDate }),
  /** A holder's change of address: `asked` when it waits for its confirmation, `made` when it was confirmed. */
  z.object({
    of: z.literal('addressChange'),
    changeId: z.string().regex(/^[0-9a-f-]{36}$/),
    step: z.enum(['asked', 'made']),
    to: z.enum(['old', 'new']),
  }),
  /** What is registered with an address, or the links to the sites that it watches, as somebody asked for it there. */
  z.object({ of: z.literal('ownCertificates'), requestId: z.uuid() }),
  z.object({ of: z.literal('siteLinks'), requestId: z.uuid() }),
  /** A provider's key was issued or revoked. */
  z.object({
    of: z.literal('key'),
    provider: providerCode,
    keyId: z.string().regex(/^[0-9a-f]{12}$/),
    step: z.enum(['issued', 'revoked']),
  }),
  /** A link to sign in to the console, if there is a colleague at the address that was typed. */
  z.object({ of: z.literal('signIn'), signInId: z.uuid() }),
  /** What a colleague is told, or a provider of a colleague. `n`: of the record. */
  z.object({
    of: z.literal('colleague'),
    provider: providerCode,
    colleagueId,
    step: z.enum(colleagueSteps),
    n: z.int().positive(),
  }),
  /** Asks the reader of an employer's address, or another recipient, to confirm that they want to be told of a site. */
  z.object({ of: z.literal('watchConfirm'), rosterId, recipientId: z.uuid().optional() }),
  /** A site has a new link, which goes to its own address alone. `link`: which of its links. */
  z.object({ of: z.literal('newLink'), rosterId, link: z.int().positive() }),
  /** The `n`-th mail of news about a site, to its employer, or to another recipient. */
  z.object({
    of: z.literal('watchNews'),
    rosterId,
    n: z.int().positive(),
    recipientId: z.uuid().optional(),
  }),
]);
export type NoticeSubject = z.infer<typeof noticeSubject>;

/** The message that there may be news about a site as of a day: the news is gathered, and mailed if there is any. */
export const watchCall = z.object({ of: z.literal('watch'), rosterId, on: civilDate });
export type WatchCall = z.infer<typeof watchCall>;

/** The message that a certificate has changed that all these sites watch. */
export const watchPage = z.object({
  of: z.literal('watchPage'),
  rosterIds: z.array(rosterId),
  on: civilDate,
});
export type WatchPage = z.infer<typeof watchPage>;

/**
 * Each waits behind its own kind alone. `protective`: tells somebody what was done in their name, or lets them stop it; what
 * confirms a new address is not one, as anybody can be asked. `awaited`: somebody has asked for it and looks into their inbox.
 * `bulk`: thousands may be due at once.
 */
export type NoticeLine = 'protective' | 'awaited' | 'bulk';

export function lineOf(subject: NoticeSubject | WatchCall | WatchPage): NoticeLine {
  switch (subject.of) {
    case 'key':
    case 'newLink':
      return 'protective';
    case 'colleague':
      return subject.step === 'invitation' ? 'awaited' : 'protective';
    case 'addressChange':
      return subject.step === 'asked' && subject.to === 'new' ? 'awaited' : 'protective';
    case 'ownCertificates':
    case 'siteLinks':
    case 'signIn':
    case 'watchConfirm':
      return 'awaited';
    case 'digest':
    case 'watch':
    case 'watchPage':
    case 'watchNews':
      return 'bulk';
  }
}

/** Names the subject among all notices. */
function noticeId(subject: NoticeSubject): string {
  switch (subject.of) {
    case 'digest':
      return `digest#${subject.provider}#${subject.week}`;
    case 'addressChange':
      return `addressChange#${subject.changeId}#${subject.step}#${subject.to}`;
    case 'ownCertificates':
    case 'siteLinks':
      return `${subject.of}#${subject.requestId}`;
    case 'key':
      return `key#${subject.provider}#${subject.keyId}#${subject.step}`;
    case 'signIn':
      return `signIn#${subject.signInId}`;
    case 'colleague':
      return `colleague#${subject.provider}#${subject.colleagueId}#${subject.step}#${subject.n}`;
    case 'watchConfirm':
      return ['watchConfirm', subject.rosterId, ...toRecipient(subject)].join('#');
    case 'newLink':
      return `newLink#${subject.rosterId}#${subject.link}`;
    case 'watchNews':
      return ['watchNews', subject.rosterId, subject.n, ...toRecipient(subject)].join('#');
  }
}

/** The employer's has the name that it had when nobody else was told of a site. */
const toRecipient = ({ recipientId }: { recipientId?: string | undefined }): string[] =>
  recipientId === undefined ? [] : [recipientId];

/** Why a notice was not sent. `gone`: what it was about is no more. `nothingToSay`: without a line. `merged`: another tells of it. */
export const noticeSkips = ['noAddress', 'undeliverable', 'nothingToSay', 'gone', 'merged'] as const;
export type NoticeSkip = (typeof noticeSkips)[number];

/** What is on record for one notice: its mailing, or why there was none. */
export const noticeRecord = mailRecord(noticeSkips, { noticeId: z.string() });
export type NoticeRecord = z.infer<typeof noticeRecord>;

/** A notice as what one e-mail tells of. */
export interface Notice extends Subject {
  noticeId: string;
  about: NoticeSubject;
}

/** A link that is waited for, or a revocation, is wanted at once; a digest can wait. */
export const toNotice = (about: NoticeSubject): Notice => ({
  noticeId: noticeId(about),
  urgent: about.of !== 'digest',
  about,
});

export type NoticeLedger = MailLedger<Notice, NoticeSkip>;
