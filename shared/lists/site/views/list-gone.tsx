import { listPageMessages } from '#lists/messages/lists.ts';
import { address } from '#web/http/current-page.ts';
import { ErrorPage } from '#web/ui/employer/layout.tsx';
import type { PageContext } from '#web/ui/page-context.ts';

export function ListGonePage({ context }: { context: PageContext }) {
  const { language } = context;
  const messages = { title: listPageMessages.gone, detail: listPageMessages.goneMeans };
  return (
    <ErrorPage context={context} messages={messages}>
      <p>
        <a class="target" href={address('/lists', {}, language)}>
          {listPageMessages.again[language]}
        </a>
      </p>
    </ErrorPage>
  );
}
