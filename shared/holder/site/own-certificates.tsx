import { AskedOwnPage, AskOwnPage } from '#holder/site/views/own-certificates.tsx';
import { askByAddress } from '#mail/address-request.ts';
import { readForm } from '#web/http/body.ts';
import { ownForms } from '#web/http/own-forms.ts';
import { page } from '#web/http/page.ts';
import { requestContext } from '#web/ui/page-context.ts';
import type { HolderApp, HolderSiteDeps } from './deps.tsx';

export const OWN_PATH = '/my';

/** Everything that is registered with an address, sent there. The page says the same whatever the address is. */
export function addOwnCertificates(app: HolderApp, deps: HolderSiteDeps): void {
  app.get(OWN_PATH, (c) =>
    page(c, 200, <AskOwnPage isWrong={false} context={requestContext(c, deps, OWN_PATH)} />),
  );

  app.post(OWN_PATH, ownForms, async (c) => {
    const { email = '' } = await readForm(c);
    const context = requestContext(c, deps, OWN_PATH);
    const asked = { typed: email, language: c.get('language'), caller: c.get('caller'), at: deps.clock() };
    return (await askByAddress(deps, 'ownCertificates', asked)) === 'invalid'
      ? page(c, 422, <AskOwnPage isWrong typed={email} context={context} />)
      : page(c, 200, <AskedOwnPage context={context} />);
  });
}
