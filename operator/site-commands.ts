import * as z from 'zod';
import { rosterId } from '#mail/notice.ts';
import { indexKeys, keys } from '#storage/contract/table.ts';
import { holderOfAddress } from '#storage/credentials/holder-pseudonym.ts';
import { createPepper, type Pepper } from '#storage/secrets/pepper.ts';
import { createTable } from '#storage/table.ts';
import { everyItem } from '#storage/table-scan.ts';
import type { Command } from './asking.ts';
import { readPepper, tableName } from './target.ts';

const stored = z.object({ rosterId, email: z.string().min(1), byHolderPk: z.string().optional() });

/** What employers' sites are found by (“Send me the links to my sites”). */
export const siteCommands: Record<string, Command> = {
  /** Has every site found by its address: also those from before it could be. Any number of times, also while others are at work. */
  async 'sites index'(_repository, options) {
    const counted = await indexSites(
      await tableName(options.stage, options.table),
      createPepper(await readPepper(options.stage)),
    );
    const unreadable = counted.unreadable > 0 ? `; ${counted.unreadable} cannot be read` : '';
    return {
      text: `${counted.sites} sites are found by their addresses, ${counted.added} of them from now on${unreadable}`,
      data: counted,
    };
  },
};

/** Puts into the index of addresses each site that is not there; `added`: how many those were. */
export async function indexSites(name: string, pepper: Pepper) {
  const table = createTable(name);
  const counted = { sites: 0, added: 0, unreadable: 0 };
  for await (const item of everyItem(name)) {
    // A site that was left has no address any more.
    if (item['entity'] !== 'roster' || item['email'] === '') continue;
    const { success, data: site } = stored.safeParse(item);
    counted[success ? 'sites' : 'unreadable']++;
    if (!site || site.byHolderPk) continue;
    const { byHolderPk, byHolderSk } = indexKeys.siteOfAddress(
      await holderOfAddress(pepper, site.email),
      site.rosterId,
    );
    const answer = await table.update(
      keys.watchedSite(site.rosterId),
      {
        text: 'SET #byHolderPk = :byHolderPk, #byHolderSk = :byHolderSk',
        values: { ':byHolderPk': byHolderPk, ':byHolderSk': byHolderSk },
      },
      // Whoever left meanwhile is not found again.
      { text: '#email = :email', values: { ':email': site.email } },
    );
    if (answer.ok) counted.added++;
  }
  return counted;
}
