import { confirmAddressChange } from '#holder/confirm-address-change.ts';
import { countCertificates } from '#holder/holder-certificates.ts';
import { addressMessages } from '#holder/messages/holder-address.ts';
import { readMoved } from '#holder/moved-certificates.ts';
import { endedWith, refuseAddressChange } from '#holder/refuse-address-change.ts';
import { ChangePage, RefusedPage } from '#holder/site/views/address.tsx';
import { ErrorPage } from '#holder/site/views/layout.tsx';
import {
  type AddressChange,
  type EndedChange,
  hasLapsed,
  isTooLateToRefuse,
} from '#register/address/address-change.ts';
import { addDays } from '#register/civil-date.ts';
import { backTo } from '#web/http/current-page.ts';
import { page } from '#web/http/page.ts';
import { type PageContext, requestContext } from '#web/ui/page-context.ts';
import { type C, type HolderApp, type HolderSiteDeps, linkProblem } from './deps.tsx';

const PATH = '/change-of-address/:token';
/** Until the next reminder to the address brings its own. */
const LINK_DAYS = 30;

/** The two sides of a change: the new address confirms it, the old one refuses it. GET only shows. */
export function addChangeOfAddress(app: HolderApp, deps: HolderSiteDeps): void {
  app.get(PATH, async (c) => {
    const link = await readLink(c, deps);
    if (!link) return linkProblem(c, deps, 'incomplete');
    const { as } = link;
    const change = await deps.changes.get(link.changeId);
    if (!change || isOver(as, change, deps.clock())) return gone(c, deps, as);
    const path = c.req.path;
    const context = requestContext(c, deps, path);
    if (as === 'refuse' && (change.state === 'refusing' || change.state === 'refused'))
      return page(c, 200, await refusedPage(deps, change, context, path));
    const certificatesPath =
      as === 'confirm' && change.state === 'made'
        ? await certificatesPathOf(deps, change.newEmail, context)
        : undefined;
    return page(
      c,
      200,
      <ChangePage
        as={as}
        change={change}
        path={path}
        certificatesPath={certificatesPath}
        context={context}
      />,
    );
  });

  app.post(PATH, async (c) => {
    const link = await readLink(c, deps);
    if (!link) return linkProblem(c, deps, 'incomplete');
    const act = link.as === 'confirm' ? confirmAddressChange : refuseAddressChange;
    const { outcome } = await act(deps, link.changeId, deps.clock());
    return outcome === 'gone' ? gone(c, deps, link.as) : backTo(c, c.req.path);
  });
}

type Side = 'confirm' | 'refuse';

async function readLink(c: C, { links }: HolderSiteDeps) {
  const token = c.req.param('token') ?? '';
  const confirm = await links.read('confirmAddress', token);
  if (confirm) return { as: 'confirm', changeId: confirm.changeId } as const;
  const refuse = await links.read('refuseAddress', token);
  return refuse && ({ as: 'refuse', changeId: refuse.changeId } as const);
}

/** What nobody confirmed in time can still be refused: others that were asked for with it may stand. */
const isOver = (as: Side, change: AddressChange, at: Parameters<typeof hasLapsed>[1]): boolean =>
  as === 'confirm' ? hasLapsed(change, at) : isTooLateToRefuse(change, at);

/** Read anew from the register: the change says only what was meant. */
async function refusedPage(deps: HolderSiteDeps, change: EndedChange, context: PageContext, path: string) {
  const moved = await readMoved(deps, await endedWith(deps, change));
  return (
    <RefusedPage
      change={change}
      moved={moved}
      kept={
        await countCertificates(
          deps,
          change.holder,
          moved.map(({ id }) => id),
        )
      }
      path={path}
      certificatesPath={await certificatesPathOf(deps, change.oldEmail, context)}
      context={context}
    />
  );
}

/** Whoever acts on a mail reads mail at the address, as whoever opens a reminder to it does. */
async function certificatesPathOf(
  { links }: HolderSiteDeps,
  email: string,
  { today }: PageContext,
): Promise<string> {
  return `/my/${await links.sign('certificates', { email, until: addDays(today, LINK_DAYS) })}`;
}

function gone(c: C, deps: HolderSiteDeps, as: Side): Response | Promise<Response> {
  const messages =
    as === 'confirm'
      ? { title: addressMessages.goneTitle, detail: addressMessages.goneDetail }
      : { title: addressMessages.tooLateTitle, detail: addressMessages.tooLateDetail };
  return page(c, 410, <ErrorPage context={requestContext(c, deps, c.req.path)} messages={messages} />);
}
