import type { Language } from '#register/certificate/credential.ts';
import { MAX_EMAIL_LENGTH } from '#register/names/holder-input.ts';
import { maskEmail } from '#register/names/masked-email.ts';
import {
  daysBefore,
  recipientMessages as messages,
  ofAddress,
  recipientRefusals,
} from '#watch/messages/recipients.ts';
import type { AskedRecipient } from '#watch/recipients/ask-recipient.ts';
import { type HeardDays, MAX_RECIPIENTS, type Recipient, WIDEST_DAYS } from '#watch/recipients/recipient.ts';
import { NEARING_DAYS, type WatchedSite } from '#watch/watched-site.ts';
import { address } from '#web/http/current-page.ts';
import { control, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';

/** The employer's own address among the recipients. */
export const OWN = 'own';

/** What was typed of somebody, and why it was not taken. */
export interface RefusedRecipient {
  code: Exclude<AskedRecipient, 'asked' | 'gone'>;
  typed: string;
  days: HeardDays;
}

const FIELD = 'recipient-email';

export const recipientErrors = (refused: RefusedRecipient | undefined, language: Language): FieldErrors =>
  refused ? { [FIELD]: recipientRefusals[refused.code][language] } : {};

interface SectionProps {
  watchedSite: WatchedSite;
  recipients: readonly Recipient[];
  path: string;
  refused: RefusedRecipient | undefined;
  language: Language;
}

/** Who is told of the site, each from how many days before; and the form for one more. */
export function RecipientsSection({ watchedSite, recipients, path, refused, language }: SectionProps) {
  const { email, days = WIDEST_DAYS } = watchedSite;
  return (
    <details class="screen rule" open={refused !== undefined}>
      <summary>
        <h2 id="recipients">{messages.title[language]}</h2>
      </summary>
      <div class="stack">
        <p>{messages.lead[language]}</p>
        <ul class="choices">
          <Row id={OWN} email={email} days={days} about={messages.own[language]} {...{ path, language }} />
          {recipients.map((one) => (
            <Row
              id={one.recipientId}
              email={one.email}
              days={one.days}
              about={one.state === 'asked' ? messages.asked[language] : undefined}
              {...{ path, language }}
            />
          ))}
        </ul>
        {recipients.length > 0 && <p class="small">{messages.noLink[language]}</p>}
        {recipients.length < MAX_RECIPIENTS || refused ? (
          <AddRecipient path={path} refused={refused} language={language} />
        ) : (
          <p class="small">{messages.full[language]}</p>
        )}
      </div>
    </details>
  );
}

interface RowProps {
  id: string;
  email: string;
  days: HeardDays;
  about: string | undefined;
  path: string;
  language: Language;
}

function Row({ id, email, days, about, path, language }: RowProps) {
  const masked = maskEmail(email);
  return (
    <li>
      <span>
        <b class="url">{masked}</b>
        {about && (
          <>
            <br />
            <span class="small">{about}</span>
          </>
        )}
      </span>
      <form class="pair" method="post" action={address(`${path}/recipients/days`, {}, language)}>
        <input type="hidden" name="id" value={id} />
        <div class="field">
          <label for={`days-${id}`}>{messages.days[language]}</label>
          <DaysSelect id={`days-${id}`} days={days} language={language} />
        </div>
        <button class="quiet" type="submit" aria-label={ofAddress(messages.save, masked, language)}>
          {messages.save[language]}
        </button>
      </form>
      {id !== OWN && (
        <form method="post" action={address(`${path}/recipients/remove`, {}, language)}>
          <input type="hidden" name="id" value={id} />
          <button class="quiet" type="submit" aria-label={ofAddress(messages.remove, masked, language)}>
            {messages.remove[language]}
          </button>
        </form>
      )}
    </li>
  );
}

function DaysSelect({ id, days, language }: { id: string; days: HeardDays; language: Language }) {
  return (
    <select id={id} name="days">
      {NEARING_DAYS.toReversed().map((each) => (
        <option value={String(each)} selected={each === days}>
          {daysBefore(each, language)}
        </option>
      ))}
    </select>
  );
}

function AddRecipient({ path, refused, language }: Pick<SectionProps, 'path' | 'refused' | 'language'>) {
  const errors = recipientErrors(refused, language);
  return (
    <form class="box" method="post" action={address(`${path}/recipients`, {}, language)} novalidate>
      <h3>{messages.open[language]}</h3>
      <div class="field">
        <label for={FIELD}>{messages.email[language]}</label>
        <FieldError field={FIELD} errors={errors} />
        <input
          {...control(FIELD, errors, true)}
          name="email"
          type="email"
          required
          maxlength={MAX_EMAIL_LENGTH}
          autocomplete="off"
          value={refused?.typed}
        />
        <p class="small" id={`${FIELD}-hint`}>
          {messages.emailHint[language]}
        </p>
      </div>
      <div class="field">
        <label for="recipient-days">{messages.days[language]}</label>
        <DaysSelect id="recipient-days" days={refused?.days ?? 30} language={language} />
      </div>
      <button class="main" type="submit">
        {messages.add[language]}
      </button>
    </form>
  );
}
