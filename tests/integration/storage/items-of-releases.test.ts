import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { effectiveExpiry, statusOn } from '#register/certificate/history.ts';
import type { Item } from '#storage/table.ts';
import { createRegistry, day, type Registry } from '#support/storage/registry';

/**
 * Items as each release has written them, a file a release, out of its table. They are never edited: a table that is
 * deployed has them for as long as certificates live (docs/decisions/042). A release that writes anything new adds a file.
 */
const FOLDER = join(import.meta.dirname, '../../support/items');
const items = z.array(z.looseObject({ pk: z.string(), sk: z.string(), entity: z.string() }));

const released = readdirSync(FOLDER).map((file) => file.replace('.json', ''));

describe.each(released)('what release %s stored', (release) => {
  const stored = items.parse(JSON.parse(readFileSync(join(FOLDER, `${release}.json`), 'utf8')));
  const of = (entity: string) => stored.filter((item) => item.entity === entity);
  const text = (item: Item, name: string) => z.string().parse(item[name]);
  let registry: Registry;
  beforeAll(async () => {
    registry = await createRegistry();
    for (const item of stored) await registry.table.put(item);
  });

  it('is read as credentials with their whole history, of a status on every day', async () => {
    expect(of('credential').length).toBeGreaterThan(3);
    for (const item of of('credential')) {
      const found = await registry.credentials.get(text(item, 'key'), text(item, 'provider'));
      const { credential } = found ?? {};
      if (!credential) throw new Error(`${item.pk} is not read`);
      expect(credential).toMatchObject({ number: item['number'], history: item['history'] });
      expect(statusOn(credential, day('2026-11-30'))).toEqual(expect.any(String));
      expect(effectiveExpiry(credential)).toMatch(/^\d{4}-/);
      const inList = await registry.list.list({
        provider: credential.provider,
        expiringFrom: day('2020-01-01'),
        expiringTo: day('2099-01-01'),
        limit: 100,
      });
      expect(inList.items.map(({ key }) => key)).toContain(credential.key);
    }
  });

  it('is read as the reminders of each', async () => {
    for (const item of of('reminder')) {
      const told = await registry.reminders.ofCredential(text(item, 'key'), text(item, 'provider'));
      expect(told).toContainEqual(expect.objectContaining({ stage: item['stage'], state: item['state'] }));
    }
  });

  it('is read as providers and their keys', async () => {
    for (const { profile } of of('provider').map((item) =>
      z.looseObject({ profile: z.looseObject({ code: z.string() }) }).parse(item),
    )) {
      expect(await registry.providers.get(profile.code)).toMatchObject(profile);
      expect((await registry.keys.listKeys(profile.code)).map(({ keyId }) => keyId)).toEqual(
        of('apiKey').map((key) => key['keyId']),
      );
    }
  });

  it('is read as imports, orders and their pages', async () => {
    for (const item of of('importJob'))
      expect(await registry.jobs.get(item.pk.replace('IMPORT#', ''))).toMatchObject({
        fileName: item['fileName'],
      });
    for (const item of of('extensionOrder'))
      expect(await registry.orders.get(text(item, 'provider'), text(item, 'id'))).toMatchObject({
        state: item['state'],
        counts: item['counts'],
      });
    for (const item of of('extensionOrderPage'))
      expect(await registry.orderPages.get(text(item, 'orderId'), Number(item['n']))).toMatchObject({
        planned: item['planned'],
      });
  });

  it('is read as watched sites', async () => {
    for (const item of of('roster'))
      expect(await registry.watchedSites.get(text(item, 'rosterId'))).toMatchObject({
        site: item['site'],
        state: item['state'],
      });
  });

  it('has nothing that this test does not know how to read', () => {
    const known = [
      'credential',
      'reminder',
      'provider',
      'apiKey',
      'extensionOrder',
      'extensionOrderPage',
      'roster',
    ];
    const passing = ['import', 'importJob', 'importChunk', 'notice', 'mailing', 'mailPace'];
    expect(
      [...new Set(stored.map(({ entity }) => entity))].filter(
        (entity) => ![...known, ...passing].includes(entity),
      ),
    ).toEqual([]);
  });
});
