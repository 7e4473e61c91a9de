import type { Letter } from '#mail/letter/letter.ts';
import { type LetterMail, letterMail } from '#mail/letter/letter-mail.ts';
import { languageOrder } from '#mail/letter/naming.ts';
import { signInMailMessages } from '#provider/colleagues/messages/sign-in-mail.ts';
import type { SignInNotice } from '#provider/colleagues/write-sign-in.ts';
import type { Language } from '#register/certificate/credential.ts';

/** In the language of the page where it was asked for, the other below. `publicBaseUrl` is without a path. */
export function composeSignIn({ language, token }: SignInNotice, publicBaseUrl: string): LetterMail {
  const order = languageOrder(language);
  const [main, other] = order;
  const page = `${publicBaseUrl.replace(/\/$/, '')}/console/sign-in/link/${encodeURIComponent(token)}`;
  const letter = (lang: Language): Letter => {
    const { headline, paragraphs, action, smallPrint } = signInMailMessages[lang];
    const link = { label: action, url: `${page}?lang=${lang}` };
    return { lang, headline, tone: 'soon', sections: [{ paragraphs, link }], smallPrint };
  };
  const subject = order.map((lang) => signInMailMessages[lang].subject).join(' · ');
  return letterMail(subject, [letter(main), letter(other)]);
}
