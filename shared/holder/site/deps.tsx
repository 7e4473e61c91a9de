import type { Context, Hono } from 'hono';
import type { AskAddressChangeDeps } from '#holder/ask-address-change.ts';
import type { ConfirmAddressChangeDeps } from '#holder/confirm-address-change.ts';
import type { HolderDeps } from '#holder/holder-certificates.ts';
import { type LinkProblem, linkMessages } from '#holder/messages/holder-site.ts';
import type { SharedProofs } from '#holder/ports.ts';
import { ErrorPage } from '#holder/site/views/layout.tsx';
import type { AskByAddressDeps } from '#mail/address-request.ts';
import type { MailLinks } from '#mail/ports.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { page } from '#web/http/page.ts';
import { requestContext } from '#web/ui/page-context.ts';

export interface HolderSiteDeps
  extends HolderDeps,
    AskAddressChangeDeps,
    ConfirmAddressChangeDeps,
    AskByAddressDeps {
  links: MailLinks;
  shares: SharedProofs;
  /** Of the PDFs; read when the first is made. */
  proofFont: () => Uint8Array;
  clock: Clock;
  /** The only origin that is genuine. */
  publicBaseUrl: string;
  edgeSecret: string;
}

export type HolderApp = Hono<HttpEnv>;
export type C = Context<HttpEnv>;

const statuses = { incomplete: 404, ranOut: 410, unknownAction: 422 } as const;

/** A link that leads nowhere, or a form that says nothing: what to do instead. */
export const linkProblem = (c: C, deps: HolderSiteDeps, problem: LinkProblem): Response | Promise<Response> =>
  page(
    c,
    statuses[problem],
    <ErrorPage context={requestContext(c, deps, c.req.path)} messages={linkMessages[problem]} />,
  );
