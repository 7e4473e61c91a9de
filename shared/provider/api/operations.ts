import * as z from 'zod';
import {
  credentialBody,
  extendBody,
  listQuery,
  pageQuery,
  patchBody,
  reinstateBody,
  renewBody,
  statusChangeBody,
} from '#web/console/schemas.ts';
import { operation } from '#web/http/operation.ts';
import { example, holder, record, sentExample, summary } from './responses.ts';

const cursor = z.string().optional();

const ofNumber = {
  tag: 'certificates',
  params: z.object({
    number: z
      .string()
      .describe(
        'The certificate’s number. Capital or small letters, spaces, hyphens, slashes and dots do not matter.',
      ),
  }),
} as const;
const anyNumber = ['not_found', 'invalid_number', 'wrong_check_character'] as const;
const one = { json: summary, headers: ['ETag'] } as const;
const changed = { 200: { means: 'Done; this is the certificate now.', ...one } };
const statusChange = statusChangeBody.meta({
  id: 'StandingInput',
  examples: [{ reason: 'issued to the wrong person', on: '2026-11-21' }],
});

export const registerCertificate = operation({
  operationId: 'registerCertificate',
  tag: 'certificates',
  summary: 'Register one certificate',
  description:
    'Needs a type, a date of issue and at least one name. Without a number one is assigned. Without a last valid day it follows from the type. The same again changes nothing.',
  body: credentialBody.meta({ id: 'CredentialInput', examples: [sentExample] }),
  answers: {
    200: { means: 'It was there already, with the same details. Nothing was changed.', ...one },
    201: { means: 'Registered; this is the certificate.', ...one },
  },
  problems: ['number_taken', 'revoked', 'history_full'],
});

export const listCertificates = operation({
  operationId: 'listCertificates',
  tag: 'certificates',
  summary: 'Find or list certificates',
  description:
    'Those that expire first come first; those that never expire come last. With “q” you get those that it finds: first what has it as its number, then by name. A page may have fewer than “limit”; go on while there is a cursor.',
  query: listQuery,
  answers: {
    200: {
      means: 'One page of the list.',
      json: z.object({ credentials: z.array(summary), cursor }).meta({
        id: 'CredentialPage',
        examples: [{ credentials: [example], cursor: 'MjAyNy0wMi0yOCNTUE1DT0ZBMjAyNDAwMDE3' }],
      }),
    },
  },
  problems: ['invalid_cursor'],
});

export const readCertificate = operation({
  operationId: 'readCertificate',
  ...ofNumber,
  summary: 'Read one certificate',
  description:
    'The whole record: what holds today, what happened to it and who did it, and what was sent to its holder.',
  answers: { 200: { means: 'The whole record.', json: record, headers: ['ETag'] } },
  problems: anyNumber,
});

export const correctCertificate = operation({
  operationId: 'correctCertificate',
  ...ofNumber,
  summary: 'Correct one certificate',
  description:
    'Send what is to change and the reason; null takes a fact away. The old value stays in the history. When the date of issue moves and the last valid day followed from it, that moves along.',
  body: patchBody.meta({
    id: 'CorrectionInput',
    examples: [{ nameEn: 'CHAN Tai-man', reason: 'spelling' }],
  }),
  headers: ['If-Match'],
  answers: changed,
  problems: [...anyNumber, 'precondition_failed'],
});

export const revokeCertificate = operation({
  operationId: 'revokeCertificate',
  ...ofNumber,
  summary: 'Revoke one certificate',
  description:
    'Anyone who verifies it is told from that day on that it must not be accepted. Its reminders stop.',
  body: statusChange,
  answers: changed,
  problems: [...anyNumber, 'already_revoked', 'before_issue'],
});

export const suspendCertificate = operation({
  operationId: 'suspendCertificate',
  ...ofNumber,
  summary: 'Suspend one certificate',
  description: 'For as long as something is being looked into. Its reminders stop until it is reinstated.',
  body: statusChange,
  answers: changed,
  problems: [...anyNumber, 'revoked', 'already_suspended', 'before_issue'],
});

export const reinstateCertificate = operation({
  operationId: 'reinstateCertificate',
  ...ofNumber,
  summary: 'Reinstate one certificate',
  description:
    'Ends a suspension, or a revocation that was a mistake. Both stay in the history. Of what is neither, but was replaced by another provider’s certificate, it rejects that replacement: no certificate of that provider replaces this one again. Where it was reinstated since it was replaced, only “rejects” does that: asking a second time changes nothing.',
  body: reinstateBody.meta({ id: 'ReinstatementInput', examples: [{ reason: 'the course was paid' }] }),
  answers: changed,
  problems: [...anyNumber, 'not_revoked_or_suspended', 'before_issue'],
});

export const extendCertificate = operation({
  operationId: 'extendCertificate',
  ...ofNumber,
  summary: 'Extend one certificate',
  description:
    'Gives it a later last valid day than the one that is printed on it, at most 15 years after its date of issue.',
  body: extendBody.meta({
    id: 'ExtensionInput',
    examples: [{ expiresOn: '2027-05-31', reason: 'no refresher courses in March' }],
  }),
  answers: changed,
  problems: [
    ...anyNumber,
    'history_full',
    'revoked',
    'no_expiry',
    'not_later',
    'before_issue',
    'too_long_validity',
  ],
});

export const renewCertificate = operation({
  operationId: 'renewCertificate',
  ...ofNumber,
  summary: 'Renew one certificate',
  description:
    'Registers a new certificate that takes this one’s place. Type, names, address and language are those of the old one where you say nothing.',
  body: renewBody.meta({
    id: 'RenewalInput',
    examples: [{ number: 'SPMC-OFA-2027-00004', issuedOn: '2027-02-20', reason: 'refresher course' }],
  }),
  answers: {
    200: { means: 'It was renewed in this very way before; this is the new certificate.', ...one },
    201: { means: 'Renewed; this is the new certificate.', ...one },
  },
  problems: [
    ...anyNumber,
    'number_taken',
    'revoked',
    'already_superseded',
    'before_issue',
    'changed_meanwhile',
  ],
});

export const listUndeliverable = operation({
  operationId: 'listUndeliverable',
  tag: 'reports',
  summary: 'List holders who cannot be written to',
  description:
    'Their address sent mail back, or they reported a mail as unwanted. Correct the address to take one out of the list.',
  query: pageQuery,
  answers: {
    200: {
      means: 'One page of the list.',
      json: z.object({ holders: z.array(holder), cursor }).meta({ id: 'UndeliverablePage' }),
    },
  },
  problems: ['invalid_cursor'],
});

export const readDescription = operation({
  operationId: 'readDescription',
  tag: 'description',
  summary: 'Read this description',
  description: 'As OpenAPI 3.1. Needs no key.',
  answers: { 200: { means: 'This description.' } },
  open: true,
});
