import type * as z from 'zod';
import { enterMessages } from '#provider/messages/console-record-actions.ts';
import { type Instant, instant, isCivilDate } from '#register/civil-date.ts';
import type { ConsoleContext } from '#web/console/page.tsx';
import { validate } from '#web/http/body.ts';
import { ProblemError } from '#web/http/problem.ts';
import { fieldMessages } from '#web/messages/problems.ts';
import type { FieldErrors } from '#web/ui/error-summary.tsx';

export type Form = Record<string, string>;

/** Fields as a body would have them: `undefined` is left out, `null` taken away. */
type Input = Record<string, string | null | undefined>;

/** Reads what a form says by the same schema as the API's body. */
export function readAs<S extends z.ZodType>(
  c: ConsoleContext,
  schema: S,
  input: Input,
): { value?: z.output<S>; errors: FieldErrors } {
  try {
    return { value: validate(c, schema, input), errors: {} };
  } catch (error) {
    if (!(error instanceof ProblemError) || !error.extras.errors) throw error;
    const language = c.get('language');
    const messages = error.extras.errors.map(({ path, code, message }) => [
      path,
      (code === 'missing' && enterMessages[path]?.[language]) || message,
    ]);
    return { errors: Object.fromEntries(messages) };
  }
}

/** As the API: a date that could be read two ways is not guessed. */
export function looseDates(c: ConsoleContext, input: Input): FieldErrors {
  const loose = ['issuedOn', 'expiresOn', 'on'].filter((field) => input[field] && !isCivilDate(input[field]));
  return Object.fromEntries(loose.map((field) => [field, fieldMessages.invalid_date[c.get('language')]]));
}

/** One line: what a text area holds becomes a cell of a table. */
export const readLine = (form: Form, name: string): string => (form[name] ?? '').replace(/\s+/g, ' ').trim();

/** When the form was opened, as it says itself; a form sent twice by a double click is known by it. */
export function openedAt(form: Form): Instant | undefined {
  const opened = instant.safeParse(form['opened']);
  return opened.success ? opened.data : undefined;
}
