import type { HolderCertificate, HolderView } from '#holder/holder-certificates.ts';
import { howMany, myMessages, noReminderMessages, pageNumber } from '#holder/messages/holder-certificates.ts';
import { proofMessages } from '#holder/messages/holder-proof.ts';
import {
  holderSiteMessages,
  ownTroubleMessages,
  scopeKind,
  stopButtons,
  unsubscribeMessages,
} from '#holder/messages/holder-site.ts';
import { stopAll, stopCertificate } from '#mail/address-state.ts';
import { providerRole } from '#mail/letter/naming.ts';
import type { Language } from '#register/certificate/credential.ts';
import { maskEmail } from '#register/names/masked-email.ts';
import { address } from '#web/http/current-page.ts';
import { numberPath } from '#web/http/verify-address.ts';
import { factMessages } from '#web/messages/pages.ts';
import { statusMessages } from '#web/messages/verdict.ts';
import { Contact } from '#web/ui/contact.tsx';
import { ErrorSummary } from '#web/ui/error-summary.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { statusColours as statusTones } from '#web/ui/status-colours.ts';
import { CertificateNumber, Day } from '#web/ui/text.tsx';
import { AddressForm, addressErrors, type RefusedAddress } from './address.tsx';
import { Layout } from './layout.tsx';
import { typeName } from './unsubscribe.tsx';

interface CertificatesPageProps {
  view: HolderView;
  path: string;
  page: number;
  done: boolean;
  /** Why the address that was typed could not be asked for. */
  refused?: RefusedAddress | undefined;
  context: PageContext;
}

/** Everything that is registered for the reader's address. */
export function CertificatesPage({ view, path, page, done, refused, context }: CertificatesPageProps) {
  const { language } = context;
  const { certificates, total, pages, mailState } = view;
  const [first] = certificates;
  const email = first?.credential.email;
  const stoppedAll = mailState.stops[stopAll] !== undefined;
  // An address that is not written to gets none, stopped or not; with no certificate there is none to get.
  const aboutAll = !mailState.trouble && (first !== undefined || stoppedAll);
  return (
    <Layout context={context} title={myMessages.title[language]} failed={refused !== undefined}>
      <ErrorSummary errors={addressErrors(refused, language)} language={language} />
      <div class="stack">
        <h1>{myMessages.title[language]}</h1>
        {done && (
          <p class="valid chip" role="status">
            {holderSiteMessages.done[language]}
          </p>
        )}
        <p class="email">
          {first ? howMany(total, email && maskEmail(email), language) : myMessages.none[language]}
        </p>
        {mailState.trouble && <p class="wrong">{ownTroubleMessages[mailState.trouble.state][language]}</p>}
      </div>
      {first && (
        <div class="certs">
          {certificates.map((certificate, index) => (
            <Certificate
              certificate={certificate}
              id={`certificate-${index + 1}`}
              path={path}
              page={page}
              language={language}
            />
          ))}
        </div>
      )}
      {pages > 1 && <Pages path={path} page={page} pages={pages} language={language} />}
      {aboutAll && (
        <section class="stack rule screen" aria-labelledby="everything">
          <h2 id="everything">{myMessages.everything[language]}</h2>
          <p>{(stoppedAll ? unsubscribeMessages.stoppedAll : myMessages.gettingAll)[language]}</p>
          <StopForm
            path={path}
            page={page}
            action={stoppedAll ? 'resume' : 'stop'}
            scope="all"
            language={language}
          />
        </section>
      )}
      {(first || refused) && <AddressForm path={path} refused={refused} language={language} />}
    </Layout>
  );
}

interface CertificateProps {
  certificate: HolderCertificate;
  id: string;
  path: string;
  page: number;
  language: Language;
}

