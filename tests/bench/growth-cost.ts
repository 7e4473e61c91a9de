import { createHash } from 'node:crypto';
import { Children } from '#infra/local/emulators/children';
import { startDynamoDbLocal } from '#infra/local/emulators/dynamodb-local';
import { previewExtension } from '#orders/preview-extension.ts';
import { readCredential } from '#register/certificate/credential-input.ts';
import { issueCredential } from '#register/certificate/registration.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import { reportExpiring } from '#register/change/report-expiring.ts';
import { addDays, hongKongDay, instant } from '#register/civil-date.ts';
import { startReminderRun } from '#remind/plan-reminders.ts';
import { createDueIndex } from '#remind/store/due-index.ts';
import { DUE_SHARDS, QUARANTINE } from '#storage/contract/table.ts';
import { toItem } from '#storage/credentials/credential-item.ts';
import { createCredentialList } from '#storage/credentials/credential-list.ts';
import { createTable, type Item } from '#storage/table.ts';
import { createEmptyTable } from '#support/storage/empty-table';
import { fillTable, point } from './fill-table.ts';
import { startReadProxy } from './read-proxy.ts';
import type { Figure } from './report.ts';
import { spent } from './spent.ts';

/** `GROWTH_SIZES=1000,10000,100000` for the table in docs/performance.md; filling the largest takes minutes. */
const SIZES = (process.env['GROWTH_SIZES'] ?? '1000,10000').split(',').map(Number);
const at = instant.parse('2026-11-21T02:00:00.000Z');
const on = hongKongDay(at);
/** They were issued over three years, one day after the other, and last as long. */
const DAYS = 3 * 365;

/** What one provider's pages and mornings take as its certificates grow. */
export async function growthFigures(): Promise<Figure[]> {
  const children = new Children();
  const dynamoDb = await startDynamoDbLocal(children);
  const proxy = await startReadProxy(dynamoDb.url);
  try {
    const figures: Figure[] = [];
    for (const size of SIZES) {
      point(dynamoDb.url);
      const name = `growth-${size}`;
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
  const list = createCredentialList(table);
  const draft = {
    expiringFrom: on,
    expiringTo: addDays(on, 89),
    expiresOn: addDays(on, 400),
    reason: 'for the benchmark',
  };
  const run = { on, startedAt: at };
  const queue = { send: async () => undefined };
  const works: Record<string, () => Promise<unknown>> = {
    'what expires in 90 days': () => reportExpiring({ list }, { provider: 'SPMC', on, days: 90 }),
    'preview of an order over 90 days': () => previewExtension({ list }, { provider: 'SPMC', draft, at }),
    'the start of a morning': () =>
      startReminderRun(
        { due: createDueIndex(table), shards: queue, quota: { remaining: async () => 10_000 } },
        run,
        { shards: DUE_SHARDS, quarantine: QUARANTINE, at },
      ),
  };
  const figures: Figure[] = [];
  for (const [what, work] of Object.entries(works)) {
    proxy.taken();
    const { seconds, cpu } = await spent(async () => void (await work()));
    const { requests, units } = proxy.taken();
    const asked = Object.values(requests).reduce((sum, each) => sum + each, 0);
    const of = `${size}: ${what}`;
    figures.push({ what: `${of}: requests`, value: asked, unit: '' });
    const plot = { of: 'read units', line: what, at: size };
    figures.push({ what: `${of}: read units`, value: units, unit: '', plot });
    figures.push({ what: `${of}: time`, value: seconds * 1000, unit: 'ms' });
    figures.push({ what: `${of}: of the processor, the proxy with it`, value: cpu * 1000, unit: 'ms' });
  }
  return figures;
}

function itemsOf(n: number): Item[] {
  const issuedOn = addDays(on, -(n % DAYS));
  const email = `holder-${n}@example.com`;
  const read = readCredential({ type: 'OFA', issuedOn, email, nameEn: 'CHAN Tai Man', nameZh: '陳大文' }, on);
  const number = `SPMC-OFA-2024-${String(n).padStart(7, '0')}`;
  const { key } = { key: '', ...normaliseNumber(number) };
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const source = { via: 'api' as const, keyId: 'bench' };
  const credential = issueCredential(read.facts, { provider: 'SPMC', number, key }, { at, on, source });
  // Half a year before the last valid day; what was due earlier has been dealt with, and goes on in the next weeks.
  const first = addDays(on, DAYS - (n % DAYS) - 180);
  const nextReminderOn = first < on ? addDays(on, 1 + (n % 30)) : first;
  const holder = createHash('sha256').update(email).digest('hex');
  return [toItem({ credential, nextReminderOn }, holder)];
}
