import { beforeAll, describe, expect, it } from 'vitest';
import { importRows } from '#import/rows/import-rows.ts';
import { readCredential } from '#register/certificate/credential-input.ts';
import { registerCredential } from '#register/change/register-credential.ts';
import { at, type Delivery, uploadsTo } from '#support/files/uploads';
import { createRegistry, day, type Registry } from '#support/storage/registry';
import type { ImportChunk } from '#tables/import-job.ts';

let registry: Registry;
let uploads: ReturnType<typeof uploadsTo>;
beforeAll(async () => {
  registry = await createRegistry();
  uploads = uploadsTo(registry);
});

const before = `number,type,nameEn,issuedOn
HAVE-1,OFA,CHAN Tai Man,2026-01-05
HAVE-2,OFA,WONG Siu Ming,2026-01-05
HAVE-3,OFA,LEE Kin,2026-01-05
HAVE-4,OFA,HO Wing Sze,2026-01-05
HAVE-5,OFA,LAU Ka Yan,2026-01-05
`;

/** A row of every kind: new, with and without a number, the same, corrected, and one for each action and rejection. */
const everyKind = `number,type,nameEn,issuedOn,action,reason
HAVE-1,OFA,CHAN Tai Ming,2026-01-05,,
HAVE-2,ITLS,WONG Siu Ming,2026-01-06,correct,typing error
HAVE-3,,,,revoke,cheated
HAVE-4,,,,suspend,under inquiry
HAVE-5,OFA,LAU Ka Yan,2026-01-05,,
NEW-1,OFA,NG Hoi Ching,2026-01-05,,
,OFA,YIP Chi Keung,2026-01-05,,
NEW-2,OFB,NG Hoi Ching,2026-01-05,,
NONE-1,,,,revoke,unknown
`;
const counts = { total: 9, accepted: 2, updated: 4, unchanged: 1, rejected: 2 };

async function histories(provider: string, registered: { number: string }[]): Promise<string[][]> {
  const found = await Promise.all(
    registered.map(({ number }) => registry.credentials.get(number.replaceAll('-', ''), provider)),
  );
  return found.map((record) => record?.credential.history.map(({ event }) => event) ?? []);
}

/** What the rows of `everyKind` that are on the register leave behind: each change once. */
const expectedHistories = [
  ['issued', 'corrected'],
  ['issued', 'corrected'],
  ['issued', 'revoked'],
  ['issued', 'suspended'],
  ['issued'],
  ['issued'],
  ['issued'],
];

type Operation = (...args: never[]) => Promise<unknown>;

/** The same ports, whose `dieAt`-th call in all throws, before its work is done or after. */
function dying(dieAt: number, when: 'before' | 'after') {
  let calls = 0;
  const watch = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name, receiver) {
        const operation: unknown = Reflect.get(target, name, receiver);
        if (typeof operation !== 'function' || name === 'draw') return operation;
        return async (...args: never[]) => {
          const dies = ++calls >= dieAt;
          if (dies && when === 'before') throw new Error('killed');
          const answer = await (operation as Operation).apply(target, args);
          if (dies) throw new Error('killed');
          return answer;
        };
      },
    });
  const deps = {
    credentials: watch(registry.credentials),
    numbers: watch(registry.numbers),
    holders: registry.holders,
    chunks: watch(registry.chunks),
  };
  return { deps, calls: () => calls };
}

describe('import-rows killed at any moment', () => {
  it.each(['before', 'after'] as const)(
    '%s any call, and delivered again, loses and doubles nothing',
    async (when) => {
      // As many calls as it takes when nobody dies; one more shows that they were all.
      let boundaries = 0;
      for (let dieAt = 1; ; dieAt++) {
        const provider = `DIE${when.toUpperCase()}${dieAt}`;
        await uploads.upload(before, provider);
        let killed = false;
        const result = await uploads.upload(everyKind, provider, async ([chunk]) => {
          if (!chunk) throw new Error('no chunk');
          await importRows(dying(dieAt, when).deps, chunk, () => at).catch(() => {
            killed = true;
          });
          await importRows(registry, chunk, () => at);
          await importRows(registry, chunk, () => at);
        });
        expect(result.rows, `killed ${when} call ${dieAt}`).toEqual(counts);
        expect(result.state).toBe('finished');
        expect(await histories(provider, result.registered), `killed ${when} call ${dieAt}`).toEqual(
          expectedHistories,
        );
        if (!killed) break;
        boundaries = dieAt;
      }
      expect(boundaries).toBeGreaterThan(12);
    },
  );
});

