import type { InviteProblems, InviteRefusal } from '#provider/colleagues/invite-colleague.ts';
import {
  inviteRefusals,
  colleagueMessages as messages,
} from '#provider/colleagues/messages/console-colleagues.ts';
import { roleMessages, roleNames } from '#provider/colleagues/messages/roles.ts';
import { type Role, roles } from '#register/catalogue/colleague.ts';
import type { Language } from '#register/certificate/credential.ts';
import { MAX_EMAIL_LENGTH, MAX_NAME_LENGTH } from '#register/names/holder-input.ts';

export interface RefusedInvitation {
  typed: { email: string; name: string; role: Role };
  problems: InviteProblems;
}

interface InviteFormProps {
  refused: RefusedInvitation | undefined;
  language: Language;
}

/** What was typed stays, beside what is wrong with it. */
export function InviteForm({ refused, language }: InviteFormProps) {
  const { typed, problems } = refused ?? {};
  return (
    <section class="stack measure rule">
      <h2>{messages.invite[language]}</h2>
      <p>{messages.inviteHint[language]}</p>
      <form method="post" action="/console/colleagues">
        <div class="field">
          <label for="email">{messages.email[language]}</label>
          <Problem id="email-error" refusal={problems?.email} language={language} />
          <input
            id="email"
            name="email"
            type="email"
            required
            maxlength={MAX_EMAIL_LENGTH}
            autocomplete="off"
            value={typed?.email}
            aria-describedby={problems?.email ? 'email-error' : undefined}
            aria-invalid={problems?.email ? 'true' : undefined}
          />
        </div>
        <div class="field">
          <label for="name">{messages.name[language]}</label>
          <p class="small" id="name-hint">
            {messages.nameHint[language]}
          </p>
          <Problem id="name-error" refusal={problems?.name} language={language} />
          <input
            id="name"
            name="name"
            required
            maxlength={MAX_NAME_LENGTH}
            autocomplete="off"
            value={typed?.name}
            aria-describedby={problems?.name ? 'name-hint name-error' : 'name-hint'}
            aria-invalid={problems?.name ? 'true' : undefined}
          />
        </div>
        <RoleField chosen={typed?.role ?? 'desk'} language={language} />
        <button class="main" type="submit">
          {messages.submit[language]}
        </button>
      </form>
    </section>
  );
}

interface ProblemProps {
  id: string;
  refusal: InviteRefusal | undefined;
  language: Language;
}

function Problem({ id, refusal, language }: ProblemProps) {
  if (!refusal) return null;
  return (
    <p class="error" id={id} role="alert">
      {inviteRefusals[refusal][language]}
    </p>
  );
}

/** Each with what it may do, as nobody knows that by its name. */
export function RoleField({ chosen, language }: { chosen: Role; language: Language }) {
  return (
    <fieldset>
      <legend>{messages.role[language]}</legend>
      {roles.map((role) => (
        <label class="option">
          <input type="radio" name="role" value={role} checked={role === chosen} required />
          <span>
            <b>{roleNames[role][language]}</b>
            {language === 'en' ? ': ' : '：'}
            {roleMessages[role][language]}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
