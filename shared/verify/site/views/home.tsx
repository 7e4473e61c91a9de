import { address } from '#web/http/current-page.ts';
import { homeMessages, siteMessages } from '#web/messages/pages.ts';
import type { PageContext } from '#web/ui/page-context.ts';
import { VerifyForm } from './forms.tsx';
import { Layout } from './layout.tsx';

/** Where employers with more than one certificate go on. */
const ways = [
  { path: '/lists', name: homeMessages.lists, hint: homeMessages.listsHint },
  { path: '/watch', name: homeMessages.watch, hint: homeMessages.watchHint },
];

export function HomePage({ context }: { context: PageContext }) {
  const { language } = context;
  return (
    <Layout context={context} title={homeMessages.title[language]}>
      <div class="stack">
        <h1>{homeMessages.title[language]}</h1>
        <p class="lead">{homeMessages.lead[language]}</p>
      </div>
      <div class="box first">
        <VerifyForm language={language} withDay submit="verify" />
      </div>
      <nav class="ways" aria-label={homeMessages.more[language]}>
        {ways.map(({ path, name, hint }) => (
          <p>
            <a class="target" href={address(path, {}, language)}>
              {name[language]}
            </a>
            <span class="small">{hint[language]}</span>
          </p>
        ))}
      </nav>
      <section class="stack" aria-labelledby="about-title">
        <h2 id="about-title">{homeMessages.about[language]}</h2>
        <p>{homeMessages.who[language]}</p>
        <p>
          {homeMessages.free[language]}{' '}
          <a href={address('/privacy', {}, language)}>{siteMessages.stored[language]}</a>
        </p>
      </section>
    </Layout>
  );
}
