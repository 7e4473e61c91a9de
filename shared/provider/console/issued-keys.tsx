import type { ApiKey } from '#register/catalogue/provider.ts';
import type { Language } from '#register/certificate/credential.ts';
import { keyMessages } from '#web/messages/console.ts';

interface IssuedKeysProps {
  /** Whose keys these are. */
  says: string;
  issued: readonly ApiKey[];
  checked?: boolean;
  language: Language;
}

/** The offer to revoke them too; nothing where there are none. */
export function IssuedKeys({ says, issued, checked = false, language }: IssuedKeysProps) {
  if (issued.length === 0) return null;
  return (
    <div class="field">
      <p>{says}</p>
      <ul>
        {issued.map(({ label, keyId }) => (
          <li>
            {label} <span class="num">{keyId}</span>
          </li>
        ))}
      </ul>
      <label>
        <input type="checkbox" name="issued" value="also" checked={checked} />{' '}
        {keyMessages.alsoIssued[language]}
      </label>
    </div>
  );
}
