import {
  type MailClaim,
  type MailOutcome,
  type MailRecord,
  mailRecord,
  type UncertainMailing,
} from '#mail/mail-record.ts';
import { claimedOver } from '#mail/mailing-rules.ts';
import type { MailLedger } from '#mail/subject.ts';
import { addSeconds } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { type Expression, type Item, type Key, type Operation, type Table, toTtl } from '#storage/table.ts';

/** How the records of one kind of mail lie in the table. */
export interface RecordKind<Of, Reason extends string> {
  entity: string;
  reasons: readonly Reason[];
  keyOf(subject: Of): Key;
  /** What a record says of its subject, beside what became of it. */
  identityOf(subject: Of): Item;
  /** When a subject may be claimed, if not by the rule for all: nothing is on record, or a claim that was given back. */
  unclaimed?: Expression;
  /** What else must be as it was when the mail was decided on. */
  checks?(subjects: readonly Of[]): Promise<Operation[]>;
}

/** That nothing is on record, or a claim that was given back. */
export const unclaimed: Expression = {
  text: 'attribute_not_exists(#pk) OR (#state = :released AND attribute_not_exists(#heard))',
  values: { ':released': 'released' },
};

/** The records of mails of one kind, a record for each subject: claimed, settled and skipped by the same rules for all. */
export function createMailLedger<Of, Reason extends string>(
  table: Table,
  kind: RecordKind<Of, Reason>,
): MailLedger<Of, Reason> {
  const { entity, keyOf } = kind;
  const record = mailRecord(kind.reasons, {});
  const toItem = (subject: Of, stored: Item): Item => ({
    ...keyOf(subject),
    entity,
    ...kind.identityOf(subject),
    ...stored,
  });
  return {
    async find(subject) {
      const item = await table.get(keyOf(subject), { consistent: true });
      return item && record.parse(item);
    },

    async claim(claim, due) {
      const subjects = due.map(({ subject }) => subject);
      const answer = await table.transact([
        ...due.map(({ subject, over }) => ({
          put: toItem(subject, { ...claimedOver(claim, over) }),
          condition: over ? ifUnchanged(over) : (kind.unclaimed ?? unclaimed),
        })),
        ...((await kind.checks?.(subjects)) ?? []),
        putMailing(claim, subjects.map(keyOf)),
      ]);
      if (answer.ok) return undefined;
      const existing = new Map<Of, MailRecord<Reason>>();
      for (const [i, subject] of subjects.entries()) {
        const refused = answer.held[i];
        if (refused?.ok === false && refused.existing) existing.set(subject, record.parse(refused.existing));
      }
      return existing.size ? { outcome: 'refused', existing } : { outcome: 'changedMeanwhile' };
    },

    async settle(settlements) {
      let held = settlements;
      while (held.length) {
        const answer = await table.transact(
          held.map(({ subject, claim, outcome }) => ({
            update: keyOf(subject),
            by: inPlaceOfTheClaim(outcome),
            condition: isHeld(claim),
          })),
        );
        if (answer.ok) return held;
        held = held.filter((_, i) => answer.held[i]?.ok);
      }
      return [];
    },

    async skip(subject, skipped) {
      const answer = await table.put(toItem(subject, { ...skipped }), unclaimed);
      return answer.ok ? undefined : record.parse(answer.existing);
    },
  };
}

/** The condition that the uncertain attempt, which is being repeated, is still on record and without an event. */
const ifUnchanged = ({ claimId }: UncertainMailing): Expression => ({
  text: '#claimId = :over AND #state = :uncertain AND attribute_not_exists(#heard)',
  values: { ':over': claimId, ':uncertain': 'uncertain' },
});

const isHeld = ({ claimId }: MailClaim): Expression => ({
  text: '#claimId = :held AND #state = :claimed',
  values: { ':held': claimId, ':claimed': 'claimed' },
});

/** Leaves what was heard meanwhile. */
function inPlaceOfTheClaim({ heard: _, ...own }: MailOutcome): Expression {
  const set = Object.keys(own).map((name) => `#${name} = :${name}`);
  const gone = ['claimedAt', 'leaseUntil', 'earlier'].filter((name) => !(name in own));
  return {
    text: `SET ${set.join(', ')} REMOVE ${gone.map((name) => `#${name}`).join(', ')}`,
    values: Object.fromEntries(Object.entries(own).map(([name, value]) => [`:${name}`, value])),
  };
}

/** Events come for days at most; complaints for weeks. */
const KEPT_SECONDS = 400 * 86_400;

/** Written together with the claim, so that no event can come before it. */
const putMailing = ({ claimId, claimedAt }: MailClaim, about: Key[]): Operation => ({
  put: {
    ...keys.mailing(claimId),
    entity: 'mailing',
    about,
    ttl: toTtl(addSeconds(claimedAt, KEPT_SECONDS)),
  },
});
