import type { PageContext } from '#functions/look/page-context.ts';
import { address } from '#http/here.ts';
import { listPageWords } from '#words/lists';
import { LostPage } from './layout.tsx';

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
