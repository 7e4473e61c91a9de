import type { Child } from 'hono/jsx';
import { Lost, type LostProps } from '#functions/look/lost.tsx';
import type { PageContext } from '#functions/look/page-context.ts';
import { PublicLayout, type PublicLayoutProps } from '#functions/look/public-layout.tsx';
import { style } from '../style.ts';

export function Layout(props: Omit<PublicLayoutProps, 'style'>) {
  return <PublicLayout {...props} style={style} />;
}

export function LostPage({
  context,
  children,
  ...lost
}: LostProps & { context: PageContext; children?: Child }) {
  return (
    <Layout context={context} title={lost.words.title[context.language]}>
      <Lost {...lost} language={context.language} />
      {children}
    </Layout>
  );
}
