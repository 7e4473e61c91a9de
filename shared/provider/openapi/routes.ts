import type * as z from 'zod';
import type { answerWords, headerWords, tagWords } from '#provider/messages/api-docs.ts';
import { type OperationId, operationWords } from '#provider/messages/api-operations.ts';
import {
  credentialBody,
  extendBody,
  extensionOrderBody,
  importBody,
  listQuery,
  orderSkippedQuery,
  ordersQuery,
  pageQuery,
  patchBody,
  renewBody,
  rowsQuery,
  standingBody,
  withdrawalBody,
} from '#web/console/schemas.ts';
import type { ProblemCode } from '#web/messages/problems.ts';
import type { responses } from './responses.ts';

/** What is sent as a body, by the name under which the description shows it. */
export const requests = {
  CredentialInput: credentialBody,
  CorrectionInput: patchBody,
  StandingInput: standingBody,
  ExtensionInput: extendBody,
  RenewalInput: renewBody,
  ImportInput: importBody,
  ExtensionOrderInput: extensionOrderBody,
  WithdrawalInput: withdrawalBody,
};

type Header = keyof typeof headerWords;

interface Answer {
  words: keyof typeof answerWords;
  /** Of the JSON, or one of several; none: any JSON object. */
  schemas?: readonly (keyof typeof responses)[];
  /** Also as a CSV, when `Accept: text/csv`. */
  csv?: true;
  headers?: readonly Header[];
}

/** One verb of one path. What every route has (signing in, a failure of ours, a request id) is added to all. */
export interface Route {
  id: OperationId;
  method: 'get' | 'post' | 'patch' | 'delete';
  path: string;
  tag: keyof typeof tagWords;
  query?: z.ZodObject;
  body?: keyof typeof requests;
  /** The body may be left out. */
  bodyOptional?: true;
  headers?: readonly Header[];
  answers: Readonly<Record<number, Answer>>;
  /** Besides the common ones. */
  problems?: readonly ProblemCode[];
  /** Needs no key. */
  open?: true;
}

const NUMBER = '/v1/credentials/{number}';
const ofNumber = ['not_found', 'invalid_number', 'wrong_check_character'] as const;
const changed = { 200: { words: 'certificate', schemas: ['Credential'], headers: ['ETag'] } } as const;

