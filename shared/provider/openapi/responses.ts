import * as z from 'zod';
import { mailEvents, mailingStates } from '#mail/mail-record.ts';
import { mailTrouble } from '#mail/mail-state.ts';
import { orderCounts, orderSkips, orderStates } from '#orders/extension-order.ts';
import { catalogue } from '#register/catalogue/catalogue.ts';
import { rowCodes } from '#register/certificate/cell.ts';
import {
  byFact,
  credential,
  credentialFacts,
  credentialStatuses,
  type Fact,
} from '#register/certificate/credential.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { obstacles, stopKinds } from '#remind/explain/coming-reminder.ts';
import { stageOutcomes } from '#remind/explain/reminder-explanation.ts';
import { skipReasons } from '#remind/reminder-decision.ts';
import { fileColumns } from '#tables/headings/file-columns.ts';
import { importJob, registeredRow } from '#tables/import-job.ts';
import { fieldWords, problemWords } from '#web/messages/problems.ts';

/** What the API answers, field by field; a test holds real answers against it, and a field that is not here fails it. */
const facts = {
  number: z.string(),
  provider: z.string(),
  ...byFact((fact) => orNull(credentialFacts.shape[fact])),
  type: z.enum(catalogue.map(({ code }) => code)),
  extendedFrom: civilDate.nullable(),
  status: z.enum(credentialStatuses),
};
const summary = z.object(facts);

function orNull(schema: (typeof credentialFacts.shape)[Fact]): z.ZodType {
  return schema.type === 'optional' ? schema.unwrap().nullable() : schema;
}

const historyEntry = credential.shape.history.element;
const mailEvent = z.object({ event: z.enum(mailEvents), at: instant, code: z.string().optional() });
const series = { expiresOn: civilDate, stage: z.string(), on: civilDate };
const { claimed, sent, failed, released, uncertain } = mailingStates;
const reminder = z.object({
  ...series,
  state: z.enum(['claimed', 'sent', 'failed', 'released', 'uncertain', 'skipped']),
  reason: z.enum(skipReasons).optional(),
  skippedAt: instant.optional(),
  messageId: sent.messageId.optional(),
  sentAt: sent.sentAt.optional(),
  failedAt: failed.failedAt.optional(),
  releasedAt: released.releasedAt.optional(),
  claimedAt: claimed.claimedAt.optional(),
  since: uncertain.since.optional(),
  code: failed.code.optional(),
  events: z.array(mailEvent).optional(),
  attempts: z.int().min(2).optional(),
});

const stageAccount = z.object({
  stage: z.string(),
  on: civilDate,
  outcome: z.enum(stageOutcomes),
  at: instant.optional(),
  reason: z.enum(skipReasons).optional(),
  code: z.string().optional(),
  againOn: civilDate.optional(),
  attempts: z.int().min(2).optional(),
});
const nextReminder = z.discriminatedUnion('goes', [
  z.object({ goes: z.literal(true), stage: z.string(), on: civilDate }),
  z.object({
    goes: z.literal(false),
    because: z.enum(obstacles),
    since: civilDate.optional(),
    stops: z.enum(stopKinds).optional(),
    trouble: mailTrouble.optional(),
  }),
]);
const explanation = z.object({ stages: z.array(stageAccount), next: nextReminder });

const record = z.object({
  ...facts,
  version: z.int().min(1),
  history: z.array(historyEntry),
  reminders: z.array(reminder),
  explanation,
});

const cursor = z.string().optional();

const report = z.object({
  importId: z.string(),
  fileName: z.string(),
  state: z.enum(['awaitingUpload', 'splitting', 'importing', 'finished', 'failed']),
  rows: z.object({
    total: z.int().nullable(),
    accepted: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    rejected: z.int(),
  }),
  ignoredColumns: z.array(z.string()),
  headings: importJob.shape.headings.unwrap(),
  startedAt: instant,
  estimatedFinishAt: instant.optional(),
  finishedAt: instant.optional(),
  error: importJob.shape.error.unwrap().extend({ message: z.string() }).optional(),
});

const problemOfRow = {
  column: z.enum(fileColumns),
  code: z.enum(rowCodes),
  message: z.string(),
  value: z.string(),
};
const rejectedRow = z.object({ row: z.int(), ...problemOfRow, also: z.array(z.object(problemOfRow)) });

const order = z.object({
  orderId: z.string(),
  state: z.enum(orderStates),
  types: z.array(z.string()).nullable(),
  expiringFrom: civilDate,
  expiringTo: civilDate,
  expiresOn: civilDate,
  reason: z.string(),
  keyId: z.string(),
  createdAt: instant,
  appliedAt: instant.nullable(),
  withdrawal: z
    .object({ reason: z.string(), keyId: z.string(), at: instant, finishedAt: instant.nullable() })
    .nullable(),
  counts: orderCounts.extend({ matching: z.int().nullable() }),
});
const preview = z.object({
  matching: z.int(),
  skipped: orderCounts.shape.skipped,
  types: z.array(z.object({ type: z.string(), count: z.int() })),
});
const skippedByOrder = z.object({ number: z.string(), code: z.enum(orderSkips), message: z.string() });

const holder = summary
  .pick({ number: true, type: true, nameEn: true, nameZh: true, email: true })
  .extend(mailTrouble.shape);

const codesOf = <Code extends string>(words: Record<Code, unknown>) => Object.keys(words) as Code[];
const fieldError = z.object({
  path: z.string(),
  code: z.enum([...codesOf(fieldWords), ...rowCodes]),
  message: z.string(),
});

/** RFC 9457, with a code of our own. */
const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(codesOf(problemWords)),
  errors: z.array(fieldError).optional(),
});

export const responses = {
  Credential: summary,
  CredentialRecord: record,
  HistoryEntry: historyEntry,
  Reminder: reminder,
  ReminderExplanation: explanation,
  StageAccount: stageAccount,
  NextReminder: nextReminder,
  CredentialPage: z.object({ credentials: z.array(summary), cursor }),
  ImportTicket: z.object({
    importId: z.string(),
    upload: z.object({
      method: z.literal('PUT'),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
    }),
  }),
  Import: report,
  ImportPage: z.object({ imports: z.array(report), cursor }),
  RejectedRow: rejectedRow,
  RejectedPage: z.object({ rejected: z.array(rejectedRow), cursor }),
  RegisteredRow: registeredRow,
  RegisteredPage: z.object({ registered: z.array(registeredRow), cursor }),
  ExtensionOrder: order,
  ExtensionPreview: preview,
  ExtensionOrderPage: z.object({ orders: z.array(order), cursor }),
  SkippedPage: z.object({ skipped: z.array(skippedByOrder), cursor }),
  UndeliverableHolder: holder,
  UndeliverablePage: z.object({ holders: z.array(holder), cursor }),
  FieldError: fieldError,
  Problem: problem,
};
