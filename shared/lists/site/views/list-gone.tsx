import { listPageWords } from '#lists/messages/lists.ts';
import { address } from '#web/http/current-page.ts';
import { LostPage } from '#web/ui/employer/layout.tsx';
import type { PageContext } from '#web/ui/page-context.ts';

export function ListGonePage({ context }: { context: PageContext }) {
  const { language } = context;
  const words = { title: listPageWords.gone, detail: listPageWords.goneMeans };
  return (
    <LostPage context={context} words={words}>
      <p>
        <a class="target" href={address('/lists', {}, language)}>
          {listPageWords.again[language]}
        </a>
      </p>
    </LostPage>
  );
}
