import { addSeconds, endOfDay, hongKongDay, type Instant } from '#register/civil-date.ts';
import { mailboxOf, mailHostOf } from '#register/names/mailbox.ts';
import { keys } from './contract/table.ts';
import type { Pepper } from './pepper.ts';
import { type Count, counting } from './quota.ts';
import { type Operation, type Table, toTtl } from './table.ts';

/*
 * Mail to an address of which nobody knows whether its reader wants any (docs/decisions/033): what a day has for it in all,
 * and in it each host, each inbox and each network that asks.
 */

/** Of the day's: a large public host has thousands of people's mail, another that of one firm. */
const OF_A_PUBLIC_HOST = 0.4;
const OF_A_HOST = 0.1;
/** Who has a link of their own keeps half of it: whatever strangers ask for, holders can still change an address. */
const OF_A_PURPOSE = 0.5;
/** Whoever asks. */
const OF_A_CALLER = 0.25;
/** To one inbox, whoever asks; then one an hour, so that its owner who asks too is not shut out for the day. */
const TO_A_MAILBOX = 20;
/** To one inbox, of one who asks. */
const TO_A_MAILBOX_BY_ONE = 5;
/** Of links to sign in: a day's work at several computers of one office. */
const LINKS_TO_A_MAILBOX_BY_ONE = 10;
const KEPT_SECONDS = 86_400;

/** `refused`: what is to be stored cannot be. `usedUp`: the asker's own for this inbox is; `noMoreMail`: that of others with it. */
type Stored = 'stored' | 'refused' | 'usedUp' | 'noMoreMail';

export interface UnconfirmedMail {
  /** Stores what makes one mail to `email`, and counts that; or does neither. */
  store(operations: Operation[], asked: { email: string; caller: string; at: Instant }): Promise<Stored>;
}

/**
 * `purpose`: what the mails are about: what anybody may ask for (`site`), a site to watch or the certificates of an address; or an
 * address, a holder's new one, or of a colleague who is invited. Links to sign in (`signIn`) go to colleagues alone, whom somebody invited: strangers who ask use up none of
 * the day's mail, and what else an inbox was sent shuts nobody out.
 */
export function createUnconfirmedMail(
  table: Table,
  pepper: Pepper,
  { aDay, purpose }: { aDay: number; purpose: 'site' | 'address' | 'signIn' },
): UnconfirmedMail {
  async function count(of: string, owner: string, period: string, most: number, at: Instant): Promise<Count> {
    const name = (await pepper.hash('caller', `${of} ${owner}`)).toString('hex').slice(0, 32);
    const until = addSeconds(endOfDay(hongKongDay(at)), KEPT_SECONDS);
    return { key: keys.unconfirmedMail(name, period), entity: 'unconfirmedMail', most, ttl: toTtl(until) };
  }

  return {
    async store(operations, { email, caller, at }) {
      const [mailbox, { host, isPublic }, day] = [mailboxOf(email), mailHostOf(email), hongKongDay(at)];
      const ofHost = aDay * (isPublic ? OF_A_PUBLIC_HOST : OF_A_HOST);
      const isSignIn = purpose === 'signIn';
      const [inbox, mostByOne] = isSignIn
        ? ['sign-in mailbox', LINKS_TO_A_MAILBOX_BY_ONE]
        : ['mailbox', TO_A_MAILBOX_BY_ONE];
      const byOne = await count(`${inbox} by`, `${mailbox} ${caller}`, day, mostByOne, at);
      const ofAll = [
        await count('all', purpose, day, Math.ceil(aDay * OF_A_PURPOSE), at),
        await count('host', host, day, Math.ceil(ofHost), at),
      ];
      const ofCaller = await count('caller', caller, day, Math.ceil(aDay * OF_A_CALLER), at);
      const shared = isSignIn ? [ofCaller] : [...ofAll, ofCaller];
      const places = [
        await count(inbox, mailbox, day, TO_A_MAILBOX, at),
        await count(inbox, mailbox, at.slice(0, 'YYYY-MM-DDTHH'.length), 1, at),
      ];
      for (const place of places) {
        const counts = [byOne, place, ...shared];
        const answer = await table.transact([...operations, ...counts.map((each) => counting(each))]);
        if (answer.ok) return 'stored';
        const held = answer.held.map(({ ok }) => ok);
        if (!held.slice(0, operations.length).every(Boolean)) return 'refused';
        const [isOwnLeft, , ...areSharedLeft] = held.slice(operations.length);
        if (!isOwnLeft) return 'usedUp';
        if (!areSharedLeft.every(Boolean)) return 'noMoreMail';
      }
      return 'noMoreMail';
    },
  };
}

/** Of the operator, who is no stranger. */
export const withoutLimits = (table: Table): UnconfirmedMail => ({
  async store(operations) {
    return (await table.transact(operations)).ok ? 'stored' : 'refused';
  },
});
