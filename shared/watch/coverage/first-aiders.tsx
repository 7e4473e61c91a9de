import { type Language, languages } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { firstAidersMessages, maskedNames } from '#watch/messages/coverage.ts';
import { declaredMessages } from '#watch/messages/declared.ts';
import { longDate, shortDate } from '#web/messages/dates.ts';
import type { BilingualText } from '#web/messages/verdict.ts';
import { firstAidersOn, type SitePeople } from './first-aiders-today.ts';

export interface SheetProps extends SitePeople {
  site: string;
  today: CivilDate;
  publicBaseUrl: string;
  /** The reader's, for what is not printed. */
  language: Language;
}

/** More than so many are printed small enough for one page. */
const MANY = 12;

/**
 * Those who count today, to be printed for the first-aid box, in both languages whatever the reader's: it hangs where
 * everybody reads it. Who does not count today is not on it.
 */
export function FirstAidersSheet(props: SheetProps) {
  const { site, today, publicBaseUrl, language } = props;
  const people = firstAidersOn(props, today);
  return (
    <section class={people.length > MANY ? 'sheet many' : 'sheet'}>
      <div class="stack">
        <h1>
          <Both messages={firstAidersMessages.title} />
        </h1>
        <p class="site">{site}</p>
      </div>
      {people.some(({ isMasked }) => isMasked) && <p class="small screen">{maskedNames[language]}</p>}
      {people.length === 0 ? (
        <p class="both">
          <Both messages={firstAidersMessages.nobody} />
        </p>
      ) : (
        <table>
          <thead>
            <tr>
              {(['name', 'certificate', 'lastDay'] as const).map((column) => (
                <th scope="col">
                  <Both messages={firstAidersMessages[column]} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr>
                <th scope="row">
                  {person.names.map((name) => (
                    <span>{name}</span>
                  ))}
                </th>
                <td>
                  <Both messages={person.type} />
                  {person.number === undefined ? (
                    <Both messages={declaredMessages.byEmployer} />
                  ) : (
                    <span class="num">{person.number}</span>
                  )}
                </td>
                <td class="day" data-label={both(firstAidersMessages.lastDay)}>
                  <Both
                    messages={person.expiresOn ? dayMessages(person.expiresOn) : firstAidersMessages.noEnd}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div class="small stack">
        <p class="both">
          <Both messages={printedOn(today)} />
        </p>
        <p class="both">
          <Both messages={firstAidersMessages.replace} />
        </p>
        <p>
          {both(firstAidersMessages.verifyAt)} <strong class="url">{new URL(publicBaseUrl).host}</strong>
        </p>
      </div>
    </section>
  );
}

export const both = (messages: BilingualText) => languages.map((language) => messages[language]).join(' ');

/** Chinese above English. */
export function Both({ messages }: { messages: BilingualText }) {
  return languages.map((language) => <span lang={language}>{messages[language]}</span>);
}

const dayMessages = (on: CivilDate): BilingualText => ({
  en: shortDate(on, 'en'),
  'zh-HK': shortDate(on, 'zh-HK'),
});
export const printedOn = (today: CivilDate): BilingualText => ({
  en: `${firstAidersMessages.printedOn.en} ${longDate(today, 'en')}`,
  'zh-HK': `${firstAidersMessages.printedOn['zh-HK']}${longDate(today, 'zh-HK')}`,
});
