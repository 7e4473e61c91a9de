import { createHmac } from 'node:crypto';
import { Children } from '#infra/local/emulators/children';
import { startDynamoDbLocal } from '#infra/local/emulators/dynamodb-local';
import { readCredential } from '#register/certificate/credential-input.ts';
import { issueCredential } from '#register/certificate/registration.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import { hongKongDay, instant } from '#register/civil-date.ts';
import { findCertificates } from '#register/find/find-certificates.ts';
import { toItem } from '#storage/credentials/credential-item.ts';
import { createCredentialList } from '#storage/credentials/credential-list.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createHolderIndex } from '#storage/credentials/holder-index.ts';
import { createNameIndex, nameEntries } from '#storage/credentials/name-index.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { createTable, type Item } from '#storage/table.ts';
import { createEmptyTable } from '#support/storage/empty-table';
import { fillTable, point } from './fill-table.ts';
import { startReadProxy } from './read-proxy.ts';
import type { Figure } from './report.ts';
import { median } from './spent.ts';

/** `SEARCH_SIZES=1000,10000,100000` for the plot in docs/performance.md; filling the largest takes minutes. */
const SIZES = (process.env['SEARCH_SIZES'] ?? '1000,5000').split(',').map(Number);
const at = instant.parse('2026-11-21T02:00:00.000Z');
const on = hongKongDay(at);
const TRIES = 5;

/** In every size as many have these; all others are called something else. */
const searches = {
  'one, by all of the name': 'QUILLON Xanthe',
  'one, by the Chinese name': '龘靐',
  'one, by a rare and a common part': 'quillon tai',
  ten: 'yttrium',
  'a hundred, on pages of 50': 'zephyrine',
  'none, of two common parts': 'chan xanthe',
} as const;

const pepper: Pepper = {
  async hash(purpose, text) {
    return createHmac('sha256', 'pepper of the benchmark').update(`${purpose}\0${text}`).digest();
  },
};

const families = 'CHAN WONG LEE CHEUNG LAU HO NG CHOW TAM LAM'.split(' ');
const syllables = 'Tai Man Siu Ming Ka Ho Wai Kit Yan Ling Fong Hei Chun Lok Sze Mei Kwan Yin Tung Pui'.split(
  ' ',
);
const characters = '大文小明家豪偉傑恩玲芳曦俊樂詩美君賢彤珮';

/** What a search by a part of a name reads, as the provider's certificates grow and what is found does not. */
export async function searchFigures(): Promise<Figure[]> {
  const children = new Children();
  const dynamoDb = await startDynamoDbLocal(children);
  const proxy = await startReadProxy(dynamoDb.url);
  try {
    const figures: Figure[] = [];
    for (const size of SIZES) {
      point(dynamoDb.url);
      const name = `search-${size}`;
      await createEmptyTable(name);
      await fillTable(createTable(name), size, itemsOf);
      point(proxy.url);
      figures.push(...(await measure(name, size, proxy)));
    }
    return figures;
  } finally {
    await proxy.stop();
    await dynamoDb.stop();
    await children.close();
  }
}

async function measure(
  tableName: string,
  size: number,
  proxy: Awaited<ReturnType<typeof startReadProxy>>,
): Promise<Figure[]> {
  const table = createTable(tableName);
  const deps = {
    credentials: createCredentialStore(table, pepper),
    list: createCredentialList(table),
    holders: createHolderIndex(table, pepper),
    names: createNameIndex(table),
  };
  const figures: Figure[] = [];
  for (const [what, q] of Object.entries(searches)) {
    const times: number[] = [];
    let units = 0;
    let found = 0;
    for (let n = 0; n < TRIES; n++) {
      proxy.taken();
      const start = performance.now();
      const page = await findCertificates(deps, { provider: 'SPMC', on, q, limit: 50 });
      times.push(performance.now() - start);
      units = proxy.taken().units;
      found = page.items.length;
    }
    const of = `${size}: ${what} (${found} shown)`;
    const pointOf = (plot: string) => ({ plot: { of: plot, line: what, at: size } });
    figures.push({ what: `${of}: read units`, value: units, unit: '', ...pointOf('read units') });
    figures.push({ what: `${of}: time`, value: median(times), unit: 'ms', ...pointOf('milliseconds') });
  }
  return figures;
}

function itemsOf(n: number): Item[] {
  const read = readCredential({ type: 'OFA', issuedOn: '2024-03-01', ...namesOf(n) }, on);
  const number = `SPMC-OFA-2024-${String(n).padStart(6, '0')}`;
  const { key } = { key: '', ...normaliseNumber(number) };
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const source = { via: 'api' as const, keyId: 'bench' };
  const credential = issueCredential(read.facts, { provider: 'SPMC', number, key }, { at, on, source });
  return [toItem({ credential }, ''), ...nameEntries(credential)];
}

function namesOf(n: number): { nameEn: string; nameZh: string } {
  const pick = <T>(from: ArrayLike<T>, by: number) => from[Math.floor(n / by) % from.length];
  const nameZh = `${pick('陳黃李張劉何吳周譚林', 1)}${pick(characters, 7)}${pick(characters, 3)}`;
  if (n === 500) return { nameEn: 'QUILLON Xanthe', nameZh: '龘靐' };
  if (n === 501) return { nameEn: 'QUILLON Tai', nameZh };
  const given =
    n % 100 === 7 && n < 1000 ? 'Yttrium' : n < 200 && n % 2 === 0 ? 'Zephyrine' : pick(syllables, 3);
  return { nameEn: `${pick(families, 1)} ${pick(syllables, 7)} ${given}`, nameZh };
}
