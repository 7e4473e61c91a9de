import { beforeAll, describe, expect, it } from 'vitest';
import { uploadsTo } from '#support/files/uploads';
import { createRegistry, type Registry } from '#support/storage/registry';

let registry: Registry;
let uploads: ReturnType<typeof uploadsTo>;
beforeAll(async () => {
  registry = await createRegistry();
  uploads = uploadsTo(registry);
});

const headings = 'number,type,nameEn,email,issuedOn,expiresOn,action,reason';
const file = (...rows: string[]) => [headings, ...rows, ''].join('\n');
let providers = 0;

/** A provider with one certificate: ACT-1, OFA, CHAN Tai Man, issued on 2026-01-05. */
async function registered(): Promise<string> {
  const provider = `ACTS${String.fromCharCode(65 + providers++)}`;
  await uploads.upload(file('ACT-1,OFA,CHAN Tai Man,chan@example.com,2026-01-05,,,'), provider);
  return provider;
}
const act1 = async (provider: string) => {
  const found = await registry.credentials.get('ACT1', provider);
  if (!found) throw new Error('ACT-1 is not there');
  return found;
};
const rejection = (column: string, code: string) => ({
  rows: { rejected: 1 },
  rejected: [{ row: 2, column, code }],
});

describe('a row sent again', () => {
  it('corrects name and address, and keeps the old ones with whose key did it', async () => {
    const provider = await registered();
    const changed = file('ACT-1,OFA,CHAN Tai Ming,tm@example.com,2026-01-05,,,');
    const { importId, rows } = await uploads.upload(changed, provider);
    expect(rows).toMatchObject({ updated: 1 });
    expect((await act1(provider)).credential.history.at(-1)).toMatchObject({
      event: 'corrected',
      changes: [
        { field: 'nameEn', from: 'CHAN Tai Man', to: 'CHAN Tai Ming' },
        { field: 'email', from: 'chan@example.com', to: 'tm@example.com' },
      ],
      source: { via: 'import', importId, row: 2, keyId: 'k' },
    });
    expect((await uploads.upload(changed, provider)).rows).toMatchObject({ unchanged: 1 });
  });

  it.each([
    ['type', 'ACT-1,ITLS,CHAN Tai Man,,2026-01-05,,,'],
    ['issuedOn', 'ACT-1,OFA,CHAN Tai Man,,2026-01-06,,,'],
    ['expiresOn', 'ACT-1,OFA,CHAN Tai Man,,2026-01-05,2030-01-01,,'],
  ])('never changes the %s without an action', async (column, row) => {
    const provider = await registered();
    expect(await uploads.upload(file(row), provider)).toMatchObject(rejection(column, 'conflicting_row'));
    expect((await act1(provider)).credential.version).toBe(1);
  });

  it('with correct and a reason changes type and dates, and reminders follow', async () => {
    const provider = await registered();
    const row = file('ACT-1,ITLS,CHAN Tai Man,,2026-02-05,,correct,typing error');
    expect((await uploads.upload(row, provider)).rows).toMatchObject({ updated: 1 });
    const { credential, nextReminderOn } = await act1(provider);
    expect(credential).toMatchObject({
      type: 'ITLS',
      issuedOn: '2026-02-05',
      expiresOn: '2029-02-05',
      version: 2,
    });
    expect(credential.history.at(-1)).toMatchObject({ event: 'corrected', reason: 'typing error' });
    // -60 days of the life support plan.
    expect(nextReminderOn).toBe('2028-12-07');
    expect((await uploads.upload(row, provider)).rows).toMatchObject({ unchanged: 1 });
    expect((await act1(provider)).credential.version).toBe(2);
  });

  it('with correct needs only what it corrects', async () => {
    const provider = await registered();
    expect((await uploads.upload(file('ACT-1,,,,,31/12/2028,更正,印錯'), provider)).rows).toMatchObject({
      updated: 1,
    });
    expect((await act1(provider)).credential).toMatchObject({
      nameEn: 'CHAN Tai Man',
      expiresOn: '2028-12-31',
    });
  });

  it.each([
    ['correct without a reason', 'ACT-1,OFA,CHAN Tai Man,,2026-01-06,,correct,', 'reason', 'missing'],
    [
      'correct of a number that is not there',
      'ACT-2,OFA,CHAN Tai Man,,2026-01-06,,correct,x',
      'number',
      'not_registered',
    ],
    [
      'correct to a day after the last',
      'ACT-1,,,,2026-01-06,2026-01-05,correct,x',
      'expiresOn',
      'before_issue',
    ],
    ['revoke of a number that is not there', 'ACT-2,,,,,,revoke,x', 'number', 'not_registered'],
    ['revoke in somebody else’s name', 'ACT-1,,WONG Siu Ming,,,,revoke,x', 'nameEn', 'conflicting_row'],
    ['an unknown word', 'ACT-1,,,,,,delete,x', 'action', 'unknown_action'],
  ])('is rejected: %s', async (_, row, column, code) => {
    const provider = await registered();
    expect(await uploads.upload(file(row), provider)).toMatchObject(rejection(column, code));
    expect((await act1(provider)).credential.version).toBe(1);
  });
});

