import {
  colleagueMessages as messages,
  stayedMessage,
} from '#provider/colleagues/messages/console-colleagues.ts';
import { roleNames } from '#provider/colleagues/messages/roles.ts';
import type { Colleague } from '#register/catalogue/colleague.ts';
import type { Language } from '#register/certificate/credential.ts';
import { ErrorSummary } from '#web/ui/error-summary.tsx';

interface LetInProps {
  /** Who let them in. */
  says: string;
  colleagues: readonly Colleague[];
  language: Language;
}

/** The offer to remove whom a key or a colleague let in, each by a box of their own; nothing where there is nobody. */
export function LetIn({ says, colleagues, language }: LetInProps) {
  if (colleagues.length === 0) return null;
  return (
    <fieldset class="field">
      <legend>{says}</legend>
      {colleagues.map(({ colleagueId, name, email, role }) => (
        <label>
          <input type="checkbox" name="colleague" value={colleagueId} /> {name}
          {language === 'en' ? ', ' : '，'}
          {roleNames[role][language]}
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

/** Who was ticked and is still there; nothing where there is nobody. */
export function Stayed({ colleagues, language }: Omit<LetInProps, 'says'>) {
  if (colleagues.length === 0) return null;
  const detail = stayedMessage(
    colleagues.map(({ name }) => name),
    language,
  );
  return (
    <ErrorSummary
      errors={{}}
      problem={{ title: messages.stayedTitle[language], detail }}
      language={language}
    />
  );
}
