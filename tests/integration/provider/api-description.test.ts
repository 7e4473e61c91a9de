import { beforeAll, describe, expect, it } from 'vitest';
import { runChunk } from '#import/rows/run-step.ts';
import { stopAll } from '#mail/address-state.ts';
import { claimMailing } from '#mail/mailing-rules.ts';
import { createMailings } from '#mail/store/mailings.ts';
import { createApi } from '#provider/api/api.ts';
import type { Credential, Source } from '#register/certificate/credential.ts';
import { keys } from '#storage/contract/table.ts';
import { uploadsTo, workbook } from '#support/files/uploads';
import { dueStage } from '#support/mail/due-stage';
import { reminded } from '#support/mail/reminded';
import { type Ask, createTestApi, ofa } from '#support/sites/api';
import { type Answer, describedBy, type ServedDocument } from '#support/storage/described';
import { day } from '#support/storage/registry';
import type { ImportChunk, ImportStep } from '#tables/import-job.ts';

let test: Awaited<ReturnType<typeof createTestApi>>;
let document: ServedDocument;
let description: ReturnType<typeof describedBy>;
const ask = (...args: Parameters<(typeof test)['ask']>) => test.ask(...args);

beforeAll(async () => {
  test = await createTestApi();
  document = JSON.parse((await ask('GET', '/v1/openapi.json')).text);
  description = describedBy(document);
});

/** `/v1/credentials/:number{.+}/revoke` as OpenAPI writes it. */
const asPath = (pattern: string) => pattern.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}');
const actual = (path: string) => path.replace('{number}', 'NONE-0001').replace('{id}', 'none');

function* objects(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const inner of Object.values(value)) yield* objects(inner);
}

describe('the description', () => {
  it('names every route that there is, and no other', () => {
    const there = test.api.routes
      .filter(({ method, path }) => path.startsWith('/v1/') && method !== 'ALL')
      .map(({ method, path }) => `${method} ${asPath(path)}`);
    const said = description.operations.map(({ verb, path }) => `${verb.toUpperCase()} ${path}`);
    expect(said.sort()).toEqual([...new Set(there)].sort());
  });

  it('is OpenAPI 3.1, each operation with a name of its own, each answer with its words', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document).toMatchObject({
      jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
      servers: [{ url: test.deps.publicBaseUrl }],
      security: [{ key: [] }],
    });
    const names = description.operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    const tags = document.tags.map(({ name }) => name);
    for (const {
      operationId,
      summary,
      description: text,
      tags: own,
      responses,
      ...operation
    } of description.operations) {
      expect(
        [summary, text].every((each) => /\S/.test(each)),
        operationId,
      ).toBe(true);
      expect(tags).toEqual(expect.arrayContaining(own));
      expect(
        Object.keys(responses).some((status) => status.startsWith('2')),
        operationId,
      ).toBe(true);
      for (const [status, answer] of Object.entries(responses)) {
        expect(status).toMatch(/^[1-5]\d\d$/);
        expect(answer.description, `${operationId} ${status}`).toMatch(/\S/);
      }
      const inPath = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name);
      expect(inPath).toEqual([...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      for (const parameter of operation.parameters)
        expect(parameter.description, parameter.name).toMatch(/\S/);
    }
  });

  it('has everything that it refers to', () => {
    const references = [...objects(document)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));
    expect(references.length).toBeGreaterThan(100);
    for (const reference of new Set(references)) {
      const parts = reference.replace(/^#\//, '').split('/');
      const found = parts.reduce<unknown>((at, part) => Object(at)[part], document);
      expect(found, reference).toBeDefined();
    }
  });

  it('says of every field what it means', () => {
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      for (const { properties } of objects({ ...schema, examples: [] })) {
        for (const [field, inner] of Object.entries(properties ?? {}))
          expect(inner.description, `${name}.${field}`).toMatch(/^[A-Z“].*\.$/);
      }
    }
  });

  it('gives examples that are right, of every body and of what most operations answer', () => {
    for (const [name, { examples = [] }] of Object.entries(document.components.schemas)) {
      for (const example of examples) expect(description.problemsOf(name, example), name).toEqual([]);
    }
    for (const { value } of Object.values(document.components.examples))
      expect(description.problemsOf('Problem', value)).toEqual([]);
    for (const { requestBody, operationId } of description.operations) {
      if (!requestBody) continue;
      const { schema } = requestBody.content['application/json'];
      expect(description.exampleOf(schema), operationId).toBeDefined();
    }
  });

  it('is the same each time, needs no key, and is in English whatever is asked for', async () => {
    const other = await createTestApi({ publicBaseUrl: test.deps.publicBaseUrl });
    const [a, b] = await Promise.all([test, other].map(({ api }) => api.request('/v1/openapi.json')));
    expect(await a?.text()).toBe(await b?.text());
    const chinese = await test.api.request('/v1/openapi.json', { headers: { 'accept-language': 'zh-HK' } });
    expect(chinese.headers.get('content-language')).toBe('en');
    expect(await chinese.json()).toEqual(document);
    expect((await test.api.request('/v1/openapi.json', { method: 'POST' })).status).toBe(405);
  });
});

