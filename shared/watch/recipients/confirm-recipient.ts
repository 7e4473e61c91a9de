import type { Instant } from '#register/civil-date.ts';
import type { Recipients } from '#watch/ports.ts';
import { awaitsReader, type RecipientId } from './recipient.ts';

/**
 * Somebody hears of a site from its next mail on; again, it changes nothing. `gone`: they did not confirm it in time, were taken off, or
 * the site is not watched any more.
 */
export async function confirmRecipient(
  { recipients }: { recipients: Pick<Recipients, 'get' | 'confirm'> },
  id: RecipientId,
  at: Instant,
): Promise<'hearing' | 'gone'> {
  const seen = await recipients.get(id);
  if (seen?.state === 'hearing') return 'hearing';
  return seen && awaitsReader(seen, at) ? await recipients.confirm(id, at) : 'gone';
}
