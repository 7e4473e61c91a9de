import { vi } from 'vitest';
import * as z from 'zod';

const store = z.object({
  emails: z.array(
    z.object({
      destination: z.object({ to: z.array(z.string()) }),
      subject: z.string().default(''),
      body: z.object({ text: z.string().default('') }),
    }),
  ),
});

/** For what hangs only. */
const HANGS_MS = 240_000;

/** The latest e-mail to an address that has `words` in it; waits until it has come. */
export function mailTo(
  { inboxUrl }: { inboxUrl: string },
  address: string,
  words = '',
): Promise<{ subject: string; text: string }> {
  const found = async () => {
    const { emails } = store.parse(await (await fetch(`${inboxUrl}/store`)).json());
    const mail = emails.findLast(
      ({ destination, body }) => destination.to.includes(address) && body.text.includes(words),
    );
    if (!mail) throw new Error(`no e-mail with "${words}" has come to ${address}`);
    return { subject: mail.subject, text: mail.body.text };
  };
  return vi.waitFor(found, { timeout: HANGS_MS, interval: 200 });
}

/** The path of the first link in a text to that place of ours. */
export function linkIn(text: string, place: string): string {
  const [link] = new RegExp(`https?://\\S+/${place}/[\\w.-]+`).exec(text) ?? [];
  if (!link) throw new Error(`no link to ${place} in the e-mail`);
  return new URL(link).pathname;
}
