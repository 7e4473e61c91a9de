import { createHmac } from 'node:crypto';
import { readCredential } from '#register/certificate/credential-input.ts';
import { registerCredential } from '#register/change/register-credential.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { createProviderRepository } from '#storage/access/provider-repository.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createHolderIndex } from '#storage/credentials/holder-index.ts';
import { createNumberSource } from '#storage/credentials/number-source.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { createTable } from '#storage/table.ts';

const pepper: Pepper = {
  async hash(purpose, text) {
    return createHmac('sha256', 'pepper of the benchmark').update(`${purpose}\0${text}`).digest();
  },
};

/** `OPEN` shows its certificates masked; `SHUT` shows none to whoever does not know the name. */
export const found = (n: number) => `OPEN-V-${n}`;
export const missing = (n: number) => `NONE-V-${n}`;
export const foreign = (n: number) => `SHUT-V-${n}`;

/** So many certificates of each of the two providers. */
export async function fillTable(tableName: string, count: number): Promise<void> {
  const table = createTable(tableName);
  const deps = {
    credentials: createCredentialStore(table, pepper),
    numbers: createNumberSource(pepper),
    holders: createHolderIndex(table, pepper),
  };
  const providerRepository = createProviderRepository(table);
  const scheme = { scheme: 'HK-509A-17-2-b-iii', courseType: 'OFA', from: civilDate.parse('2020-01-01') };
  const name = { en: 'Provider of the benchmark', 'zh-HK': '測試機構' };
  await providerRepository.addProvider({ code: 'OPEN', name, disclosure: 'masked', approvals: [scheme] });
  await providerRepository.addProvider({ code: 'SHUT', name, disclosure: 'matchOnly', approvals: [scheme] });
  const register = async (provider: string, number: string) => {
    const raw = {
      number,
      type: 'OFA',
      nameEn: 'CHAN Tai Man',
      nameZh: '陳大文',
      email: `${number}@example.com`,
      issuedOn: '2025-03-01',
    };
    const on = civilDate.parse('2025-03-02');
    const read = readCredential(raw, on);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const at = instant.parse('2025-03-02T02:00:00.000Z');
    await registerCredential(deps, {
      provider,
      facts: read.facts,
      given: new Set(['number', 'type', 'nameEn', 'nameZh', 'email', 'issuedOn']),
      entry: { at, on, source: { via: 'api', keyId: 'bench' } },
      correct: false,
    });
  };
  for (let n = 0; n < count; n++)
    await Promise.all([register('OPEN', found(n)), register('SHUT', foreign(n))]);
}
