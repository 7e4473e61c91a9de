import { expect, it } from 'vitest';
import { filesToCorrect } from '#import/console/files-to-correct.ts';
import type { ImportReport } from '#import/report-import.ts';
import { instant } from '#register/civil-date.ts';

type Sent = [
  fileName: string,
  rejected: number,
  also?: { unchanged?: number; state?: ImportReport['state'] },
];

/** What is still to be corrected of files that were sent one after the other. */
const left = (...sent: Sent[]) =>
  filesToCorrect(sent.map(reportOf).toReversed()).map(({ importId, fileName }) => `${importId} ${fileName}`);

function reportOf(
  [fileName, rejected, { unchanged = 0, state = 'finished' } = {}]: Sent,
  at: number,
): ImportReport {
  const rows = { total: 10, accepted: 8, updated: 0, unchanged, rejected };
  const startedAt = instant.parse('2026-12-01T00:00:00.000Z');
  return {
    importId: String(at),
    fileName,
    state,
    rows,
    ignoredColumns: [],
    headings: [],
    startedAt,
  };
}

it.each<[string, Sent[], string[]]>([
  ['a file, until it was sent again', [['a.xlsx', 2]], ['0 a.xlsx']],
  [
    'none once its rows to correct were registered',
    [
      ['a.xlsx', 2],
      ['a-to-correct.csv', 0],
    ],
    [],
  ],
  [
    'none, whatever a browser or Excel made of the name',
    [
      ['a.xls', 2],
      ['a-to-correct (1).xlsx', 0],
    ],
    [],
  ],
  [
    'the second file alone, where rows in it are wrong again',
    [
      ['a.csv', 2],
      ['a-to-correct.csv', 1],
    ],
    ['1 a-to-correct.csv'],
  ],
  [
    'none once that came again',
    [
      ['a.csv', 2],
      ['a-to-correct.csv', 1],
      ['a-to-correct.csv', 0],
    ],
    [],
  ],
  [
    'none once the whole file came again',
    [
      ['a.xlsx', 2],
      ['a.xlsx', 0, { unchanged: 8 }],
    ],
    [],
  ],
  [
    'the file of another class with the same name',
    [
      ['a.xlsx', 2],
      ['a.xlsx', 0],
    ],
    ['0 a.xlsx'],
  ],
  [
    'the earlier of two, since the later was corrected',
    [
      ['a.xlsx', 2],
      ['a.xlsx', 1],
      ['a-to-correct.csv', 0],
    ],
    ['0 a.xlsx'],
  ],
  [
    'both while the second is only looked at',
    [
      ['a.xlsx', 2],
      ['a-to-correct.csv', 1, { state: 'previewed' }],
    ],
    ['1 a-to-correct.csv', '0 a.xlsx'],
  ],
  [
    'a file beside another whose name begins like it',
    [
      ['a.xlsx', 2],
      ['ab-to-correct.csv', 0],
    ],
    ['0 a.xlsx'],
  ],
  [
    'a file of two parts, until both came back',
    [
      ['a.xlsx', 1_501],
      ['a-to-correct.csv', 0],
    ],
    ['0 a.xlsx'],
  ],
  [
    'a file of two parts, whichever came first',
    [
      ['a.xlsx', 1_501],
      ['a-to-correct-2 (1).csv', 0],
    ],
    ['0 a.xlsx'],
  ],
  [
    'a file of two parts, though one came twice',
    [
      ['a.xlsx', 3_000],
      ['a-to-correct.csv', 0],
      ['a-to-correct.csv', 0],
    ],
    ['0 a.xlsx'],
  ],
  [
    'none once both parts came back',
    [
      ['a.xlsx', 3_000],
      ['a-to-correct-2.csv', 0],
      ['a-to-correct.xlsx', 0],
    ],
    [],
  ],
  [
    'a part alone, where rows in it are wrong again',
    [
      ['a.xlsx', 3_000],
      ['a-to-correct.csv', 0],
      ['a-to-correct-2.csv', 7],
    ],
    ['2 a-to-correct-2.csv'],
  ],
  [
    'none once that part came again',
    [
      ['a.xlsx', 3_000],
      ['a-to-correct.csv', 0],
      ['a-to-correct-2.csv', 7],
      ['a-to-correct-2.csv', 0],
    ],
    [],
  ],
  [
    'a file of one part, whatever has the name of a second',
    [
      ['a.xlsx', 1_500],
      ['a-to-correct-2.csv', 0],
    ],
    ['0 a.xlsx'],
  ],
  [
    'none of several parts once the whole file came again',
    [
      ['a.xlsx', 3_000],
      ['a.xlsx', 0, { unchanged: 8 }],
    ],
    [],
  ],
  ['none that was undone', [['a.xlsx', 2, { state: 'undone' }]], []],
])('%s is to be corrected', (_, sent, expected) => expect(left(...sent)).toEqual(expected));
