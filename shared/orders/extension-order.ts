import * as z from 'zod';
import { catalogue } from '#register/catalogue/catalogue.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { effectiveExpiry, isExtendedBy, MAX_LIFE_YEARS, transition } from '#register/certificate/history.ts';
import {
  addYears,
  type CivilDate,
  civilDate,
  hongKongDay,
  type Instant,
  instant,
} from '#register/civil-date.ts';

/** One reversible change of expiry over a range of dates and types (domain.md §2); what is printed stays. */
export const orderStates = ['applying', 'applied', 'withdrawing', 'withdrawn'] as const;
export type OrderState = (typeof orderStates)[number];

/** Why a credential of the range is not extended; the codes are those of the transition table. */
export const orderSkips = ['revoked', 'before_issue', 'too_long_validity', 'history_full'] as const;
export type OrderSkip = (typeof orderSkips)[number];

const orderDraft = z.object({
  /** All types when left out. */
  types: z
    .array(z.enum(catalogue.map(({ code }) => code)))
    .min(1)
    .optional(),
  /** Of the effective last valid day, both inclusive. */
  expiringFrom: civilDate,
  expiringTo: civilDate,
  /** The new last valid day. */
  expiresOn: civilDate,
  reason: z.string(),
});
export type OrderDraft = z.infer<typeof orderDraft>;

export const orderCounts = z.object({
  /** What the range held when the order began to be applied; absent until that is known. */
  matching: z.int().optional(),
  extended: z.int(),
  skipped: z.partialRecord(z.enum(orderSkips), z.int()),
  withdrawn: z.int(),
});
export type OrderCounts = z.infer<typeof orderCounts>;

export const extensionOrder = orderDraft.extend({
  /** Sorts by the instant of creation. */
  id: z.string(),
  provider: z.string(),
  keyId: z.string(),
  state: z.enum(orderStates),
  createdAt: instant,
  appliedAt: instant.optional(),
  withdrawal: z.object({ reason: z.string(), keyId: z.string(), at: instant }).optional(),
  withdrawnAt: instant.optional(),
  /** Kept once they can no longer change; before that they stand in the pages. */
  counts: orderCounts.optional(),
  /** The pass over the range that found nothing more to extend: what it skipped is what the order skips. */
  lastPass: z.int().optional(),
});
export type ExtensionOrder = z.infer<typeof extensionOrder>;

/** Whether its job is at work; of one provider's orders at most one is. */
export const isRunning = ({ state }: Pick<ExtensionOrder, 'state'>): boolean =>
  state === 'applying' || state === 'withdrawing';

/**
 * What is wrong with the new last valid day: `not_after_range`, as what was extended must leave the range, or
 * `too_long_validity` after 15 years from `on`, the day of the order.
 */
export function draftProblem(
  draft: Pick<OrderDraft, 'expiringTo' | 'expiresOn'>,
  on: CivilDate,
): 'not_after_range' | 'too_long_validity' | undefined {
  if (draft.expiresOn <= draft.expiringTo) return 'not_after_range';
  return draft.expiresOn > addYears(on, MAX_LIFE_YEARS, 'roll') ? 'too_long_validity' : undefined;
}

/** Of one of the order's types, and expiring within its range with all extensions counted. */
export function isCovered(
  { types, expiringFrom, expiringTo }: Pick<OrderDraft, 'types' | 'expiringFrom' | 'expiringTo'>,
  credential: Credential,
): boolean {
  const expiresOn = effectiveExpiry(credential);
  return (
    expiresOn !== undefined &&
    expiringFrom <= expiresOn &&
    expiresOn <= expiringTo &&
    (types === undefined || types.includes(credential.type))
  );
}

export type OrderOutcome =
  | { outcome: 'extended'; credential: Credential }
  | { outcome: 'skipped'; code: OrderSkip }
  /** Corrected or extended meanwhile: the order is not about it any more. */
  | { outcome: 'notCovered' };

