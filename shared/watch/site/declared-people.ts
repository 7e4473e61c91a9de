import type { C, EmployerApp } from '#lists/site/deps.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { declare } from '#watch/declared/declare.ts';
import { readDeclared, type TypedPerson } from '#watch/declared/read-declared.ts';
import type { SiteReport } from '#watch/report-site.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm } from '#web/http/body.ts';
import { backTo } from '#web/http/current-page.ts';
import type { RefusedPerson } from './views/watch-declared.tsx';
import { noSite, type WatchDeps, withSite } from './watch-deps.tsx';

/** People whom the employer declares for a site: putting one on its list, and taking them off. */
export function addDeclaredPeople(
  app: EmployerApp,
  deps: WatchDeps,
  again: (c: C, site: SiteReport, path: string, refused: RefusedPerson) => Response | Promise<Response>,
): void {
  app.post('/watch/:token/people', (c) =>
    withSite(c, deps, async (site, path) => {
      const typed = typedPerson(await readForm(c));
      const at = deps.clock();
      const on = hongKongDay(at);
      const read = readDeclared(typed, on);
      if (!read.ok) return again(c, site, path, { problems: read.problems, typed });
      const outcome = await declare(deps, site.watchedSite.rosterId, read.person, { at, on });
      if (outcome === 'gone') return noSite(c, deps, 'gone');
      if (outcome === 'full') return again(c, site, path, { problems: { nameEn: 'full' }, typed });
      return backTo(c, path, { done: 'declared' });
    }),
  );
  refuseOtherMethods(app, '/watch/:token/people', ['POST']);

  app.post('/watch/:token/people/remove', (c) =>
    withSite(c, deps, async (site, path) => {
      const { id } = await readForm(c);
      const person = site.declared.find(({ declaredId }) => declaredId === id);
      if (!person) return backTo(c, path);
      await deps.watchedSites.undeclare(site.watchedSite.rosterId, [person.declaredId]);
      return backTo(c, path, { done: 'undeclared' });
    }),
  );
  refuseOtherMethods(app, '/watch/:token/people/remove', ['POST']);
}

function typedPerson({
  nameEn = '',
  nameZh = '',
  document = '',
  lastDay = '',
}: Record<string, string>): TypedPerson {
  return { nameEn, nameZh, document, lastDay };
}
