import { type Provider, provider } from '#register/catalogue/provider.ts';
import type { ProviderDirectory, ProviderList } from '#register/ports/register.ts';
import { INDEXES, indexKeys, keys } from '#storage/contract/table.ts';
import type { TableReads } from '#storage/table-reads.ts';

/** `all`: by code; eventually consistent. A profile that cannot be read throws when it is asked for, and no sooner. */
export interface ProviderProfiles extends ProviderDirectory {
  all(): Promise<ReadonlyMap<string, () => Provider>>;
}

export function createProviderDirectory(table: TableReads): ProviderProfiles {
  return {
    prepare: async () => {},
    async get(code) {
      const item = await table.get(keys.provider(code), { consistent: false });
      return item && provider.parse(item['profile']);
    },
    async all() {
      const items = await Array.fromAsync(listed(table, ['byProviderSk', 'profile']));
      return new Map(items.map(({ byProviderSk, profile }) => [String(byProviderSk), readOnce(profile)]));
    },
  };
}

/** Codes alone: a profile that cannot be read keeps no other provider from being dealt with. */
export function createProviderList(table: TableReads): ProviderList {
  return {
    async codes() {
      return Array.fromAsync(listed(table, ['byProviderSk']), ({ byProviderSk }) => String(byProviderSk));
    },
  };
}

function readOnce(profile: unknown): () => Provider {
  const { data, error } = provider.safeParse(profile);
  return () => {
    if (!data) throw error;
    return data;
  };
}

function listed(table: TableReads, fields: string[]) {
  const { byProviderPk } = indexKeys.providerList('');
  return table.query({
    index: INDEXES.byProvider.name,
    condition: { text: '#byProviderPk = :list', values: { ':list': byProviderPk } },
    fields,
  });
}
