import { timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { rosterId } from '#mail/notice.ts';
import type { MailLink, MailLinks } from '#mail/ports.ts';
import { civilDate } from '#register/civil-date.ts';
import { holderOfAddress } from '#storage/credentials/holder-pseudonym.ts';
import type { LinkSecrets } from '#storage/secrets/link-secrets.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';

const holder = z.string().regex(/^[0-9a-f]{32}$/);
const payloads = {
  unsubscribe: z.strictObject({ holder, key: z.string(), provider: z.string() }),
  certificates: z.strictObject({ holder, until: civilDate }),
  confirmAddress: z.strictObject({ changeId: z.uuid() }),
  refuseAddress: z.strictObject({ changeId: z.uuid() }),
  share: z.strictObject({ key: z.string(), provider: z.string(), shareId: z.uuid() }),
  roster: z.strictObject({ rosterId, link: z.int().positive().default(1) }),
  recipient: z.strictObject({ rosterId, recipientId: z.uuid() }),
  signIn: z.strictObject({ signInId: z.uuid() }),
};

/** 128 bits cannot be guessed, and keep the link short enough for a line. */
const MAC_BYTES = 16;

/**
 * Tokens of the form `<secret>.<payload>.<MAC>`: which secret signed, and both others base64url; the purpose is in the MAC, so
 * that none passes for another. Those from before there were secrets for links have no number: the pepper signed
 * them, and they are accepted for as long as the first secret is.
 */
export function createMailLinks(pepper: Pepper, secrets: LinkSecrets): MailLinks {
  const macOf = (hash: Buffer) => hash.subarray(0, MAC_BYTES).toString('base64url');

  const computeMac = async (signedBy: string | undefined, of: string, payload: string) => {
    const text = `${of}\0${payload}`;
    const hash = await secrets.hash(Number(signedBy ?? 1), text);
    return hash && macOf(signedBy === undefined ? await pepper.hash('link', text) : hash);
  };

  /** Whatever it stands for: an address goes in as its pseudonym. */
  const pseudonymous = async (link: MailLink[keyof MailLink]) => {
    if (!('email' in link)) return link;
    const { email, ...rest } = link;
    return { holder: await holderOfAddress(pepper, email), ...rest };
  };

  return {
    async sign(of, link) {
      const payload = Buffer.from(JSON.stringify(await pseudonymous(link))).toString('base64url');
      const signedBy = String(await secrets.signing());
      const mac = await computeMac(signedBy, of, payload);
      if (mac === undefined) throw new Error('the secret that signs is not accepted');
      return `${signedBy}.${payload}.${mac}`;
    },

    async read(of, token) {
      const [, signedBy, payload, mac] =
        /^(?:([1-9]\d{0,5})\.)?([\w-]{1,400})\.([\w-]{22})$/.exec(token) ?? [];
      if (!payload || !mac) return undefined;
      // As text: several texts stand for the same bytes, and only one was signed.
      const right = await computeMac(signedBy, of, payload);
      if (right === undefined || !timingSafeEqual(Buffer.from(mac), Buffer.from(right))) return undefined;
      return payloads[of].parse(JSON.parse(Buffer.from(payload, 'base64url').toString())) as never;
    },
  };
}
