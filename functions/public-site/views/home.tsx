import type { PageContext } from '#functions/look/page-context.ts';
import { homeWords, siteWords } from '#words/pages';
import { VerifyForm } from './forms.tsx';
import { Layout } from './layout.tsx';

export function HomePage({ context }: { context: PageContext }) {
  const { language } = context;
  return (
    <Layout context={context} title={siteWords.name[language]}>
      <div class="stack">
        <h1>{homeWords.title[language]}</h1>
        <p class="lead">{homeWords.lead[language]}</p>
      </div>
      <div class="box">
        <VerifyForm language={language} withDay submit="verify" />
      </div>
      <section class="stack" aria-labelledby="about-title">
        <h2 id="about-title">{homeWords.about[language]}</h2>
        <p>{homeWords.who[language]}</p>
        <p>{homeWords.free[language]}</p>
      </section>
    </Layout>
  );
}
