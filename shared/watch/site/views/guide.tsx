import type { Language } from '#register/certificate/credential.ts';
import { facilitiesFor, type KindOfPlace, kindsOfPlace, type LawFact } from '#watch/guide/first-aid-law.ts';
import type { GuideQuestion } from '#watch/guide/read-guide.ts';
import { facilitySentence, guideMessages as messages, sourceRead } from '#watch/messages/guide.ts';
import { address } from '#web/http/current-page.ts';
import { Layout } from '#web/ui/employer/layout.tsx';
import { control, ErrorSummary, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';
import type { PageContext } from '#web/ui/page-context.ts';

interface GuidePageProps {
  question: GuideQuestion;
  /** Whether anything was asked yet. */
  isAsked: boolean;
  context: PageContext;
}

export function GuidePage({ question, isAsked, context }: GuidePageProps) {
  const { language } = context;
  const { typed, place, isWrong } = question;
  const errors: FieldErrors = {
    ...(isAsked && !place && { place: messages.wrongPlace[language] }),
    ...(isWrong && { people: messages.wrongPeople[language] }),
  };
  return (
    <Layout context={context} title={messages.title[language]} failed={Object.keys(errors).length > 0}>
      <ErrorSummary errors={errors} order={['place', 'people']} language={language} />
      <div class="stack">
        <h1>{messages.title[language]}</h1>
        <p class="lead">{messages.lead[language]}</p>
      </div>
      <form method="get" action="/watch/guide">
        <input type="hidden" name="lang" value={language} />
        <div class="field">
          <label for="place">{messages.place[language]}</label>
          <FieldError field="place" errors={errors} />
          <select {...control('place', errors)}>
            <option value="">{messages.choose[language]}</option>
            {kindsOfPlace.map(({ id, name }) => (
              <option value={id} selected={typed.place === id}>
                {name[language]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="people">{messages.people[language]}</label>
          <FieldError field="people" errors={errors} />
          <input
            {...control('people', errors)}
            inputmode="numeric"
            class="short"
            autocomplete="off"
            maxlength={20}
            value={typed.people}
          />
        </div>
        <button class="main" type="submit">
          {messages.show[language]}
        </button>
      </form>
      {place && <Found place={place} people={question.people} language={language} />}
      <p>{messages.own[language]}</p>
      <p>
        <a class="target" href={address('/watch', {}, language)}>
          {messages.on[language]}
        </a>
      </p>
    </Layout>
  );
}

interface FoundProps {
  place: KindOfPlace;
  people: number | undefined;
  language: Language;
}

function Found({ place, people, language }: FoundProps) {
  const { facility, facts, trained, unknown } = place;
  const certain = facts.filter(({ sure }) => sure === 'read');
  const reported = facts.filter(({ sure }) => sure === 'reported');
  return (
    <section class="stack" aria-labelledby="found">
      <h2 id="found">{place.name[language]}</h2>
      {(facility || certain.length > 0) && <h3>{messages.read[language]}</h3>}
      <ul>
        {facility && (
          <li>
            {facilitySentence(facility, people, people && facilitiesFor(place, people), language)}{' '}
            <span class="small">{facility.source[language]}</span>
          </li>
        )}
        <Facts facts={certain} language={language} />
      </ul>
      {trained.length > 0 && <h3>{messages.trained[language]}</h3>}
      {trained.length > 0 && (
        <ul>
          <Facts facts={trained} language={language} />
        </ul>
      )}
      {reported.length > 0 && <h3>{messages.reported[language]}</h3>}
      {reported.length > 0 && (
        <ul>
          <Facts facts={reported} language={language} />
        </ul>
      )}
      {unknown.length > 0 && <h3>{messages.unknown[language]}</h3>}
      {unknown.length > 0 && (
        <ul>
          {unknown.map((what) => (
            <li>{what[language]}</li>
          ))}
        </ul>
      )}
      <p class="small">{messages.notAll[language]}</p>
    </section>
  );
}

const Facts = ({ facts, language }: { facts: readonly LawFact[]; language: Language }) => (
  <>
    {facts.map(({ text, source, readOn }) => (
      <li>
        {text[language]} <span class="small">{sourceRead(source, readOn, language)}</span>
      </li>
    ))}
  </>
);
