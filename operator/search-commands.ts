import { isUnreadable } from '#register/change/undefined-if-unreadable.ts';
import { fromItem } from '#storage/credentials/credential-item.ts';
import { nameEntries } from '#storage/credentials/name-index.ts';
import { createTable, type Item } from '#storage/table.ts';
import { everyItem } from '#storage/table-scan.ts';
import type { Command } from './asking.ts';
import { tableName } from './target.ts';

const CERTIFICATES_A_WRITE = 100;

/** What certificates are found by on the console and in the API (docs/decisions/051). */
export const searchCommands: Record<string, Command> = {
  /**
   * Has every certificate found by its name: those from before there was a search, and those whose registration broke off.
   * Any number of times, also while others are at work.
   */
  async 'search rebuild'(_repository, options) {
    const name = await tableName(options.stage, options.table);
    const table = createTable(name);
    const counted = { certificates: 0, unreadable: 0 };
    let waiting: Item[] = [];
    const write = async () => {
      await table.writeAll({ puts: waiting });
      waiting = [];
    };
    for await (const item of everyItem(name)) {
      if (item['entity'] !== 'credential') continue;
      const entries = entriesOf(item);
      counted[entries ? 'certificates' : 'unreadable']++;
      waiting.push(...(entries ?? []));
      if (counted.certificates % CERTIFICATES_A_WRITE === 0) await write();
    }
    await write();
    const unreadable = counted.unreadable > 0 ? `; ${counted.unreadable} cannot be read` : '';
    return {
      text: `${counted.certificates} certificates are found by their holders’ names${unreadable}`,
      data: counted,
    };
  },
};

function entriesOf(item: Item): ReturnType<typeof nameEntries> | undefined {
  try {
    return nameEntries(fromItem(item).credential);
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}
