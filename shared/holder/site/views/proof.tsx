import { openings, proofMessages, sharedUntil } from '#holder/messages/holder-proof.ts';
import type { Proof } from '#holder/proof/proof.ts';
import type { SharedProof } from '#holder/proof/shared-proof.ts';
import type { Language } from '#register/certificate/credential.ts';
import { type CivilDate, civilDate } from '#register/civil-date.ts';
import { address } from '#web/http/current-page.ts';
import type { BilingualText } from '#web/messages/verdict.ts';
import { StatusIcon } from '#web/ui/icons.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { qrCode } from '#web/ui/qr-code.ts';
import { statusColours } from '#web/ui/status-colours.ts';
import { CertificateNumber, Day } from '#web/ui/text.tsx';
import { Layout } from './layout.tsx';

interface ProofPageProps {
  proof: Proof;
  /** The link under which it is shared now. */
  shared: (SharedProof & { url: string }) | undefined;
  path: string;
  context: PageContext;
}

export function ProofPage({ proof, shared, path, context }: ProofPageProps) {
  const { language, today } = context;
  const { expiresOn, verifyPath } = proof;
  const [verify = '', issuer = ''] = verifyPath.split('?issuer=');
  return (
    <Layout context={context} title={`${proof.title[language]} · ${proofMessages.title[language]}`}>
      <h1 class="screen">{proofMessages.title[language]}</h1>
      <ProofSheet proof={proof} context={context} />
      <section class="stack screen" aria-labelledby="take">
        <h2 id="take">{proofMessages.take[language]}</h2>
        <ul class="links">
          <li>
            <a class="target" href={address(`${path}/a4.pdf`, {}, language)}>
              {proofMessages.a4[language]}
            </a>
          </li>
          <li>
            <a class="target" href={address(`${path}/card.pdf`, {}, language)}>
              {proofMessages.card[language]}
            </a>
          </li>
          {expiresOn && expiresOn >= today && (
            <li>
              <a class="target" href={address(`${path}/certificate.ics`, {}, language)}>
                {proofMessages.calendar[language]}
              </a>
            </li>
          )}
          <li>
            <a class="target" href={address(verify, { issuer }, language)}>
              {proofMessages.verify[language]}
            </a>
          </li>
        </ul>
      </section>
      <Sharing shared={shared} path={path} language={language} />
      <p class="screen">
        <a class="target" href={address(path.replace(/\/proof\/.*/, ''), {}, language)}>
          {proofMessages.all[language]}
        </a>
      </p>
    </Layout>
  );
}

interface SharedProofPageProps {
  proof: Proof;
  until: CivilDate;
  context: PageContext;
}

export function SharedProofPage({ proof, until, context }: SharedProofPageProps) {
  const { language } = context;
  return (
    <Layout
      context={context}
      title={`${proof.title[language]} · ${proofMessages.sharedTitle[language]}`}
      note={sharedUntil(until, language)}
    >
      <div class="stack screen">
        <h1>{proofMessages.sharedTitle[language]}</h1>
        <p>{proofMessages.sharedHow[language]}</p>
      </div>
      <ProofSheet proof={proof} context={context} />
    </Layout>
  );
}

/** What is on the paper: both languages, whichever the page has. */
function ProofSheet({ proof, context }: { proof: Proof; context: PageContext }) {
  const url = context.publicBaseUrl + proof.verifyPath;
  return (
    <article class="cert proof" aria-labelledby="proof">
      <div class="stack">
        <h2 id="proof">
          <Both text={proof.title} />
        </h2>
        <p class="name">
          {proof.names.map((name) => (
            <span lang={/\p{Script=Han}/u.test(name) ? 'zh-HK' : 'en'}>{name}</span>
          ))}
        </p>
      </div>
      <div class={`panel ${statusColours[proof.status]}`}>
        <StatusIcon status={proof.status} />
        <div>
          <h3>
            <Both text={proof.word} />
          </h3>
          <p>
            <Both text={proof.sentence} />
          </p>
          <p class="asof">
            <Both text={proof.asked} />
          </p>
        </div>
      </div>
      <dl class="facts">
        {proof.lines.map(({ label, value }) => (
          <div>
            <dt>
              <Both text={label} />
            </dt>
            <dd>
              {typeof value === 'string' ? (
                <CertificateNumber>{value}</CertificateNumber>
              ) : (
                <Both text={value} />
              )}
            </dd>
          </div>
        ))}
      </dl>
      <div class="scan">
        <div class="qr" aria-hidden="true" dangerouslySetInnerHTML={{ __html: qrCode(url) }} />
        <div>
          <p>
            <Both text={proofMessages.scan} />
          </p>
          <p class="small url">{url}</p>
          <p class="small">
            <Both text={proofMessages.notOriginal} />
          </p>
        </div>
      </div>
    </article>
  );
}

function Both({ text }: { text: BilingualText }) {
  return (
    <>
      <span class="both" lang="zh-HK">
        {text['zh-HK']}
      </span>{' '}
      <span class="both" lang="en">
        {text.en}
      </span>
    </>
  );
}

interface SharingProps {
  shared: (SharedProof & { url: string }) | undefined;
  path: string;
  language: Language;
}

function Sharing({ shared, path, language }: SharingProps) {
  return (
    <section class="stack rule screen" aria-labelledby="share">
      <h2 id="share">{proofMessages.share[language]}</h2>
      <p>{proofMessages.shareHow[language]}</p>
      {shared && (
        <>
          {/* One touch and “copy” in a field; text among other text is hard to mark on a phone. */}
          <div class="field">
            <label for="share-link">{proofMessages.shareLink[language]}</label>
            <input id="share-link" readonly value={shared.url} />
          </div>
          <p>
            <a class="target" href={shared.url}>
              {proofMessages.shareOpen[language]}
            </a>
          </p>
          <p>{sharedUntil(shared.until, language)}</p>
          <Openings opened={shared.opened} language={language} />
        </>
      )}
      <form method="post" action={address(`${path}/share`, {}, language)}>
        <button class="quiet" type="submit" name="action" value={shared ? 'end' : 'begin'}>
          {proofMessages[shared ? 'shareEnd' : 'shareBegin'][language]}
        </button>
      </form>
    </section>
  );
}

function Openings({ opened, language }: { opened: SharedProof['opened']; language: Language }) {
  const days = Object.entries(opened).toSorted(([a], [b]) => (a < b ? 1 : -1));
  if (days.length === 0) return <p>{proofMessages.notOpened[language]}</p>;
  return (
    <>
      <p>{proofMessages.opened[language]}</p>
      <ul>
        {days.map(([day, count]) => (
          <li>
            <Day on={civilDate.parse(day)} language={language} />{' '}
            <span class="phrase">{openings(count, language)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
