import { beforeEach, describe, expect, it } from 'vitest';
import { importRows } from '#import/rows/import-rows.ts';
import { ADDRESS_KEPT_DAYS } from '#register/address/address-retention.ts';
import { addDays } from '#register/civil-date.ts';
import { forgetAddresses } from '#remind/forget-addresses.ts';
import { createServedAddresses } from '#remind/store/served-addresses.ts';
import { createProviderList } from '#storage/access/provider-directory.ts';
import { uploadsTo } from '#support/files/uploads';
import { createHolderTest, type HolderTest } from '#support/sites/holder-site';
import { day, instantFrom } from '#support/storage/registry';
import { keptMessages } from '#verify/messages/privacy.ts';

/** OFA-1 is valid through 28 February 2027. */
const LAST_DAY = day('2027-02-28');
let test: HolderTest;
beforeEach(async () => {
  test = await createHolderTest();
  await test.register('SPMC-OFA-1', { email: 'old@example.com' });
  await test.register('SPMC-OFA-1', { email: 'chan@example.com' });
  await test.register('SPMC-OFA-2', { issuedOn: '2025-03-01' });
  await test.register('SPMC-EMTD-3', { type: 'EMTD', issuedOn: '2019-03-01' });
});

const forgetOn = (on: ReturnType<typeof day>) => {
  const { table, list } = test.registry;
  const deps = { list, providerList: createProviderList(table), addresses: createServedAddresses(table) };
  return forgetAddresses(deps, on);
};
const certificate = async () => (await test.registry.credentials.get('SPMCOFA1', 'SPMC'))?.credential;

describe('an address', () => {
  it('is kept for a year after the last valid day, and then goes with those before it', async () => {
    expect(await forgetOn(addDays(LAST_DAY, ADDRESS_KEPT_DAYS))).toEqual({ forgotten: 0 });
    expect(await forgetOn(addDays(LAST_DAY, ADDRESS_KEPT_DAYS + 1))).toEqual({ forgotten: 1 });
    const left = await certificate();
    expect(left).toMatchObject({ nameEn: 'CHAN Tai Man', expiresOn: LAST_DAY });
    expect(JSON.stringify(left)).not.toContain('@');
    const holder = await test.registry.holders.pseudonymOf('chan@example.com');
    const ids = (await test.registry.holders.ofHolder(holder)).map(({ key }) => key);
    expect(ids.toSorted()).toEqual(['SPMCEMTD3', 'SPMCOFA2']);
    expect(await forgetOn(addDays(LAST_DAY, ADDRESS_KEPT_DAYS + 1))).toEqual({ forgotten: 0 });
  });

  it('does not come back with the next upload of a whole list', async () => {
    const on = addDays(LAST_DAY, ADDRESS_KEPT_DAYS + 1);
    await forgetOn(on);
    const file =
      'number,type,nameEn,nameZh,email,issuedOn\nSPMC-OFA-1,OFA,CHAN Tai Man,陳大文,chan@example.com,2024-03-01\n';
    const uploads = uploadsTo(test.registry);
    const chunks = await uploads.split(await uploads.request('SPMC'), file);
    for (const chunk of chunks)
      await importRows(test.registry, chunk, () => instantFrom(`${on}T02:00:00.000Z`));
    const left = await certificate();
    expect(JSON.stringify(left)).not.toContain('@');
  });

  it('stays where the certificate does not expire', async () => {
    await forgetOn(day('2060-01-01'));
    expect(await test.emailOf('SPMC-EMTD-3')).toBe('chan@example.com');
  });

  it('is kept as long as the privacy page says', () => {
    const { until } = keptMessages.find(({ name }) => name.en === 'Certificates') ?? expect.fail();
    for (const text of Object.values(until)) expect(text).toContain(String(ADDRESS_KEPT_DAYS));
  });
});
