import type { InviteRefusal } from '#provider/colleagues/invite-colleague.ts';
import {
  inviteRefusals,
  colleagueMessages as messages,
} from '#provider/colleagues/messages/console-colleagues.ts';
import { roleMessages, roleNames } from '#provider/colleagues/messages/roles.ts';
import { type Role, roles } from '#register/catalogue/colleague.ts';
import type { Language } from '#register/certificate/credential.ts';
import { MAX_EMAIL_LENGTH, MAX_NAME_LENGTH } from '#register/names/holder-input.ts';

export interface TypedInvitation {
  email: string;
  name: string;
  role: Role;
}

interface InviteFormProps {
  typed: (TypedInvitation & { refusal: InviteRefusal }) | undefined;
  language: Language;
}

/** What was typed stays, beside what is wrong with it. */
export function InviteForm({ typed, language }: InviteFormProps) {
  const refusal = typed?.refusal;
  const isOfName = refusal === 'invalidName' || refusal === 'identityInName';
  return (
    <section class="stack measure rule">
      <h2>{messages.invite[language]}</h2>
      <p>{messages.inviteHint[language]}</p>
      <form method="post" action="/console/colleagues">
        <div class="field">
          <label for="email">{messages.email[language]}</label>
          {refusal && !isOfName && <Refusal id="email-error" refusal={refusal} language={language} />}
          <input
            id="email"
            name="email"
            type="email"
            required
            maxlength={MAX_EMAIL_LENGTH}
            autocomplete="off"
            value={typed?.email}
            aria-describedby={refusal && !isOfName ? 'email-error' : undefined}
            aria-invalid={refusal && !isOfName ? 'true' : undefined}
          />
        </div>
        <div class="field">
          <label for="name">{messages.name[language]}</label>
          <p class="small" id="name-hint">
            {messages.nameHint[language]}
          </p>
          {refusal && isOfName && <Refusal id="name-error" refusal={refusal} language={language} />}
          <input
            id="name"
            name="name"
            required
            maxlength={MAX_NAME_LENGTH}
            autocomplete="off"
            value={typed?.name}
            aria-describedby={isOfName ? 'name-hint name-error' : 'name-hint'}
            aria-invalid={isOfName ? 'true' : undefined}
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

interface RefusalProps {
  id: string;
  refusal: InviteRefusal;
  language: Language;
}

function Refusal({ id, refusal, language }: RefusalProps) {
  return (
    <p class="error" id={id} role="alert">
      {inviteRefusals[refusal][language]}
    </p>
  );
}

export function RoleField({ chosen, language }: { chosen: Role; language: Language }) {
  return (
    <div class="field">
      <label for="role">{messages.role[language]}</label>
      <select id="role" name="role">
        {roles.map((role) => (
          <option value={role} selected={role === chosen}>
            {roleNames[role][language]}
            {language === 'en' ? ': ' : '：'}
            {roleMessages[role][language]}
          </option>
        ))}
      </select>
    </div>
  );
}
