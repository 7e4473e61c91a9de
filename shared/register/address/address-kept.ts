import type { Credential } from '#register/certificate/credential.ts';
import type { Instant } from '#register/civil-date.ts';

/** The address that a certificate had all the time between two instants; undefined: none, another meanwhile, or it is not kept any more. */
export function addressKept(
  { email, history }: Credential,
  { from, to }: { from: Instant; to: Instant },
): string | undefined {
  const [next] = history.flatMap((entry) => {
    const change = entry.event === 'corrected' && entry.changes.find(({ field }) => field === 'email');
    return change && entry.at > from ? [{ at: entry.at, before: change.from ?? undefined }] : [];
  });
  if (!next) return email;
  return next.at > to ? next.before : undefined;
}
