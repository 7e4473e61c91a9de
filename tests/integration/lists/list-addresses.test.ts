import { beforeAll, describe, expect, it } from 'vitest';
import { createListsTest, type ListsTest } from '#support/sites/lists';

/** Numbers in an employer's list as chats, scanners and mail programs give them. */
let test: ListsTest;
const address = 'https://certkeeper.example/verify/LIST-0001?issuer=SPMC';
beforeAll(async () => {
  test = await createListsTest();
  await test.register('LIST-0001');
  await test.register('LIST-0001', { nameEn: 'LEE Ka Yan' }, 'HUSH');
}, 60_000);

const found = { number: 'LIST-0001', kind: 'valid', match: { issuer: 'SPMC' } };

async function pasted(list: string) {
  return (await test.json(await test.press({ list }))).items;
}

describe('a list of addresses', () => {
  it.each([
    address,
    `${address}。`,
    `<${address}>`,
    `"${address}"`,
    `- （${address}）`,
    `${address})`,
    `${address}, CHAN Tai Man`,
    `${address} CHAN Tai Man`,
    `${address}&on=2026-01-01`,
    encodeURIComponent(address),
  ])('pasted as %s has the certificate, of its issuer', async (line) => {
    expect(await pasted(line)).toMatchObject([found]);
  });

  it('in the cells of a table without headings is that of the numbers', async () => {
    const rows = [`CHAN Tai Man\t${address}`, `CHAN Tai Man\t${address}。`];
    expect(await pasted(rows.join('\n'))).toMatchObject([found, { number: 'LIST-0001', kind: 'repeated' }]);
  });

  it('in a file, below its heading', async () => {
    const file = new File([`Certificate No.,Name\n${address}>,CHAN Tai Man\n`], 'list.csv');
    expect((await test.json(await test.press({ file }))).items).toMatchObject([found]);
  });

  it('sent as JSON, also with an issuer and what was taken along behind it', async () => {
    const items = [
      { number: `${address}，謝謝` },
      { number: 'LIST-0001」', issuer: 'SPMC。', name: 'CHAN Tai Man' },
    ];
    const { listId } = (await (await test.sendJson({ items })).json()) as { listId: string };
    expect((await test.json(`/lists/${listId}`)).items).toMatchObject([found, found]);
  });
});
