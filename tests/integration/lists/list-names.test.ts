import { beforeAll, expect, it } from 'vitest';
import { createListsTest, type ListAnswer, type ListsTest } from '#support/sites/lists';

/** An employer's list has names as its own people wrote them, on 21 November 2026. */
let test: ListsTest;
beforeAll(async () => {
  test = await createListsTest();
}, 60_000);

const registered: [registered: { nameEn?: string; nameZh?: string }, same: string[], other: string[]][] = [
  [{ nameEn: '', nameZh: '周寳珠' }, ['周寶珠', '周宝珠', '周寶珠女士'], ['周珠寶']],
  [{ nameEn: '', nameZh: '李逹明' }, ['李達明', '李达明', '李達明先生'], ['李逵明']],
  [{ nameEn: '', nameZh: '張頴姸' }, ['張穎妍', '张颖妍'], ['張影妍']],
  [{ nameEn: '', nameZh: '⻩栄' }, ['黃榮', '黄荣', '黄栄'], ['黃營']],
  [{ nameEn: '', nameZh: '浜崎広' }, ['濱崎廣', '濱﨑廣', '浜崎廣'], ['賓崎廣']],
  [{ nameEn: '', nameZh: '王喆' }, ['王喆'], ['王哲']],
  [{ nameEn: '', nameZh: '余昞' }, ['余昞'], ['余炳', '餘昞']],
  [{ nameEn: '', nameZh: '鍾國傑' }, ['钟国杰', '鍾國傑'], ['鐘國傑', '鍾國杰']],
  [{ nameEn: 'ĐẶNG Văn Nam' }, ['DANG Van Nam', 'Van Nam Dang', 'Mr Dang Van Nam'], ['TANG Van Nam']],
  [{ nameEn: 'SØRENSEN Lars' }, ['SORENSEN Lars', 'Dr. Lars Sorensen'], ['SARENSEN Lars']],
  [
    { nameEn: '3. O’BRIEN Seán (Mr)' },
    ["O'Brien Sean", 'Sean OʼBrien', 'ＯＢＲＩＥＮ　Ｓｅａｎ'],
    ['BRIEN Sean'],
  ],
];

it('each name is compared as everywhere: another form is the same, another name is not', async () => {
  const asked = registered.flatMap(([names, same, other], at) =>
    [...same, ...other].map((name, n) => ({
      names,
      number: `NAME${at}X${n}`,
      name,
      isSame: n < same.length,
    })),
  );
  for (const { number, names } of asked) await test.register(number, names);
  const answer = await test.sendJson({ items: asked.map(({ number, name }) => ({ number, name })) });
  const { listId } = (await answer.json()) as ListAnswer;
  const { items } = await test.json(`/lists/${listId}`);
  const told = new Map(items.map(({ number, kind }) => [number, kind]));
  const matching = asked.filter(
    ({ number }) => told.get(number) === 'expiringSoon' || told.get(number) === 'valid',
  );
  expect(told.size).toBe(asked.length);
  expect(matching.map(({ name }) => name)).toEqual(
    asked.filter(({ isSame }) => isSame).map(({ name }) => name),
  );
});
