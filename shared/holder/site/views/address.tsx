import { addressMessages, addressRefusals, linkSentTo } from '#holder/messages/holder-address.ts';
import type { AddressChange, AddressRefusal } from '#register/address-change.ts';
import type { Language } from '#register/certificate/credential.ts';
import { MAX_EMAIL_LENGTH } from '#register/names/holder-input.ts';
import { maskEmail } from '#register/names/masked-email.ts';
import { address } from '#web/http/current-page.ts';
import type { BilingualText } from '#web/messages/verdict.ts';
import type { PageContext } from '#web/ui/page-context.ts';
import { Panel } from '#web/ui/panel.tsx';
import { Layout } from './layout.tsx';

interface AddressFormProps {
  path: string;
  refusal: AddressRefusal | undefined;
  language: Language;
}

/** What was typed wrongly is not written into the page again: it may be somebody else's address. */
export function AddressForm({ path, refusal, language }: AddressFormProps) {
  return (
    <section class="stack rule screen" aria-labelledby="address-title">
      <h2 id="address-title">{addressMessages.title[language]}</h2>
      <p>{addressMessages.how[language]}</p>
      <p class="small">{addressMessages.everyone[language]}</p>
      <form method="post" action={address(`${path}/address`, {}, language)}>
        <div class="field">
          <label for="email">{addressMessages.field[language]}</label>
          {refusal && (
            <p class="wrong" id="problem" role="alert">
              {addressRefusals[refusal][language]}
            </p>
          )}
          <input
            id="email"
            name="email"
            type="email"
            required
            maxlength={MAX_EMAIL_LENGTH}
            autocomplete="email"
            aria-describedby={refusal && 'problem'}
            aria-invalid={refusal && 'true'}
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
  /** Where the reader of the new address sees what is registered for it. */
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
      </Panel>
      <dl class="facts">
        <div>
          <dt>{addressMessages[left ? 'formerAddress' : 'oldAddress'][language]}</dt>
          <dd class="email">{maskEmail(change.oldEmail)}</dd>
        </div>
        <div>
          <dt>{addressMessages.newAddress[language]}</dt>
          <dd class="email">{maskEmail(change.newEmail)}</dd>
        </div>
      </dl>
      {button && (
        <form method="post" action={address(path, {}, language)}>
          <button class="main" type="submit">
            {button[language]}
          </button>
        </form>
      )}
      {certificatesPath && (
        <p>
          <a class="target" href={address(certificatesPath, {}, language)}>
            {addressMessages.seeCertificates[language]}
          </a>
        </p>
      )}
    </Layout>
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
    case 'refused':
      return as === 'refuse'
        ? { look: 'good', title: w.refusedTitle, detail: w.refusedDetail }
        : { look: 'waiting', title: w.notMadeTitle, detail: w.notMadeDetail };
    case 'refusing':
      return as === 'refuse'
        ? { look: 'waiting', title: w.takeBackTitle, detail: w.halfDone, button: w.takeBack }
        : { look: 'waiting', title: w.notMadeTitle, detail: w.notMadeDetail };
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