/** Which answers were seen, so that one that is said and never given is noticed. */
const seen = new Set<string>();
function holds(operationId: string, answer: Answer): Answer {
  description.hold(operationId, answer);
  seen.add(`${operationId} ${answer.status}`);
  return answer;
}

describe('what the API really answers is what the description says', () => {
  const reason = 'as agreed';
  const post = async (id: string, path: string, body: unknown, more: Ask = {}) =>
    holds(id, await ask('POST', path, { body, ...more }));
  const get = async (id: string, path: string, more: Ask = {}) => holds(id, await ask('GET', path, more));
  const at = (number: string) => `/v1/credentials/${number}`;

  it('of one certificate, through its whole life', async () => {
    const body = { ...ofa, number: 'DESC-0001' };
    await post('registerCertificate', '/v1/credentials', body);
    await post('registerCertificate', '/v1/credentials', body);
    await post('registerCertificate', '/v1/credentials', { ...body, nameEn: 'LEE Kin' });
    await post('registerCertificate', '/v1/credentials', { type: 'OFB', issuedOn: '31/02/2026' });
    await post('suspendCertificate', `${at('DESC-0001')}/suspend`, { reason });
    await post('suspendCertificate', `${at('DESC-0001')}/suspend`, { reason });
    await post('reinstateCertificate', `${at('DESC-0001')}/reinstate`, { reason });
    await post('reinstateCertificate', `${at('DESC-0001')}/reinstate`, { reason });
    const keyed = { headers: { 'idempotency-key': 'd1' } };
    const extension = { reason, expiresOn: '2027-12-31' };
    await post('extendCertificate', `${at('DESC-0001')}/extend`, extension, keyed);
    await post('extendCertificate', `${at('DESC-0001')}/extend`, extension, keyed);
    await post('extendCertificate', `${at('DESC-0001')}/extend`, extension);
    const patch = (more: Ask) => ask('PATCH', at('DESC-0001'), more);
    holds('correctCertificate', await patch({ body: { nameEn: 'CHAN Tai-man', email: null, reason } }));
    holds('correctCertificate', await patch({ body: { issuedOn: '2030-01-01', reason } }));
    holds('correctCertificate', await patch({ body: { reason }, headers: { 'if-match': '"0"' } }));
    const renewal = { reason, number: 'DESC-0002', issuedOn: '2026-11-20' };
    await post('renewCertificate', `${at('DESC-0001')}/renew`, renewal);
    await post('renewCertificate', `${at('DESC-0001')}/renew`, renewal);
    await post('renewCertificate', `${at('DESC-0001')}/renew`, { ...renewal, number: 'DESC-0003' });
    await post('revokeCertificate', `${at('DESC-0001')}/revoke`, { reason });
    await post('revokeCertificate', `${at('DESC-0001')}/revoke`, { reason });
    await get('readCertificate', at('DESC-0001'));
    await get('readCertificate', at('DESC-0002'));
  });

  it('of reminders, in every state', async () => {
    await ask('POST', '/v1/credentials', { body: { ...ofa, number: 'DESC-0004' } });
    const found = await test.registry.credentials.get('DESC0004', 'MINE');
    if (!found) throw new Error('not registered');
    const stage = (id: string) => dueStage(found, id, day('2026-11-30'));
    const skipped = { state: 'skipped', reason: 'overtaken', skippedAt: test.time.at } as const;
    await test.registry.ledger.skip(stage('-180'), skipped);
    const claim = claimMailing({ claimId: 'desc-1', at: test.time.at });
    const { ledger } = test.registry;
    expect(await ledger.claim(claim, [{ subject: stage('-90') }])).toBeUndefined();
    await get('readCertificate', at('DESC-0004'));
    const unknown = { code: 'timeout', since: test.time.at, settleFrom: test.time.at };
    const outcome = { state: 'uncertain', claimId: 'desc-1', ...unknown } as const;
    expect(await ledger.settle([{ subject: stage('-90'), claim, outcome }])).toHaveLength(1);
    const uncertain = await get('readCertificate', at('DESC-0004'));
    expect(JSON.parse(uncertain.text).reminders).toEqual([
      {
        expiresOn: '2027-02-28',
        stage: '-180',
        on: '2026-11-30',
        state: 'skipped',
        reason: 'overtaken',
        skippedAt: test.time.at,
      },
      {
        expiresOn: '2027-02-28',
        stage: '-90',
        on: '2026-11-30',
        state: 'uncertain',
        since: test.time.at,
        code: 'timeout',
        events: [],
      },
    ]);
    expect(uncertain.text).not.toContain('desc-1');
    const bounced = { kind: 'bounced', at: test.time.at, code: 'Permanent/General' } as const;
    await createMailings(test.registry.table).hear('desc-1', bounced);
    const heard = await get('readCertificate', at('DESC-0004'));
    expect(JSON.parse(heard.text).reminders[1]).toEqual({
      expiresOn: '2027-02-28',
      stage: '-90',
      on: '2026-11-30',
      state: 'sent',
      sentAt: test.time.at,
      events: [{ event: 'bounced', at: test.time.at, code: 'Permanent/General' }],
    });
    const earlier = [{ claimId: 'desc-0', since: test.time.at, code: 'timeout' }];
    await test.registry.table.update(
      keys.reminder('DESC0004', 'MINE', '2027-02-28', '-90'),
      { text: 'SET #earlier = :earlier', values: { ':earlier': earlier } },
      { text: 'attribute_exists(#pk)' },
    );
    const twice = JSON.parse((await get('readCertificate', at('DESC-0004'))).text);
    expect(twice.reminders[1]).toMatchObject({ stage: '-90', attempts: 2 });
    for (const [n, answer] of [
      { state: 'failed', code: 'MessageRejected', failedAt: test.time.at } as const,
      { state: 'released', code: 'Throttling', releasedAt: test.time.at } as const,
      { state: 'sent', messageId: 'ses-1', sentAt: test.time.at } as const,
    ].entries()) {
      const claimId = `desc-x${n}`;
      const other = claimMailing({ claimId, at: test.time.at });
      const subject = stage(`+${n}`);
      await ledger.claim(other, [{ subject }]);
      const outcome = { ...answer, claimId };
      expect(await ledger.settle([{ subject, claim: other, outcome }])).toHaveLength(1);
      await get('readCertificate', at('DESC-0004'));
    }
  });

  it('of whether the next reminder will go, for each reason', async () => {
    const next = async (number: string) => {
      const { explanation } = JSON.parse((await get('readCertificate', at(number))).text);
      return explanation.next;
    };
    const register = (number: string, facts: object) =>
      ask('POST', '/v1/credentials', { body: { ...ofa, number, ...facts } });
    await register('DESC-0006', { email: 'next@example.com' });
    expect(await next('DESC-0006')).toEqual({ goes: true, stage: 'refresherOpens', on: '2026-11-22' });
    await reminded(test.registry, { number: 'DESC-0006' });
    const { mailStates, holders } = test.registry;
    const holder = await holders.pseudonymOf('next@example.com');
    const request = { at: test.time.at, action: 'stop', scope: stopAll, via: 'page' } as const;
    await mailStates.request(holder, request);
    const since = '2026-11-21';
    expect(await next('DESC-0006')).toEqual({ goes: false, because: 'unsubscribed', since, stops: 'all' });
    const trouble = { state: 'complained', since: test.time.at, code: 'abuse' } as const;
    await mailStates.record('next@example.com', trouble);
    expect(await next('DESC-0006')).toEqual({ goes: false, because: 'undeliverable', since, trouble });
    await register('DESC-0007', { email: 'renewed@example.com' });
    await register('DESC-0008', { email: 'renewed@example.com', issuedOn: '2026-11-01' });
    expect(await next('DESC-0007')).toEqual({ goes: false, because: 'renewed' });
    await register('DESC-0009', { type: 'EMTD', email: 'other@example.com' });
    expect(await next('DESC-0009')).toEqual({ goes: false, because: 'noPlan' });
  });

  it('of lists, page by page', async () => {
    const first = await get('listCertificates', '/v1/credentials?limit=1');
    const { cursor } = JSON.parse(first.text);
    expect(cursor).toBeTruthy();
    await get('listCertificates', `/v1/credentials?limit=1&cursor=${cursor}`);
    await get('listCertificates', '/v1/credentials?cursor=abc');
    await get('listUndeliverable', '/v1/reports/undeliverable');
    await get('listUndeliverable', '/v1/reports/undeliverable?cursor=!');
  });

  it('of a holder who cannot be written to', async () => {
    const email = 'gone@example.com';
    await ask('POST', '/v1/credentials', { body: { ...ofa, number: 'DESC-0005', email } });
    await reminded(test.registry, { number: 'DESC-0005' });
    const trouble = { state: 'undeliverable', since: test.time.at, code: 'General' } as const;
    await test.registry.mailStates.record(email, trouble);
    const answer = await get('listUndeliverable', '/v1/reports/undeliverable');
    const { holders } = JSON.parse(answer.text);
    expect(holders.map(({ number }: { number: string }) => number)).toContain('DESC-0005');
  });

  it('of a file, from its opening to its rows', async () => {
    const body = { fileName: 'f.csv', contentLength: 10 };
    const { importId } = JSON.parse((await post('openImport', '/v1/imports', body)).text);
    await get('readImport', `/v1/imports/${importId}`);
    const { jobs, chunks } = test.registry;
    const headings = [{ column: 'nameEn', heading: 'Name' }] as const;
    await jobs.update(importId, {
      state: 'importing',
      total: 4,
      queuedAt: test.time.at,
      headings: [...headings],
      ignoredColumns: ['Room'],
    });
    await chunks.record({
      importId,
      n: 0,
      accepted: 1,
      updated: 0,
      unchanged: 0,
      rejectedCount: 1,
      finishedAt: test.time.at,
      registered: [{ row: 2, number: 'DESC-0010', outcome: 'accepted' }],
      rejected: [
        {
          row: 3,
          column: 'type',
          code: 'unknown_type',
          value: 'OFB',
          also: [{ column: 'issuedOn', code: 'invalid_date', value: '31/02/2026' }],
          cells: { type: 'OFB', nameEn: 'CHAN Tai Man' },
        },
      ],
    });
    await get('readImport', `/v1/imports/${importId}`);
    const rejected = await get('listRejectedRows', `/v1/imports/${importId}/rejected`);
    expect(JSON.parse(rejected.text).rejected[0]).toEqual({
      row: 3,
      column: 'type',
      code: 'unknown_type',
      message: expect.any(String),
      value: 'OFB',
      also: [{ column: 'issuedOn', code: 'invalid_date', message: expect.any(String), value: '31/02/2026' }],
    });
    const registered = await get('listRegisteredRows', `/v1/imports/${importId}/registered`);
    expect(JSON.parse(registered.text)).toEqual({
      registered: [{ row: 2, number: 'DESC-0010', outcome: 'accepted' }],
    });
    const csv = { headers: { accept: 'text/csv' } };
    const refused = await get('listRejectedRows', `/v1/imports/${importId}/rejected`, csv);
    expect(refused.headers.get('content-disposition')).toBe('attachment; filename="rejected.csv"');
    const rows = await get('listRegisteredRows', `/v1/imports/${importId}/registered`, csv);
    expect(rows.text).toBe('row,number,outcome\r\n2,DESC-0010,accepted\r\n');
    expect(rows.headers.get('content-disposition')).toBe('attachment; filename="registered.csv"');

    await post('undoImport', `/v1/imports/${importId}/undo`, {});
    await post('undoImport', '/v1/imports/none/undo', {});
    await post('confirmImport', `/v1/imports/${importId}/confirm`, {});
    const { previews, undos } = test.registry;
    const looked = JSON.parse((await post('openImport', '/v1/imports', { ...body, preview: true })).text);
    const one = { importId: looked.importId, n: 0 };
    await jobs.update(one.importId, { state: 'importing', total: 1 });
    await previews.keep({ ...one, rows: [{ row: 2, cells: {} }] }, test.time.at);
    const changes = [{ field: 'email', from: null, to: 'chan@example.com' }];
    const counts = { accepted: 0, updated: 1, unchanged: 0, rejectedCount: 0, finishedAt: test.time.at };
    const row = { row: 2, number: 'DESC-0010', outcome: 'updated' as const };
    const on = day('2026-01-05');
    const facts = { type: 'OFA', issuedOn: on, expiresOn: on, changes };
    await previews.record({ ...one, ...counts, rejected: [], registered: [{ ...row, ...facts }] });
    await get('readImport', `/v1/imports/${one.importId}`);
    const seen = await get('listPreviewedRows', `/v1/imports/${one.importId}/preview`);
    expect(JSON.parse(seen.text)).toEqual({ rows: [{ ...row, ...facts }] });
    await get('listPreviewedRows', '/v1/imports/none/preview');
    await post('confirmImport', `/v1/imports/${one.importId}/confirm`, {});
    await test.registry.chunks.record({ ...one, ...counts, rejected: [], registered: [row] });
    await post('undoImport', `/v1/imports/${one.importId}/undo`, {});
    await undos.record(
      one.importId,
      0,
      [{ row: 2, number: 'DESC-0010', outcome: 'takenBack' }],
      test.time.at,
    );
    await get('readImport', `/v1/imports/${one.importId}`);
    const undone = await get('listUndoneRows', `/v1/imports/${one.importId}/undone`);
    expect(JSON.parse(undone.text).rows).toEqual([{ row: 2, number: 'DESC-0010', outcome: 'takenBack' }]);
    await get('listUndoneRows', '/v1/imports/none/undone');

    await jobs.fail(importId, { code: 'missing_columns', missing: ['type'], headings: ['x'] }, test.time.at);
    await get('readImport', `/v1/imports/${importId}`);
    await get('listImports', '/v1/imports');
    await get('listImports', '/v1/imports?cursor=!');
    await post('openImport', '/v1/imports', { ...body, contentLength: 1e9 });
  });

  it('of a workbook, with what stood above its headings, looked at, registered and undone', async () => {
    const { request, split } = uploadsTo(test.registry);
    const run = (message: ImportChunk | ImportStep) => runChunk(test.registry, message, () => test.time.at);
    const table = (name: string, number: string) => ({
      name,
      rows: [
        ['Occupational First Aid, 15 September 2026'],
        ['Certificate No.', 'Name'],
        [number, 'HO Wai Kit'],
        [`${number}0`, ''],
      ],
    });
    const file = workbook(['Old'], table('A', 'DESC-0020'), table('B', 'DESC-0030'));
    const importId = await request('MINE', 'k', { preview: true });
    for (const chunk of await split(importId, file)) await run(chunk);
    const looked = await get('listPreviewedRows', `/v1/imports/${importId}/preview`);
    expect(JSON.parse(looked.text).rows).toMatchObject([
      { row: 3, sheet: 'A', number: 'DESC-0020' },
      { row: 3, sheet: 'B', number: 'DESC-0030' },
    ]);

    await post('confirmImport', `/v1/imports/${importId}/confirm`, {});
    const message = { importId, provider: 'MINE', keyId: 'k' };
    for (const n of [0, 1]) await run({ ...message, step: 'confirm', n });
    const report = await get('readImport', `/v1/imports/${importId}`);
    const given = [
      { column: 'type', value: 'OFA', from: 'title' },
      { column: 'issuedOn', value: '2026-09-15', from: 'title' },
    ];
    expect(JSON.parse(report.text)).toMatchObject({
      rows: { total: 4, accepted: 2, rejected: 2 },
      given: ['A', 'B'].flatMap((sheet) => given.map((one) => ({ ...one, sheet }))),
      sheetsNotRead: [{ name: 'Old', because: 'hidden' }],
    });
    const rejected = await get('listRejectedRows', `/v1/imports/${importId}/rejected`);
    expect(JSON.parse(rejected.text).rejected).toMatchObject([
      { row: 4, sheet: 'A' },
      { row: 4, sheet: 'B' },
    ]);
    const registered = await get('listRegisteredRows', `/v1/imports/${importId}/registered`);
    expect(JSON.parse(registered.text).registered).toEqual([
      { row: 3, sheet: 'A', number: 'DESC-0020', outcome: 'accepted' },
      { row: 3, sheet: 'B', number: 'DESC-0030', outcome: 'accepted' },
    ]);

    await post('undoImport', `/v1/imports/${importId}/undo`, {});
    for (const n of [0, 1]) await run({ ...message, step: 'undo', n });
    const undone = await get('listUndoneRows', `/v1/imports/${importId}/undone`);
    expect(JSON.parse(undone.text).rows).toEqual([
      { row: 3, sheet: 'A', number: 'DESC-0020', outcome: 'takenBack' },
      { row: 3, sheet: 'B', number: 'DESC-0030', outcome: 'takenBack' },
    ]);
  });

  it('of a file that lacks something, or has a column twice', async () => {
    const { request, split } = uploadsTo(test.registry);
    const asking = await request('MINE', 'k', { preview: true, mayAsk: true });
    for (const chunk of await split(asking, 'Certificate No.,Name\nDESC-0040,HO Wai Kit\n'))
      await runChunk(test.registry, chunk, () => test.time.at);
    const { text } = await get('readImport', `/v1/imports/${asking}`);
    expect(JSON.parse(text)).toMatchObject({ state: 'asking', asked: ['type', 'issuedOn'] });
    const doubled = await request('MINE');
    await split(doubled, 'number,type,nameEn,nameEn,issuedOn\nDESC-0040,OFA,A,B,2026-01-05\n');
    const failed = await get('readImport', `/v1/imports/${doubled}`);
    expect(JSON.parse(failed.text).error).toMatchObject({ code: 'doubled_heading', detail: 'nameEn' });
  });

  it('of a history that others wrote', async () => {
    const by = (source: Source) => ({ at: test.time.at, on: day('2026-11-21'), source });
    const order = { order: 'o1', reason };
    const history: Credential['history'] = [
      { ...by({ via: 'api', keyId: 'k' }), event: 'issued', renewal: true },
      { ...by({ via: 'import', importId: 'i', row: 3 }), event: 'corrected', changes: [], reason },
      {
        ...by({ via: 'import', importId: 'i', row: 3, undo: true }),
        event: 'corrected',
        changes: [],
        reason,
      },
      { ...by({ via: 'holder', changeId: 'c1' }), event: 'corrected', changes: [], reason },
      { ...by({ via: 'order', orderId: 'o1' }), event: 'extended', expiresOn: day('2027-03-31'), ...order },
      {
        ...by({ via: 'registry' }),
        ...{ event: 'superseded', reason, by: { number: 'X-1', provider: 'THEIRS' } },
      },
    ];
    const body = { ...ofa, number: 'DESC-0050', courseSession: 'Class 7' };
    const made = await post('registerCertificate', '/v1/credentials', body);
    expect(JSON.parse(made.text).courseSession).toBe('Class 7');
    const seen = await test.registry.credentials.get('DESC0050', 'MINE');
    if (!seen) throw new Error('not registered');
    await test.registry.credentials.replace(seen, {
      credential: { ...seen.credential, history, version: 2 },
    });
    const record = JSON.parse((await get('readCertificate', at('DESC-0050'))).text);
    expect(record.courseSession).toBe('Class 7');
    // Which certificate another provider has registered is not told.
    const { by: _, ...told } = { by: undefined, ...history.at(-1), renewedElsewhere: true };
    expect(record.history).toEqual([...history.slice(0, -1), told]);
  });

  it('of an extension order', async () => {
    const range = { expiringFrom: '2027-01-01', expiringTo: '2027-12-31', expiresOn: '2028-03-31', reason };
    await post('orderExtension', '/v1/extension-orders', { ...range, preview: true });
    const { orderId } = JSON.parse((await post('orderExtension', '/v1/extension-orders', range)).text);
    await post('orderExtension', '/v1/extension-orders', range);
    await post('orderExtension', '/v1/extension-orders', { ...range, reason: 'another' });
    await post('orderExtension', '/v1/extension-orders', { ...range, expiresOn: '2027-01-01' });
    const order = `/v1/extension-orders/${orderId}`;
    await get('readExtensionOrder', order);
    const { orders } = test.registry;
    const begun = await orders.get('MINE', orderId);
    if (!begun) throw new Error('no such order');
    await orders.move(begun, { ...begun, state: 'applied', appliedAt: test.time.at });
    await get('readExtensionOrder', order);
    const second = await post('orderExtension', '/v1/extension-orders', { ...range, reason: 'second' });
    holds('withdrawExtensionOrder', await ask('DELETE', order));
    await ask('DELETE', second.headers.get('location') ?? '');
    const withdrawn = await orders.get('MINE', JSON.parse(second.text).orderId);
    if (withdrawn)
      await orders.move(withdrawn, { ...withdrawn, state: 'withdrawn', withdrawnAt: test.time.at });
    await get('listSkippedByOrder', `${order}/skipped`);
    holds('withdrawExtensionOrder', await ask('DELETE', order));
    holds('withdrawExtensionOrder', await ask('DELETE', order, { body: { reason } }));
    await get('listExtensionOrders', '/v1/extension-orders');
    await get('listExtensionOrders', '/v1/extension-orders?cursor=!');
  });

  it('of rows and orders and addresses, page by page', async () => {
    const { table, jobs } = test.registry;
    const job = {
      provider: 'MINE',
      keyId: 'k',
      fileName: 'f.csv',
      contentLength: 1,
      createdAt: test.time.at,
    };
    await jobs.create({ ...job, id: 'registered', state: 'awaitingUpload' });
    await jobs.create({ ...job, id: 'looked', state: 'awaitingUpload', preview: true });
    // A page is about a megabyte.
    const padding = 'x'.repeat(390_000);
    const row = { row: 2, number: 'DESC-0060' };
    const facts = { type: 'OFA', issuedOn: '2026-01-05', expiresOn: '2029-01-04', changes: [] };
    const wrong = { row: 2, column: 'type', code: 'unknown_type', value: 'X', also: [], cells: {} };
    const skipped = { skipped: [{ number: 'DESC-0060', code: 'revoked' }], extended: [] };
    const page = {
      orderId: '20261120020000000-o9',
      pass: 0,
      planned: [],
      outcome: skipped,
      entity: 'extensionOrderPage',
    };
    const before = {
      counts: { extended: 0, skipped: {}, withdrawn: 0 },
      extendedInPass: 0,
      skippedInPass: {},
    };
    for (const n of [0, 1, 2]) {
      const rows = {
        REGISTERED: { ...row, outcome: 'accepted' },
        REJECTED: wrong,
        'PREVIEW-REGISTERED': { ...row, outcome: 'accepted', ...facts },
        UNDONE: { ...row, outcome: 'takenBack' },
      };
      for (const [of, one] of Object.entries(rows)) {
        const importId = of.startsWith('PREVIEW') ? 'looked' : 'registered';
        const key = keys.importRows(importId, of as keyof typeof rows, n);
        await table.put({ ...key, entity: 'importRows', n, count: 1, rows: [one], padding });
      }
      await table.put({ ...keys.orderPage('20261120020000000-o9', n), n, ...page, before, padding });
    }
    const draft = {
      expiringFrom: day('2027-01-01'),
      expiringTo: day('2027-01-31'),
      expiresOn: day('2027-02-28'),
    };
    const order = {
      ...draft,
      id: '20261120020000000-o9',
      provider: 'MINE',
      keyId: 'k',
      createdAt: test.time.at,
      reason,
    };
    await table.put({
      ...{ ...keys.extensionOrder('MINE', '20261120020000000-o9'), entity: 'extensionOrder', ...order },
      ...{ state: 'applied', appliedAt: test.time.at, lastPass: 0 },
    });
    const gone = { state: 'undeliverable', since: test.time.at, code: 'General' } as const;
    for (const n of [1, 2]) {
      const email = `gone-${n}@example.com`;
      await ask('POST', '/v1/credentials', { body: { ...ofa, number: `DESC-006${n}`, email } });
      await reminded(test.registry, { number: `DESC-006${n}` });
      await test.registry.mailStates.record(email, gone);
    }
    for (const [id, path] of [
      ['listImports', '/v1/imports?limit=1'],
      ['listRegisteredRows', '/v1/imports/registered/registered'],
      ['listRejectedRows', '/v1/imports/registered/rejected'],
      ['listPreviewedRows', '/v1/imports/looked/preview'],
      ['listUndoneRows', '/v1/imports/registered/undone'],
      ['listExtensionOrders', '/v1/extension-orders?limit=1'],
      ['listSkippedByOrder', '/v1/extension-orders/20261120020000000-o9/skipped'],
      ['listUndeliverable', '/v1/reports/undeliverable?limit=1'],
    ] as const) {
      const { cursor, ...first } = JSON.parse((await get(id, path)).text);
      expect(cursor, path).toBeTruthy();
      const next = await get(
        id,
        `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`,
      );
      const items = (answer: object): unknown[] => Object.values(answer).find(Array.isArray) ?? [];
      expect(items(JSON.parse(next.text)).length, path).toBeGreaterThan(0);
      expect(items(first).length, path).toBeGreaterThan(0);
    }
  });

  it('of itself', async () => {
    await get('readDescription', '/v1/openapi.json');
  });

  it('of every wrong request to every route', async () => {
    const busy = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    const faulty = (error: Error) =>
      createApi({ ...test.deps, keyRing: { findBySecret: () => Promise.reject(error) } }, () => {});
    const [throttled, broken] = [faulty(busy), faulty(new Error('a fault'))];

    for (const { operationId: id, verb, path, requestBody, parameters, security } of description.operations) {
      const method = verb.toUpperCase();
      const url = actual(path);
      const json = { 'content-type': 'application/json' };
      if (security) continue;
      for (const api of [throttled, broken]) {
        const response = await api.request(url, { method, headers: { authorization: 'Bearer x' } });
        const { status, headers } = response;
        holds(id, { status, headers, text: await response.text() });
      }
      holds(id, await ask(method, url, { key: 'ck_none' }));
      if (path.includes('{')) {
        const example = requestBody && description.exampleOf(requestBody.content['application/json'].schema);
        holds(id, await ask(method, url, example === undefined ? {} : { body: example }));
      }
      if (path.includes('{number}')) {
        holds(
          id,
          await ask(method, url.replace('NONE-0001', 'x'), { body: method === 'GET' ? undefined : {} }),
        );
      }
      if (parameters.some(({ in: where }) => where === 'query'))
        holds(id, await ask(method, `${url}?what=ever`));
      if (requestBody) {
        holds(id, await ask(method, url, { raw: '{' }));
        holds(id, await ask(method, url, { raw: 'a=b', headers: { 'content-type': 'text/plain' } }));
        holds(id, await ask(method, url, { raw: ' '.repeat(300_000), headers: json }));
        holds(id, await ask(method, url, { body: { what: 'ever' } }));
      }
      if (method === 'POST') {
        const headers = { 'idempotency-key': `k-${id}` };
        await ask(method, url, { body: {}, headers });
        holds(id, await ask(method, url, { body: { other: 1 }, headers }));
        holds(id, await ask(method, url, { body: {}, headers: { 'idempotency-key': '' } }));
      }
    }
  });

  it('and nothing that is said was not seen, but for what the gateway answers', () => {
    const unseen = description.operations.flatMap(({ operationId, responses }) =>
      Object.keys(responses)
        .filter((status) => status !== '429')
        .map((status) => `${operationId} ${status}`)
        .filter((each) => !seen.has(each)),
    );
    // A fault of ours while nothing is read but the description itself.
    expect(unseen).toEqual(['readDescription 500']);
  });

  it('and no field is said that none of these answers had', () => {
    expect(description.unseenFields()).toEqual([]);
  });
});
