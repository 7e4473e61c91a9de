import { accessibilityMessages, helpMessages, helpSections } from '#verify/messages/help.ts';
import { address } from '#web/http/current-page.ts';
import type { PageContext } from '#web/ui/page-context.ts';
import { Layout } from './layout.tsx';

/** What this is, for whom, where each goes on, whom to write to, and who can use it. */
export function HelpPage({ contactEmail, context }: { contactEmail: string; context: PageContext }) {
  const { language } = context;
  return (
    <Layout
      context={context}
      title={helpMessages.title[language]}
      found={{ path: '/help', description: helpMessages.lead[language] }}
    >
      <div class="stack">
        <h1>{helpMessages.title[language]}</h1>
        <p class="lead">{helpMessages.lead[language]}</p>
      </div>
      {helpSections.map(({ id, title, paragraphs, links }) => (
        <section class="stack" aria-labelledby={id}>
          <h2 id={id}>{title[language]}</h2>
          {paragraphs.map((paragraph) => (
            <p>{paragraph[language]}</p>
          ))}
          {links.map(({ path, name }) => (
            <p>
              <a class="target" href={address(path, {}, language)}>
                {name[language]}
              </a>
            </p>
          ))}
        </section>
      ))}
      <section class="stack" aria-labelledby="contact">
        <h2 id="contact">{helpMessages.contact[language]}</h2>
        <p>
          {helpMessages.write[language]} <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
        </p>
        <p>{helpMessages.quote[language]}</p>
      </section>
      <section class="stack" aria-labelledby="accessibility">
        <h2 id="accessibility">{accessibilityMessages.title[language]}</h2>
        {accessibilityMessages.paragraphs.map((paragraph) => (
          <p>{paragraph[language]}</p>
        ))}
      </section>
    </Layout>
  );
}
