import { maskEmail } from '#register/names/masked-email.ts';
import type { Recipients } from '#watch/ports.ts';

/** Who is told of a site besides its employer, as the employer sees them. */
export async function maskedRecipients(
  { recipients }: { recipients: Pick<Recipients, 'ofSite'> },
  rosterId: string,
): Promise<string[]> {
  const all = await recipients.ofSite(rosterId);
  return all.flatMap(({ state, email }) => (state === 'hearing' ? maskEmail(email) : []));
}
