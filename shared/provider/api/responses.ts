import * as z from 'zod';
import { mailTrouble } from '#mail/address-state.ts';
import { mailEvents, mailingStates } from '#mail/mail-record.ts';
import { catalogue } from '#register/catalogue/catalogue.ts';
import {
  byFact,
  credentialFacts,
  credentialStatuses,
  type Fact,
  historyEntries,
} from '#register/certificate/credential.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { obstacles, stopKinds } from '#remind/explain/coming-reminder.ts';
import { stageOutcomes } from '#remind/explain/reminder-explanation.ts';
import { WITHHELD } from '#remind/explain/withheld.ts';
import { skipReasons } from '#remind/reminder-decision.ts';

const number = 'SPMC-OFA-2024-00017';
const factsExample = {
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  nameZh: '陳大文',
  email: 'chan@example.com',
  language: 'zh-HK',
  issuedOn: '2024-03-01',
  expiresOn: '2027-02-28',
};
export const sentExample = { number, ...factsExample };
export const example = {
  number,
  provider: 'SPMC',
  ...byFact(() => null),
  ...factsExample,
  extendedFrom: null,
  status: 'valid',
};

/** What is answered of a certificate, field by field; a test holds real answers against it, and a field that is not here fails it. */
const facts = {
  number: z.string(),
  provider: z.string(),
  ...byFact((fact) => orNull(credentialFacts.shape[fact])),
  type: z.enum(catalogue.map(({ code }) => code)),
  extendedFrom: civilDate.nullable(),
  status: z.enum(credentialStatuses),
};
export const summary = z.object(facts).meta({ id: 'Credential', examples: [example] });

function orNull(schema: (typeof credentialFacts.shape)[Fact]): z.ZodType {
  return schema.type === 'optional' ? schema.unwrap().nullable() : schema;
}

const entryExample = {
  at: '2024-03-02T01:00:00.000Z',
  on: '2024-03-01',
  source: { via: 'api', keyId: 'bfc9f934c063' },
  event: 'issued',
};
const historyEntry = z
  .discriminatedUnion('event', [
    ...historyEntries.otherEntries,
    historyEntries.superseded.partial({ by: true }).extend({ renewedElsewhere: z.literal(true).optional() }),
  ])
  .meta({ id: 'HistoryEntry', examples: [entryExample] });

const reminderExample = {
  expiresOn: example.expiresOn,
  stage: 'refresherOpens',
  on: '2026-08-28',
  state: 'sent',
  messageId: '0100019a4c1d',
  sentAt: '2026-08-28T01:00:07.000Z',
  events: [{ event: 'delivered', at: '2026-08-28T01:00:09.000Z' }],
};
const mailEvent = z.object({ event: z.enum(mailEvents), at: instant, code: z.string().optional() });
const series = { expiresOn: civilDate, stage: z.string(), on: civilDate };
const { claimed, sent, failed, released, uncertain } = mailingStates;
const reminder = z
  .object({
    ...series,
    state: z.enum(['claimed', 'sent', 'failed', 'released', 'uncertain', 'skipped']),
    reason: z.enum([...skipReasons, WITHHELD]).optional(),
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
  })
  .meta({ id: 'Reminder', examples: [reminderExample] });

const stageAccount = z
  .object({
    stage: z.string(),
    on: civilDate,
    outcome: z.enum(stageOutcomes),
    at: instant.optional(),
    reason: z.enum([...skipReasons, WITHHELD]).optional(),
    code: z.string().optional(),
    againOn: civilDate.optional(),
    attempts: z.int().min(2).optional(),
  })
  .meta({ id: 'StageAccount' });
const nextReminder = z
  .discriminatedUnion('goes', [
    z.object({ goes: z.literal(true), stage: z.string(), on: civilDate }),
    z.object({
      goes: z.literal(false),
      because: z.enum([...obstacles, WITHHELD]),
      since: civilDate.optional(),
      stops: z.enum(stopKinds).optional(),
      trouble: mailTrouble.optional(),
    }),
  ])
  .meta({ id: 'NextReminder' });
const explanation = z
  .object({ stages: z.array(stageAccount), next: nextReminder })
  .meta({ id: 'ReminderExplanation' });

export const record = z
  .object({
    ...facts,
    version: z.int().min(1),
    history: z.array(historyEntry),
    reminders: z.array(reminder),
    explanation,
  })
  .meta({
    id: 'CredentialRecord',
    examples: [
      {
        ...example,
        version: 1,
        history: [entryExample],
        reminders: [reminderExample],
        explanation: {
          stages: [
            {
              stage: 'refresherOpens',
              on: '2026-08-28',
              outcome: 'delivered',
              at: '2026-08-28T01:00:09.000Z',
            },
            { stage: '-90', on: '2026-11-30', outcome: 'planned' },
          ],
          next: { goes: true, stage: '-90', on: '2026-11-30' },
        },
      },
    ],
  });

export const holder = summary
  .pick({ number: true, type: true, nameEn: true, nameZh: true, email: true })
  .extend(mailTrouble.shape)
  .meta({ id: 'UndeliverableHolder' });
