import type { AddressChangeNotice } from '#holder/write-address-change.ts';
import type { Letter } from '#mail/letter/letter.ts';
import { type LetterMail, letterMail } from '#mail/letter/letter-mail.ts';
import { languageOrder } from '#mail/letter/naming.ts';
import { addressChangeMessages } from '#mail/messages/notices.ts';
import { takeBackUntil } from '#register/address/address-change.ts';
import type { Language } from '#register/certificate/credential.ts';
import { hongKongDay, type Instant } from '#register/civil-date.ts';
import { maskEmail } from '#register/names/masked-email.ts';
import { clockTime, longDate } from '#web/messages/dates.ts';

/**
 * One e-mail about a holder's change of address, in the language in which it was asked for, the other below. The old
 * address learns no more of the new one than its reader would recognise. `publicBaseUrl` is without a path.
 */
export function composeAddressChange(notice: AddressChangeNotice, publicBaseUrl: string): LetterMail {
  const order = languageOrder(notice.change.language);
  const [main, other] = order;
  const subject = order.map((lang) => textIn(lang, notice).subject).join(' · ');
  const letter = (lang: Language) => letterIn(lang, notice, publicBaseUrl);
  return letterMail(subject, [letter(main), letter(other)]);
}

function letterIn(lang: Language, notice: AddressChangeNotice, publicBaseUrl: string): Letter {
  const { headline, paragraphs, action } = textIn(lang, notice);
  const place = notice.tells === 'madeNew' ? 'my' : 'change-of-address';
  const page = `${publicBaseUrl.replace(/\/$/, '')}/${place}/${encodeURIComponent(notice.token)}`;
  return {
    lang,
    headline,
    tone: notice.tells === 'refuse' ? 'soon' : 'valid',
    sections: [{ paragraphs, link: { label: action, url: `${page}?lang=${lang}` } }],
    smallPrint: addressChangeMessages[lang].smallPrint,
  };
}

function textIn(lang: Language, { change, tells }: AddressChangeNotice) {
  const messages = addressChangeMessages[lang];
  const longDay = (at: Instant) => longDate(hongKongDay(at), lang);
  const newAddress = maskEmail(change.newEmail);
  const madeOn = longDay('confirmedAt' in change ? change.confirmedAt : change.askedAt);
  switch (tells) {
    case 'confirm':
      return messages.confirm(messages.until(longDay(change.until), clockTime(change.until)));
    case 'refuse':
      return messages.refuse(newAddress, longDay(change.askedAt));
    case 'madeOld':
      return messages.madeOld(newAddress, madeOn, longDate(lastDay(change), lang));
    case 'madeNew':
      return messages.madeNew(madeOn);
  }
}

/** The mail is written once it is being made; before that nothing has to be taken back. */
const lastDay = (change: AddressChangeNotice['change']) =>
  change.state === 'made' || change.state === 'confirmed' ? takeBackUntil(change) : hongKongDay(change.until);
