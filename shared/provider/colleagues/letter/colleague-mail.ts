import type { Letter } from '#mail/letter/letter.ts';
import { type LetterMail, letterMail } from '#mail/letter/letter-mail.ts';
import { oneLine, unlinked } from '#mail/letter/naming.ts';
import { colleagueMailMessages } from '#provider/colleagues/messages/colleague-mail.ts';
import { roleNames } from '#provider/colleagues/messages/roles.ts';
import { type ColleagueNotice, isToColleague } from '#provider/colleagues/write-colleague-notice.ts';
import type { ColleagueStep } from '#register/catalogue/colleague.ts';
import type { Language } from '#register/certificate/credential.ts';

/** Neither a provider nor whoever is invited has a language yet. */
const ORDER = ['zh-HK', 'en'] as const;
/** Of the console, where it is not the page of the colleagues. */
const pages: Partial<Record<ColleagueStep, string>> = {
  invitation: 'sign-in/email',
  passkey: 'passkeys',
  factorLost: 'passkeys',
};
const invites: readonly ColleagueStep[] = ['invitation', 'invited'];
/** What nobody but the colleague does. */
const ownSteps: readonly ColleagueStep[] = ['passkey', 'factorAdded', 'linkEnough'];

/**
 * Invites a colleague or tells them of a passkey, or tells the provider of one. It signs nobody in: its link leads to the page that asks for the address.
 * What somebody typed as a name becomes no link. `publicBaseUrl` is without a path.
 */
export function composeColleagueNotice(
  { provider, colleague, step, by }: ColleagueNotice,
  publicBaseUrl: string,
): LetterMail {
  const base = publicBaseUrl.replace(/\/$/, '');
  const letter = (lang: Language): Letter => {
    const messages = colleagueMailMessages[lang];
    const told = {
      provider: oneLine(provider.name[lang]),
      name: unlinked(oneLine(colleague.name)),
      role: roleNames[colleague.role][lang],
    };
    return {
      lang,
      headline: messages.headline[step](told),
      tone: 'soon',
      sections: [
        {
          facts: [
            { label: messages.facts.name, value: told.name },
            { label: messages.facts.role, value: told.role },
            ...(ownSteps.includes(step)
              ? []
              : [
                  {
                    label: messages.facts[invites.includes(step) ? 'invitedBy' : 'by'],
                    value: by ? unlinked(oneLine(by)) : messages.operator,
                  },
                ]),
          ],
          paragraphs: messages.paragraphs[step],
          link: {
            label: messages.action[step],
            url: `${base}/console/${pages[step] ?? 'colleagues'}?lang=${lang}`,
          },
        },
      ],
      smallPrint: messages.smallPrint[isToColleague(step) ? 'colleague' : 'provider'],
    };
  };
  const [first, other] = ORDER;
  const subject = ORDER.map((lang) => colleagueMailMessages[lang].subject[step]).join(' · ');
  return letterMail(subject, [letter(first), letter(other)]);
}
