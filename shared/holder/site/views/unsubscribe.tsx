import {
  aboutType,
  holderSiteWords,
  kindOf,
  ownTroubleWords,
  stopButtons,
  stoppedSince,
  unsubscribeWords,
} from '#holder/messages/holder-site.ts';
import {
  type MailState,
  type StopScope,
  stopAll,
  stopCertificate,
  stopFor,
  stopType,
} from '#mail/mail-state.ts';
import { typeOf } from '#register/catalogue/catalogue.ts';
import type { Credential, Language } from '#register/certificate/credential.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { maskEmail } from '#register/names/masked-email.ts';
import { address } from '#web/http/current-page.ts';
import { factWords } from '#web/messages/pages.ts';
import type { PageContext } from '#web/ui/page-context.ts';
import { Panel } from '#web/ui/panel.tsx';
import { CertificateNumber } from '#web/ui/text.tsx';
import { HolderName, Layout } from './layout.tsx';

export interface UnsubscribeView {
  path: string;
  /** What the e-mail was about; absent: it could not be found. */
  credential?: Credential | undefined;
  /** The address, if one of its certificates still has it. */
  email?: string | undefined;
  mailState: MailState;
}

export function typeName(code: string, language: Language): string {
  return typeOf(code)?.name[language] ?? code;
}

/** What is stopped, and a button for each wish; a form each, so that no script is needed. */
export function UnsubscribePage(props: { view: UnsubscribeView; done: boolean; context: PageContext }) {
  const { view, done, context } = props;
  const { credential, email, mailState } = view;
  const { language } = context;
  const stopped = credential ? stopFor(mailState, credential) : mailState.stops[stopAll] && stopAll;
  return (
    <Layout context={context} title={unsubscribeWords.title[language]}>
      <Panel
        look={mailState.trouble ? 'wrong' : stopped ? 'paused' : 'good'}
        title={sentenceOf(mailState, stopped, language)}
        done={done}
      >
        {done && <p>{holderSiteWords.done[language]}</p>}
        {mailState.trouble && <p>{ownTroubleWords[mailState.trouble.state][language]}</p>}
        {stopped && <p>{unsubscribeWords.staysValid[language]}</p>}
      </Panel>
      <section class="stack" aria-labelledby="choose">
        <h2 id="choose">{unsubscribeWords.choose[language]}</h2>
        <p>{unsubscribeWords.atOnce[language]}</p>
        <ul class="choices">
          {choicesOf(credential).map((scope) => (
            <Choice scope={scope} view={view} language={language} />
          ))}
        </ul>
      </section>
      {credential && <About credential={credential} email={email} language={language} />}
    </Layout>
  );
}

/** What a mail program's own button has done; it shows this to nobody, but a person may come by. */
export function OneClickPage({ path, context }: { path: string; context: PageContext }) {
  const { language } = context;
  return (
    <Layout context={context} title={unsubscribeWords.title[language]}>
      <Panel look="paused" title={unsubscribeWords.stoppedAll[language]} done>
        <p>{unsubscribeWords.staysValid[language]}</p>
      </Panel>
      <p>
        {unsubscribeWords.oneClick[language]}{' '}
        <a href={address(path, {}, language)}>{unsubscribeWords.toChoose[language]}</a>
      </p>
    </Layout>
  );
}

function sentenceOf({ trouble }: MailState, stopped: StopScope | undefined, language: Language): string {
  if (trouble) return unsubscribeWords.notArriving[language];
  if (!stopped) return unsubscribeWords.getting[language];
  const sentences = {
    all: unsubscribeWords.stoppedAll,
    type: unsubscribeWords.stoppedType,
    certificate: unsubscribeWords.stoppedCertificate,
  };
  return sentences[kindOf(stopped)][language];
}

const choicesOf = (credential: Credential | undefined): StopScope[] =>
  credential ? [stopCertificate(credential), stopType(credential.type), stopAll] : [stopAll];

interface AboutProps {
  credential: Credential;
  email: string | undefined;
  language: Language;
}

function About({ credential, email, language }: AboutProps) {
  return (
    <section class="stack" aria-labelledby="about">
      <h2 id="about">{unsubscribeWords.facts[language]}</h2>
      <dl class="facts">
        <div>
          <dt>{factWords.certificate[language]}</dt>
          <dd>{typeName(credential.type, language)}</dd>
        </div>
        <div>
          <dt>{factWords.number[language]}</dt>
          <dd>
            <CertificateNumber>{credential.number}</CertificateNumber>
          </dd>
        </div>
        <div>
          <dt>{factWords.holder[language]}</dt>
          <dd>
            <HolderName credential={credential} />
          </dd>
        </div>
        {email && (
          <div>
            <dt>{unsubscribeWords.address[language]}</dt>
            <dd class="email">{maskEmail(email)}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

interface ChoiceProps {
  scope: StopScope;
  view: UnsubscribeView;
  language: Language;
}

function Choice({ scope, view: { path, credential, mailState }, language }: ChoiceProps) {
  const since = mailState.stops[scope];
  const wider = choicesOf(credential).slice(choicesOf(credential).indexOf(scope) + 1);
  const within = !since && wider.some((other) => mailState.stops[other]);
  const kind = kindOf(scope);
  const action = since ? 'resume' : 'stop';
  const titles = {
    certificate: unsubscribeWords.certificate[language],
    type: aboutType(typeName(credential?.type ?? '', language), language),
    all: unsubscribeWords.all[language],
  };
  return (
    <li>
      <div>
        <h3>{titles[kind]}</h3>
        {kind === 'certificate' && credential && (
          <p>
            {typeName(credential.type, language)} <CertificateNumber>{credential.number}</CertificateNumber>
          </p>
        )}
        <p>
          {since
            ? stoppedSince(hongKongDay(since), language)
            : unsubscribeWords[within ? 'within' : 'gets'][language]}
        </p>
      </div>
      {!within && (
        <form method="post" action={address(path, {}, language)}>
          <input type="hidden" name="action" value={action} />
          <button class="quiet" type="submit" name="scope" value={kind}>
            {stopButtons[action][kind][language]}
          </button>
        </form>
      )}
    </li>
  );
}
