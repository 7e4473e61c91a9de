import {
  aboutType,
  holderSiteMessages,
  ownTroubleMessages,
  scopeKind,
  stopButtons,
  stoppedSince,
  unsubscribeMessages,
} from '#holder/messages/holder-site.ts';
import {
  type MailState,
  type StopScope,
  stopAll,
  stopCertificate,
  stopFor,
  stopType,
} from '#mail/address-state.ts';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Credential, Language } from '#register/certificate/credential.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { maskEmail } from '#register/names/masked-email.ts';
import { address } from '#web/http/current-page.ts';
import { factMessages } from '#web/messages/pages.ts';
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
  return typeByCode(code)?.name[language] ?? code;
}

/**
 * Somebody who has stopped nothing yet came to do so: the question comes first, its button next. Otherwise the page says
 * what is stopped. A form for each choice, so that no script is needed.
 */
export function UnsubscribePage(props: { view: UnsubscribeView; done: boolean; context: PageContext }) {
  const { view, done, context } = props;
  const { credential, email, mailState } = view;
  const { language } = context;
  const stopped = credential ? stopFor(mailState, credential) : mailState.stops[stopAll] && stopAll;
  if (!done && !stopped && !mailState.trouble) return <QuestionPage view={view} context={context} />;
  return (
    <Layout context={context} title={unsubscribeMessages.title[language]}>
      <Panel
        look={mailState.trouble ? 'wrong' : stopped ? 'paused' : 'good'}
        title={describeState(mailState, stopped, language)}
        done={done}
      >
        {done && <p>{holderSiteMessages.done[language]}</p>}
        {mailState.trouble && <p>{ownTroubleMessages[mailState.trouble.state][language]}</p>}
        {stopped && <p>{unsubscribeMessages.staysValid[language]}</p>}
      </Panel>
      <section class="stack" aria-labelledby="choose">
        <h2 id="choose">{unsubscribeMessages.choose[language]}</h2>
        <p>{unsubscribeMessages.atOnce[language]}</p>
        <Choices scopes={possibleScopes(credential)} view={view} language={language} />
      </section>
      {credential && <About credential={credential} email={email} language={language} />}
    </Layout>
  );
}

function QuestionPage({ view, context }: { view: UnsubscribeView; context: PageContext }) {
  const { path, credential, email } = view;
  const { language } = context;
  return (
    <Layout context={context} title={unsubscribeMessages.question[language]}>
      <div class="stack">
        <h1>{unsubscribeMessages.question[language]}</h1>
        <ChoiceForm path={path} action="stop" kind="all" look="main" language={language} />
        <p>{unsubscribeMessages.whatStops[language]}</p>
        <p>{unsubscribeMessages.staysValid[language]}</p>
        <p>{unsubscribeMessages.atOnce[language]}</p>
      </div>
      {credential && (
        <section class="stack" aria-labelledby="choose">
          <h2 id="choose">{unsubscribeMessages.onlySome[language]}</h2>
          <Choices
            scopes={possibleScopes(credential).filter((scope) => scope !== stopAll)}
            view={view}
            language={language}
          />
        </section>
      )}
      {credential && <About credential={credential} email={email} language={language} />}
    </Layout>
  );
}

function Choices({ scopes, ...rest }: { scopes: StopScope[]; view: UnsubscribeView; language: Language }) {
  return (
    <ul class="choices">
      {scopes.map((scope) => (
        <Choice scope={scope} {...rest} />
      ))}
    </ul>
  );
}

interface ChoiceFormProps {
  path: string;
  action: 'stop' | 'resume';
  kind: ReturnType<typeof scopeKind>;
  look: 'main' | 'quiet';
  language: Language;
}

function ChoiceForm({ path, action, kind, look, language }: ChoiceFormProps) {
  return (
    <form method="post" action={address(path, {}, language)}>
      <input type="hidden" name="action" value={action} />
      <button class={look} type="submit" name="scope" value={kind}>
        {stopButtons[action][kind][language]}
      </button>
    </form>
  );
}

/** What a mail program's own button has done; it shows this to nobody, but a person may come by. */
export function OneClickPage({ path, context }: { path: string; context: PageContext }) {
  const { language } = context;
  return (
    <Layout context={context} title={unsubscribeMessages.title[language]}>
      <Panel look="paused" title={unsubscribeMessages.stoppedAll[language]} done>
        <p>{unsubscribeMessages.staysValid[language]}</p>
      </Panel>
      <p>
        {unsubscribeMessages.oneClick[language]}{' '}
        <a href={address(path, {}, language)}>{unsubscribeMessages.toChoose[language]}</a>
      </p>
    </Layout>
  );
}

function describeState({ trouble }: MailState, stopped: StopScope | undefined, language: Language): string {
  if (trouble) return unsubscribeMessages.notArriving[language];
  if (!stopped) return unsubscribeMessages.getting[language];
  const sentences = {
    all: unsubscribeMessages.stoppedAll,
    type: unsubscribeMessages.stoppedType,
    certificate: unsubscribeMessages.stoppedCertificate,
  };
  return sentences[scopeKind(stopped)][language];
}

const possibleScopes = (credential: Credential | undefined): StopScope[] =>
  credential ? [stopCertificate(credential), stopType(credential.type), stopAll] : [stopAll];

interface AboutProps {
  credential: Credential;
  email: string | undefined;
  language: Language;
}

function About({ credential, email, language }: AboutProps) {
  return (
    <section class="stack" aria-labelledby="about">
      <h2 id="about">{unsubscribeMessages.facts[language]}</h2>
      <dl class="facts">
        <div>
          <dt>{factMessages.certificate[language]}</dt>
          <dd>{typeName(credential.type, language)}</dd>
        </div>
        <div>
          <dt>{factMessages.number[language]}</dt>
          <dd>
            <CertificateNumber>{credential.number}</CertificateNumber>
          </dd>
        </div>
        <div>
          <dt>{factMessages.holder[language]}</dt>
          <dd>
            <HolderName credential={credential} />
          </dd>
        </div>
        {email && (
          <div>
            <dt>{unsubscribeMessages.address[language]}</dt>
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
  const wider = possibleScopes(credential).slice(possibleScopes(credential).indexOf(scope) + 1);
  const within = !since && wider.some((other) => mailState.stops[other]);
  const kind = scopeKind(scope);
  const action = since ? 'resume' : 'stop';
  const titles = {
    certificate: unsubscribeMessages.certificate[language],
    type: aboutType(typeName(credential?.type ?? '', language), language),
    all: unsubscribeMessages.all[language],
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
            : unsubscribeMessages[within ? 'within' : mailState.trouble ? 'notStopped' : 'gets'][language]}
        </p>
      </div>
      {!within && <ChoiceForm path={path} action={action} kind={kind} look="quiet" language={language} />}
    </li>
  );
}
