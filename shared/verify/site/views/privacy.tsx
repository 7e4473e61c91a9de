import {
  askMessages,
  keptMessages,
  privacyMessages,
  rightsMessages,
  whoSeesMessages,
} from '#verify/messages/privacy.ts';
import type { PageContext } from '#web/ui/page-context.ts';
import { Layout } from './layout.tsx';

/** What is stored, why, for how long, who sees it, and whom to ask (Cap. 486, data protection principle 5). */
export function PrivacyPage({ contactEmail, context }: { contactEmail: string; context: PageContext }) {
  const { language } = context;
  return (
    <Layout
      context={context}
      title={privacyMessages.title[language]}
      found={{ path: '/privacy', description: privacyMessages.lead[language] }}
    >
      <div class="stack">
        <h1>{privacyMessages.title[language]}</h1>
        <p class="lead">{privacyMessages.lead[language]}</p>
      </div>
      <section class="stack" aria-labelledby="kept">
        <h2 id="kept">{privacyMessages.contents[language]}</h2>
        <div class="kept">
          {keptMessages.map(({ name, what, until }) => (
            <section>
              <h3>{name[language]}</h3>
              <p>{what[language]}</p>
              <p class="until">
                <strong>{privacyMessages.howLong[language]}</strong>
                {until[language]}
              </p>
            </section>
          ))}
        </div>
      </section>
      <section class="stack" aria-labelledby="who-sees">
        <h2 id="who-sees">{privacyMessages.whoSees[language]}</h2>
        <ul class="said">
          {whoSeesMessages.map((messages) => (
            <li>{messages[language]}</li>
          ))}
        </ul>
      </section>
      <section class="stack" aria-labelledby="rights">
        <h2 id="rights">{privacyMessages.rights[language]}</h2>
        <ul class="said">
          {rightsMessages.map((messages) => (
            <li>{messages[language]}</li>
          ))}
        </ul>
      </section>
      <section class="stack" aria-labelledby="ask">
        <h2 id="ask">{privacyMessages.ask[language]}</h2>
        <p>{askMessages.provider[language]}</p>
        <p>
          {askMessages.operator[language]} <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
        </p>
      </section>
    </Layout>
  );
}
