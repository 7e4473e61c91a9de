import { Hono } from 'hono';
import type { OrderDeps } from '#orders/deps.ts';
import { extensionMessages } from '#orders/messages/console-extensions.ts';
import { orderExtension } from '#orders/order-extension.ts';
import { previewExtension } from '#orders/preview-extension.ts';
import { listExtensions, reportExtension } from '#orders/report-extension.ts';
import { withdrawOrder } from '#orders/withdraw-order.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { hasRole, signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm, readFormFields } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import { ErrorSummary } from '#web/ui/error-summary.tsx';
import { OrderForm } from './extension-form.tsx';
import {
  type ExtensionErrors,
  type ExtensionForm,
  emptyForm,
  formFrom,
  readExtension,
  reasonError,
} from './extension-input.ts';
import { OrderPage, OrderTable, PreviewPage, WithdrawForm } from './extension-views.tsx';

const ORDERS_A_PAGE = 50;
/** While the job is at work, where no script asks. */
const REFRESH_SECONDS = 5;

/** One reversible change of expiry over a range of dates and types: asked for, previewed, applied, withdrawn. */
export function extensionRoutes(deps: OrderDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const path = '/console/extension-orders';

  app.get('/', async (c) => {
    const language = c.get('language');
    const page = await listExtensions(deps, {
      provider: signedInKey(c).provider,
      limit: ORDERS_A_PAGE,
      cursor: c.req.query('cursor'),
    });
    return show(c, 200, {
      title: extensionMessages.title[language],
      place: 'extensions',
      children: (
        <>
          <section class="stack measure">
            <h1>{extensionMessages.title[language]}</h1>
            <p class="lead">{extensionMessages.lead[language]}</p>
            {hasRole(c, 'manager') && (
              <p>
                <a class="button" href={`${path}/new`}>
                  {extensionMessages.create[language]}
                </a>
              </p>
            )}
          </section>
          {page.items.length ? (
            <OrderTable orders={page.items} language={language} />
          ) : (
            <p>{extensionMessages.none[language]}</p>
          )}
          {page.cursor && (
            <p>
              <a class="button" href={`${path}?${new URLSearchParams({ cursor: page.cursor })}`}>
                {extensionMessages.more[language]}
              </a>
            </p>
          )}
        </>
      ),
    });
  });

  app.get('/new', (c) => form(c, 200, emptyForm));
  // From the preview back to the form, as it was filled in.
  app.post('/new', async (c) => form(c, 200, formFrom(await readFormFields(c))));
  refuseOtherMethods(app, '/new', ['GET', 'POST']);

  app.post('/preview', async (c) => {
    const typed = formFrom(await readFormFields(c));
    const at = deps.clock();
    const read = readExtension(typed, hongKongDay(at), c.get('language'));
    if (!read.ok) return form(c, 422, typed, read.errors);
    const preview = await previewExtension(deps, {
      provider: signedInKey(c).provider,
      draft: read.draft,
      at,
    });
    return show(c, 200, {
      title: extensionMessages.confirm[c.get('language')],
      place: 'extensions',
      children: <PreviewPage preview={preview} form={typed} language={c.get('language')} />,
    });
  });
  refuseOtherMethods(app, '/preview', ['POST']);

  app.post('/', async (c) => {
    const typed = formFrom(await readFormFields(c));
    const at = deps.clock();
    const read = readExtension(typed, hongKongDay(at), c.get('language'));
    if (!read.ok) return form(c, 422, typed, read.errors);
    const { provider, keyId } = signedInKey(c);
    const ordered = await orderExtension(deps, { provider, keyId, draft: read.draft, id: deps.newId(), at });
    if (ordered.outcome === 'order_in_progress') throw new ProblemError('order_in_progress');
    return c.redirect(`${path}/${ordered.order.id}`, 303);
  });
  refuseOtherMethods(app, '/', ['GET', 'POST']);

  app.get('/:id', async (c) => {
    const language = c.get('language');
    const order = await find(c);
    const running = order.state === 'applying' || order.state === 'withdrawing';
    return show(c, 200, {
      title: extensionMessages.title[language],
      place: 'extensions',
      ...(running && { refreshSeconds: REFRESH_SECONDS }),
      children: <OrderPage order={order} mayWithdraw={hasRole(c, 'manager')} language={language} />,
    });
  });
  refuseOtherMethods(app, '/:id', ['GET']);

  app.get('/:id/withdraw', async (c) => withdrawal(c));
  app.post('/:id/withdraw', async (c) => {
    const reason = (await readForm(c))['reason']?.trim() ?? '';
    const error = reasonError(reason, c.get('language'));
    if (error) return withdrawal(c, { reason, error });
    const { provider, keyId } = signedInKey(c);
    const orderId = c.req.param('id');
    const withdrawn = await withdrawOrder(deps, { provider, orderId, keyId, reason, at: deps.clock() });
    if (!withdrawn.ok) throw new ProblemError(withdrawn.code);
    return c.redirect(`${path}/${orderId}`, 303);
  });
  refuseOtherMethods(app, '/:id/withdraw', ['GET', 'POST']);

  async function find(c: ConsoleContext) {
    const orderId = c.req.param('id') ?? '';
    const order = await reportExtension(deps, { provider: signedInKey(c).provider, orderId });
    if (!order) throw new ProblemError('not_found');
    return order;
  }

  async function withdrawal(
    c: ConsoleContext,
    refused?: { reason: string; error: string },
  ): Promise<Response> {
    const language = c.get('language');
    const order = await find(c);
    return show(c, refused ? 422 : 200, {
      title: extensionMessages.withdraw[language],
      failed: refused !== undefined,
      place: 'extensions',
      children: <WithdrawForm order={order} refused={refused} language={language} />,
    });
  }

  return app;
}

function form(
  c: ConsoleContext,
  status: 200 | 422,
  typed: ExtensionForm,
  errors?: ExtensionErrors,
): Response | Promise<Response> {
  const language = c.get('language');
  return show(c, status, {
    title: extensionMessages.create[language],
    failed: errors !== undefined,
    place: 'extensions',
    children: (
      <section class="stack measure">
        <ErrorSummary
          errors={errors ?? {}}
          order={['expiringFrom', 'expiringTo', 'expiresOn', 'reason']}
          language={language}
        />
        <h1>{extensionMessages.create[language]}</h1>
        <p class="lead">{extensionMessages.lead[language]}</p>
        <OrderForm form={typed} language={language} {...(errors && { errors })} />
      </section>
    ),
  });
}
