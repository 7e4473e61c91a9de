import { beforeAll, describe, expect, it } from 'vitest';
import { answerImport, confirmImport, undoImport } from '#import/decide-import.ts';
import { listImportPreview, listImportUndone } from '#import/list-import-rows.ts';
import { reportImport } from '#import/report-import.ts';
import { runChunk } from '#import/rows/run-step.ts';
import { changeCredential } from '#register/change/change-credential.ts';
import { settleSupersessions } from '#register/change/settle-supersessions.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { at, uploadsTo } from '#support/files/uploads';
import { createRegistry, day, instantFrom, makeUnreadable, type Registry } from '#support/storage/registry';
import type { ImportStep } from '#tables/import-job.ts';

/** Looking at what a file will do before it is registered, and taking back what it did. */
let registry: Registry;
let uploads: ReturnType<typeof uploadsTo>;
beforeAll(async () => {
  registry = await createRegistry();
  uploads = uploadsTo(registry);
});

const head = 'number,type,nameEn,email,issuedOn';
const file = (...rows: string[]) => [head, ...rows].join('\r\n');
const stored = async (key: string, provider: string) =>
  (await registry.credentials.get(key, provider))?.credential;

/** Answers with what was queued; `run` does it, in any order that is asked for. */
function desk(provider: string, now = at) {
  const queued: ImportStep[] = [];
  const deps = { ...registry, steps: { send: async (sent: ImportStep[]) => void queued.push(...sent) } };
  const who = (importId: string) => ({ provider, importId, keyId: 'k2', at: now });
  return {
    queued,
    confirm: (importId: string) => confirmImport(deps, who(importId)),
    undo: (importId: string) => undoImport(deps, who(importId)),
    answer: (importId: string, said: { type?: string; issuedOn?: CivilDate }) =>
      answerImport(deps, who(importId), said),
    async run(clock = now) {
      for (const step of queued.splice(0)) await runChunk(registry, step, () => clock);
    },
    report: (importId: string) => reportImport(registry, { provider, importId }),
    preview: (importId: string) => listImportPreview(registry, { provider, importId }),
    undone: (importId: string) => listImportUndone(registry, { provider, importId }),
  };
}

async function previewed(provider: string, text: string, more: { mayAsk?: true } = {}): Promise<string> {
  const importId = await uploads.request(provider, 'k', { preview: true, ...more });
  for (const chunk of await uploads.split(importId, text)) await runChunk(registry, chunk, () => at);
  return importId;
}

