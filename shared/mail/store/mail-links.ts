import { timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { rosterId } from '#mail/notice.ts';
import type { MailLink, MailLinks } from '#mail/ports.ts';
import { civilDate } from '#register/civil-date.ts';
import { holderOfAddress } from '#storage/credentials/holder-pseudonym.ts';
import type { Pepper } from '#storage/pepper.ts';

const holder = z.string().regex(/^[0-9a-f]{32}$/);
const payloads = {
  unsubscribe: z.strictObject({ holder, key: z.string(), provider: z.string() }),
  certificates: z.strictObject({ holder, until: civilDate }),
  confirmAddress: z.strictObject({ changeId: z.uuid() }),
  refuseAddress: z.strictObject({ changeId: z.uuid() }),
  roster: z.strictObject({ rosterId }),
};

/** 128 bits cannot be guessed, and keep the link short enough for a line. */
const MAC_BYTES = 16;

/** Tokens of the form `<payload>.<MAC>`, both base64url; the purpose is in the MAC, so that none passes for another. */
export function createMailLinks(pepper: Pepper): MailLinks {
  const computeMac = async (of: string, payload: string) =>
    (await pepper.hash('link', `${of}\0${payload}`)).subarray(0, MAC_BYTES).toString('base64url');

  /** Whatever it stands for: an address goes in as its pseudonym. */
  const pseudonymous = async (link: MailLink[keyof MailLink]) => {
    if (!('email' in link)) return link;
    const { email, ...rest } = link;
    return { holder: await holderOfAddress(pepper, email), ...rest };
  };

  return {
    async sign(of, link) {
      const payload = Buffer.from(JSON.stringify(await pseudonymous(link))).toString('base64url');
      return `${payload}.${await computeMac(of, payload)}`;
    },

    async read(of, token) {
      const [, payload, mac] = /^([\w-]{1,400})\.([\w-]{22})$/.exec(token) ?? [];
      if (!payload || !mac) return undefined;
      // As text: several texts stand for the same bytes, and only one was signed.
      if (!timingSafeEqual(Buffer.from(mac), Buffer.from(await computeMac(of, payload)))) return undefined;
      return payloads[of].parse(JSON.parse(Buffer.from(payload, 'base64url').toString())) as never;
    },
  };
}
