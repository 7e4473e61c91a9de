import { beforeAll, describe, expect, it } from 'vitest';
import { createTestConsole } from '#support/sites/console';

/** Labels for the paper certificates of a file. */
let test: Awaited<ReturnType<typeof createTestConsole>>;
let session: Awaited<ReturnType<typeof test.signedIn>>;
const importId = 'labels-1';

beforeAll(async () => {
  test = await createTestConsole();
  session = await test.signedIn(test.mine);
  const { jobs, chunks } = test.registry;
  await jobs.create({
    id: importId,
    provider: 'MINE',
    keyId: 'k',
    fileName: 'f.csv',
    contentLength: 1,
    state: 'importing',
    createdAt: test.time.at,
    total: 500,
  });
  for (let n = 0; n < 5; n++) {
    const registered = Array.from({ length: 100 }, (_, i) => ({
      row: n * 100 + i + 2,
      number: `LAB-${1000 + n * 100 + i}`,
      outcome: 'accepted' as const,
    }));
    await chunks.record({
      importId,
      n,
      accepted: 100,
      updated: 0,
      unchanged: 0,
      rejectedCount: 0,
      rejected: [],
      registered,
      finishedAt: test.time.at,
    });
  }
  for (const number of ['LAB-1000', 'LAB-1001', 'LAB-1002', 'LAB-1240', 'LAB-1499']) {
    const nameZh = number === 'LAB-1240' ? '阿卜杜拉艾力江' : '陳大文';
    const body = { number, type: 'OFA', nameEn: 'CHAN Tai Man', nameZh, issuedOn: '2024-01-05' };
    expect((await test.ask('POST', '/v1/credentials', { body })).status).toBe(201);
  }
  await test.ask('POST', '/v1/credentials/LAB-1001/revoke', { body: { reason: 'by mistake' } });
});

const page = async (query = '') => (await session.get(`/console/imports/${importId}/labels${query}`)).text;
const numbersOn = (text: string) => text.match(/LAB-\d{4}/g);

describe('the labels of a file', () => {
  it('are one for each certificate in the order of the file, none for a revoked one', async () => {
    expect(numbersOn(await page())).toEqual(['LAB-1000', 'LAB-1002']);
  });

  it('come ten sheets at a time', async () => {
    expect(numbersOn(await page('?part=2'))).toEqual(['LAB-1240']);
    expect(numbersOn(await page('?part=3'))).toEqual(['LAB-1499']);
    expect(await page('?part=3')).toContain('Part 3 of 3');
  });

  it('leave out the places that are used already', async () => {
    expect((await page('?used=5')).match(/<li aria-hidden="true">/g)).toHaveLength(5);
  });

  it('keep a Chinese name on one line, but for one that may be longer than it', async () => {
    expect(await page()).toContain('.sheet .han{white-space:nowrap}');
    expect(await page('?part=2')).toContain('CHAN Tai Man <span>阿卜杜拉艾力江</span>');
  });

  it('carry the name, the course and the host to look for', async () => {
    expect(await page()).toContain('CHAN Tai Man <span class="han">陳大文</span>');
    expect(await page('?lang=zh-HK')).toContain('職業急救證書');
    expect(await page()).toContain(new URL(test.deps.publicBaseUrl).host);
  });

  it('of another provider’s file are not there', async () => {
    const other = await test.signedIn(test.theirs);
    expect((await other.get(`/console/imports/${importId}/labels`)).status).toBe(404);
  });
});