describe('a preview', () => {
  it('says what would come of each row, registers nothing, and does exactly that once it is confirmed', async () => {
    await uploads.upload(
      file('P-1001,OFA,CHAN Tai Man,old@example.com,2026-01-05', 'P-1002,OFA,LEE Kin,,2026-01-05'),
      'PREVIEW',
    );
    const mine = desk('PREVIEW');
    const importId = await previewed(
      'PREVIEW',
      file(
        'P-1001,OFA,CHAN Tai Man,new@example.com,2026-01-05',
        'P-1002,OFA,LEE Kin,,2026-01-05',
        'P-1003,OFA,HO Wai Kit,,2026-01-05',
        ',OFA,WONG Siu Ming,,2026-01-05',
        'P-1005,OFB,NG Ka Yan,,2026-01-05',
      ),
    );
    const rows = { total: 5, accepted: 2, updated: 1, unchanged: 1, rejected: 1 };
    expect(await mine.report(importId)).toMatchObject({ state: 'previewed', rows });
    expect(await mine.report(importId)).not.toHaveProperty('finishedAt');
    const seen = await mine.preview(importId);
    const read = { type: 'OFA', issuedOn: '2026-01-05', expiresOn: '2029-01-04' };
    expect(seen?.items.map(({ cells: _, ...row }) => row)).toEqual([
      {
        row: 2,
        number: 'P-1001',
        outcome: 'updated',
        ...read,
        changes: [{ field: 'email', from: 'old@example.com', to: 'new@example.com' }],
      },
      { row: 3, number: 'P-1002', outcome: 'unchanged', ...read },
      { row: 4, number: 'P-1003', outcome: 'accepted', ...read },
      { row: 5, outcome: 'accepted', ...read },
    ]);
    expect(await stored('P1003', 'PREVIEW')).toBeUndefined();
    expect((await stored('P1001', 'PREVIEW'))?.email).toBe('old@example.com');

    expect(await mine.confirm(importId)).toMatchObject({ ok: true, report: { state: 'importing' } });
    await mine.run();
    expect(await mine.report(importId)).toMatchObject({ state: 'finished', rows });
    expect(await stored('P1003', 'PREVIEW')).toMatchObject({ nameEn: 'HO Wai Kit', version: 1 });
    const entry = (await stored('P1001', 'PREVIEW'))?.history.at(-1);
    expect(entry).toMatchObject({ event: 'corrected', source: { importId, row: 2, keyId: 'k2' } });
    expect((await uploads.outcome('PREVIEW', importId)).registered).toHaveLength(4);
  });

  it('counts a number that the file has twice as it will be registered', async () => {
    const row = 'T-1001,OFA,CHAN Tai Man,,2026-01-05';
    const importId = await previewed('TWICE', file(row, row));
    expect((await desk('TWICE').report(importId))?.rows).toMatchObject({ accepted: 1, unchanged: 1 });
  });

  it('is confirmed once, however often it is pressed, and only by its own provider', async () => {
    const importId = await previewed('PRESS', file('Q-1001,OFA,CHAN Tai Man,,2026-01-05'));
    const mine = desk('PRESS');
    expect(await desk('OTHER').confirm(importId)).toEqual({ ok: false, code: 'not_found' });
    for (let n = 0; n < 3; n++) expect(await mine.confirm(importId)).toMatchObject({ ok: true });
    await mine.run();
    expect(await mine.confirm(importId)).toMatchObject({ ok: true, report: { state: 'finished' } });
    expect(mine.queued).toEqual([]);
    expect(await mine.report(importId)).toMatchObject({ rows: { total: 1, accepted: 1 } });
    expect((await stored('Q1001', 'PRESS'))?.version).toBe(1);
  });

  it('cannot be confirmed before its rows were looked at, a day later, or where there was none', async () => {
    const importId = await uploads.request('EARLY', 'k', { preview: true });
    const chunks = await uploads.split(importId, file('R-1001,OFA,CHAN Tai Man,,2026-01-05'));
    expect(await desk('EARLY').report(importId)).toMatchObject({ state: 'previewing' });
    expect(await desk('EARLY').confirm(importId)).toEqual({ ok: false, code: 'not_previewed' });
    for (const chunk of chunks) await runChunk(registry, chunk, () => at);
    const later = instantFrom('2026-11-22T02:00:01.000Z');
    expect(await desk('EARLY', later).confirm(importId)).toEqual({ ok: false, code: 'too_late' });
    const { importId: plain } = await uploads.upload(file('R-1002,OFA,LEE Kin,,2026-01-05'), 'EARLY');
    expect(await desk('EARLY').confirm(plain)).toEqual({ ok: false, code: 'not_previewed' });
    expect(await stored('R1001', 'EARLY')).toBeUndefined();
  });
});

describe('a file without a column for the course or the day of issue', () => {
  const bare = 'Certificate No.,Name,Email\nB-1001,HO Wai Kit,\nB-1002,LEE Kin,lee@example.com\n';

  it('asks somebody who is there, and takes the answer for all rows', async () => {
    const importId = await previewed('ASKING', bare, { mayAsk: true });
    const mine = desk('ASKING');
    expect(await mine.report(importId)).toMatchObject({ state: 'asking', asked: ['type', 'issuedOn'] });
    expect(await mine.confirm(importId)).toEqual({ ok: false, code: 'not_previewed' });
    const said = { type: 'OFA', issuedOn: day('2026-09-15') };
    expect(await mine.answer(importId, said)).toMatchObject({ ok: true, report: { state: 'previewing' } });
    await mine.run();
    expect(await mine.report(importId)).toMatchObject({ state: 'previewed', rows: { accepted: 2 } });
    expect(await mine.answer(importId, said)).toEqual({ ok: false, code: 'not_asked' });
    await mine.confirm(importId);
    await mine.run();
    expect(await stored('B1002', 'ASKING')).toMatchObject({ ...said, email: 'lee@example.com' });
  });

  it('is refused where nobody is', async () => {
    const importId = await previewed('ASKNOT', bare);
    expect(await desk('ASKNOT').report(importId)).toMatchObject({
      state: 'failed',
      error: { code: 'missing_columns', missing: ['type', 'issuedOn'] },
    });
  });
});

