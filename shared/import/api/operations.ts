import * as z from 'zod';
import { importReportStates } from '#import/report-import.ts';
import { rowCodes } from '#register/certificate/cell.ts';
import { instant } from '#register/civil-date.ts';
import { fileColumns } from '#tables/headings/map-headings.ts';
import { importJob, previewedRow, registeredRow, undoneRow, undoSums } from '#tables/import-job.ts';
import { importBody, pageQuery, rowsQuery } from '#web/console/schemas.ts';
import { operation } from '#web/http/operation.ts';

const tag = 'files';
const importId = '7e3c027f-2bcd-4319-8776-5540c8b72dd1';
const cursor = z.string().optional();
const params = z.object({ id: z.string().describe('The importId that the import was opened with.') });

const report = z
  .object({
    importId: z.string(),
    fileName: z.string(),
    state: z.enum(importReportStates),
    rows: z.object({
      total: z.int().nullable(),
      accepted: z.int(),
      updated: z.int(),
      unchanged: z.int(),
      rejected: z.int(),
    }),
    ignoredColumns: z.array(z.string()),
    headings: importJob.shape.headings.unwrap(),
    given: importJob.shape.given,
    sheetsNotRead: importJob.shape.sheetsNotRead,
    asked: importJob.shape.asked,
    undone: undoSums.optional(),
    startedAt: instant,
    estimatedFinishAt: instant.optional(),
    finishedAt: instant.optional(),
    error: importJob.shape.error.unwrap().extend({ message: z.string() }).optional(),
  })
  .meta({
    id: 'Import',
    examples: [
      {
        importId,
        fileName: 'passed-2026-11.csv',
        state: 'importing',
        rows: { total: 800, accepted: 395, updated: 2, unchanged: 0, rejected: 3 },
        ignoredColumns: ['Classroom'],
        headings: [{ column: 'nameEn', heading: 'Name' }],
        startedAt: '2026-11-21T01:00:00.000Z',
        estimatedFinishAt: '2026-11-21T01:00:12.000Z',
      },
    ],
  });

const ticket = z
  .object({
    importId: z.string(),
    upload: z.object({
      method: z.literal('PUT'),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
    }),
  })
  .meta({
    id: 'ImportTicket',
    examples: [{ importId, upload: { method: 'PUT', url: 'https://uploads.example.com/…', headers: {} } }],
  });

const problemOfRow = {
  column: z.enum(fileColumns),
  code: z.enum(rowCodes),
  message: z.string(),
  value: z.string(),
};
const rejectedRow = z
  .object({
    row: z.int(),
    sheet: z.string().optional(),
    ...problemOfRow,
    also: z.array(z.object(problemOfRow)),
  })
  .meta({
    id: 'RejectedRow',
    examples: [
      {
        row: 7,
        column: 'issuedOn',
        code: 'invalid_date',
        message: 'This date cannot be read, or is not in the calendar.',
        value: '31/02/2026',
        also: [],
      },
    ],
  });
const registered = registeredRow.omit({ cells: true }).meta({
  id: 'RegisteredRow',
  examples: [{ row: 2, number: 'SPMC-OFA-2024-00017', outcome: 'accepted' }],
});

const previewed = previewedRow.omit({ cells: true }).meta({
  id: 'PreviewedRow',
  examples: [
    {
      row: 2,
      number: 'SPMC-OFA-2024-00017',
      outcome: 'updated',
      type: 'OFA',
      issuedOn: '2024-03-01',
      expiresOn: '2027-02-28',
      changes: [{ field: 'email', from: 'chan@example.com', to: 'chan.tm@example.com' }],
    },
  ],
});
const undone = undoneRow.meta({
  id: 'UndoneRow',
  examples: [{ row: 2, number: 'SPMC-OFA-2024-00017', outcome: 'takenBack' }],
});