describe('a certificate that a file ends', () => {
  it.each([
    ['revoke', 'revoked'],
    ['suspend', 'suspended'],
  ])('is by %s %s, once', async (action, event) => {
    const provider = await registered();
    const row = file(`ACT-1,,Tai Man Chan,,,,${action},found out`);
    const { importId, rows } = await uploads.upload(row, provider);
    expect(rows).toMatchObject({ updated: 1 });
    expect((await act1(provider)).credential.history.at(-1)).toMatchObject({
      event,
      on: '2026-11-21',
      reason: 'found out',
      source: { via: 'import', importId, row: 2, keyId: 'k' },
    });
    expect((await uploads.upload(row, provider)).rows).toMatchObject({ unchanged: 1 });
    expect((await act1(provider)).credential.history).toHaveLength(2);
  });

  it.each([
    ['the same row', 'ACT-1,OFA,CHAN Tai Man,,2026-01-05,,,'],
    ['correct', 'ACT-1,OFA,CHAN Tai Ming,,2026-01-05,,correct,x'],
    ['suspend', 'ACT-1,,,,,,suspend,x'],
  ])('by revoke is not revived by %s', async (_, row) => {
    const provider = await registered();
    await uploads.upload(file('ACT-1,,,,,,revoke,x'), provider);
    expect(await uploads.upload(file(row), provider)).toMatchObject(rejection('number', 'revoked'));
    expect((await act1(provider)).credential.version).toBe(2);
  });

  it('in two rows of one file that ask for different things is left alone', async () => {
    const provider = await registered();
    const { rows } = await uploads.upload(file('ACT-1,,,,,,revoke,x', 'ACT-1,,,,,,suspend,x'), provider);
    expect(rows).toMatchObject({ updated: 0, rejected: 2 });
    expect((await act1(provider)).credential.version).toBe(1);
  });
});

describe('a session of a course in a file', () => {
  const sessions = (...rows: string[]) =>
    ['number,type,nameEn,issuedOn,課程班次,action,reason', ...rows, ''].join('\n');

  it('is registered, corrected by the same row or an action, and refused when it is too long', async () => {
    const provider = await registered();
    const row = (session: string, action = ',') =>
      sessions(`ACT-1,OFA,CHAN Tai Man,2026-01-05,${session},${action}`);
    expect((await uploads.upload(row('夜間第3班'), provider)).rows).toMatchObject({ updated: 1 });
    expect((await act1(provider)).credential).toMatchObject({ courseSession: '夜間第3班' });
    expect((await uploads.upload(row('夜間第3班'), provider)).rows).toMatchObject({ unchanged: 1 });
    expect((await uploads.upload(row('B', 'correct,mixed up'), provider)).rows).toMatchObject({ updated: 1 });
    expect((await act1(provider)).credential).toMatchObject({ courseSession: 'B' });
    expect(await uploads.upload(row('班'.repeat(41)), provider)).toMatchObject(
      rejection('courseSession', 'too_long'),
    );
  });
});
