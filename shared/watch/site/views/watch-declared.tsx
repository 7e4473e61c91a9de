import type { Language } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { type Declared, declaredNames, documents } from '#watch/declared/declared.ts';
import type { DeclaredProblem, TypedPerson } from '#watch/declared/read-declared.ts';
import {
  declaredMessages,
  declaredProblemMessages,
  declaredUnder,
  documentNames,
  removeThis,
} from '#watch/messages/declared.ts';
import type { SiteReport } from '#watch/report-site.ts';
import { address } from '#web/http/current-page.ts';
import { control, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';

/** What was typed of somebody, and why it was not taken. */
export interface RefusedPerson {
  problems: Partial<Record<keyof TypedPerson, DeclaredProblem | 'full'>>;
  typed: TypedPerson;
}

export const declaredErrors = (refused: RefusedPerson | undefined, language: Language): FieldErrors =>
  Object.fromEntries(
    Object.entries(refused?.problems ?? {}).map(([field, code]) => [
      field,
      declaredProblemMessages[code][language],
    ]),
  );

interface SectionProps {
  view: SiteReport;
  path: string;
  refused: RefusedPerson | undefined;
  today: CivilDate;
  language: Language;
}

/** People whom the register does not have: who is declared, and the form for one more. */
export function DeclaredSection({ view, path, refused, today, language }: SectionProps) {
  const { declared } = view;
  return (
    <section class="stack rule" aria-labelledby="declared">
      <h2 id="declared">{declaredMessages.title[language]}</h2>
      {declared.length > 0 && (
        <>
          <p>{declaredMessages.notVerified[language]}</p>
          <ul class="choices">
            {declared.map((person) => (
              <Person person={person} view={view} path={path} today={today} language={language} />
            ))}
          </ul>
        </>
      )}
      <DeclareForm path={path} refused={refused} language={language} />
    </section>
  );
}

interface PersonProps extends Omit<SectionProps, 'refused'> {
  person: Declared;
}

function Person({ person, view, path, today, language }: PersonProps) {
  const { declaredId, document, expiresOn } = person;
  const { nameEn = '', nameZh = '' } = declaredNames(person);
  return (
    <li>
      <span>
        <b class="who">
          {nameEn} {nameZh && <span lang="zh-HK">{nameZh}</span>}
        </b>
        <br />
        {documentNames[document][language]}
        <br />
        {declaredMessages.lastDay[language]}{' '}
        <time class="day" datetime={expiresOn}>
          {expiresOn}
        </time>
        <br />
        <span class="small">{declaredUnder(document, language)}</span>
        <br />
        <span class="small">{declaredMessages[standing(person, view, today)][language]}</span>
      </span>
      <form class="screen" method="post" action={address(`${path}/people/remove`, {}, language)}>
        <input type="hidden" name="id" value={declaredId} />
        <button
          class="quiet"
          type="submit"
          aria-label={removeThis([nameEn, nameZh].filter(Boolean).join(' '), language)}
        >
          {declaredMessages.remove[language]}
        </button>
      </form>
    </li>
  );
}

function standing(
  person: Declared,
  { coverage }: SiteReport,
  today: CivilDate,
): 'over' | 'counts' | 'registered' {
  if (person.expiresOn < today) return 'over';
  const own = coverage.declared.find(({ holdings }) => holdings.includes(person));
  return own?.countsOn(today) ? 'counts' : 'registered';
}

function DeclareForm({ path, refused, language }: Pick<SectionProps, 'path' | 'refused' | 'language'>) {
  const errors = declaredErrors(refused, language);
  const { typed } = refused ?? {};
  return (
    <details class="screen" open={refused !== undefined}>
      <summary>{declaredMessages.open[language]}</summary>
      <form class="box" method="post" action={address(`${path}/people`, {}, language)} novalidate>
        <p>{declaredMessages.lead[language]}</p>
        {(['nameEn', 'nameZh'] as const).map((field) => (
          <div class="field">
            <label for={field}>{declaredMessages[field][language]}</label>
            <FieldError field={field} errors={errors} />
            <input
              {...control(field, errors, true)}
              maxlength={100}
              autocomplete="off"
              spellcheck={false}
              value={typed?.[field]}
            />
            <p class="small" id={`${field}-hint`}>
              {declaredMessages.oneName[language]}
            </p>
          </div>
        ))}
        <div class="field">
          <label for="document">{declaredMessages.document[language]}</label>
          <FieldError field="document" errors={errors} />
          <select {...control('document', errors)}>
            <option value="">{declaredMessages.choose[language]}</option>
            {documents.map((kind) => (
              <option value={kind} selected={typed?.document === kind}>
                {documentNames[kind][language]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="lastDay">{declaredMessages.lastDay[language]}</label>
          <FieldError field="lastDay" errors={errors} />
          <input {...control('lastDay', errors, true)} type="date" required value={typed?.lastDay} />
          <p class="small" id="lastDay-hint">
            {declaredMessages.lastDayHint[language]}
          </p>
        </div>
        <button class="main" type="submit">
          {declaredMessages.add[language]}
        </button>
      </form>
    </details>
  );
}
