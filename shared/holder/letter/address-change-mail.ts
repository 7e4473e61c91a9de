import type { AddressChangeNotice } from '#holder/write-address-change.ts';
import type { Letter } from '#mail/letter/letter.ts';
import { type LetterMail, letterMail } from '#mail/letter/letter-mail.ts';
import { languageOrder } from '#mail/letter/naming.ts';
import { addressChangeWords } from '#mail/messages/notices.ts';
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
  const page = `${publicBaseUrl.replace(/\/+$/, '')}/${place}/${encodeURIComponent(notice.token)}`;
  return {
    lang,
    headline,
    tone: notice.tells === 'refuse' ? 'soon' : 'valid',
    sections: [{ paragraphs, link: { label: action, url: `${page}?lang=${lang}` } }],
    smallPrint: addressChangeWords[lang].smallPrint,
  };
}

function textIn(lang: Language, { change, tells }: AddressChangeNotice) {
  const words = addressChangeWords[lang];
  const dayOf = (at: Instant) => longDate(hongKongDay(at), lang);
  const newAddress = maskEmail(change.newEmail);
  const madeOn = dayOf('confirmedAt' in change ? change.confirmedAt : change.askedAt);
  switch (tells) {
    case 'confirm':
      return words.confirm(words.until(dayOf(change.until), clockTime(change.until)));
    case 'refuse':
      return words.refuse(newAddress, dayOf(change.askedAt));
    case 'madeOld':
      return words.madeOld(newAddress, madeOn);
    case 'madeNew':
      return words.madeNew(madeOn);
  }
}
