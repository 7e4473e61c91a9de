import { type Language, languages } from '#register/certificate/credential.ts';
import type { Match } from '#register/certificate/verdict.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { type Declared, declaredNames } from '#watch/declared/declared.ts';
import { firstAidersMessages, maskedNames } from '#watch/messages/coverage.ts';
import { declaredMessages, documentNames } from '#watch/messages/declared.ts';
import { certificateId, type Watched } from '#watch/watched-site.ts';
import { longDate, shortDate } from '#web/messages/dates.ts';
import type { BilingualText } from '#web/messages/verdict.ts';
import type { Coverage } from './coverage.ts';

interface SheetProps {
  site: string;
  /** As the site's page has them: each certificate with its verdict of today. */
  entries: { member: Watched; match: Match | undefined }[];
  declared: readonly Declared[];
  coverage: Coverage;
  today: CivilDate;
  publicBaseUrl: string;
  /** The reader's, for what is not printed. */
  language: Language;
}

/** One line of the list: a person who counts today, by the certificate that lasts longest. */
interface FirstAider {
  names: string[];
  isMasked: boolean;
  type: BilingualText;
  /** Of a certificate; somebody declared has none that the register knows. */
  number?: string;
  expiresOn: CivilDate | null;
}

/**
 * Those who count today, to be printed for the first-aid box, in both languages whatever the reader's: it hangs where
 * everybody reads it. Who does not count today is not on it.
 */
export function FirstAidersSheet(props: SheetProps) {
  const { site, entries, declared, coverage, today, publicBaseUrl, language } = props;
  const people = [
    ...listFirstAiders({ entries, coverage, today }),
    ...declaredFirstAiders(declared, coverage, today),
  ];
  return (
    <section class="sheet">
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

const both = (messages: BilingualText) => languages.map((language) => messages[language]).join(' ');

/** Chinese above English. */
function Both({ messages }: { messages: BilingualText }) {
  return languages.map((language) => <span lang={language}>{messages[language]}</span>);
}

const dayMessages = (on: CivilDate): BilingualText => ({
  en: shortDate(on, 'en'),
  'zh-HK': shortDate(on, 'zh-HK'),
});
const printedOn = (today: CivilDate): BilingualText => ({
  en: `${firstAidersMessages.printedOn.en} ${longDate(today, 'en')}`,
  'zh-HK': `${firstAidersMessages.printedOn['zh-HK']}${longDate(today, 'zh-HK')}`,
});

function listFirstAiders({ entries, coverage, today }: Pick<SheetProps, 'entries' | 'coverage' | 'today'>) {
  const byCertificate = new Map(entries.map((entry) => [certificateId(entry.member), entry]));
  return coverage.people
    .filter((person) => person.countsOn(today))
    .flatMap(({ holdings }) => {
      const own = holdings.flatMap(({ credential }) => byCertificate.get(certificateId(credential)) ?? []);
      return firstAider(own) ?? [];
    });
}

/** Each who counts today once, by the document that lasts longest. */
function declaredFirstAiders(
  declared: readonly Declared[],
  { declared: people }: Coverage,
  today: CivilDate,
) {
  return people
    .filter((person) => person.countsOn(today))
    .flatMap(({ holdings }): FirstAider[] => {
      const own = declared.filter((one) => holdings.includes(one));
      const best = own.toSorted((a, b) => a.expiresOn.localeCompare(b.expiresOn)).at(-1);
      if (!best) return [];
      const { nameEn, nameZh } = declaredNames(best);
      const names = [nameEn, nameZh].filter((name) => name !== undefined);
      return [{ names, isMasked: false, type: documentNames[best.document], expiresOn: best.expiresOn }];
    });
}

/** The name as the employer typed it for any of the certificates; else as the provider lets the register show it. */
function firstAider(own: SheetProps['entries']): FirstAider | undefined {
  const [best] = own
    .flatMap(({ match }) => (match && countsNow(match) ? [match] : []))
    .toSorted(longestFirst);
  if (!best) return undefined;
  const typed = own.find(({ member }) => member.name !== undefined)?.member.name;
  const shown = [best.holder.name, best.holder.nameZh].filter((name) => name !== undefined);
  return {
    names: typed === undefined ? shown : [typed],
    isMasked: typed === undefined && shown.some((name) => /[*＊]/.test(name)),
    type: best.type.name,
    number: best.number,
    expiresOn: best.expiresOn,
  };
}

const countsNow = ({ status, recognition }: Match) =>
  (status === 'valid' || status === 'expiringSoon') && recognition.some(({ onIssue }) => onIssue);

const longestFirst = (a: Match, b: Match) => (lastDay(a) < lastDay(b) ? 1 : -1);
const lastDay = ({ expiresOn }: Match) => expiresOn ?? '9999';