/**
 * What an order does to a credential at the instant `at`, with effect from the day of the order. A credential that it
 * has extended already comes back unchanged: an order extends a credential once, however often it is asked to.
 */
export function applyOrder(
  order: Pick<ExtensionOrder, 'id' | 'createdAt' | keyof OrderDraft>,
  credential: Credential,
  at: Instant,
): OrderOutcome {
  if (isExtendedBy(credential, order.id)) return { outcome: 'extended', credential };
  if (!isCovered(order, credential)) return { outcome: 'notCovered' };
  const result = transition(credential, {
    event: 'extended',
    at,
    on: hongKongDay(order.createdAt),
    source: { via: 'order', orderId: order.id },
    expiresOn: order.expiresOn,
    order: order.id,
    reason: order.reason,
  });
  if (result.ok) return { outcome: 'extended', credential: result.credential };
  const code = orderSkips.find((skip) => skip === result.code);
  if (!code) throw new Error(`an extension order met ${result.code}`);
  return { outcome: 'skipped', code };
}

/** The credential without the order's extension, from the day of the withdrawal on; as it is when there is none. */
export function undoExtension(order: ExtensionOrder, credential: Credential, at: Instant): Credential {
  if (!order.withdrawal) throw new Error('an order that nobody has withdrawn');
  const result = transition(credential, {
    event: 'extensionWithdrawn',
    at,
    on: hongKongDay(order.withdrawal.at),
    source: { via: 'order', orderId: order.id },
    order: order.id,
    reason: order.withdrawal.reason,
  });
  return result.ok ? result.credential : credential;
}

/**
 * Message of the job: page `n` is to be extended, or its extensions are to be taken back. `rescue`: sent before the order
 * was stored, in case that whoever stored it dies before it sends the real one; nothing to do once that has gone on.
 */
export const orderStep = z.object({
  provider: z.string(),
  orderId: z.string(),
  step: z.enum(['apply', 'withdraw']),
  n: z.int().min(0),
  rescue: z.literal(true).optional(),
});
export type OrderStep = z.infer<typeof orderStep>;

/**
 * About a hundred credentials of an order. `planned` is stored before the first of them is touched, so that whoever
 * comes after a crash, or takes the order back, knows which they are; `outcome` when all of them are dealt with.
 */
export const orderPage = z.object({
  orderId: z.string(),
  n: z.int(),
  /** Which walk over the range: the first extends, the later ones look for what it missed. */
  pass: z.int(),
  planned: z.array(z.string()),
  /** Where the next page of this pass begins; absent at its end. */
  next: z.string().optional(),
  /** Sums up to the page before. */
  before: z.object({
    counts: orderCounts,
    extendedInPass: z.int(),
    skippedInPass: orderCounts.shape.skipped,
  }),
  outcome: z
    .object({
      extended: z.array(z.string()),
      skipped: z.array(z.object({ number: z.string(), code: z.enum(orderSkips) })),
    })
    .optional(),
});
export type OrderPage = z.infer<typeof orderPage>;
export type SkippedCredential = NonNullable<OrderPage['outcome']>['skipped'][number];

/** The sums with this page, which is done: what the next page begins with. */
export function sumsAfter({ before, pass, next, outcome }: OrderPage): OrderPage['before'] {
  if (!outcome) return before;
  const skippedInPass = { ...before.skippedInPass };
  for (const { code } of outcome.skipped) skippedInPass[code] = (skippedInPass[code] ?? 0) + 1;
  // A later pass meets again what the first one skipped: it counts only as a whole.
  const skipped = pass === 0 || next === undefined ? skippedInPass : before.counts.skipped;
  return {
    counts: { ...before.counts, extended: before.counts.extended + outcome.extended.length, skipped },
    extendedInPass: before.extendedInPass + outcome.extended.length,
    skippedInPass,
  };
}

/** What taking a page back came to; `withdrawn` sums up to and with this page. */
export const pageWithdrawal = z.object({ orderId: z.string(), n: z.int(), withdrawn: z.int() });
export type PageWithdrawal = z.infer<typeof pageWithdrawal>;
