import type { Letter } from '#mail/letter/letter.ts';
import { type LetterMail, letterMail } from '#mail/letter/letter-mail.ts';
import { oneLine, unlinked } from '#mail/letter/naming.ts';
import { keyMailMessages } from '#provider/messages/key-mail.ts';
import type { KeyNotice } from '#provider/write-key-notice.ts';
import type { ApiKey } from '#register/catalogue/provider.ts';
import type { Language } from '#register/certificate/credential.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { shortDate } from '#web/messages/dates.ts';

/** The page that is linked has them all. */
const MAX_LISTED = 20;
/** A provider has no language of its own. */
const ORDER = ['zh-HK', 'en'] as const;

/**
 * Tells a provider of keys that were issued or revoked: name and label, and who issued them, never a secret. What
 * somebody typed as a label becomes no link. `publicBaseUrl` is without a path.
 */
export function composeKeyNotice({ provider, events }: KeyNotice, publicBaseUrl: string): LetterMail {
  const [event] = events;
  if (!event) throw new Error('a mail about no key');
  const { key, step } = event;
  const kind = events.length === 1 ? step : 'several';
  const letter = (lang: Language): Letter => {
    const messages = keyMailMessages[lang];
    const day = shortDate(
      hongKongDay(step === 'revoked' && key.revokedAt ? key.revokedAt : key.createdAt),
      lang,
    );
    const named = (one: { label: string; keyId: string }) =>
      messages.key(unlinked(oneLine(one.label)), one.keyId);
    const nobody = ({ issuedBy }: ApiKey) => (issuedBy === 'operator' ? messages.operator : messages.unknown);
    const factsOf = ({ key: of, step: what, issuer, colleague }: (typeof events)[number]) => [
      { label: kind === 'several' ? messages[what].which : messages.which, value: named(of) },
      {
        label: messages.issuedBy,
        value: issuer ? named(issuer) : colleague ? unlinked(oneLine(colleague)) : nobody(of),
      },
    ];
    return {
      lang,
      headline: messages[kind].headline(oneLine(provider.name[lang]), day, events.length),
      tone: 'soon',
      sections: [
        {
          facts: events.slice(0, MAX_LISTED).flatMap(factsOf),
          paragraphs: messages[kind].paragraphs,
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
  const subject = ORDER.map((lang) => keyMailMessages[lang][kind].subject).join(' · ');
  return letterMail(subject, [letter(first), letter(other)]);
}
