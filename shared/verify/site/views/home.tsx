import { address } from '#web/http/current-page.ts';
import { homeWords, siteWords } from '#web/messages/pages.ts';
import type { PageContext } from '#web/ui/page-context.ts';
import { VerifyForm } from './forms.tsx';
import { Layout } from './layout.tsx';

/** Where employers with more than one certificate go on. */
const ways = [
  { path: '/lists', name: homeWords.lists, hint: homeWords.listsHint },
  { path: '/watch', name: homeWords.watch, hint: homeWords.watchHint },
];

export function HomePage({ context }: { context: PageContext }) {
  const { language } = context;
  return (
    <Layout context={context} title={homeWords.title[language]}>
      <div class="stack">
        <h1>{homeWords.title[language]}</h1>
        <p class="lead">{homeWords.lead[language]}</p>
      </div>
      <div class="box first">
        <VerifyForm language={language} withDay submit="verify" />
      </div>
      <nav class="ways" aria-label={homeWords.more[language]}>
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
        <h2 id="about-title">{homeWords.about[language]}</h2>
        <p>{homeWords.who[language]}</p>
        <p>
          {homeWords.free[language]}{' '}
          <a href={address('/privacy', {}, language)}>{siteWords.stored[language]}</a>
        </p>
      </section>
    </Layout>
  );
}
