import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { runChunk } from '#import/rows/run-step.ts';
import { at, uploadsTo } from '#support/files/uploads';
import { dirtyExpected, samplePath } from '#support/samples';
import { createTestConsole } from '#support/sites/console';

/** The provider's staff and their files, on the console without its script. */
const put: { objectKey: string; bytes: Uint8Array }[] = [];
let site: Awaited<ReturnType<typeof createTestConsole>>;
let session: Awaited<ReturnType<typeof site.signedIn>>;
let others: typeof session;
let uploads: ReturnType<typeof uploadsTo>;

beforeAll(async () => {
  site = await createTestConsole({
    uploads: {
      presign: async ({ objectKey }) => ({
        method: 'PUT',
        url: `https://files.example.com/${objectKey}?signature`,
        headers: {},
      }),
      put: async (file) => void put.push(file),
    },
  });
  site.time.at = at;
  session = await site.signedIn(site.mine);
  others = await site.signedIn(site.theirs);
  uploads = uploadsTo(site.registry);
});

const sample = (file: string) => readFileSync(samplePath(file));
const rowsOf = (csv: string): string[][] => parse(csv, { bom: true });

function form(bytes: Buffer | string, name: string): RequestInit {
  const body = new FormData();
  body.set('file', new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), name);
  return { method: 'POST', body };
}

describe('without a script, a file comes with the form', () => {
  it('and the browser is led to its page, under the name that it had', async () => {
    const answer = await session.send('/console/imports', form('a,b\r\n', '證書 2026.csv'));
    expect(answer.status).toBe(303);
    const page = answer.headers.get('location') ?? '';
    expect(page).toMatch(/^\/console\/imports\/[\w-]+$/);
    const id = page.split('/').at(-1) ?? '';
    expect(put.at(-1)).toMatchObject({ objectKey: `imports/MINE/${id}` });
    expect(Buffer.from(put.at(-1)?.bytes ?? []).toString()).toBe('a,b\r\n');
    expect(await site.registry.jobs.get(id)).toMatchObject({ fileName: '證書 2026.csv', provider: 'MINE' });
    const { text } = await session.get(page);
    expect(text).toContain('<meta http-equiv="refresh" content="3"/>');
    expect(text).toContain('The file is on its way.');
  });

  it.each([
    ['nothing was chosen', () => form('', ''), 422, 'Choose a file first.'],
    ['an empty one', () => form('', 'a.csv'), 422, 'The file is empty'],
    ['named after an identity card', () => form('a,b', 'A123456(3).csv'), 422, 'Rename the file'],
    [
      'one that is too large for that',
      () => form('x'.repeat(4 * 1024 * 1024 + 1), 'a.csv'),
      413,
      'more than 4 MB',
    ],
    ['one that is larger still', () => form('x'.repeat(5 * 1024 * 1024), 'a.csv'), 413, 'more than 4 MB'],
  ])('%s: the box says so, and nothing is kept', async (_, made, status, sentence) => {
    const before = put.length;
    const { headers: _none, ...init } = made();
    const answer = await session.send('/console/imports', init);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(sentence);
    expect(put).toHaveLength(before);
  });

  it.each([
    ['broken on the way', '--x\r\nContent-Disposition: form-da', 'multipart/form-data; boundary=x'],
    ['without its boundary', 'abc', 'multipart/form-data'],
  ])('%s: the box says so', async (_, body, type) => {
    const init = { method: 'POST', body, headers: { 'content-type': type } };
    const answer = await session.send('/console/imports', init);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Upload incomplete');
  });

  it('from another site: refused', async () => {
    const init = {
      ...form('a', 'a.csv'),
      headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    };
    expect((await session.send('/console/imports', init)).status).toBe(403);
  });
});

