import { address } from '#web/http/current-page.ts';
import { homeMessages, siteMessages } from '#web/messages/pages.ts';
import type { PageContext } from '#web/ui/page-context.ts';
import { VerifyForm } from './forms.tsx';
import { Layout } from './layout.tsx';

/** Where else people go on: employers with more than one certificate, holders, and providers. */
const ways = [
  { path: '/lists', who: homeMessages.more, name: homeMessages.lists, hint: homeMessages.listsHint },
  { path: '/watch', who: homeMessages.more, name: homeMessages.watch, hint: homeMessages.watchHint },
  { path: '/my', who: homeMessages.holders, name: homeMessages.own, hint: homeMessages.ownHint },
  {
    path: '/console',
    who: homeMessages.providers,
    name: homeMessages.console,
    hint: homeMessages.consoleHint,
  },
  { path: '/help', who: undefined, name: homeMessages.help, hint: homeMessages.helpHint },
];

export function HomePage({ context }: { context: PageContext }) {
  const { language } = context;
  return (
    <Layout
      context={context}
      title={homeMessages.title[language]}
      found={{ path: '/', description: homeMessages.preview[language] }}
    >
      <div class="stack">
        <h1>{homeMessages.title[language]}</h1>
        <p class="lead">{homeMessages.lead[language]}</p>
      </div>
      <div class="box first">
        <VerifyForm language={language} withDay submit="verify" />
      </div>
      <nav class="ways" aria-label={homeMessages.ways[language]}>
        {ways.map(({ path, who, name, hint }) => (
          <p>
            {who && <span class="small">{who[language]}</span>}
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
