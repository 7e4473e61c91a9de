import {
  addressMessages,
  areBack,
  elsewhereMessages,
  linkSentTo,
  refusalMessage,
  takeBackBy,
} from '#holder/messages/holder-address.ts';
import type { Moved, Whereabouts } from '#holder/moved-certificates.ts';
import { type AddressChange, type AddressRefusal, takeBackUntil } from '#register/address/address-change.ts';
import type { Language } from '#register/certificate/credential.ts';
import { MAX_EMAIL_LENGTH } from '#register/names/holder-input.ts';
import { maskEmail } from '#register/names/masked-email.ts';
import { address } from '#web/http/current-page.ts';
import type { BilingualText } from '#web/messages/verdict.ts';
import { control, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { Panel } from '#web/ui/panel.tsx';
import { CertificateNumber } from '#web/ui/text.tsx';
import { Layout } from './layout.tsx';

interface AddressFormProps {
  path: string;
  refused: RefusedAddress | undefined;
  language: Language;
}

export interface RefusedAddress {
  refusal: AddressRefusal;
  typed: string;
}

export const addressErrors = (refused: RefusedAddress | undefined, language: Language): FieldErrors =>
  refused ? { email: refusalMessage(refused.refusal, language) } : {};

export function AddressForm({ path, refused, language }: AddressFormProps) {
  const errors = addressErrors(refused, language);
  return (
    <section class="stack rule screen" aria-labelledby="address-title">
      <h2 id="address-title">{addressMessages.title[language]}</h2>
      <p>{addressMessages.how[language]}</p>
      <p class="small">{addressMessages.everyone[language]}</p>
      <form method="post" action={address(`${path}/address`, {}, language)} novalidate>
        <div class="field">
          <label for="email">{addressMessages.field[language]}</label>
          <FieldError field="email" errors={errors} />
          <input
            {...control('email', errors)}
            type="email"
            required
            maxlength={MAX_EMAIL_LENGTH}
            autocomplete="email"
            value={refused?.typed}
          />
        </div>
        <button class="main" type="submit">
          {addressMessages.ask[language]}
        </button>
      </form>
    </section>
  );
}

export function AskedPage(props: { newEmail: string; path: string; context: PageContext }) {
  const { newEmail, path, context } = props;
  const { language } = context;
  return (
    <Layout context={context} title={addressMessages.askedTitle[language]}>
      <Panel look="waiting" title={addressMessages.askedTitle[language]} done>
        <p class="email">
          <strong>{linkSentTo(newEmail, language)}</strong>
        </p>
        <p>{addressMessages.askedDetail[language]}</p>
      </Panel>
      <p>
        <a class="target" href={address(path, {}, language)}>
          {addressMessages.back[language]}
        </a>
      </p>
    </Layout>
  );
}

interface ChangePageProps {
  /** Whether the reader has the link that was sent to the new address, or to the old one. */
  as: 'confirm' | 'refuse';
  change: AddressChange;
  path: string;
  /** Where its reader sees what is registered for the address that holds now. */
  certificatesPath?: string | undefined;
  context: PageContext;
}

/** One side of a change: what would happen, and the button that does it; or what was done. */
export function ChangePage({ as, change, path, certificatesPath, context }: ChangePageProps) {
  const { language } = context;
  const { look, title, detail, button } = lines(as, change.state);
  // While it is half done either way, it is not said which one is in use.
  const left = change.state === 'made';
  return (
    <Layout context={context} title={title[language]}>
      <Panel look={look} title={title[language]} done={!button}>
        <p>{detail[language]}</p>
        {as === 'refuse' && (change.state === 'made' || change.state === 'confirmed') && (
          <p>{takeBackBy(takeBackUntil(change), language)}</p>
        )}
      </Panel>
      <Addresses change={change} old={left ? 'formerAddress' : 'oldAddress'} language={language} />
      {button && <PressButton path={path} label={button} language={language} />}
      {certificatesPath && <CertificatesLink path={certificatesPath} language={language} />}
    </Layout>
  );
}

interface RefusedPageProps {
  change: AddressChange;
  /** Where everything is now that the change had moved. */
  moved: readonly Moved[];
  /** How many certificates the register has at the address that is kept. */
  kept: number;
  path: string;
  certificatesPath: string;
  context: PageContext;
}

/** What the register holds once a change is refused, for whoever reads mail at the old address. */
export function RefusedPage({ change, moved, kept, path, certificatesPath, context }: RefusedPageProps) {
  const { language } = context;
  const elsewhere = moved.flatMap((one) => (one.is === 'back' ? [] : [{ ...one, is: one.is }]));
  const unfinished = change.state === 'refusing' || elsewhere.some(({ is }) => PRESS_AGAIN.includes(is));
  const title = addressMessages[elsewhere.length > 0 || unfinished ? 'notAllBackTitle' : 'refusedTitle'];
  return (
    <Layout context={context} title={title[language]}>
      <Panel
        look={elsewhere.length > 0 || unfinished ? 'waiting' : 'good'}
        title={title[language]}
        done={!unfinished}
      >
        <p>{areBack(kept, maskEmail(change.oldEmail), language)}</p>
        <p>{addressMessages.refusedDetail[language]}</p>
        <p>{addressMessages.mailGoesOn[language]}</p>
      </Panel>
      <Addresses change={change} old="oldAddress" language={language} />
      {elsewhere.length > 0 && <Elsewhere certificates={elsewhere} language={language} />}
      {unfinished && <PressButton path={path} label={addressMessages.onceMore} language={language} />}
      <CertificatesLink path={certificatesPath} language={language} />
    </Layout>
  );
}

const PRESS_AGAIN: Whereabouts[] = ['notYet', 'unreadable'];

interface ElsewhereProps {
  certificates: (Moved & { is: Exclude<Whereabouts, 'back'> })[];
  language: Language;
}

function Elsewhere({ certificates, language }: ElsewhereProps) {
  return (
    <section class="stack" aria-labelledby="elsewhere">
      <h2 id="elsewhere">{addressMessages.elsewhere[language]}</h2>
      <dl class="facts">
        {certificates.map(({ id, credential, is }) => (
          <div>
            <dt>
              <CertificateNumber>{credential?.number ?? id.key}</CertificateNumber>
            </dt>
            <dd>{elsewhereMessages[is][language]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface AddressesProps {
  change: AddressChange;
  old: 'oldAddress' | 'formerAddress';
  language: Language;
}

function Addresses({ change, old, language }: AddressesProps) {
  return (
    <dl class="facts">
      <div>
        <dt>{addressMessages[old][language]}</dt>
        <dd class="email">{maskEmail(change.oldEmail)}</dd>
      </div>
      <div>
        <dt>{addressMessages.newAddress[language]}</dt>
        <dd class="email">{maskEmail(change.newEmail)}</dd>
      </div>
    </dl>
  );
}

function PressButton({ path, label, language }: { path: string; label: BilingualText; language: Language }) {
  return (
    <form method="post" action={address(path, {}, language)}>
      <button class="main" type="submit">
        {label[language]}
      </button>
    </form>
  );
}

function CertificatesLink({ path, language }: { path: string; language: Language }) {
  return (
    <p>
      <a class="target" href={address(path, {}, language)}>
        {addressMessages.seeCertificates[language]}
      </a>
    </p>
  );
}

type Lines = {
  look: 'good' | 'waiting';
  title: BilingualText;
  detail: BilingualText;
  button?: BilingualText;
};

function lines(as: ChangePageProps['as'], state: AddressChange['state']): Lines {
  const w = addressMessages;
  switch (state) {
    // Whoever refused it sees what the register holds (RefusedPage).
    case 'refused':
    case 'refusing':
      return { look: 'waiting', title: w.notMadeTitle, detail: w.notMadeDetail };
    case 'asked':
      return as === 'refuse'
        ? { look: 'waiting', title: w.refuseTitle, detail: w.refuseDetail, button: w.refuse }
        : { look: 'waiting', title: w.confirmTitle, detail: w.confirmDetail, button: w.confirm };
    case 'confirmed':
    case 'made':
      if (as === 'refuse') {
        return { look: 'waiting', title: w.takeBackTitle, detail: w.takeBackDetail, button: w.takeBack };
      }
      return state === 'made'
        ? { look: 'good', title: w.madeTitle, detail: w.madeDetail }
        : { look: 'waiting', title: w.confirmTitle, detail: w.halfDone, button: w.confirm };
  }
}