describe('with its script', () => {
  const ask = (body: unknown) =>
    session.send('/console/imports/request', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });

  it('the page may send to where files are kept, and nowhere else', async () => {
    for (const path of ['/console', '/console/imports']) {
      const policy = (await session.get(path)).headers.get('content-security-policy') ?? '';
      expect(policy).toContain("connect-src 'self' https://files.example.com;");
    }
  });

  it('is told where to put the file, and where to go then', async () => {
    const answer = await ask({ fileName: 'C:\\files\\list\u0007 1.csv', contentLength: 12 });
    expect(answer.status).toBe(201);
    const { importId, page, upload } = JSON.parse(answer.text);
    expect(page).toBe(`/console/imports/${importId}`);
    expect(upload.url).toBe(`https://files.example.com/imports/MINE/${importId}?signature`);
    expect((await site.registry.jobs.get(importId))?.fileName).toBe('list 1.csv');
  });

  it.each([
    [{ fileName: 'a.csv', contentLength: 51 * 1024 * 1024 }, 413],
    [{ fileName: 'a.csv', contentLength: 0 }, 422],
    [{ fileName: 'a.csv' }, 422],
  ])('%j is refused with %i', async (body, status) => {
    expect((await ask(body)).status).toBe(status);
  });
});

describe('the file with rows to mend', () => {
  let page: string;
  beforeAll(async () => {
    const { importId } = await uploads.upload(sample('dirty.csv'), 'MINE');
    page = `/console/imports/${importId}`;
  });

  it('says how many, which rows and columns, in the words of both sides', async () => {
    const { text, status } = await session.get(page);
    expect(status).toBe(200);
    const refused = dirtyExpected().filter(({ outcome }) => outcome === 'rejected');
    expect(text).toContain(`${refused.length} of 12 rows need correcting`);
    for (const { row } of refused) expect(text).toMatch(new RegExp(`<th scope="row"[^>]*>${row}</th>`));
    expect(text).toContain('Last valid day<span class="own">Expiry Date</span>');
    expect(text).toContain('<bdi>31/02/2026</bdi>');
    expect(text).toContain('This date cannot be read, or is not in the calendar.');
    expect(text.indexOf('id="mend"')).toBeLessThan(text.indexOf('Import summary'));
  });

  it('speaks Chinese to who reads Chinese', async () => {
    const { text } = await session.get(`${page}?lang=zh-HK`);
    expect(text).toContain('<html lang="zh-HK">');
    expect(text).toContain('12列中有7列須更正');
    expect(text).toContain('日曆上沒有此日期');
  });

  it('gives them back to be mended, with their own headings, and no cell that starts a formula', async () => {
    const { text, headers } = await session.get(`${page}/mend.csv`);
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="f-to-correct.csv"; filename*=UTF-8''f-to-correct.csv`,
    );
    const [head = [], ...rows] = rowsOf(text);
    expect(head.slice(0, 3)).toEqual(['Certificate No.', 'Name', '姓名']);
    expect(rows).toHaveLength(7);
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
  });

  it('gives the numbers, also those that were assigned', async () => {
    const { text } = await session.get(`${page}/registered.csv`);
    const [head, ...rows] = rowsOf(text);
    expect(head?.slice(0, 2)).toEqual(['Certificate No.', 'Name']);
    expect(head?.slice(-3)).toEqual(['Row', 'Certificate no.', 'Result']);
    const ours = rows.map((row) => row.slice(-3));
    expect(ours.map(([row]) => row)).toEqual(['2', '3', '4', '11', '12']);
    expect(ours[2]?.[1]).toMatch(/^MINE-OFA-/);
    expect(ours.map(([, , outcome]) => outcome)).toContain('Already registered');
    // The provider's own columns, as sent.
    expect(rows[2]?.[0]).toBe('');
    expect(rows.every(([, name]) => name !== '')).toBe(true);
  });

  it('is nobody else’s', async () => {
    const missing = await others.get('/console/imports/no-such-import');
    for (const below of ['', '/progress', '/mend.csv', '/registered.csv']) {
      const answer = await others.get(page + below);
      expect(answer.status, below).toBe(404);
      if (below === '')
        expect(answer.text.replaceAll(page, 'X')).toBe(
          missing.text.replaceAll('/console/imports/no-such-import', 'X'),
        );
    }
  });

  it('stands in the list of files, and on the first page', async () => {
    for (const path of ['/console', '/console/imports']) {
      const { text } = await session.get(path);
      expect(text).toContain(`<a href="${page}">f.csv</a>`);
      expect(text).toContain('Rows to correct');
    }
  });
});

describe('a file that was not taken', () => {
  it('says why, what to do, and that nothing was registered', async () => {
    const { importId } = await uploads.upload('Name,Expiry Date\r\nCHAN,2027-01-01\r\n', 'MINE');
    const { text } = await session.get(`/console/imports/${importId}`);
    expect(text).toContain('This file was rejected');
    expect(text).toContain('Missing: course, date of issue.');
    expect(text).toContain('Nothing in it was registered.');
    expect(text).toContain('type="file"');
  });

  it('and one that never came, after the time for it', async () => {
    const importId = await uploads.request('MINE');
    const { text } = await session.get(`/console/imports/${importId}`);
    expect(text).toContain('The file is on its way.');
    site.time.at = site.deps.clock();
    const later = new Date(Date.parse(at) + 16 * 60_000).toISOString();
    site.time.at = later as typeof at;
    expect((await session.get(`/console/imports/${importId}`)).text).toContain(
      'did not arrive within 15 minutes',
    );
    site.time.at = at;
  });
});

describe('a file under way', () => {
  it('tells how far it is', async () => {
    const head = 'Certificate No.,Name,Course,Date of Issue';
    const lines = Array.from({ length: 250 }, (_, n) => `WAY-${1000 + n},CHAN Tai Man,OFA,2026-01-01`);
    const importId = await uploads.request('MINE');
    const chunks = await uploads.split(importId, [head, ...lines].join('\r\n'));
    const progress = async () =>
      JSON.parse((await session.get(`/console/imports/${importId}/progress`)).text);
    expect(await progress()).toMatchObject({ done: 0, total: 250, over: false });
    expect((await session.get(`/console/imports/${importId}`)).text).toMatch(
      /<progress[^>]* max="250" value="0"/,
    );
    expect(chunks.length).toBeGreaterThan(1);
  });
});

it('leads from each person of a file to the label of that certificate alone', async () => {
  const file =
    'Certificate No.,Name,Course,Date of Issue\nLBL-0001,CHAN Tai Man,OFA,01/02/2026\nLBL-0002,HO Wai Kit,OFA,01/02/2026\n';
  const { importId } = await uploads.upload(file, 'MINE');
  const { text } = await session.get(`/console/imports/${importId}`);
  expect(text).toMatch(
    /<a href="\/console\/credentials\/LBL-0002\/label" aria-label="QR label LBL-0002">QR label<\/a>/,
  );
  const label = (await session.get('/console/credentials/LBL-0002/label')).text;
  expect(label).toContain('HO Wai Kit');
  expect(label).not.toContain('CHAN Tai Man');
});

describe('a file that is only looked at', () => {
  const preview = async (...rows: string[]) => {
    const importId = await uploads.request('MINE', 'k', { preview: true });
    const head = 'Certificate No.,Name,姓名,Course,Date of Issue';
    for (const chunk of await uploads.split(importId, [head, ...rows].join('\r\n')))
      await runChunk(site.registry, chunk, () => at);
    return `/console/imports/${importId}`;
  };
  const cells = (text: string) =>
    [...text.slice(text.indexOf('id="people"')).matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) =>
      cell.replaceAll(/<[^>]+>/g, ''),
    );

  it.each([
    ['en', '3 Apr 2026', '2 Apr 2029', 'New'],
    ['zh-HK', '2026年4月3日', '2029年4月2日', '新證書'],
  ])('shows the course and both days as they were read (%s)', async (lang, issued, until, outcome) => {
    const { text } = await session.get(
      `${await preview('READ-0001,LEE Kin,,Occupational First Aid Certificate,3/4/2026')}?lang=${lang}`,
    );
    expect(cells(text)).toEqual(['LEE Kin', 'READ-0001', 'OFA', issued, until, outcome]);
  });

  it('of many rows shows fifty to a page, which stays small, and leads to the rest', async () => {
    const name = 'VENKATARAMAN-RADHAKRISHNAN Subramanian,歐陽志強';
    const rows = Array.from({ length: 120 }, (_, n) => `ROOM-OFA-2026-${1000 + n},${name},OFA,3/4/2026`);
    const seen: string[][] = [];
    let path: string | undefined = `${await preview(...rows)}?lang=zh-HK`;
    while (path) {
      const { text } = await session.get(path);
      expect(Buffer.byteLength(text)).toBeLessThan(50_000);
      seen.push(cells(text).filter((cell) => cell.startsWith('ROOM-')));
      path = /href="([^"]+)#people">下一頁</.exec(text)?.[1]?.replaceAll('&amp;', '&');
      if (path) path = `${path}&lang=zh-HK`;
    }
    expect(seen.map(({ length }) => length)).toEqual([50, 50, 20]);
    expect(seen.flat()).toEqual(rows.map((row) => row.split(',')[0]));
  });
});

describe('hundreds of rows to mend', () => {
  it('come a hundred to a page, each once, in the order of the file', async () => {
    const bad = Array.from({ length: 250 }, (_, n) => `BAD-${1000 + n},CHAN Tai Man,OFA,31/02/2026`);
    const good = Array.from({ length: 150 }, (_, n) => `GOOD-${1000 + n},CHAN Tai Man,OFA,01/02/2026`);
    const file = ['Certificate No.,Name,Course,Date of Issue', ...good, ...bad].join('\r\n');
    const { importId } = await uploads.upload(file, 'MINE');
    const seen: number[] = [];
    let path: string | undefined = `/console/imports/${importId}`;
    const lengths: number[] = [];
    while (path) {
      const { text } = await session.get(path);
      const corrections = text.slice(0, text.indexOf('id="people"'));
      const rows = [...corrections.matchAll(/<th scope="row" class="figure"[^>]*>([\d,]+)<\/th>/g)].map(
        ([, row]) => Number(row),
      );
      lengths.push(rows.length);
      seen.push(...rows);
      path = /href="([^"]+)#mend">Next</.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(lengths).toEqual([100, 100, 50]);
    expect(seen).toEqual(Array.from({ length: 250 }, (_, n) => 152 + n));
    expect(rowsOf((await session.get(`/console/imports/${importId}/mend.csv`)).text)).toHaveLength(251);
  });
});

describe('what a file lacks is said on its page', () => {
  const asking = async () => {
    const importId = await uploads.request('MINE', 'k', { preview: true, mayAsk: true });
    for (const chunk of await uploads.split(importId, 'number,nameEn\nLACK-0001,HO Wai Kit\n'))
      await runChunk(site.registry, chunk, () => at);
    return importId;
  };

  it('and taken: the rows are looked at with it', async () => {
    const importId = await asking();
    const said = { type: 'OFA', issuedOn: '5/1/2026' };
    const answer = await session.post(`/console/imports/${importId}/answer`, said);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/console/imports/${importId}`]);
    expect((await site.registry.jobs.get(importId))?.given).toEqual([
      { column: 'type', value: 'OFA', from: 'defaults' },
      { column: 'issuedOn', value: '2026-01-05', from: 'defaults' },
    ]);
  });

  it.each([
    ['nothing', { type: ' ', issuedOn: '' }],
    ['a day that is none', { type: 'OFA', issuedOn: '31/2/2026' }],
  ])('and asked for again where it is %s', async (_, said) => {
    const importId = await asking();
    expect((await session.post(`/console/imports/${importId}/answer`, said)).status).toBe(422);
    expect((await site.registry.jobs.get(importId))?.asked).toEqual(['type', 'issuedOn']);
  });
});
