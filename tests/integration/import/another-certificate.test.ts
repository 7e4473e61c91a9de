import { beforeAll, describe, expect, it } from 'vitest';
import { rowMessage } from '#import/messages/rejection-reasons.ts';
import { createApi } from '#provider/api/api.ts';
import { at, uploadsTo } from '#support/files/uploads';
import { createRegistry, type Registry } from '#support/storage/registry';

/** What a number says that is registered for somebody or something else (docs/decisions/025). */
let registry: Registry;
let uploads: ReturnType<typeof uploadsTo>;
let api: ReturnType<typeof createApi>;
beforeAll(async () => {
  registry = await createRegistry();
  uploads = uploadsTo(registry);
  const sends = { presign: () => Promise.reject(new Error('no upload')), put: async () => {} };
  api = createApi({ ...registry, uploads: sends, clock: () => at, newId: () => 'x' }, () => {});
});

let providers = 0;
const newProvider = () =>
  `OTHER${String.fromCharCode(65 + Math.floor(providers / 26), 65 + (providers++ % 26))}`;
const stored = async (key: string, provider: string) =>
  (await registry.credentials.get(key, provider))?.credential;

async function keyFor(provider: string) {
  const { secret } = await registry.providerRepository.issueKey({ provider, label: 'a', createdAt: at });
  return async (method: string, path: string, body?: unknown) => {
    const response = await api.request(path, {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: JSON.parse(await response.text()) };
  };
}

const headings = '編號,英文姓名,中文姓名,課程,簽發日期,處理方式,原因';
const fileOf = (...rows: string[]) => [headings, ...rows, ''].join('\n');
const row = (en: string, zh: string, more = ',') => `1001,${en},${zh},OFA,05/10/2026,${more}`;

describe('another person under a number that is taken', () => {
  it('is refused for a class whose counter began again, and nothing of the first class changes', async () => {
    const provider = newProvider();
    const classOf = (...names: string[]) =>
      [
        '編號,姓名,課程,簽發日期,電郵',
        ...names.map((name, n) => `${1001 + n},${name},職業急救證書,05/10/2026,`),
      ].join('\n');
    await uploads.upload(classOf('陳大文', '李小明'), provider);
    const report = await uploads.upload(classOf('黃志強', '張美玲'), provider);
    expect(report.rows).toMatchObject({ accepted: 0, updated: 0, rejected: 2 });
    expect(report.rejected).toMatchObject(
      ['黃志強', '張美玲'].map((value, n) => ({
        row: n + 2,
        column: 'nameZh',
        code: 'conflicting_row',
        value,
      })),
    );
    expect(await stored('1001', provider)).toMatchObject({ nameZh: '陳大文', version: 1 });
  });

  it.each([
    ['in both scripts', ['CHAN Tai Man', '陳大文'], ['WONG Chi Keung', '黃志強']],
    ['of one family name', ['CHAN Tai Man', ''], ['CHAN Siu Ling', '']],
    ['of one family name, in Chinese', ['', '陳大文'], ['', '陳美玲']],
    ['of one given name', ['', '陳志強'], ['', '黃志強']],
    ['of a name as short as a slip', ['LI Na', ''], ['HO Mi', '']],
    [
      'with the English name of the row beside the Chinese one registered',
      ['', '陳大文'],
      ['WONG Chi Keung', ''],
    ],
    [
      'with the Chinese name of the row beside the English one registered',
      ['CHAN Tai Man', ''],
      ['', '黃志強'],
    ],
    ['with one script of two, and a spelling of its own', ['CHAN Tai Man', '陳大文'], ['CHAN Tai Ming', '']],
    ['with both, of which one is nearly the same', ['CHAN Ka Man', '陳嘉文'], ['CHAN Ka Wan', '曾家雲']],
  ] as const)('is refused %s', async (_, [en, zh], [otherEn, otherZh]) => {
    const provider = newProvider();
    await uploads.upload(fileOf(row(en, zh)), provider);
    const before = await stored('1001', provider);
    const report = await uploads.upload(fileOf(row(otherEn, otherZh)), provider);
    expect(report.rejected).toMatchObject([{ row: 2, code: 'conflicting_row' }]);
    expect(await stored('1001', provider)).toEqual(before);

    const ask = await keyFor(provider);
    const names = { ...(otherEn && { nameEn: otherEn }), ...(otherZh && { nameZh: otherZh }) };
    const body = { number: '1001', type: 'OFA', issuedOn: '2026-10-05', ...names };
    expect(await ask('POST', '/v1/credentials', body)).toMatchObject({
      status: 409,
      json: { code: 'number_taken' },
    });
    expect(await stored('1001', provider)).toEqual(before);
  });

  it.each([
    ['a letter', ['CHAN Tai Man', ''], ['CHAN Tai Wan', '']],
    ['two letters, in both scripts', ['CHAN Tai Man', '陳大文'], ['CHAN Tai Ming', '陳大銘']],
    ['a character', ['', '陳大文'], ['', '陳大汶']],
    ['one script, as the other agrees', ['CHAN Tai Man', '陳大文'], ['CHAN Tai Man', '陳泰民']],
    ['a name that was left out', ['', '陳大文'], ['CHAN Tai Man', '陳大文']],
    ['a given name more', ['CHAN Tai Man', ''], ['CHAN Tai Man Peter', '']],
    ['small letters', ['chan tai man', '陳大文'], ['CHAN Tai Man', '']],
  ] as const)('is not who only has %s mended', async (_, [en, zh], [newEn, newZh]) => {
    const provider = newProvider();
    await uploads.upload(fileOf(row(en, zh)), provider);
    expect((await uploads.upload(fileOf(row(newEn, newZh)), provider)).rows).toMatchObject({ updated: 1 });
    const names = { ...(newEn && { nameEn: newEn }), ...(newZh && { nameZh: newZh }) };
    expect(await stored('1001', provider)).toMatchObject(names);
  });

  it('takes the number where the row says so and why', async () => {
    const provider = newProvider();
    await uploads.upload(fileOf(row('CHAN Tai Man', '陳大文')), provider);
    const corrected = fileOf(row('WONG Chi Keung', '黃志強', '更正,發錯編號'));
    expect((await uploads.upload(corrected, provider)).rows).toMatchObject({ updated: 1 });
    expect(await stored('1001', provider)).toMatchObject({ nameEn: 'WONG Chi Keung', nameZh: '黃志強' });
  });
});

describe('two numbers that are one without their separators', () => {
  const file = (...rows: string[]) =>
    ['Certificate No.,Course,Name,Date of Issue,Action,Reason', ...rows, ''].join('\n');
  const first = 'OFA-1-12,OFA,HO Wai Kit,05/10/2026,,';

  it.each([
    ['registers', 'OFA-11-2,OFA,LAU Ka Ming,05/10/2026,,'],
    ['registers the same person', 'OFA/11/2,OFA,HO Wai Kit,05/10/2026,,'],
    ['registers without the separator', 'OFA-112,OFA,HO Wai Kit,05/10/2026,,'],
    ['corrects', 'OFA 11 2,OFA,LAU Ka Ming,05/10/2026,correct,x'],
    ['revokes', 'OFA-11-2,,,,revoke,x'],
    ['suspends', 'ＯＦＡ－１１－２,,HO Wai Kit,,suspend,x'],
  ])('keeps a row that %s away from the one registered, and names that', async (_, second) => {
    const provider = newProvider();
    await uploads.upload(file(first), provider);
    const report = await uploads.upload(file(second), provider);
    expect(report.rejected).toMatchObject([
      { row: 2, column: 'number', code: 'conflicting_row', because: 'otherNumber', detail: 'OFA-1-12' },
    ]);
    const [problem] = report.rejected;
    for (const language of ['en', 'zh-HK'] as const)
      expect(problem && rowMessage(problem, language)).toContain('OFA-1-12');
    expect(await stored('OFA112', provider)).toMatchObject({
      number: 'OFA-1-12',
      nameEn: 'HO Wai Kit',
      version: 1,
    });
  });

  it.each([
    ['registers', 'OFA-11-2,OFA,LAU Ka Ming,05/10/2026,,'],
    ['revokes', 'OFA-11-2,,,,revoke,x'],
  ])('takes the first of one file and refuses the later that %s, also far apart', async (_, second) => {
    const provider = newProvider();
    const others = Array.from({ length: 150 }, (_, n) => `FAR-${n},OFA,HO Wai Kit,05/10/2026,,`);
    const report = await uploads.upload(file(first, ...others, second), provider);
    expect(report.rows).toMatchObject({ accepted: 151, rejected: 1 });
    expect(report.rejected).toMatchObject([
      { row: 153, column: 'number', code: 'conflicting_row', because: 'otherNumber', detail: 'OFA-1-12' },
    ]);
    expect(await stored('OFA112', provider)).toMatchObject({ number: 'OFA-1-12', version: 1 });
  });

  it('are refused by the API, which names the one registered', async () => {
    const provider = newProvider();
    await uploads.upload(file(first), provider);
    const ask = await keyFor(provider);
    const body = { number: 'OFA-11-2', type: 'OFA', nameEn: 'HO Wai Kit', issuedOn: '2026-10-05' };
    const { status, json } = await ask('POST', '/v1/credentials', body);
    expect([status, json.code]).toEqual([409, 'number_taken']);
    expect(json.errors).toMatchObject([{ path: 'number', message: expect.stringContaining('OFA-1-12') }]);

    const reason = { reason: 'x' };
    expect(await ask('POST', '/v1/credentials/OFA-11-2/revoke', reason)).toMatchObject({ status: 404 });
    expect(await ask('PATCH', '/v1/credentials/OFA-11-2', { nameEn: 'X Y', ...reason })).toMatchObject({
      status: 404,
    });
    const renewal = { issuedOn: '2026-11-05', ...reason };
    expect(await ask('POST', '/v1/credentials/OFA-11-2/renew', renewal)).toMatchObject({ status: 404 });
    expect(await stored('OFA112', provider)).toMatchObject({ version: 1 });
    // The bare key is nobody else's spelling.
    expect(await ask('POST', '/v1/credentials/ofa112/revoke', reason)).toMatchObject({ status: 200 });
  });
});
