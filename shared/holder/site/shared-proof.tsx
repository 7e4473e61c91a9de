import { registeredTo } from '#holder/holder-certificates.ts';
import { shareOverMessages } from '#holder/messages/holder-proof.ts';
import { describeProof } from '#holder/proof/proof.ts';
import { isShared } from '#holder/proof/shared-proof.ts';
import { ErrorPage } from '#holder/site/views/layout.tsx';
import { SharedProofPage } from '#holder/site/views/proof.tsx';
import { page } from '#web/http/page.ts';
import { requestContext } from '#web/ui/page-context.ts';
import { type C, type HolderApp, type HolderSiteDeps, linkProblem } from './deps.tsx';

export const SHARED_PATH = '/proof/:token';

/** What somebody sees to whom a holder gave a link: that one certificate with the whole name, and nothing else. */
export function addSharedProof(app: HolderApp, deps: HolderSiteDeps): void {
  app.get(SHARED_PATH, async (c) => {
    const link = await deps.links.read('share', c.req.param('token') ?? '');
    if (!link) return linkProblem(c, deps, 'incomplete');
    const context = requestContext(c, deps, c.req.path);
    const share = await deps.shares.get(link);
    if (!isShared(share, context.today) || share.shareId !== link.shareId) return over(c, deps);
    // Shared by whoever reads mail at the address: not any more once it is registered with another.
    const found = await registeredTo(deps, share.holder, link);
    if (!found) return over(c, deps);
    if (
      c.req.method !== 'HEAD' &&
      (await deps.shares.countOpening(link, link.shareId, context.today)) === 'gone'
    )
      return over(c, deps);
    const provider = await deps.providers.get(found.credential.provider);
    const proof = describeProof(found.credential, provider, context.at);
    return page(c, 200, <SharedProofPage proof={proof} until={share.until} context={context} />);
  });
}

const over = (c: C, deps: HolderSiteDeps): Response | Promise<Response> =>
  page(c, 410, <ErrorPage context={requestContext(c, deps, c.req.path)} messages={shareOverMessages} />);