describe('a chunk that is delivered more than once', () => {
  const every: [string, (chunk: ImportChunk) => Promise<void>][] = [
    [
      'twice',
      async (chunk) => {
        for (let n = 0; n < 2; n++) await importRows(registry, chunk, () => at);
      },
    ],
    [
      'three times',
      async (chunk) => {
        for (let n = 0; n < 3; n++) await importRows(registry, chunk, () => at);
      },
    ],
    [
      'twice at once',
      async (chunk) => void (await Promise.all([1, 2].map(() => importRows(registry, chunk, () => at)))),
    ],
    [
      'three times at once',
      async (chunk) => void (await Promise.all([1, 2, 3].map(() => importRows(registry, chunk, () => at)))),
    ],
  ];

  it.each(every)('%s counts once', async (name, deliver) => {
    const provider = `TIMES${name.toUpperCase().replaceAll(' ', '')}`;
    const all: Delivery = async (chunks) => {
      for (const chunk of chunks) await deliver(chunk);
    };
    await uploads.upload(before, provider, all);
    const result = await uploads.upload(everyKind, provider, all);
    expect(result.rows).toEqual(counts);
    expect(await histories(provider, result.registered)).toEqual(expectedHistories);
    expect(result.rejected.map(({ row, code }) => [row, code])).toEqual([
      [9, 'unknown_type'],
      [10, 'not_registered'],
    ]);
  });
});

describe('one number, many at once', () => {
  it('50 files with it make one certificate with one history entry', async () => {
    const file = 'number,type,nameEn,issuedOn\nFIFTY-1,OFA,CHAN Tai Man,2026-01-05\n';
    const results = await Promise.all(Array.from({ length: 50 }, () => uploads.upload(file, 'FIFTY')));
    const sum = (outcome: 'accepted' | 'unchanged') =>
      results.reduce((total, { rows }) => total + rows[outcome], 0);
    expect([sum('accepted'), sum('unchanged')]).toEqual([1, 49]);
    expect((await registry.credentials.get('FIFTY1', 'FIFTY'))?.credential.history).toHaveLength(1);
  });

  it('50 single uploads of it make one certificate with one history entry', async () => {
    const raw = { number: 'FIFTY-2', type: 'OFA', nameEn: 'CHAN Tai Man', issuedOn: '2026-01-05' };
    const read = readCredential(raw, day('2026-11-21'));
    if (!read.ok) throw new Error('facts');
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        const registration = await registerCredential(registry, {
          provider: 'FIFTY',
          facts: read.facts,
          given: new Set(['number', 'type', 'nameEn', 'issuedOn']),
          entry: { at, on: day('2026-11-21'), source: { via: 'api', keyId: `key-${n}` } },
          correct: false,
        });
        return registration.outcome;
      }),
    );
    expect(outcomes.toSorted()).toEqual(['accepted', ...Array.from({ length: 49 }, () => 'unchanged')]);
    expect((await registry.credentials.get('FIFTY2', 'FIFTY'))?.credential.history).toHaveLength(1);
  });
});

it('a chunk of the widest rows, all rejected, can be recorded', async () => {
  const wide = '證'.repeat(500);
  const columns = ['number', 'type', 'nameEn', 'nameZh', 'email', 'language', 'issuedOn', 'expiresOn'];
  const lines = Array.from({ length: 100 }, () => columns.map(() => wide).join(','));
  const result = await uploads.upload([columns.join(','), ...lines].join('\n'), 'WIDE');
  expect(result).toMatchObject({ state: 'finished', rows: { total: 100, rejected: 100 } });
  expect(result.rejected).toHaveLength(100);
  expect(result.rejected[99]).toMatchObject({ row: 101, cells: { expiresOn: wide } });
});
