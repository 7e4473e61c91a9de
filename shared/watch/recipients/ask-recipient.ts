import type { NoticeQueue } from '#mail/ports.ts';
import type { Instant } from '#register/civil-date.ts';
import { readEmail, tidy } from '#register/names/holder-input.ts';
import { mailboxOf } from '#register/names/mailbox.ts';
import { AGAIN, ofSharedRecord, retry } from '#register/retry.ts';
import type { Recipients, WatchedSites } from '#watch/ports.ts';
import { currentRecipients, type HeardDays, MAX_RECIPIENTS } from './recipient.ts';

export type AskedRecipient = 'asked' | 'invalid' | 'already' | 'full' | 'usedUp' | 'noMoreMail' | 'gone';

interface AskRecipientDeps {
  watchedSites: Pick<WatchedSites, 'get'>;
  recipients: Pick<Recipients, 'ofSite' | 'ask'>;
  notices: NoticeQueue;
  newId(): string;
}

/**
 * Has the reader of an address asked whether they want to hear of a site too; before they confirm they hear nothing. `invalid`: no
 * address. `already`: the site's mail goes to that inbox, or its reader is being asked. `full`: there are as many as may be.
 * `usedUp`, `noMoreMail`: as in `askWatch`. `gone`: the site is not watched any more.
 */
export async function askRecipient(
  deps: AskRecipientDeps,
  rosterId: string,
  asked: { typed: string; days: HeardDays; caller: string; at: Instant },
): Promise<AskedRecipient> {
  const email = readEmail(tidy(asked.typed) ?? '');
  if (!email) return 'invalid';
  const { days, caller, at } = asked;
  return await retry(ofSharedRecord, async () => {
    const seen = await deps.watchedSites.get(rosterId);
    if (seen?.state !== 'watching') return 'gone';
    const known = currentRecipients(await deps.recipients.ofSite(rosterId), at);
    const inboxes = [seen, ...known].map((one) => mailboxOf(one.email));
    if (inboxes.includes(mailboxOf(email))) return 'already';
    if (known.length >= MAX_RECIPIENTS) return 'full';
    const recipientId = deps.newId();
    const recipient = { rosterId, recipientId, state: 'asked', email, days, askedAt: at } as const;
    const stored = await deps.recipients.ask(recipient, seen, caller);
    if (stored === 'changedMeanwhile') return AGAIN;
    if (stored !== 'stored') return stored;
    await deps.notices.send([{ of: 'watchConfirm', rosterId, recipientId }]);
    return 'asked';
  });
}
