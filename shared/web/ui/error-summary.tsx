import type { Child } from 'hono/jsx';
import type { Language } from '#register/certificate/credential.ts';
import { siteMessages } from '#web/messages/pages.ts';
import { OutcomeIcon } from './icons.tsx';

/** How to correct each field of a form, by the id of its control, in the order of the form. */
export type FieldErrors = Partial<Record<string, string>>;

interface ErrorSummaryProps {
  errors: FieldErrors;
  /** What is wrong with the whole, where no one field is. */
  problem?: { title: string; detail?: string } | undefined;
  /** Where the page has no other heading. */
  Heading?: 'h1' | 'h2';
  /** The fields as the form has them; left out, as `errors` has them. */
  order?: readonly string[];
  language: Language;
  /** What else is to be seen there. */
  children?: Child;
}

/** All that is wrong with a form, above it: the page opens here, and each line leads to its field. */
export function ErrorSummary(props: ErrorSummaryProps) {
  const { errors, problem, Heading = 'h2', order = [], language, children } = props;
  const all = Object.entries(errors)
    .filter(([, message]) => message !== undefined)
    .toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  if (all.length === 0 && !problem) return null;
  return (
    <div class="panel note stop measure" role="alert" tabindex={-1} autofocus>
      <OutcomeIcon outcome="fail" />
      <div>
        <Heading>{problem?.title ?? siteMessages.thereIsAProblem[language]}</Heading>
        {problem?.detail && <p>{problem.detail}</p>}
        {all.length > 0 && (
          <ul>
            {all.map(([field, message]) => (
              <li>
                <a href={`#${field}`}>{message}</a>
              </li>
            ))}
          </ul>
        )}
        {children}
      </div>
    </div>
  );
}

/** What is wrong with one field, at it. */
export function FieldError({ field, errors }: { field: string; errors: FieldErrors }) {
  const message = errors[field];
  return message === undefined ? null : (
    <p class="error" id={`${field}-error`}>
      {message}
    </p>
  );
}

/** The attributes by which a control is its field's. */
export function control(field: string, errors: FieldErrors, hasHint = false) {
  const isWrong = errors[field] !== undefined;
  const describedBy = [hasHint && `${field}-hint`, isWrong && `${field}-error`].filter(Boolean).join(' ');
  return {
    id: field,
    name: field,
    'aria-describedby': describedBy || undefined,
    'aria-invalid': isWrong ? ('true' as const) : undefined,
  };
}

/** The title of a page whose form was not taken. */
export const failedTitle = (title: string, language: Language) => `${siteMessages.error[language]}${title}`;
