import { byFact } from '#register/certificate/credential.ts';
import type { responses } from './responses.ts';
import type { requests } from './routes.ts';

const number = 'SPMC-OFA-2024-00017';
const facts = {
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  nameZh: '陳大文',
  email: 'chan@example.com',
  language: 'zh-HK',
  issuedOn: '2024-03-01',
  expiresOn: '2027-02-28',
};
const certificate = {
  number,
  provider: 'SPMC',
  ...byFact(() => null),
  ...facts,
  extendedFrom: null,
  status: 'valid',
};
const entry = {
  at: '2024-03-02T01:00:00.000Z',
  on: '2024-03-01',
  source: { via: 'api', keyId: 'bfc9f934c063' },
  event: 'issued',
};
const reminder = {
  expiresOn: certificate.expiresOn,
  stage: '-180',
  on: '2026-09-01',
  state: 'sent',
  messageId: '0100019a4c1d',
  sentAt: '2026-09-01T01:00:07.000Z',
  events: [{ event: 'delivered', at: '2026-09-01T01:00:09.000Z' }],
};
const importId = '7e3c027f-2bcd-4319-8776-5540c8b72dd1';
const range = {
  expiringFrom: '2026-12-30',
  expiringTo: '2027-05-15',
  expiresOn: '2027-05-31',
  reason: 'no refresher courses this winter',
};
const rejectedRow = {
  row: 7,
  column: 'issuedOn',
  code: 'invalid_date',
  message: 'This date cannot be read, or is not in the calendar.',
  value: '31/02/2026',
  also: [],
};

/** An example of each body and answer; a test holds them against their schemas. */
export const samples: { [Name in keyof typeof requests | keyof typeof responses]?: unknown } = {
  CredentialInput: { number, ...facts },
  CorrectionInput: { nameEn: 'CHAN Tai-man', reason: 'spelling' },
  StandingInput: { reason: 'issued to the wrong person', on: '2026-11-21' },
  ExtensionInput: { expiresOn: '2027-05-31', reason: 'no refresher courses in March' },
  RenewalInput: { number: 'SPMC-OFA-2027-00004', issuedOn: '2027-02-20', reason: 'refresher course' },
  ImportInput: { fileName: 'passed-2026-11.csv', contentLength: 48_213 },
  Credential: certificate,
  CredentialRecord: {
    ...certificate,
    version: 1,
    history: [entry],
    reminders: [reminder],
    explanation: {
      stages: [
        { stage: '-180', on: '2026-09-01', outcome: 'delivered', at: '2026-09-01T01:00:09.000Z' },
        { stage: '-90', on: '2026-11-30', outcome: 'planned' },
      ],
      next: { goes: true, stage: '-90', on: '2026-11-30' },
    },
  },
  Reminder: reminder,
  HistoryEntry: entry,
  CredentialPage: { credentials: [certificate], cursor: 'MjAyNy0wMi0yOCNTUE1DT0ZBMjAyNDAwMDE3' },
  ImportTicket: {
    importId,
    upload: { method: 'PUT', url: 'https://uploads.example.com/…', headers: {} },
  },
  Import: {
    importId,
    fileName: 'passed-2026-11.csv',
    state: 'importing',
    rows: { total: 800, accepted: 395, updated: 2, unchanged: 0, rejected: 3 },
    ignoredColumns: ['Classroom'],
    headings: [{ column: 'nameEn', heading: 'Name' }],
    startedAt: '2026-11-21T01:00:00.000Z',
    estimatedFinishAt: '2026-11-21T01:00:12.000Z',
  },
  RejectedRow: rejectedRow,
  RejectedPage: { rejected: [rejectedRow] },
  RegisteredPage: { registered: [{ row: 2, number: certificate.number, outcome: 'accepted' }] },
  ExtensionOrderInput: { ...range, preview: true },
  WithdrawalInput: { reason: 'courses took place after all' },
  ExtensionPreview: {
    matching: 412,
    skipped: { revoked: 3 },
    types: [
      { type: 'OFA', count: 400 },
      { type: 'BLS', count: 12 },
    ],
  },
  ExtensionOrder: {
    orderId: '20261121010000000-7e3c027f',
    state: 'applied',
    types: null,
    ...range,
    keyId: 'bfc9f934c063',
    createdAt: '2026-11-21T01:00:00.000Z',
    appliedAt: '2026-11-21T01:00:09.000Z',
    withdrawal: null,
    counts: { matching: 415, extended: 412, skipped: { revoked: 3 }, withdrawn: 0 },
  },
};
