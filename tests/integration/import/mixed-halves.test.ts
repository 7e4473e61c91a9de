import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { isSamePerson } from '#register/names/holder-name.ts';
import { uploadsTo } from '#support/files/uploads';
import { createRegistry, type Registry } from '#support/storage/registry';

/** A record is of one person, whatever two files say of its number one after the other. */
let registry: Registry;
let uploads: ReturnType<typeof uploadsTo>;
beforeAll(async () => {
  registry = await createRegistry();
  uploads = uploadsTo(registry);
});

interface Names {
  nameEn: string;
  nameZh: string;
}

/** The same people over and over, also misspelt, and their namesakes. */
const latin = [
  '',
  'CHAN Tai Man',
  'Chan Tai-man',
  'CHAN Tai Ming',
  'CHAN Tai Man Peter',
  'CHAN',
  'LAU Ka Ming',
  'HO Ka Wai',
  'NG Ka Wai',
];
const chinese = ['', '陳大文', '陈大文', '陳大民', '陳太文', '黃志強', '陳志強', '大文', '陳大文先生'];
const names = fc
  .record({ nameEn: fc.constantFrom(...latin), nameZh: fc.constantFrom(...chinese) })
  .filter(({ nameEn, nameZh }) => nameEn + nameZh !== '');
const ROWS = 60;
const twoRows = fc.array(fc.tuple(names, names), { minLength: ROWS, maxLength: ROWS });

const fileOf = (rows: readonly Names[]) =>
  [
    'No.,Course,English Name,Chinese Name,Date of Issue',
    ...rows.map(({ nameEn, nameZh }, n) => `X-${1001 + n},OFA,${nameEn},${nameZh},05/10/2026`),
  ].join('\n');

let providers = 0;
const newProvider = () => `HALF${String.fromCharCode(65 + providers++)}`;

it('has no name of one script from one row and that of the other script from another row', async () => {
  await fc.assert(
    fc.asyncProperty(twoRows, async (pairs) => {
      const provider = newProvider();
      await uploads.upload(fileOf(pairs.map(([first]) => first)), provider);
      const second = await uploads.upload(fileOf(pairs.map(([, then]) => then)), provider);
      expect(second.rows?.rejected).toBeGreaterThan(0);
      for (const [n, [first, then]] of pairs.entries()) {
        const found = await registry.credentials.get(`X${1001 + n}`, provider);
        const { nameEn = '', nameZh = '' } = found?.credential ?? {};
        const isOf = (row: Names) =>
          isEither(row.nameEn, nameEn, 'nameEn') && isEither(row.nameZh, nameZh, 'nameZh');
        expect(isOf(first) || isOf(then), `${JSON.stringify([first, then])} -> ${nameEn} ${nameZh}`).toBe(
          true,
        );
      }
    }),
    { numRuns: 4 },
  );
});

/** The row's own name as it is compared; what its row leaves out stays out. */
const isEither = (ofRow: string, stored: string, field: keyof Names) =>
  ofRow === stored ||
  (ofRow !== '' && stored !== '' && isSamePerson({ [field]: ofRow }, { [field]: stored }));
