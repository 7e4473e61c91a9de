import { roleNames } from '#provider/colleagues/messages/roles.ts';
import type { Colleague } from '#register/catalogue/colleague.ts';
import type { Language } from '#register/certificate/credential.ts';
import { keyMessages } from '#web/messages/console.ts';

/** The offer to remove whom a key or a colleague let in, each by a box of their own; nothing where there is nobody. */
export function LetIn({ colleagues, language }: { colleagues: readonly Colleague[]; language: Language }) {
  if (colleagues.length === 0) return null;
  return (
    <fieldset class="field">
      <legend>{keyMessages.letIn[language]}</legend>
      {colleagues.map(({ colleagueId, name, email, role }) => (
        <label>
          <input type="checkbox" name="colleague" value={colleagueId} /> {name}, {roleNames[role][language]}
          {email && (
            <>
              {' '}
              <span class="file">{email}</span>
            </>
          )}
        </label>
      ))}
    </fieldset>
  );
}
