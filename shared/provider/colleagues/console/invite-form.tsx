import type { InviteProblems } from '#provider/colleagues/invite-colleague.ts';
import {
  inviteRefusals,
  colleagueMessages as messages,
} from '#provider/colleagues/messages/console-colleagues.ts';
import { roleMessages, roleNames } from '#provider/colleagues/messages/roles.ts';
import { type Role, roles } from '#register/catalogue/colleague.ts';
import type { Language } from '#register/certificate/credential.ts';
import { MAX_EMAIL_LENGTH, MAX_NAME_LENGTH } from '#register/names/holder-input.ts';
import { control, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';

export interface TypedInvitation {
  email: string;
  name: string;
  role: Role;
}

interface InviteFormProps {
  typed: TypedInvitation | undefined;
  errors: FieldErrors;
  language: Language;
}

/** What was typed stays, beside what is wrong with it. */
export function InviteForm({ typed, errors, language }: InviteFormProps) {
  return (
    <section class="stack measure rule">
      <h2>{messages.invite[language]}</h2>
      <p>{messages.inviteHint[language]}</p>
      <form method="post" action="/console/colleagues" novalidate>
        <div class="field">
          <label for="email">{messages.email[language]}</label>
          <FieldError field="email" errors={errors} />
          <input
            {...control('email', errors)}
            type="email"
            required
            maxlength={MAX_EMAIL_LENGTH}
            autocomplete="off"
            value={typed?.email}
          />
        </div>
        <div class="field">
          <label for="name">{messages.name[language]}</label>
          <p class="small" id="name-hint">
            {messages.nameHint[language]}
          </p>
          <FieldError field="name" errors={errors} />
          <input
            {...control('name', errors, true)}
            required
            maxlength={MAX_NAME_LENGTH}
            autocomplete="off"
            value={typed?.name}
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

/** How to correct each field that was refused. */
export function inviteErrors({ email, name }: InviteProblems, language: Language): FieldErrors {
  return {
    ...(email && { email: inviteRefusals[email][language] }),
    ...(name && { name: inviteRefusals[name][language] }),
  };
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
