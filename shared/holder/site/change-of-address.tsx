import { confirmAddressChange, refuseAddressChange } from '#holder/confirm-address-change.ts';
import { addressMessages } from '#holder/messages/holder-address.ts';
import { ChangePage } from '#holder/site/views/address.tsx';
import { ErrorPage } from '#holder/site/views/layout.tsx';
import { type AddressChange, hasLapsed } from '#register/address-change.ts';
import { addDays } from '#register/civil-date.ts';
import { backTo } from '#web/http/current-page.ts';
import { page } from '#web/http/page.ts';
import { requestContext } from '#web/ui/page-context.ts';
import { type C, type HolderApp, type HolderSiteDeps, linkProblem } from './deps.tsx';

const PATH = '/change-of-address/:token';
/** Until the first reminder to the new address brings its own. */
const LINK_DAYS = 30;

/** The two sides of a change: the new address confirms it, the old one refuses it. GET only shows. */
export function addChangeOfAddress(app: HolderApp, deps: HolderSiteDeps): void {
  app.get(PATH, async (c) => {
    const link = await readLink(c, deps);
    if (!link) return linkProblem(c, deps, 'incomplete');
    const change = await deps.changes.get(link.changeId);
    if (!change || hasLapsed(change, deps.clock())) return gone(c, deps);
    const path = c.req.path;
    const context = requestContext(c, deps, path);
    return page(
      c,
      200,
      <ChangePage
        as={link.as}
        change={change}
        path={path}
        certificatesPath={await certificatesPath(deps, link.as, change, context.today)}
        context={context}
      />,
    );
  });

  app.post(PATH, async (c) => {
    const link = await readLink(c, deps);
    if (!link) return linkProblem(c, deps, 'incomplete');
    const act = link.as === 'confirm' ? confirmAddressChange : refuseAddressChange;
    const { outcome } = await act(deps, link.changeId, deps.clock());
    return outcome === 'gone' ? gone(c, deps) : backTo(c, c.req.path);
  });
}

async function readLink(c: C, { links }: HolderSiteDeps) {
  const token = c.req.param('token') ?? '';
  const confirm = await links.read('confirmAddress', token);
  if (confirm) return { as: 'confirm', changeId: confirm.changeId } as const;
  const refuse = await links.read('refuseAddress', token);
  return refuse && ({ as: 'refuse', changeId: refuse.changeId } as const);
}

/** Whoever has confirmed reads mail at the new address, as whoever opens a reminder to it does. */
async function certificatesPath(
  { links }: HolderSiteDeps,
  as: 'confirm' | 'refuse',
  { state, newEmail }: AddressChange,
  today: Parameters<typeof addDays>[0],
): Promise<string | undefined> {
  if (as !== 'confirm' || state !== 'made') return undefined;
  const until = addDays(today, LINK_DAYS);
  return `/my/${await links.sign('certificates', { email: newEmail, until })}`;
}

function gone(c: C, deps: HolderSiteDeps): Response | Promise<Response> {
  const messages = { title: addressMessages.goneTitle, detail: addressMessages.goneDetail };
  return page(c, 410, <ErrorPage context={requestContext(c, deps, c.req.path)} messages={messages} />);
}