/** Every route of the API. A test compares it with the routes that there are. */
export const routes: readonly Route[] = [
  {
    id: 'registerCertificate',
    method: 'post',
    path: '/v1/credentials',
    tag: 'certificates',
    body: 'CredentialInput',
    answers: {
      200: { words: 'unchanged', schemas: ['Credential'], headers: ['ETag'] },
      201: { words: 'registered', schemas: ['Credential'], headers: ['ETag'] },
    },
    problems: ['number_taken', 'revoked'],
  },
  {
    id: 'listCertificates',
    method: 'get',
    path: '/v1/credentials',
    tag: 'certificates',
    query: listQuery,
    answers: { 200: { words: 'page', schemas: ['CredentialPage'] } },
    problems: ['invalid_cursor'],
  },
  {
    id: 'readCertificate',
    method: 'get',
    path: NUMBER,
    tag: 'certificates',
    answers: { 200: { words: 'record', schemas: ['CredentialRecord'], headers: ['ETag'] } },
    problems: ofNumber,
  },
  {
    id: 'correctCertificate',
    method: 'patch',
    path: NUMBER,
    tag: 'certificates',
    body: 'CorrectionInput',
    headers: ['If-Match'],
    answers: changed,
    problems: [...ofNumber, 'precondition_failed'],
  },
  {
    id: 'revokeCertificate',
    method: 'post',
    path: `${NUMBER}/revoke`,
    tag: 'certificates',
    body: 'StandingInput',
    answers: changed,
    problems: [...ofNumber, 'already_revoked', 'before_issue'],
  },
  {
    id: 'suspendCertificate',
    method: 'post',
    path: `${NUMBER}/suspend`,
    tag: 'certificates',
    body: 'StandingInput',
    answers: changed,
    problems: [...ofNumber, 'revoked', 'already_suspended', 'before_issue'],
  },
  {
    id: 'reinstateCertificate',
    method: 'post',
    path: `${NUMBER}/reinstate`,
    tag: 'certificates',
    body: 'StandingInput',
    answers: changed,
    problems: [...ofNumber, 'not_revoked_or_suspended', 'before_issue'],
  },
  {
    id: 'extendCertificate',
    method: 'post',
    path: `${NUMBER}/extend`,
    tag: 'certificates',
    body: 'ExtensionInput',
    answers: changed,
    problems: [...ofNumber, 'revoked', 'no_expiry', 'not_later', 'before_issue', 'too_long_validity'],
  },
  {
    id: 'renewCertificate',
    method: 'post',
    path: `${NUMBER}/renew`,
    tag: 'certificates',
    body: 'RenewalInput',
    answers: {
      200: { words: 'renewedBefore', schemas: ['Credential'], headers: ['ETag'] },
      201: { words: 'renewed', schemas: ['Credential'], headers: ['ETag'] },
    },
    problems: [
      ...ofNumber,
      'number_taken',
      'revoked',
      'already_superseded',
      'before_issue',
      'changed_meanwhile',
    ],
  },
  {
    id: 'openImport',
    method: 'post',
    path: '/v1/imports',
    tag: 'files',
    body: 'ImportInput',
    answers: { 201: { words: 'importOpened', schemas: ['ImportTicket'] } },
  },
  {
    id: 'listImports',
    method: 'get',
    path: '/v1/imports',
    tag: 'files',
    query: pageQuery,
    answers: { 200: { words: 'page', schemas: ['ImportPage'] } },
    problems: ['invalid_cursor'],
  },
  {
    id: 'readImport',
    method: 'get',
    path: '/v1/imports/{id}',
    tag: 'files',
    answers: { 200: { words: 'importState', schemas: ['Import'] } },
    problems: ['not_found'],
  },
  {
    id: 'listRejectedRows',
    method: 'get',
    path: '/v1/imports/{id}/rejected',
    tag: 'files',
    query: rowsQuery,
    answers: {
      200: { words: 'page', schemas: ['RejectedPage'], csv: true, headers: ['Link', 'Content-Disposition'] },
    },
    problems: ['not_found'],
  },
  {
    id: 'listRegisteredRows',
    method: 'get',
    path: '/v1/imports/{id}/registered',
    tag: 'files',
    query: rowsQuery,
    answers: {
      200: {
        words: 'page',
        schemas: ['RegisteredPage'],
        csv: true,
        headers: ['Link', 'Content-Disposition'],
      },
    },
    problems: ['not_found'],
  },
  {
    id: 'orderExtension',
    method: 'post',
    path: '/v1/extension-orders',
    tag: 'orders',
    body: 'ExtensionOrderInput',
    answers: {
      200: { words: 'previewed', schemas: ['ExtensionPreview', 'ExtensionOrder'], headers: ['Location'] },
      201: { words: 'ordered', schemas: ['ExtensionOrder'], headers: ['Location'] },
    },
    problems: ['order_in_progress'],
  },
  {
    id: 'listExtensionOrders',
    method: 'get',
    path: '/v1/extension-orders',
    tag: 'orders',
    query: ordersQuery,
    answers: { 200: { words: 'page', schemas: ['ExtensionOrderPage'] } },
    problems: ['invalid_cursor'],
  },
  {
    id: 'readExtensionOrder',
    method: 'get',
    path: '/v1/extension-orders/{id}',
    tag: 'orders',
    answers: { 200: { words: 'orderState', schemas: ['ExtensionOrder'] } },
    problems: ['not_found'],
  },
  {
    id: 'withdrawExtensionOrder',
    method: 'delete',
    path: '/v1/extension-orders/{id}',
    tag: 'orders',
    body: 'WithdrawalInput',
    bodyOptional: true,
    answers: {
      200: { words: 'withdrawnBefore', schemas: ['ExtensionOrder'] },
      202: { words: 'withdrawn', schemas: ['ExtensionOrder'] },
    },
    problems: ['not_found', 'order_in_progress', 'changed_meanwhile'],
  },
  {
    id: 'listSkippedByOrder',
    method: 'get',
    path: '/v1/extension-orders/{id}/skipped',
    tag: 'orders',
    query: orderSkippedQuery,
    answers: { 200: { words: 'page', schemas: ['SkippedPage'] } },
    problems: ['not_found'],
  },
  {
    id: 'listUndeliverable',
    method: 'get',
    path: '/v1/reports/undeliverable',
    tag: 'reports',
    query: pageQuery,
    answers: { 200: { words: 'page', schemas: ['UndeliverablePage'] } },
    problems: ['invalid_cursor'],
  },
  {
    id: 'readDescription',
    method: 'get',
    path: '/v1/openapi.json',
    tag: 'description',
    answers: { 200: { words: 'description' } },
    open: true,
  },
];

export const wordsOf = ({ id }: Route) => operationWords[id];
