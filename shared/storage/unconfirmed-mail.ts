import { addSeconds, endOfDay, hongKongDay, type Instant } from '#register/civil-date.ts';
import { mailboxOf, mailHostOf } from '#register/names/mailbox.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { keys } from './contract/table.ts';
import { widerNetworkOf } from './network.ts';
import { type Count, counting } from './quota.ts';
import { type Operation, type Table, toTtl } from './table.ts';

/*
 * Mail to an address of which nobody knows whether its reader wants any (docs/decisions/033): what a day has for each
 * purpose, and in it each host, each inbox and each network that asks.
 */

/**
 * What mails are about, each with limits of its own: whoever uses one up leaves the others as they are. `ofACaller`: of
 * what the purpose has, or, where it has no part, of the day, for one network that asks. `byOne`: for one inbox, because of
 * one who asks; undefined: as many as the inbox may have.
 */
const purposes = {
  /** A site to watch: anybody may type anybody's address. */
  site: { part: 0.25, ofACaller: 0.1, isToAnybody: true, byOne: 5, toAMailbox: 20 },
  /** A holder's new address, or a colleague who is invited. */
  address: { part: 0.35, ofACaller: 0.1, isToAnybody: true, byOne: 5, toAMailbox: 20 },
  /**
   * Everything that is registered with an address: one mail has it, and its link lasts for a year. A class, or the
   * customers of one telephone company, ask from one network for an inbox each.
   */
  ownCertificates: { part: 0.2, ofACaller: 0.25, isToAnybody: false, byOne: undefined, toAMailbox: 2 },
  /** The links to all sites of an address. */
  siteLinks: { part: 0.2, ofACaller: 0.25, isToAnybody: false, byOne: undefined, toAMailbox: 2 },
  /** A link to sign in: a day's work at several computers of one office. Strangers who ask use up none of the day's mail. */
  signIn: { part: undefined, ofACaller: 0.1, isToAnybody: false, byOne: 10, toAMailbox: 20 },
} as const;
type Purpose = keyof typeof purposes;

/** Of what the purpose has: a large public host has thousands of people's mail, another that of one firm. */
const OF_A_PUBLIC_HOST = 0.8;
const OF_A_HOST = 0.3;
/** So many times what a network has, all those beside it together have: telephones of one company, or networks of one caller. */
const OF_A_WIDER_NETWORK = 3;
/** Of who has read the inbox before. */
const BY_A_KNOWN_READER = 10;
const KEPT_SECONDS = 86_400;

/** `refused`: what is to be stored cannot be. `usedUp`: the asker's own for this inbox is; `noMoreMail`: that of others with it. */
type Stored = 'stored' | 'refused' | 'usedUp' | 'noMoreMail';

interface Asked {
  email: string;
  /** The network, or the provider, that asks. */
  caller: string;
  /** Names who asks and is known to read this inbox: what strangers ask for it takes nothing from them. */
  knownReader?: string | undefined;
  at: Instant;
}

export interface UnconfirmedMail {
  /** Stores what makes one mail to `email`, and counts that; or does neither. */
  store(operations: Operation[], asked: Asked): Promise<Stored>;
}

/**
 * Mail that goes only where somebody is known to be (not `isToAnybody`) harms the account's name with no host, and has no limit for one.
 * To one inbox so many go whoever asks, and then one an hour, so that its owner who asks too is not shut out for the day.
 */
export function createUnconfirmedMail(
  table: Table,
  pepper: Pepper,
  { aDay, purpose }: { aDay: number; purpose: Purpose },
): UnconfirmedMail {
  const { part, ofACaller, isToAnybody, byOne, toAMailbox } = purposes[purpose];

  async function count(of: string, owner: string, period: string, most: number, at: Instant): Promise<Count> {
    const name = (await pepper.hash('caller', `${purpose} ${of} ${owner}`)).toString('hex').slice(0, 32);
    const until = addSeconds(endOfDay(hongKongDay(at)), KEPT_SECONDS);
    return {
      key: keys.unconfirmedMail(name, period),
      entity: 'unconfirmedMail',
      most: Math.ceil(most),
      ttl: toTtl(until),
    };
  }

  /** `own`: of the asker for this inbox, if it has a limit. `places`: of the inbox, tried one after the other. */
  async function countsOf({ email, caller, knownReader, at }: Asked) {
    const [mailbox, day] = [mailboxOf(email), hongKongDay(at)];
    if (knownReader !== undefined) {
      const own = await count('reader', `${mailbox} ${knownReader}`, day, BY_A_KNOWN_READER, at);
      return { own: [own], shared: [], places: [[]] };
    }
    const { host, isPublic } = mailHostOf(email);
    const ofPurpose = aDay * (part ?? 1);
    const ofNetwork = ofPurpose * ofACaller;
    const wider = widerNetworkOf(caller);
    const ofHost = ofPurpose * (isPublic ? OF_A_PUBLIC_HOST : OF_A_HOST);
    return {
      // Of one who has all networks beside his, those are no more.
      own:
        byOne === undefined
          ? []
          : [await count('mailbox by', `${mailbox} ${wider ?? caller}`, day, byOne, at)],
      shared: [
        ...(part === undefined ? [] : [await count('all', '', day, ofPurpose, at)]),
        ...(isToAnybody ? [await count('host', host, day, ofHost, at)] : []),
        await count('caller', caller, day, ofNetwork, at),
        ...(wider ? [await count('caller', wider, day, ofNetwork * OF_A_WIDER_NETWORK, at)] : []),
      ],
      places: [
        [await count('mailbox', mailbox, day, toAMailbox, at)],
        [await count('mailbox', mailbox, at.slice(0, 'YYYY-MM-DDTHH'.length), 1, at)],
      ],
    };
  }

  return {
    async store(operations, asked) {
      const { own, shared, places } = await countsOf(asked);
      for (const place of places) {
        const counts = [...own, ...place, ...shared];
        const answer = await table.transact([...operations, ...counts.map((each) => counting(each))]);
        if (answer.ok) return 'stored';
        const held = answer.held.map(({ ok }) => ok);
        if (!held.slice(0, operations.length).every(Boolean)) return 'refused';
        const areLeft = held.slice(operations.length);
        if (!areLeft.slice(0, own.length).every(Boolean)) return 'usedUp';
        if (!areLeft.slice(own.length + place.length).every(Boolean)) return 'noMoreMail';
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
