import type { PropsWithChildren } from 'hono/jsx';

/** The mail service's own word for a cause, as it gives it: for whoever asks the mail service. */
export function MailCode({ children }: PropsWithChildren) {
  return (
    <small lang="en" class="code">
      ({children})
    </small>
  );
}
