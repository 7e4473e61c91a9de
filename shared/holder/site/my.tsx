import { askAddressChange } from '#holder/ask-address-change.ts';
import { holderCertificates } from '#holder/holder-certificates.ts';
import { AskedPage, type RefusedAddress } from '#holder/site/views/address.tsx';
import { CertificatesPage } from '#holder/site/views/certificates.tsx';
import { stopMail } from '#mail/stop-mail.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { readForm } from '#web/http/body.ts';
import { backTo } from '#web/http/current-page.ts';
import { page } from '#web/http/page.ts';
import { requestContext } from '#web/ui/page-context.ts';
import { type C, type HolderApp, type HolderSiteDeps, linkProblem } from './deps.tsx';
import { readFormAction } from './form-action.ts';

const PATH = '/my/:token';

/** A holder's own page: the link in every reminder, good through the day that it carries. */
export function addMy(app: HolderApp, deps: HolderSiteDeps): void {
  app.get(PATH, (c) => {
    return withHolder(c, deps, (holder) => show(c, deps, holder, pageIn(c.req.query('page'))));
  });

  app.post(`${PATH}/stops`, (c) => {
    return withHolder(c, deps, async (holder) => {
      const form = await readForm(c);
      const formAction = readFormAction(form);
      const certificate = await ownCertificate(deps, holder, form['certificate']);
      if (!formAction || (formAction.scope !== 'all' && !certificate))
        return linkProblem(c, deps, 'unknownAction');
      await stopMail(deps, holder, certificate, { ...formAction, via: 'page', at: deps.clock() });
      return backTo(c, ownPath(c), { page: String(pageIn(form['page'])), done: '1' });
    });
  });

  app.post(`${PATH}/address`, (c) => {
    return withHolder(c, deps, async (holder) => {
      const { email = '' } = await readForm(c);
      const language = c.get('language');
      const caller = c.get('caller');
      const asked = await askAddressChange(deps, {
        holder,
        typed: email,
        language,
        caller,
        at: deps.clock(),
      });
      if (!asked.ok) return show(c, deps, holder, 1, { refusal: asked.refusal, typed: email.slice(0, 254) });
      const { newEmail } = asked.change;
      const path = ownPath(c);
      return page(
        c,
        200,
        <AskedPage newEmail={newEmail} path={path} context={requestContext(c, deps, path)} />,
      );
    });
  });
}

/** The page itself, whichever of its forms was sent. */
const ownPath = (c: C) => `/my/${c.req.param('token')}`;

export async function withHolder(
  c: C,
  deps: HolderSiteDeps,
  answer: (holder: string) => Response | Promise<Response>,
): Promise<Response> {
  const link = await deps.links.read('certificates', c.req.param('token') ?? '');
  if (!link) return await linkProblem(c, deps, 'incomplete');
  if (hongKongDay(deps.clock()) > link.until) return await linkProblem(c, deps, 'ranOut');
  return await answer(link.holder);
}

async function show(
  c: C,
  deps: HolderSiteDeps,
  holder: string,
  number: number,
  refused?: RefusedAddress,
): Promise<Response> {
  const path = ownPath(c);
  const context = requestContext(c, deps, path, number > 1 ? { page: String(number) } : {});
  const view = await holderCertificates(deps, { holder, at: context.at, page: number });
  return await page(
    c,
    refused ? REFUSED[refused.refusal.code] : 200,
    <CertificatesPage
      view={view}
      path={path}
      page={number}
      done={c.req.query('done') !== undefined}
      refused={refused}
      context={context}
    />,
  );
}

const REFUSED = {
  invalid: 422,
  same: 422,
  noMoreMail: 429,
  noCertificate: 409,
  held: 409,
  tooMany: 429,
} as const;

/** The certificate that a form names, if it is one of the holder's: a form could name anybody's. */
async function ownCertificate(deps: HolderSiteDeps, holder: string, named: string | undefined) {
  if (!named) return undefined;
  const own = await deps.holders.ofHolder(holder);
  return own.find(({ key, provider }) => named === `${provider}#${key}`);
}

function pageIn(text: string | undefined): number {
  return /^[1-9]\d{0,3}$/.test(text ?? '') ? Number(text) : 1;
}
