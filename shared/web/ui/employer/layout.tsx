import type { Child } from 'hono/jsx';
import { type ErrorPageProps, ErrorPanel } from '#web/ui/error-panel.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { PublicLayout, type PublicLayoutProps } from '#web/ui/public-layout.tsx';
import { style } from './style.ts';

export function Layout(props: Omit<PublicLayoutProps, 'style'>) {
  return <PublicLayout {...props} style={style} />;
}

export function ErrorPage({
  context,
  children,
  ...error
}: ErrorPageProps & { context: PageContext; children?: Child }) {
  return (
    <Layout context={context} title={error.messages.title[context.language]}>
      <ErrorPanel {...error} language={context.language} />
      {children}
    </Layout>
  );
}
