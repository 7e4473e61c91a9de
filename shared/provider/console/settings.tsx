import { Hono } from 'hono';
import { isUndeliverable } from '#mail/is-undeliverable.ts';
import type { ApiDeps } from '#provider/deps.ts';
import {
  disclosureMessages,
  protectedFails,
  protectedTo,
  settingsMessages,
} from '#provider/messages/console-settings.ts';
import { keyNoticesTo, withSettings } from '#provider/write-key-notice.ts';
import { disclosurePolicies, type Provider } from '#register/catalogue/provider.ts';
import type { Language } from '#register/certificate/credential.ts';
import { hasIdentityNumber, readEmail, tidy } from '#register/names/holder-input.ts';
import { maskEmail } from '#register/names/masked-email.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm } from '#web/http/body.ts';
import { address } from '#web/http/current-page.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import { siteMessages } from '#web/messages/pages.ts';
import { fieldMessages } from '#web/messages/problems.ts';
import { control, ErrorSummary, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';

const MAX_CONTACT_LENGTH = 200;
type Typed = Record<'contact' | 'digestEmail' | 'disclosure', string>;

/** A provider's own settings, for its managers; name, code and approvals are the operator's. */
export function settingsRoutes(deps: ApiDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/', async (c) => {
    const profile = await profileOf(c);
    const { contact = '', digestEmail = '', disclosure } = profile;
    const isSaved = c.req.query('done') === 'saved';
    return page(c, { contact, digestEmail, disclosure }, { told: await toldOf(profile), isSaved });
  });

  app.post('/', async (c) => {
    const form = await readForm(c);
    const typed: Typed = {
      contact: form['contact'] ?? '',
      digestEmail: form['digestEmail'] ?? '',
      disclosure: form['disclosure'] ?? '',
    };
    const read = readSettings(typed, c.get('language'));
    if (!read.ok) return page(c, typed, { errors: read.errors, told: await toldOf(await profileOf(c)) });
    await retry(ofOneRecord, async () => {
      const seen = await profileOf(c);
      const stored = await deps.profiles.changeProvider(seen, withSettings(seen, read.settings));
      return stored === 'stored' || AGAIN;
    });
    return c.redirect('/console/settings?done=saved', 303);
  });
  refuseOtherMethods(app, '/', ['GET', 'POST']);

  async function profileOf(c: ConsoleContext): Promise<Provider> {
    const profile = await deps.profiles.findProvider(signedInKey(c).provider);
    if (!profile) throw new ProblemError('not_found');
    return profile;
  }

  async function toldOf(profile: Provider): Promise<Told | undefined> {
    const to = keyNoticesTo(profile);
    return to === undefined ? undefined : { to, fails: await isUndeliverable(deps, to) };
  }
  return app;
}

/** Where mail that protects the provider goes, and whether it would reach nobody there. */
interface Told {
  to: string;
  fails: boolean;
}

type Settings = Pick<Provider, 'contact' | 'digestEmail' | 'disclosure'>;

function readSettings(
  typed: Typed,
  language: Language,
): { ok: true; settings: Settings } | { ok: false; errors: FieldErrors } {
  const contact = tidy(typed.contact);
  const email = typed.digestEmail.trim() === '' ? '' : readEmail(tidy(typed.digestEmail) ?? '');
  const disclosure = disclosurePolicies.find((one) => one === typed.disclosure);
  const isContact = contact !== undefined && contact.length <= MAX_CONTACT_LENGTH;
  const errors: FieldErrors = {
    ...(!isContact && { contact: settingsMessages.badContact[language] }),
    ...(isContact && hasIdentityNumber(contact) && { contact: fieldMessages.identity_number[language] }),
    ...(email === undefined && { digestEmail: settingsMessages.badEmail[language] }),
    ...(!disclosure && { disclosure: settingsMessages.badDisclosure[language] }),
  };
  if (!disclosure || Object.keys(errors).length > 0) return { ok: false, errors };
  const settings = { disclosure, ...(contact && { contact }), ...(email && { digestEmail: email }) };
  return { ok: true, settings };
}

interface Shown {
  errors?: FieldErrors;
  told: Told | undefined;
  isSaved?: boolean;
}

function page(c: ConsoleContext, typed: Typed, { errors = {}, told, isSaved = false }: Shown) {
  const language = c.get('language');
  const failed = Object.keys(errors).length > 0;
  const title = settingsMessages.title[language];
  return show(c, failed ? 422 : 200, {
    title,
    failed,
    place: 'settings',
    children: (
      <>
        <ErrorSummary errors={errors} order={['contact', 'digestEmail', 'disclosure']} language={language} />
        <section class="stack measure">
          <h1>{title}</h1>
          {isSaved && <p role="status">{settingsMessages.saved[language]}</p>}
          {told && <ToldOf told={told} language={language} />}
          <form method="post" action="/console/settings" novalidate>
            <TextField name="contact" typed={typed} errors={errors} language={language} />
            <TextField name="digestEmail" typed={typed} errors={errors} language={language} />
            <div class="field">
              <label for="disclosure">{settingsMessages.disclosure[language]}</label>
              <FieldError field="disclosure" errors={errors} />
              <select {...control('disclosure', errors)}>
                {disclosurePolicies.map((one) => (
                  <option value={one} selected={one === typed.disclosure}>
                    {disclosureMessages[one][language]}
                  </option>
                ))}
              </select>
            </div>
            <button class="main" type="submit">
              {settingsMessages.save[language]}
            </button>
          </form>
        </section>
      </>
    ),
  });
}

function ToldOf({ told: { to, fails }, language }: { told: Told; language: Language }) {
  if (!fails) return <p>{protectedTo(maskEmail(to), language)}</p>;
  return (
    <p>
      {protectedFails(maskEmail(to), language)}{' '}
      <a href={`${address('/help', {}, language)}#contact`}>{siteMessages.help[language]}</a>
    </p>
  );
}

interface TextFieldProps {
  name: 'contact' | 'digestEmail';
  typed: Typed;
  errors: FieldErrors;
  language: Language;
}

function TextField({ name, typed, errors, language }: TextFieldProps) {
  return (
    <div class="field">
      <label for={name}>{settingsMessages[name][language]}</label>
      <p class="small" id={`${name}-hint`}>
        {settingsMessages[`${name}Hint`][language]}
      </p>
      <FieldError field={name} errors={errors} />
      <input
        {...control(name, errors, true)}
        type={name === 'digestEmail' ? 'email' : undefined}
        value={typed[name]}
        autocomplete="off"
      />
    </div>
  );
}
