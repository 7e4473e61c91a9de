import type { MailClaim, MailOutcome, UncertainMailing } from '#mail/mailing.ts';
import { addSeconds } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { type Expression, type Operation, ttlOf } from '#storage/table.ts';

/** Events come for days at most; complaints for weeks. */
const KEPT_SECONDS = 400 * 86_400;

/** That nothing is on record, or a claim that was given back. */
export const unclaimed: Expression = {
  text: 'attribute_not_exists(#pk) OR (#state = :released AND attribute_not_exists(#heard))',
  values: { ':released': 'released' },
};

/** That a claim may be made: nothing stands in its way, or still the attempt that it is made again for. */
export function claimable(over: UncertainMailing | undefined): Expression {
  return over
    ? {
        text: '#claimId = :over AND #state = :uncertain AND attribute_not_exists(#heard)',
        values: { ':over': over.claimId, ':uncertain': 'uncertain' },
      }
    : unclaimed;
}

/** Written together with the claim, so that no event can come before it. */
export function mailingOf(claim: MailClaim, about: { pk: string; sk: string }[]): Operation {
  return {
    put: {
      ...keys.mailing(claim.claimId),
      entity: 'mailing',
      about,
      ttl: ttlOf(addSeconds(claim.claimedAt, KEPT_SECONDS)),
    },
  };
}

/** Puts the outcome in the claim's place, and leaves what was heard meanwhile. */
export function settlement(
  { claimId }: MailClaim,
  outcome: MailOutcome,
): { by: Expression; condition: Expression } {
  const { heard: _, ...own } = outcome;
  const set = Object.keys(own).map((name) => `#${name} = :${name}`);
  const gone = ['claimedAt', 'leaseUntil', 'earlier'].filter((name) => !(name in own));
  return {
    by: {
      text: `SET ${set.join(', ')} REMOVE ${gone.map((name) => `#${name}`).join(', ')}`,
      values: Object.fromEntries(Object.entries(own).map(([name, value]) => [`:${name}`, value])),
    },
    condition: {
      text: '#claimId = :held AND #state = :claimed',
      values: { ':held': claimId, ':claimed': 'claimed' },
    },
  };
}
