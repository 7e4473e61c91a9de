import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { uploadsTo } from '#support/files/uploads';
import { samplePath } from '#support/samples';
import { createRegistry } from '#support/storage/registry';

let uploads: ReturnType<typeof uploadsTo>;
beforeAll(async () => {
  uploads = uploadsTo(await createRegistry());
});

const upload = (name: string, provider: string) => uploads.upload(readFileSync(samplePath(name)), provider);

describe('a workbook as schools send it', () => {
  it('with a sheet for each class is registered whole', async () => {
    expect(await upload('field/sheets-per-class.xlsx', 'WORKA')).toMatchObject({
      rows: { total: 9, accepted: 9, rejected: 0 },
    });
  });

  it.each([
    ['field/merged-all.xlsx', 'WORKB'],
    ['field/merged-expiry.xlsx', 'WORKC'],
  ])('with merged cells has their value in every row: %s', async (name, provider) => {
    expect(await upload(name, provider)).toMatchObject({ rows: { total: 4, accepted: 4, rejected: 0 } });
  });

  it('with rows that a filter hides registers those it shows, and tells of the others', async () => {
    const code = 'hidden_row';
    expect(await upload('field/filtered-rows.xlsx', 'WORKD')).toMatchObject({
      rows: { total: 6, accepted: 3, rejected: 3 },
      rejected: [
        { row: 3, code },
        { row: 5, code },
        { row: 7, code },
      ],
    });
  });
});
