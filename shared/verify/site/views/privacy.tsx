import { askWords, keptWords, privacyWords, rightsWords, whoSeesWords } from '#verify/messages/privacy.ts';
import type { PageContext } from '#web/ui/page-context.ts';
import { Layout } from './layout.tsx';

/** What is stored, why, for how long, who sees it, and whom to ask (Cap. 486, data protection principle 5). */
export function PrivacyPage({ contactEmail, context }: { contactEmail: string; context: PageContext }) {
  const { language } = context;
  return (
    <Layout context={context} title={privacyWords.title[language]}>
      <div class="stack">
        <h1>{privacyWords.title[language]}</h1>
        <p class="lead">{privacyWords.lead[language]}</p>
      </div>
      <section class="stack" aria-labelledby="kept">
        <h2 id="kept">{privacyWords.contents[language]}</h2>
        <div class="kept">
          {keptWords.map(({ name, what, until }) => (
            <section>
              <h3>{name[language]}</h3>
              <p>{what[language]}</p>
              <p class="until">
                <strong>{privacyWords.howLong[language]}</strong>
                {until[language]}
              </p>
            </section>
          ))}
        </div>
      </section>
      <section class="stack" aria-labelledby="who-sees">
        <h2 id="who-sees">{privacyWords.whoSees[language]}</h2>
        <ul class="said">
          {whoSeesWords.map((words) => (
            <li>{words[language]}</li>
          ))}
        </ul>
      </section>
      <section class="stack" aria-labelledby="rights">
        <h2 id="rights">{privacyWords.rights[language]}</h2>
        <ul class="said">
          {rightsWords.map((words) => (
            <li>{words[language]}</li>
          ))}
        </ul>
      </section>
      <section class="stack" aria-labelledby="ask">
        <h2 id="ask">{privacyWords.ask[language]}</h2>
        <p>{askWords.provider[language]}</p>
        <p>
          {askWords.operator[language]} <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
        </p>
      </section>
    </Layout>
  );
}
