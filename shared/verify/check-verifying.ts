import * as z from 'zod';
import { numberPath } from '#web/http/verify-address.ts';

const found = z.object({ outcome: z.literal('found') });

/** `silent`: no answer in time. `refused`: one that is no verdict. `notFound`: a verdict, but not that it is there. */
export type Checked =
  | { ok: true }
  | { ok: false; because: 'silent' }
  | { ok: false; because: 'refused' | 'notFound'; status: number };

/**
 * Whether the public address says of a certificate that is always there that it is, to a program that nobody knows. `ask` gives up by
 * itself. Which status it has does not matter: one that has expired is as good.
 */
export async function checkVerifying(
  { ask }: { ask: (address: string) => Promise<Pick<Response, 'ok' | 'status' | 'json'>> },
  { publicBaseUrl, number }: { publicBaseUrl: string; number: string },
): Promise<Checked> {
  const answer = await ask(publicBaseUrl.replace(/\/$/, '') + numberPath(number)).catch(() => undefined);
  if (!answer) return { ok: false, because: 'silent' };
  const { status } = answer;
  const verdict: unknown = await answer.json().catch(() => undefined);
  if (found.safeParse(verdict).success) return { ok: true };
  return {
    ok: false,
    because: verdict !== undefined && (answer.ok || status === 404) ? 'notFound' : 'refused',
    status,
  };
}