describe('undoing a file', () => {
  const undone = async (provider: string, importId: string) => {
    const mine = desk(provider);
    expect(await mine.undo(importId)).toMatchObject({ ok: true, report: { state: 'undoing' } });
    await mine.run();
    return (await mine.undone(importId))?.items.map(({ row, outcome }) => [row, outcome]);
  };

  it('takes back what it registered, corrected, suspended and revoked, and leaves what it found', async () => {
    const facts = (n: number) => `U-100${n},OFA,CHAN Tai Man,u${n}@example.com,2026-01-05`;
    await uploads.upload(file(...[1, 2, 3, 4, 6].map(facts)), 'UNDO');
    const before = await Promise.all(['U1001', 'U1002', 'U1003', 'U1004'].map((key) => stored(key, 'UNDO')));
    const { importId } = await uploads.upload(
      [
        `${head},action,reason`,
        'U-1001,OFA,CHAN Tai Man,new@example.com,2026-01-05,,',
        `${facts(2)},revoke,by mistake`,
        `${facts(3)},suspend,by mistake`,
        `${facts(4)},,`,
        'U-1005,OFA,LEE Kin,,2026-01-05,,',
        'U-1006,,,,2026-01-06,correct,wrong day',
      ].join('\n'),
      'UNDO',
    );
    expect((await stored('U1002', 'UNDO'))?.history).toHaveLength(2);
    expect(await undone('UNDO', importId)).toEqual([
      [2, 'takenBack'],
      [3, 'takenBack'],
      [4, 'takenBack'],
      [5, 'nothing'],
      [6, 'takenBack'],
      [7, 'takenBack'],
    ]);
    expect(await desk('UNDO').report(importId)).toMatchObject({
      state: 'undone',
      undone: { takenBack: 5, changedSince: 0, unreadable: 0, nothing: 1 },
    });
    expect(await stored('U1005', 'UNDO')).toBeUndefined();
    const { history: _, version: __, ...first } = before[0] ?? {};
    expect(await stored('U1001', 'UNDO')).toMatchObject(first);
    expect((await stored('U1006', 'UNDO'))?.issuedOn).toBe('2026-01-05');
    expect((await stored('U1002', 'UNDO'))?.history.map(({ event }) => event)).toEqual([
      'issued',
      'revoked',
      'reinstated',
    ]);
    expect((await stored('U1003', 'UNDO'))?.history.at(-1)).toMatchObject({
      event: 'reinstated',
      reason: 'upload_undone',
      source: { via: 'import', importId, row: 4, keyId: 'k2', undo: true },
    });
  });

  it('leaves a revocation that a suspension had come before: lifting one would lift both', async () => {
    const facts = 'L-1001,OFA,CHAN Tai Man,,2026-01-05';
    await uploads.upload(file(facts), 'BOTH');
    const act = (action: string) =>
      uploads.upload(`${head},action,reason\n${facts},${action},by mistake\n`, 'BOTH');
    await act('suspend');
    const { importId } = await act('revoke');
    expect(await undone('BOTH', importId)).toEqual([[2, 'changedSince']]);
    expect((await stored('L1001', 'BOTH'))?.history.at(-1)?.event).toBe('revoked');
  });

  it('keeps one certificate that nobody can read from holding up the others, and says so of its row', async () => {
    const { importId } = await uploads.upload(
      file('X-1001,OFA,CHAN Tai Man,,2026-01-05', 'X-1002,OFA,LEE Kin,,2026-01-05'),
      'BROKEN',
    );
    await makeUnreadable(registry, 'X1001', 'BROKEN');
    expect(await undone('BROKEN', importId)).toEqual([
      [2, 'unreadable'],
      [3, 'takenBack'],
    ]);
    expect(await desk('BROKEN').report(importId)).toMatchObject({
      state: 'undone',
      undone: { takenBack: 1, changedSince: 0, unreadable: 1, nothing: 0 },
    });
    expect(await stored('X1002', 'BROKEN')).toBeUndefined();
  });

  it('lets the right file be uploaded after the wrong one', async () => {
    const { importId } = await uploads.upload(file('W-1001,OFA,CHAN Tai Man,,2026-01-05'), 'WRONG');
    await undone('WRONG', importId);
    const right = await uploads.upload(file('W-1001,OFA,LEE Kin,,2026-02-05'), 'WRONG');
    expect(right.rows).toMatchObject({ accepted: 1, rejected: 0 });
    expect(await stored('W1001', 'WRONG')).toMatchObject({ nameEn: 'LEE Kin', version: 1 });
  });

  it('leaves what happened since: another correction, a revocation, a later file', async () => {
    const { importId } = await uploads.upload(
      file(
        'S-1001,OFA,CHAN Tai Man,one@example.com,2026-01-05',
        'S-1002,OFA,LEE Kin,,2026-01-05',
        'S-1003,OFA,HO Wai Kit,,2026-01-05',
      ),
      'SINCE',
    );
    await uploads.upload(file('S-1001,OFA,CHAN Tai Man,two@example.com,2026-01-05'), 'SINCE');
    await changeCredential(registry, { key: 'S1002', provider: 'SINCE' }, (credential) => ({
      ok: true,
      credential: {
        ...credential,
        version: credential.version + 1,
        history: [
          ...credential.history,
          {
            event: 'revoked',
            at,
            on: credential.issuedOn,
            reason: 'forged',
            source: { via: 'api', keyId: 'k' },
          },
        ],
      },
    }));
    expect(await undone('SINCE', importId)).toEqual([
      [2, 'changedSince'],
      [3, 'changedSince'],
      [4, 'takenBack'],
    ]);
    expect((await stored('S1001', 'SINCE'))?.email).toBe('two@example.com');
    expect((await stored('S1002', 'SINCE'))?.history.at(-1)?.event).toBe('revoked');
  });

  it('takes back its own correction alone where another fact was corrected later', async () => {
    await uploads.upload(file('O-1001,OFA,CHAN Tai Man,one@example.com,2026-01-05'), 'OWN');
    const { importId } = await uploads.upload(
      file('O-1001,OFA,CHAN Tai Man,two@example.com,2026-01-05'),
      'OWN',
    );
    await uploads.upload(file('O-1001,OFA,CHAN Tai-Man,two@example.com,2026-01-05'), 'OWN');
    expect(await undone('OWN', importId)).toEqual([[2, 'takenBack']]);
    expect(await stored('O1001', 'OWN')).toMatchObject({ nameEn: 'CHAN Tai-Man', email: 'one@example.com' });
  });

  it('is done once, whatever is killed or comes twice', async () => {
    await uploads.upload(file('K-1001,OFA,CHAN Tai Man,one@example.com,2026-01-05'), 'KILLED');
    const { importId } = await uploads.upload(
      file('K-1001,OFA,CHAN Tai Man,two@example.com,2026-01-05', 'K-1002,OFA,LEE Kin,,2026-01-05'),
      'KILLED',
    );
    const mine = desk('KILLED');
    await mine.undo(importId);
    const [step] = mine.queued;
    if (!step) throw new Error('nothing was queued');
    const record = async () => {
      throw new Error('killed');
    };
    const dying = { ...registry, undos: { ...registry.undos, record } };
    await expect(runChunk(dying, step, () => at)).rejects.toThrow('killed');
    for (let n = 0; n < 2; n++) await runChunk(registry, step, () => at);
    expect((await mine.undone(importId))?.items.map(({ outcome }) => outcome)).toEqual([
      'takenBack',
      'takenBack',
    ]);
    expect((await stored('K1001', 'KILLED'))?.history.map(({ event }) => event)).toEqual([
      'issued',
      'corrected',
      'corrected',
    ]);
  });

  it('cannot be begun before the end, a day after it, or for somebody else', async () => {
    const importId = await previewed('NOTYET', file('N-1001,OFA,CHAN Tai Man,,2026-01-05'));
    expect(await desk('NOTYET').undo(importId)).toEqual({ ok: false, code: 'not_finished' });
    const mine = desk('NOTYET');
    await mine.confirm(importId);
    await mine.run();
    expect(await desk('OTHER').undo(importId)).toEqual({ ok: false, code: 'not_found' });
    const later = instantFrom('2026-11-22T02:00:01.000Z');
    expect(await desk('NOTYET', later).undo(importId)).toEqual({ ok: false, code: 'too_late' });
    expect(await stored('N1001', 'NOTYET')).toBeDefined();
  });

  it('gives back to another provider what its certificate had replaced', async () => {
    const row = (number: string, on: string) => `${number},OFA,CHAN Tai Man,same@example.com,${on}`;
    for (const code of ['OLDHOUSE', 'NEWHOUSE']) {
      const name = { en: code, 'zh-HK': code };
      await registry.providerRepository.addProvider({ code, name, disclosure: 'masked', approvals: [] });
    }
    await uploads.upload(file(row('OLD-1001', '2024-01-05')), 'OLDHOUSE');
    const { importId } = await uploads.upload(file(row('NEW-1001', '2026-01-05')), 'NEWHOUSE');
    const gone = await stored('NEW1001', 'NEWHOUSE');
    await settleSupersessions(registry, { key: 'NEW1001', provider: 'NEWHOUSE' }, at);
    expect((await stored('OLD1001', 'OLDHOUSE'))?.history.at(-1)?.event).toBe('superseded');
    await undone('NEWHOUSE', importId);
    if (!gone) throw new Error('it was not there');
    // Its number is somebody else's before the stream tells.
    await uploads.upload(file('NEW-1001,OFA,LEE Kin,lee@example.com,2026-01-05'), 'NEWHOUSE');
    await settleSupersessions(registry, { key: 'NEW1001', provider: 'NEWHOUSE', gone }, at);
    expect((await stored('OLD1001', 'OLDHOUSE'))?.history.at(-1)?.event).toBe('supersessionLifted');
    // And where the older one's own change is what is looked at.
    await settleSupersessions(registry, { key: 'OLD1001', provider: 'OLDHOUSE' }, at);
    expect((await stored('OLD1001', 'OLDHOUSE'))?.history).toHaveLength(3);
  });
});
