import type { LetterRow } from '#mail/letter/letter.ts';
import { oneLine } from '#mail/letter/naming.ts';
import type { Language } from '#register/certificate/credential.ts';
import { type Declared, declaredNames } from '#watch/declared/declared.ts';
import { declaredMessages, documentNames } from '#watch/messages/declared.ts';
import {
  type DocumentGroup,
  isOfDocument,
  newsGroups,
  watchNewsMessages,
} from '#watch/messages/watch-mails.ts';
import type { NewsItem } from '#watch/watched-site.ts';
import { gravestFirst } from './notified-certificates.ts';

/** What stands in a mail of somebody whom the employer declared. */
export interface NotifiedPerson {
  person: Declared;
  group: DocumentGroup;
  items: NewsItem[];
}

/** The gravest first, and of those the one that ends first. */
export function peopleNotifiedIn(declared: readonly Declared[], n: number): NotifiedPerson[] {
  return declared
    .flatMap((person) =>
      gravestFirst(person, n).flatMap(({ group, items }) =>
        isOfDocument(group) ? [{ person, group, items }] : [],
      ),
    )
    .toSorted(
      (a, b) =>
        newsGroups.indexOf(a.group) - newsGroups.indexOf(b.group) ||
        a.person.expiresOn.localeCompare(b.person.expiresOn),
    );
}

/** Without a link: nobody has verified it, so there is no page of it. */
export function personRow({ person, group, items }: NotifiedPerson, lang: Language): LetterRow {
  const { rows, toDo } = watchNewsMessages[lang];
  const { document, expiresOn } = person;
  const { nameEn = '', nameZh = '' } = declaredNames(person);
  const name = oneLine([nameEn, nameZh].filter(Boolean).join(' '));
  const said = items.flatMap((item) => {
    if (item.kind === 'expired') return rows.expired(expiresOn);
    return item.kind === 'expiring' ? rows.expiring(expiresOn, item.daysLeft) : [];
  });
  const about = [name, documentNames[document][lang], declaredMessages.byYou[lang]] as const;
  return [
    about,
    said.join(lang === 'en' ? '; ' : '；'),
    group === 'expired' ? declaredMessages.expiredToDo[lang] : toDo[group],
  ];
}
