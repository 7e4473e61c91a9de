import { keys } from '#contract/table';
import { provider } from '#domain/provider';
import type { ProviderDirectory } from '#ports';
import type { Table } from './table.ts';

export function createProviderDirectory(table: Table): ProviderDirectory {
  return {
    async get(code) {
      const item = await table.get(keys.provider(code), { consistent: false });
      return item && provider.parse(item['profile']);
    },
  };
}
