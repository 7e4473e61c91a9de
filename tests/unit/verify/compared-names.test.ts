import { describe, expect, it } from 'vitest';
import { asName, comparisons } from '#support/names';
import { credentials, site } from './public-site.fixtures.ts';

const { nameEn: _, nameZh: __, ...nameless } = credentials.valid;
const registered = comparisons.map(({ number, registered: name }) => ({
  ...nameless,
  number,
  key: number,
  ...asName(name),
}));
const { app } = site({ registered });

async function post(path: string, body: unknown) {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const answer = await app.request(path, { method: 'POST', body: JSON.stringify(body), headers });
  return JSON.parse(await answer.text());
}

describe('a name that is typed beside a number', () => {
  it('matches in every form of the registered one, and in no other name', async () => {
    const items = comparisons.map(({ number, name }) => ({ number, name }));
    const { results } = await post('/verify', { items });
    expect(
      results.map(({ matches: [match] }: { matches: { number: string; nameMatch: string }[] }) => [
        match?.number,
        match?.nameMatch,
      ]),
    ).toEqual(comparisons.map(({ number, isSame }) => [number, isSame ? 'match' : 'mismatch']));
  });

  it.each(comparisons)('$name beside $registered, one by one', async ({ number, name, isSame }) => {
    const { matches } = await post(`/verify/${number}`, { name });
    expect(matches[0].nameMatch).toBe(isSame ? 'match' : 'mismatch');
  });

  it.each([
    ['Mr CHAN Tai Man', { name: 'CHAN T** M**' }],
    ['Dr. LEE, Ka Yan', { name: 'LEE, K* Y**' }],
    ['3. HO Wai Kit', { name: 'HO W** K**' }],
    ['陳大文先生', { name: '陳＊文' }],
    ['張家偉 先生', { name: '張＊偉' }],
  ])('shows %s without what is no name', async (name, shown) => {
    const { number } = comparisons.find((each) => each.registered === name) ?? {};
    const answer = await app.request(`/verify/${number}`, { headers: { accept: 'application/json' } });
    const { matches } = JSON.parse(await answer.text());
    expect(matches[0].holder).toMatchObject(shown);
  });
});
