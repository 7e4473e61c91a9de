import { INDEXES, indexKeys, keys } from '#contract/table';
import { provider } from '#domain/provider';
import type { ProviderDirectory, ProviderList } from '#ports';
import type { Table } from './table.ts';

export function createProviderDirectory(table: Table): ProviderDirectory {
  return {
    async get(code) {
      const item = await table.get(keys.provider(code), { consistent: false });
      return item && provider.parse(item['profile']);
    },
  };
}

/** Codes alone: a profile that cannot be read keeps no other provider from being dealt with. */
export function createProviderList(table: Table): ProviderList {
  return {
    async codes() {
      const { byProviderPk } = indexKeys.providerList('');
      const providers = table.query({
        index: INDEXES.byProvider.name,
        condition: { text: '#byProviderPk = :list', values: { ':list': byProviderPk } },
      });
      return Array.fromAsync(providers, ({ byProviderSk }) => String(byProviderSk));
    },
  };
}
