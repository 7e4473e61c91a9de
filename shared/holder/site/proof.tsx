import { registeredTo } from '#holder/holder-certificates.ts';
import { noCertificateMessages } from '#holder/messages/holder-proof.ts';
import { describeProof, type Proof } from '#holder/proof/proof.ts';
import type { ProofSize } from '#holder/proof/proof-pdf.ts';
import { isShared, shareProof } from '#holder/proof/shared-proof.ts';
import { ErrorPage } from '#holder/site/views/layout.tsx';
import { ProofPage } from '#holder/site/views/proof.tsx';
import { languageOrder } from '#mail/letter/naming.ts';
import { addDays, daysBetween, hongKongDay } from '#register/civil-date.ts';
import { reminderCalendar } from '#remind/letter/calendar.ts';
import { verifyUrls } from '#remind/letter/urls.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm } from '#web/http/body.ts';
import { contentDisposition } from '#web/http/content-disposition.ts';
import { backTo } from '#web/http/current-page.ts';
import { page } from '#web/http/page.ts';
import { requestContext } from '#web/ui/page-context.ts';
import { type C, type HolderApp, type HolderSiteDeps, linkProblem } from './deps.tsx';
import { withHolder } from './my.tsx';

export const PROOF_PATH = '/my/:token/proof/:provider/:key';

/** What a holder shows of one certificate, on paper, as a file, in a calendar, or by a link. */
export function addProof(app: HolderApp, deps: HolderSiteDeps): void {
  app.get(PROOF_PATH, (c) =>
    withProof(c, deps, async ({ proof }) => {
      const context = requestContext(c, deps, pathOf(c));
      const share = await deps.shares.get(idOf(c));
      const shared = isShared(share, context.today)
        ? { ...share, url: `${context.publicBaseUrl}/proof/${await signShare(c, deps, share.shareId)}` }
        : undefined;
      return page(c, 200, <ProofPage proof={proof} shared={shared} path={pathOf(c)} context={context} />);
    }),
  );

  app.post(`${PROOF_PATH}/share`, (c) =>
    withProof(c, deps, async ({ holder }) => {
      const { action } = await readForm(c);
      const today = hongKongDay(deps.clock());
      if (action === 'begin') await deps.shares.begin(idOf(c), shareProof(deps.newId(), holder, today));
      else if (action === 'end') await endShare(c, deps);
      else return linkProblem(c, deps, 'unknownAction');
      return backTo(c, pathOf(c));
    }),
  );

  const files: Record<string, (c: C, deps: HolderSiteDeps, proof: Proof) => Response | Promise<Response>> = {
    'a4.pdf': (...of) => pdf(...of, 'a4'),
    'card.pdf': (...of) => pdf(...of, 'card'),
    'certificate.ics': calendar,
  };
  for (const [name, make] of Object.entries(files)) {
    app.get(`${PROOF_PATH}/${name}`, (c) => withProof(c, deps, ({ proof }) => make(c, deps, proof)));
    refuseOtherMethods(app, `${PROOF_PATH}/${name}`, ['GET']);
  }
}

const idOf = (c: C) => ({ key: c.req.param('key') ?? '', provider: c.req.param('provider') ?? '' });

function pathOf(c: C): string {
  const { key, provider } = idOf(c);
  return `/my/${c.req.param('token')}/proof/${encodeURIComponent(provider)}/${encodeURIComponent(key)}`;
}

const signShare = (c: C, { links }: HolderSiteDeps, shareId: string) =>
  links.sign('share', { ...idOf(c), shareId });

async function withProof(
  c: C,
  deps: HolderSiteDeps,
  answer: (own: { proof: Proof; holder: string }) => Response | Promise<Response>,
): Promise<Response> {
  return await withHolder(c, deps, async (holder) => {
    const found = await registeredTo(deps, holder, idOf(c));
    if (!found)
      return page(
        c,
        404,
        <ErrorPage context={requestContext(c, deps, c.req.path)} messages={noCertificateMessages} />,
      );
    const { credential } = found;
    const provider = await deps.providers.get(credential.provider);
    return await answer({ proof: describeProof(credential, provider, deps.clock()), holder });
  });
}

async function endShare(c: C, { shares, clock }: HolderSiteDeps): Promise<void> {
  const share = await shares.get(idOf(c));
  if (share) await shares.end(idOf(c), share.shareId, addDays(hongKongDay(clock()), -1));
}

/** The same entry that a reminder brings: a calendar that has it already keeps one. */
function calendar(c: C, deps: HolderSiteDeps, proof: Proof): Response | Promise<Response> {
  const { credential, provider, expiresOn } = proof;
  const on = hongKongDay(deps.clock());
  if (!expiresOn || expiresOn < on) return linkProblem(c, deps, 'unknownAction');
  const due = { credential, provider, expiresOn, daysLeft: daysBetween(on, expiresOn), stageId: 'asked' };
  return c.body(
    reminderCalendar(languageOrder(c.get('language')), [due], on, verifyUrls(deps.publicBaseUrl)),
    200,
    {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': contentDisposition(`${credential.number}.ics`),
    },
  );
}

async function pdf(c: C, deps: HolderSiteDeps, proof: Proof, size: ProofSize): Promise<Response> {
  const { at, publicBaseUrl } = requestContext(c, deps, pathOf(c));
  // A library of a megabyte, which no other answer of this function needs.
  const { makeProofPdf } = await import('#holder/proof/proof-pdf.ts');
  const made = await makeProofPdf(proof, { size, at, publicBaseUrl, font: deps.proofFont() });
  return c.body(made, 200, {
    'content-type': 'application/pdf',
    'content-disposition': contentDisposition(`${proof.credential.number}-${size}.pdf`),
  });
}
