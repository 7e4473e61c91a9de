import type { Child } from 'hono/jsx';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Provider } from '#register/catalogue/provider.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { Match, Verdict } from '#register/certificate/verification.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { canonicalPath } from '#web/http/verify-address.ts';
import { factMessages, formMessages, sectionMessages } from '#web/messages/pages.ts';
import { nextSteps, statusMessages, verdictTense } from '#web/messages/verdict.ts';
import { Contact } from '#web/ui/contact.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import type { Asked } from './asked.ts';
import { Checks } from './checks.tsx';
import { Facts } from './facts.tsx';
import { AnotherForm, DayForm, NameForm } from './forms.tsx';
import { Layout } from './layout.tsx';
import { OtherDay } from './past-day.tsx';
import { ReadAs } from './read-as.tsx';
import { NamePanel, VerdictPanel } from './verdict-panel.tsx';

interface FoundPageProps {
  verdict: Extract<Verdict, { outcome: 'found' }>;
  asked: Asked;
  /** Those that could be read, by code. */
  providers: Record<string, Provider>;
  context: PageContext;
}

/** The verdict page: one match as a rule, each with its issuer when several providers use the number. */
export function FoundPage({ verdict: { matches, on }, asked, providers, context }: FoundPageProps) {
  const { language } = context;
  const [first] = matches;
  const several = matches.length > 1;
  const title = several || !first ? factMessages.severalTitle[language] : titleOf(first, asked, language);
  const issuer = several ? asked.issuer : first?.issuer.code;
  const canonical = canonicalPath(first?.number ?? asked.number, issuer, asked.on);
  return (
    <Layout context={context} title={`${first?.number ?? asked.number} · ${title}`} canonical={canonical}>
      <ReadAs asked={asked} context={context} />
      {several && (
        <div class="stack">
          <h1>{title}</h1>
          <p>{factMessages.several[language]}</p>
        </div>
      )}
      {matches.map((match, index) => (
        <MatchArticle
          match={match}
          on={on}
          asked={asked}
          contact={providers[match.issuer.code]?.contact}
          context={context}
          id={`match-${index + 1}`}
          several={several}
        />
      ))}
      {several && !matches.some(({ nameMatch }) => nameMatch === 'match') && (
        <section class="stack box screen" aria-labelledby="name-title">
          <h2 id="name-title">{formMessages.compare[language]}</h2>
          <NameForm language={language} {...asked} />
        </section>
      )}
      {several && <DayForm language={language} {...asked} />}
      <AnotherForm language={language} />
    </Layout>
  );
}

/** What the first panel says: it also names the window, a bookmark, and the file when the page is saved. */
function titleOf(match: Match, asked: Asked, language: Language): string {
  return asked.name && differs(match)
    ? factMessages.nameDiffers[language]
    : statusMessages[match.status][language];
}

const differs = ({ checks }: Match) =>
  checks.some(({ check, outcome }) => check === 'nameMatches' && outcome === 'fail');

interface MatchArticleProps {
  match: Match;
  on: CivilDate;
  asked: Asked;
  contact: string | undefined;
  context: PageContext;
  id: string;
  several: boolean;
}

function MatchArticle({ match, on, asked, contact, context, id, several }: MatchArticleProps) {
  const { language, today } = context;
  const training = typeByCode(match.type.code)?.training;
  const mismatch = differs(match);
  return (
    <article class="match" id={id}>
      <div class="stack">
        {several && <h2>{match.issuer.name[language]}</h2>}
        {/* A green verdict above a name that is somebody else's would be read first, and often alone. */}
        {asked.name && mismatch && (
          <NamePanel match={match} name={asked.name} context={context} Heading={several ? 'h3' : 'h1'} />
        )}
        <VerdictPanel
          match={match}
          on={on}
          context={context}
          muted={mismatch}
          Heading={several ? 'h3' : mismatch ? 'h2' : 'h1'}
        />
        {asked.name && !mismatch && (
          <NamePanel match={match} name={asked.name} context={context} Heading={several ? 'h3' : 'h2'} />
        )}
        {verdictTense(on, today) !== 'today' && (
          <OtherDay match={match} on={on} asked={asked} context={context} Heading={several ? 'h3' : 'h2'} />
        )}
      </div>
      <Section id={`${id}-facts`} title={factMessages.facts[language]} several={several}>
        <Facts match={match} language={language} />
        {!several && match.nameMatch !== 'match' && (
          <div class="box screen">
            <NameForm language={language} {...asked} />
          </div>
        )}
        {!several && <DayForm language={language} {...asked} />}
      </Section>
      {training && (
        <Section id={`${id}-training`} title={sectionMessages.training[language]} several={several}>
          <p>{training[language]}</p>
        </Section>
      )}
      <Section id={`${id}-checks`} title={sectionMessages.checks[language]} several={several}>
        <Checks checks={match.checks} language={language} />
      </Section>
      <Section
        id={`${id}-next`}
        title={sectionMessages.next[language]}
        several={several}
        screenOnly={on !== today && !contact}
      >
        <NextSteps
          match={match}
          today={on === today}
          mismatch={mismatch}
          contact={contact}
          language={language}
        />
      </Section>
    </article>
  );
}

interface NextStepsProps {
  match: Match;
  /** Whether the answer is about today. */
  today: boolean;
  /** Whether another name was typed than the registered one. */
  mismatch: boolean;
  contact: string | undefined;
  language: Language;
}

/** What to do holds today; about another day there is only whom to ask. */
function NextSteps({ match, today, mismatch, contact, language }: NextStepsProps) {
  const renewal = typeByCode(match.type.code)?.renewal;
  const renewable = today && !mismatch && (match.status === 'expiringSoon' || match.status === 'expired');
  return (
    <>
      {today && <p>{(mismatch ? sectionMessages.nextMismatch : nextSteps[match.status])[language]}</p>}
      {(contact || renewable) && (
        <dl class="facts">
          {contact && (
            <div>
              <dt>{sectionMessages.askProvider[language]}</dt>
              <dd>
                {match.issuer.name[language]}
                <p>
                  <Contact text={contact} />
                </p>
              </dd>
            </div>
          )}
          {renewable && renewal && (
            <div>
              <dt>{sectionMessages.renewal[language]}</dt>
              <dd>{renewal[language]}</dd>
            </div>
          )}
        </dl>
      )}
      <p class="small screen">{sectionMessages.keep[language]}</p>
    </>
  );
}

function Section({
  id,
  title,
  several,
  screenOnly = false,
  children,
}: {
  id: string;
  title: string;
  several: boolean;
  /** Says nothing on paper. */
  screenOnly?: boolean;
  children: Child;
}) {
  const Heading = several ? 'h3' : 'h2';
  return (
    <section class={`stack${screenOnly ? ' screen' : ''}`} aria-labelledby={id}>
      <Heading id={id}>{title}</Heading>
      {children}
    </section>
  );
}