export const openImport = operation({
  operationId: 'openImport',
  tag,
  summary: 'Open an import',
  description:
    'Says where to put a file of certificates. It is read as soon as it is there: good rows are registered, bad rows are explained. “defaults” says the course (by code or name) or the day of issue of all rows, for a file that has no such column. With “preview” nothing is registered until it is confirmed.',
  body: importBody.meta({
    id: 'ImportInput',
    examples: [
      {
        fileName: 'passed-2026-11.csv',
        contentLength: 48_213,
        defaults: { type: 'OFA', issuedOn: '2026-11-20' },
      },
    ],
  }),
  answers: {
    201: {
      means: 'Now send the file: with this method, to this address, with these headers, within 15 minutes.',
      json: ticket,
    },
  },
});

export const listImports = operation({
  operationId: 'listImports',
  tag,
  summary: 'List imports',
  description: 'The newest first, for 90 days.',
  query: pageQuery,
  answers: {
    200: {
      means: 'One page of the list.',
      json: z.object({ imports: z.array(report), cursor }).meta({ id: 'ImportPage' }),
    },
  },
  problems: ['invalid_cursor'],
});

export const readImport = operation({
  operationId: 'readImport',
  tag,
  summary: 'Read how far an import is',
  description:
    'The sum of every row that is done. An import is finished when all of its rows are accounted for.',
  params,
  answers: { 200: { means: 'How far the file is.', json: report } },
  problems: ['not_found'],
});

export const listRejectedRows = operation({
  operationId: 'listRejectedRows',
  tag,
  summary: 'List the rows that were not registered',
  description:
    'In the order of the file, with what is wrong and how to correct it. With “Accept: text/csv” as a CSV whose next page is in the Link header.',
  params,
  query: rowsQuery,
  answers: {
    200: {
      means: 'One page of the list.',
      json: z.object({ rejected: z.array(rejectedRow), cursor }).meta({ id: 'RejectedPage' }),
      csv: true,
      headers: ['Link', 'Content-Disposition'],
    },
  },
  problems: ['not_found'],
});

export const listRegisteredRows = operation({
  operationId: 'listRegisteredRows',
  tag,
  summary: 'List the rows that are registered',
  description:
    'In the order of the file, with the number of each, also the ones that were assigned. With “Accept: text/csv” as a CSV whose next page is in the Link header.',
  params,
  query: rowsQuery,
  answers: {
    200: {
      means: 'One page of the list.',
      json: z.object({ registered: z.array(registered), cursor }).meta({ id: 'RegisteredPage' }),
      csv: true,
      headers: ['Link', 'Content-Disposition'],
    },
  },
  problems: ['not_found'],
});

export const listPreviewedRows = operation({
  operationId: 'listPreviewedRows',
  tag,
  summary: 'List the rows that would be registered',
  description:
    'Of an import that was opened with “preview”, in the order of the file: what would come of each row, and what it would change. A row without a number would be assigned one. The rows that would not be registered are at “/rejected”. For a day.',
  params,
  query: rowsQuery,
  answers: {
    200: {
      means: 'One page of the list.',
      json: z.object({ rows: z.array(previewed), cursor }).meta({ id: 'PreviewedPage' }),
    },
  },
  problems: ['not_found'],
});

export const confirmImport = operation({
  operationId: 'confirmImport',
  tag,
  summary: 'Register the rows of a preview',
  description:
    'Within 24 hours of opening the import, once its state is “previewed”. Asked again, it changes nothing more.',
  params,
  answers: { 202: { means: 'The rows are being registered: read how far it is.', json: report } },
  problems: ['not_found', 'not_previewed', 'too_late'],
});

export const undoImport = operation({
  operationId: 'undoImport',
  tag,
  summary: 'Undo an import',
  description:
    'Within 24 hours of its end: takes back what its rows did, and nothing that happened since. New certificates go, corrected details are as they were, revocations and suspensions end. A certificate that something else was done with stays as it is, and is named at “/undone”. Asked again, it changes nothing more.',
  params,
  answers: { 202: { means: 'It is being undone: read how far it is.', json: report } },
  problems: ['not_found', 'not_finished', 'too_late'],
});

export const listUndoneRows = operation({
  operationId: 'listUndoneRows',
  tag,
  summary: 'List the rows that were undone',
  description: 'In the order of the file.',
  params,
  query: rowsQuery,
  answers: {
    200: {
      means: 'One page of the list.',
      json: z.object({ rows: z.array(undone), cursor }).meta({ id: 'UndonePage' }),
    },
  },
  problems: ['not_found'],
});
