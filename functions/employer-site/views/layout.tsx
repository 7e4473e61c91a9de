import type { Child } from 'hono/jsx';
import type { Language } from '#domain/credential';
import type { PageContext } from '#functions/look/page-context.ts';
import { Panel } from '#functions/look/panel.tsx';
import { PublicLayout, type PublicLayoutProps } from '#functions/look/public-layout.tsx';
import { style } from '../style.ts';

export function Layout(props: Omit<PublicLayoutProps, 'style'>) {
  return <PublicLayout {...props} style={style} />;
}

/** There is nothing here: why, and what to do instead. */
export function LostPage(props: {
  context: PageContext;
  words: Record<'title' | 'detail', Record<Language, string>>;
  children?: Child;
}) {
  const { context, words, children } = props;
  const title = words.title[context.language];
  return (
    <Layout context={context} title={title}>
      <Panel look="lost" title={title}>
        <p>{words.detail[context.language]}</p>
      </Panel>
      {children}
    </Layout>
  );
}