function Certificate({ certificate, id, path, page, language }: CertificateProps) {
  const { credential, provider, status, expiresOn, stop, next } = certificate;
  const verifyAt = address(numberPath(credential.number), { issuer: credential.provider }, language);
  // There is nothing to stop where nothing will come; what is stopped with all others goes on with all others, below.
  const choosable = next.goes || (next.because === 'unsubscribed' && stop !== stopAll);
  return (
    <article class="cert" aria-labelledby={id}>
      <div class="head">
        <h2 id={id}>{typeName(credential.type, language)}</h2>
        <span class={`chip ${statusTones[status]}`}>{statusMessages[status][language]}</span>
      </div>
      <dl class="facts">
        <div>
          <dt>{factMessages.number[language]}</dt>
          <dd>
            <a class="target" href={verifyAt}>
              <CertificateNumber>{credential.number}</CertificateNumber>
            </a>
          </dd>
        </div>
        <div>
          <dt>{factMessages.holder[language]}</dt>
          <dd>
            {credential.nameEn} {credential.nameZh && <span lang="zh-HK">{credential.nameZh}</span>}
          </dd>
        </div>
        <div>
          <dt>
            {factMessages[providerRole(credential) === 'provider' ? 'issuer' : 'registeredBy'][language]}
          </dt>
          <dd>
            {provider?.name[language] ?? credential.provider}
            {provider?.contact && (
              <p class="small">
                <Contact text={provider.contact} />
              </p>
            )}
          </dd>
        </div>
        <div>
          <dt>{factMessages.expiresOn[language]}</dt>
          <dd>
            {expiresOn ? <Day on={expiresOn} language={language} /> : factMessages.doesNotExpire[language]}
          </dd>
        </div>
        <div>
          <dt>{myMessages.next[language]}</dt>
          <dd>
            <Next next={next} language={language} />
          </dd>
        </div>
      </dl>
      <a
        class="target screen"
        href={address(
          `${path}/proof/${encodeURIComponent(credential.provider)}/${encodeURIComponent(credential.key)}`,
          {},
          language,
        )}
        id={`${id}-show`}
        aria-labelledby={`${id}-show ${id}`}
      >
        {proofMessages.show[language]}
      </a>
      {choosable && (
        <StopForm
          path={path}
          page={page}
          action={stop ? 'resume' : 'stop'}
          scope={stop ? scopeKind(stop) : 'certificate'}
          certificate={stopCertificate(credential).replace('certificate:', '')}
          label={id}
          language={language}
        />
      )}
    </article>
  );
}

function Next({ next, language }: { next: HolderCertificate['next']; language: Language }) {
  if (!next.goes) return <>{noReminderMessages[next.because][language]}</>;
  return (
    <>
      <Day on={next.on} language={language} />
      {language === 'en' && ' '}
      <span class="phrase">{myMessages.atNine[language]}</span>
    </>
  );
}

interface StopFormProps {
  path: string;
  page: number;
  action: 'stop' | 'resume';
  scope: 'certificate' | 'type' | 'all';
  /** `SPMC#OFA202400017` */
  certificate?: string;
  /** What the button is about, where the page has several. */
  label?: string;
  language: Language;
}

function StopForm({ path, page, action, scope, certificate, label, language }: StopFormProps) {
  const id = label && `${label}-button`;
  return (
    <form class="screen" method="post" action={address(`${path}/stops`, {}, language)}>
      <input type="hidden" name="action" value={action} />
      <input type="hidden" name="page" value={String(page)} />
      {certificate && <input type="hidden" name="certificate" value={certificate} />}
      <button
        id={id}
        class="quiet"
        type="submit"
        name="scope"
        value={scope}
        aria-labelledby={label && `${id} ${label}`}
      >
        {stopButtons[action][scope][language]}
      </button>
    </form>
  );
}

interface PagesProps {
  path: string;
  page: number;
  pages: number;
  language: Language;
}

function Pages({ path, page, pages, language }: PagesProps) {
  const to = (n: number) => address(path, { page: String(n) }, language);
  return (
    <nav class="pages" aria-label={myMessages.pages[language]}>
      {page > 1 && (
        <a href={to(page - 1)} rel="prev">
          {myMessages.earlier[language]}
        </a>
      )}
      <span>{pageNumber(page, pages, language)}</span>
      {page < pages && (
        <a href={to(page + 1)} rel="next">
          {myMessages.later[language]}
        </a>
      )}
    </nav>
  );
}
