import type { NoticeQueue } from '#mail/ports.ts';
import type { CivilDate } from '#register/civil-date.ts';
import type { ProviderList } from '#register/ports/register.ts';
import { mondayOf } from './digest.ts';

/**
 * One digest a provider for the week that `on` is in. Whatever is planned twice, or again on a later day of the week, is
 * sent once. `planned` counts the providers.
 */
export async function planDigests(
  deps: { providerList: ProviderList; notices: NoticeQueue },
  on: CivilDate,
): Promise<{ week: CivilDate; planned: number }> {
  const week = mondayOf(on);
  const codes = await deps.providerList.codes();
  await deps.notices.send(codes.map((provider) => ({ of: 'digest', provider, week })));
  return { week, planned: codes.length };
}
