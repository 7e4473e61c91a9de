import { beforeEach, describe, expect, it } from 'vitest';
import type { Transition } from '#register/certificate/history.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { createListsTest, type ListsTest } from '#support/sites/lists';
import { day } from '#support/storage/registry';

/** Certificates of a list that were replaced: by which one, until when it is valid, and the list with the newer numbers. */
let test: ListsTest;
beforeEach(async () => {
  test = await createListsTest();
  for (const number of ['OFA-1001', 'OFA-1002', 'OFA-1003']) await test.register(number);
  await replace('OFA-1001', 'OFA-2001');
});

async function act(number: string, transition: Partial<Transition>, provider = 'SPMC') {
  const source = { via: 'api', keyId: 'k' } as const;
  const at = test.clock.now;
  const entry = { at, on: day('2026-11-20'), source, reason: 'x', ...transition } as Transition;
  const done = await changeStatus(test.registry, { provider, key: number.replaceAll('-', ''), entry });
  if (!done.ok) throw new Error(done.code);
}
async function replace(older: string, number: string, facts = {}, provider = 'SPMC') {
  await test.register(number, { issuedOn: '2026-11-20', expiresOn: '2029-11-19', ...facts }, provider);
  await act(older, { event: 'superseded', by: { number, provider } });
}
const text = async (path: string) =>
  (await (await test.ask(path)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const again = async (path: string) => {
  const answer = await test.site.request(`${path}/newer?lang=en`, { method: 'POST' });
  return [
    answer.status,
    new URL(answer.headers.get('location') ?? '', 'https://x.example').pathname,
  ] as const;
};

const staff =
  '姓名,證書編號,部門\r\nCHAN Tai Man,OFA-1001,工程\r\n,OFA-1001,廚房\r\n,OFA-1001,倉庫\r\n,OFA-1002,工程\r\n';
const file = () => new File([staff], 'Staff 2026.csv');

describe('a certificate of a list that was replaced', () => {
  it('says by which one and until when that is valid, on the page, in the file and as JSON', async () => {
    const path = await test.press({ list: 'OFA-1001\nOFA-1002' });
    const said =
      'Replaced on 20 Nov 2026 by OFA-2001, valid until 19 Nov 2029. Put that number in your list.';
    expect(await text(`${path}?lang=en`)).toContain(said);
    expect(await text(`${path}?lang=zh-HK`)).toContain(
      '已於2026年11月20日由OFA-2001取代，有效期至2029年11月19日。',
    );
    expect(await (await test.ask(`${path}.csv?lang=en`)).text()).toContain(said);
    expect((await test.json(path)).items[0]?.match?.newer).toEqual({
      status: 'valid',
      expiresOn: '2029-11-19',
    });
  });

  it('is swapped in one press, wherever it stands, with names and columns as they were', async () => {
    const path = await test.press({ file: file() });
    expect((await test.json(path)).counts).toMatchObject({ superseded: 2, repeated: 1, valid: 1 });
    const [status, newer] = await again(path);
    expect(status).toBe(303);
    const list = await test.json(newer);
    expect(list.items.map(({ number, name, kind }) => [number, name, kind])).toEqual([
      ['OFA-2001', 'CHAN Tai Man', 'valid'],
      ['OFA-2001', undefined, 'valid'],
      ['OFA-2001', undefined, 'repeated'],
      ['OFA-1002', undefined, 'valid'],
    ]);
    expect(await (await test.ask(`${newer}.csv?lang=en`)).text()).toContain('廚房');
    expect(await text(`${newer}?lang=en`)).not.toContain('Some certificates were replaced');
  });

  it.each(['en', 'zh-HK'])('is a file to send again, in %s', async (lang) => {
    const path = await test.press({ file: file() });
    const csv = await (await test.ask(`${path}.csv?numbers=newer&lang=${lang}`)).text();
    expect(csv.trim().split('\r\n').slice(1)).toEqual([
      'OFA-2001,CHAN Tai Man,SPMC,工程',
      'OFA-2001,,SPMC,廚房',
      'OFA-2001,,SPMC,倉庫',
      'OFA-1002,,,工程',
    ]);
    const back = await test.json(await test.press({ file: new File([csv], 'again.csv') }));
    expect(back.counts).toMatchObject({ superseded: 0, valid: 3, repeated: 1 });
  });

  it('stays where the newer one is of no more use, another person’s, or not shown without its name', async () => {
    await act('OFA-2001', { event: 'revoked' });
    await replace('OFA-1002', 'OFA-2002', { nameEn: 'WONG Siu Ming' });
    await replace('OFA-1003', 'HUSH-2003', {}, 'HUSH');
    const path = await test.press({ list: 'OFA-1001\nOFA-1002,CHAN Tai Man\nOFA-1003' });
    const { items } = await test.json(path);
    expect(items.map(({ kind, match }) => [kind, match?.newer?.status])).toEqual([
      ['superseded', 'revoked'],
      ['superseded', undefined],
      ['superseded', undefined],
    ]);
    expect(await text(`${path}?lang=en`)).not.toContain('2029');
    const [, newer] = await again(path);
    expect((await test.json(newer)).items.map(({ number }) => number)).toEqual([
      'OFA-1001',
      'OFA-1002',
      'OFA-1003',
    ]);
  });

  it('costs rows as the list did, and is nothing for who has no link to it', async () => {
    const path = await test.press({ list: 'OFA-1001' });
    const taken = async () => /"taken":{"N":"(\d+)"}/.exec(await test.registry.everythingStored())?.[1];
    const before = await taken();
    await again(path);
    expect([before, await taken()]).toEqual(['1', '2']);
    expect((await again(`/lists/${'0'.repeat(32)}`))[0]).toBe(404);
    const many = await test.press({
      list: Array.from({ length: 600 }, (_, n) => `OFA-1001-${n}`).join('\n'),
    });
    expect((await again(many))[0]).toBe(409);
    expect((await test.ask(`${many}.csv?numbers=newer`)).status).toBe(409);
  });
});

describe('the page of a list, on paper', () => {
  it('says which file it was, how many rows and when', async () => {
    const path = await test.press({ file: file() });
    expect(await text(`${path}?lang=en`)).toContain(
      'File Staff 2026.csv Rows 4 Sent 21 November 2026 (Saturday) 10:00',
    );
    const pasted = await test.press({ list: 'OFA-1002' });
    expect(await text(`${pasted}?lang=zh-HK`)).toContain('檔案 貼上的清單 項數 1');
    const hkid = await test.press({ file: new File([staff], 'A123456(3).csv') });
    expect(await text(`${hkid}?lang=en`)).not.toContain('A123456');
  });

  it('has all rows on one page for who asks, up to 2,000', async () => {
    const list = Array.from({ length: 450 }, (_, n) => `NONE-${n}`).join('\n');
    const path = await test.press({ list });
    const rows = async (query: string) =>
      (await (await test.ask(`${path}?${query}`)).text()).match(/<tr role="row"/g)?.length;
    expect([await rows('lang=en'), await rows('lang=en&rows=all')]).toEqual([201, 451]);
    expect(await text(`${path}?lang=en`)).toContain('Show all rows on one page, to print');
  });
});
