import type { Letter } from '#mail/letter/letter.ts';
import { type LetterMail, letterMail } from '#mail/letter/letter-mail.ts';
import { oneLine, unlinked } from '#mail/letter/naming.ts';
import { keyMailMessages } from '#provider/messages/key-mail.ts';
import type { KeyNotice } from '#provider/write-key-notice.ts';
import type { Language } from '#register/certificate/credential.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { shortDate } from '#web/messages/dates.ts';

/** A provider has no language of its own. */
const ORDER = ['zh-HK', 'en'] as const;

/**
 * Tells a provider of a key that was issued or revoked: its name and label, and who issued it, never its secret. What
 * somebody typed as a label becomes no link. `publicBaseUrl` is without a path.
 */
export function composeKeyNotice(
  { provider, key, step, issuer, colleague }: KeyNotice,
  publicBaseUrl: string,
): LetterMail {
  const letter = (lang: Language): Letter => {
    const messages = keyMailMessages[lang];
    const day = shortDate(
      hongKongDay(step === 'revoked' && key.revokedAt ? key.revokedAt : key.createdAt),
      lang,
    );
    const named = (one: { label: string; keyId: string }) =>
      messages.key(unlinked(oneLine(one.label)), one.keyId);
    const nobody = key.issuedBy === 'operator' ? messages.operator : messages.unknown;
    const by = issuer ? named(issuer) : colleague ? unlinked(oneLine(colleague)) : nobody;
    return {
      lang,
      headline: messages[step].headline(oneLine(provider.name[lang]), day),
      tone: 'soon',
      sections: [
        {
          facts: [
            { label: messages.which, value: named(key) },
            { label: messages.issuedBy, value: by },
          ],
          paragraphs: messages[step].paragraphs,
          link: {
            label: messages.action,
            url: `${publicBaseUrl.replace(/\/$/, '')}/console/keys?lang=${lang}`,
          },
        },
      ],
      smallPrint: messages.smallPrint,
    };
  };
  const [first, other] = ORDER;
  const subject = ORDER.map((lang) => keyMailMessages[lang][step].subject).join(' · ');
  return letterMail(subject, [letter(first), letter(other)]);
}
