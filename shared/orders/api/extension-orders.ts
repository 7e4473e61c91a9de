import { type Context, Hono } from 'hono';
import type { OrderDeps } from '#orders/deps.ts';
import { draftProblem, type OrderDraft } from '#orders/extension-order.ts';
import { orderSkipMessages } from '#orders/messages/console-extensions.ts';
import { withdrawnWithoutReason } from '#orders/messages/extension-orders.ts';
import { orderExtension } from '#orders/order-extension.ts';
import { previewExtension } from '#orders/preview-extension.ts';
import { listExtensions, listSkippedByExtension, reportExtension } from '#orders/report-extension.ts';
import { withdrawOrder } from '#orders/withdraw-order.ts';
import { hongKongDay, type Instant } from '#register/civil-date.ts';
import { signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { mediaType, readJson, validate } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import { fieldMessages } from '#web/messages/problems.ts';
import { orderJson } from './extension-order-json.ts';
import * as operations from './operations.ts';

/** One reversible change of expiry over a range of dates and types. */
export function extensionOrderRoutes(deps: OrderDeps): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();

  routes.post('/', operations.orderExtension, async (c) => {
    const { preview, ...body } = await readJson(c, operations.orderExtension.body);
    const { provider, keyId } = signedInKey(c);
    const at = deps.clock();
    const draft = checked(c, body, at);
    if (preview) return c.json(await previewExtension(deps, { provider, draft, at }));
    const firstAskedAt = c.get('firstAskedAt');
    const ordered = await orderExtension(deps, {
      provider,
      keyId,
      draft,
      id: deps.newId(),
      at,
      firstAskedAt,
    });
    if (ordered.outcome === 'order_in_progress') throw new ProblemError('order_in_progress');
    c.header('Location', `/v1/extension-orders/${ordered.order.id}`);
    return await one(c, ordered.order.id, ordered.outcome === 'begun' ? 201 : 200);
  });

  routes.get('/', operations.listExtensionOrders, async (c) => {
    const { cursor, limit } = validate(c, operations.listExtensionOrders.query, c.req.query());
    const page = await listExtensions(deps, { provider: signedInKey(c).provider, limit, cursor });
    const { items, ...next } = page;
    return c.json({ orders: items.map(orderJson), ...next });
  });

  refuseOtherMethods(routes, '/', ['GET', 'POST']);

  routes.get('/:id', operations.readExtensionOrder, (c) => one(c, c.req.param('id')));

  // The reason, if there is one, comes in the body: nothing that a person writes goes into an address.
  routes.delete('/:id', operations.withdrawExtensionOrder, async (c) => {
    const bare = mediaType(c) === '' && (await c.req.arrayBuffer()).byteLength === 0;
    const { reason } = bare ? {} : await readJson(c, operations.withdrawExtensionOrder.body);
    const { provider, keyId } = signedInKey(c);
    const withdrawal = await withdrawOrder(deps, {
      provider,
      keyId,
      orderId: c.req.param('id'),
      reason: reason ?? withdrawnWithoutReason[c.get('language')],
      at: deps.clock(),
    });
    if (!withdrawal.ok) throw new ProblemError(withdrawal.code);
    return await one(c, withdrawal.order.id, withdrawal.begun === 'now' ? 202 : 200);
  });

  refuseOtherMethods(routes, '/:id', ['GET', 'DELETE']);

  routes.get('/:id/skipped', operations.listSkippedByOrder, async (c) => {
    const { cursor } = validate(c, operations.listSkippedByOrder.query, c.req.query());
    const asked = {
      provider: signedInKey(c).provider,
      orderId: c.req.param('id'),
      cursor: cursor?.toString(),
    };
    const page = await listSkippedByExtension(deps, asked);
    if (!page) throw new ProblemError('not_found');
    const { items, ...next } = page;
    const skipped = items.map(({ number, code }) => ({
      number,
      code,
      message: orderSkipMessages[code][c.get('language')],
    }));
    return c.json({ skipped, ...next });
  });

  refuseOtherMethods(routes, '/:id/skipped', ['GET']);

  async function one(c: Context<HttpEnv>, orderId: string, status: 200 | 201 | 202 = 200): Promise<Response> {
    const order = await reportExtension(deps, { provider: signedInKey(c).provider, orderId });
    if (!order) throw new ProblemError('not_found');
    return c.json(orderJson(order), status);
  }

  return routes;
}

type Body = { types?: OrderDraft['types'] | null } & Omit<OrderDraft, 'types'>;

function checked(c: Context<HttpEnv>, { types, ...body }: Body, at: Instant): OrderDraft {
  const draft = { ...body, ...(types && { types: [...new Set(types)] }) };
  const code = draftProblem(draft, hongKongDay(at));
  if (!code) return draft;
  const message = fieldMessages[code][c.get('language')];
  throw new ProblemError('invalid_request', { errors: [{ path: 'expiresOn', code, message }] });
}
