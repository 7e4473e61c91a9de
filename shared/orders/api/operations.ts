import * as z from 'zod';
import { orderCounts, orderSkips, orderStates } from '#orders/extension-order.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { extensionOrderBody, pageQuery, rowsQuery, withdrawalBody } from '#web/console/schemas.ts';
import { operation } from '#web/http/operation.ts';

const tag = 'orders';
const cursor = z.string().optional();
const params = z.object({ id: z.string().describe('The orderId that the order was given.') });
const range = {
  expiringFrom: '2026-12-30',
  expiringTo: '2027-05-15',
  expiresOn: '2027-05-31',
  reason: 'no refresher courses this winter',
};

const order = z
  .object({
    orderId: z.string(),
    state: z.enum(orderStates),
    types: z.array(z.string()).nullable(),
    expiringFrom: civilDate,
    expiringTo: civilDate,
    expiresOn: civilDate,
    reason: z.string(),
    keyId: z.string(),
    createdAt: instant,
    appliedAt: instant.nullable(),
    withdrawal: z
      .object({ reason: z.string(), keyId: z.string(), at: instant, finishedAt: instant.nullable() })
      .nullable(),
    counts: orderCounts.extend({ matching: z.int().nullable() }),
  })
  .meta({
    id: 'ExtensionOrder',
    examples: [
      {
        orderId: '20261121010000000-7e3c027f',
        state: 'applied',
        types: null,
        ...range,
        keyId: 'bfc9f934c063',
        createdAt: '2026-11-21T01:00:00.000Z',
        appliedAt: '2026-11-21T01:00:09.000Z',
        withdrawal: null,
        counts: { matching: 415, extended: 412, skipped: { revoked: 3 }, withdrawn: 0 },
      },
    ],
  });

const preview = z
  .object({
    matching: z.int(),
    skipped: orderCounts.shape.skipped,
    types: z.array(z.object({ type: z.string(), count: z.int() })),
  })
  .meta({
    id: 'ExtensionPreview',
    examples: [
      {
        matching: 412,
        skipped: { revoked: 3 },
        types: [
          { type: 'OFA', count: 400 },
          { type: 'BLS', count: 12 },
        ],
      },
    ],
  });
const skipped = z.object({ number: z.string(), code: z.enum(orderSkips), message: z.string() });

export const orderExtension = operation({
  operationId: 'orderExtension',
  tag,
  summary: 'Extend many certificates together',
  description:
    'One order for every certificate whose last valid day is within a range, of all types or of some. What is printed stays; the order can be taken back. With “preview” nothing is done: you are told how many it would extend.',
  body: extensionOrderBody.meta({ id: 'ExtensionOrderInput', examples: [{ ...range, preview: true }] }),
  answers: {
    200: {
      means: 'With “preview”: what the order would do. Or the very same order, which was given before.',
      json: z.union([preview, order]),
      headers: ['Location'],
    },
    201: {
      means: 'The order is given, and is being applied from now on.',
      json: order,
      headers: ['Location'],
    },
  },
  problems: ['order_in_progress'],
});

export const listExtensionOrders = operation({
  operationId: 'listExtensionOrders',
  tag,
  summary: 'List extension orders',
  description: 'The newest first.',
  query: pageQuery,
  answers: {
    200: {
      means: 'One page of the list.',
      json: z.object({ orders: z.array(order), cursor }).meta({ id: 'ExtensionOrderPage' }),
    },
  },
  problems: ['invalid_cursor'],
});

export const readExtensionOrder = operation({
  operationId: 'readExtensionOrder',
  tag,
  summary: 'Read how far an extension order is',
  description: 'What was ordered, by whose key, and how many certificates came to what.',
  params,
  answers: { 200: { means: 'The order, and how far it is.', json: order } },
  problems: ['not_found'],
});

export const withdrawExtensionOrder = operation({
  operationId: 'withdrawExtensionOrder',
  tag,
  summary: 'Take an extension order back',
  description:
    'Every certificate that it extended gets back the last valid day that it has without the order. Also while the order is still being applied.',
  params,
  body: withdrawalBody.meta({
    id: 'WithdrawalInput',
    examples: [{ reason: 'courses took place after all' }],
  }),
  bodyOptional: true,
  answers: {
    200: { means: 'The order was taken back before. Nothing was changed.', json: order },
    202: { means: 'The order is being taken back from now on.', json: order },
  },
  problems: ['not_found', 'order_in_progress', 'changed_meanwhile'],
});

export const listSkippedByOrder = operation({
  operationId: 'listSkippedByOrder',
  tag,
  summary: 'List what an extension order left out',
  description:
    'The certificates of its range that it does not extend, with the reason, in order of their last valid day.',
  params,
  query: rowsQuery,
  answers: {
    200: {
      means: 'One page of the list.',
      json: z.object({ skipped: z.array(skipped), cursor }).meta({ id: 'SkippedPage' }),
    },
  },
  problems: ['not_found'],
});
