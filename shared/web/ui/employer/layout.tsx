import type { Child } from 'hono/jsx';
import { Lost, type LostProps } from '#web/ui/lost.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { PublicLayout, type PublicLayoutProps } from '#web/ui/public-layout.tsx';
import { style } from './style.ts';

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
