import type { Language } from '#register/certificate/credential.ts';
import { MAX_EMAIL_LENGTH } from '#register/names/holder-input.ts';
import type { BilingualText } from '#web/messages/verdict.ts';
import { control, FieldError, type FieldErrors } from './error-summary.tsx';

interface EmailFormProps {
  /** Where it is sent to. */
  action: string;
  messages: Record<'field' | 'ask', BilingualText>;
  errors: FieldErrors;
  /** What was typed and is no address. */
  typed?: string | undefined;
  language: Language;
}

/** One address, to which something is to be sent. */
export function EmailForm({ action, messages, errors, typed, language }: EmailFormProps) {
  return (
    <form method="post" action={action} novalidate>
      <div class="field">
        <label for="email">{messages.field[language]}</label>
        <FieldError field="email" errors={errors} />
        <input
          {...control('email', errors)}
          type="email"
          required
          value={typed}
          maxlength={MAX_EMAIL_LENGTH}
          autocomplete="email"
        />
      </div>
      <button class="main" type="submit">
        {messages.ask[language]}
      </button>
    </form>
  );
}
