import { type Context, Hono } from 'hono';
import { rowMessage } from '#import/messages/rejection-reasons.ts';
import type { ApiDeps } from '#provider/deps.ts';
import type { RowProblem } from '#register/certificate/cell.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { type RawCredential, readCredential } from '#register/certificate/credential-input.ts';
import type { Transition } from '#register/certificate/history.ts';
import type { Column } from '#register/certificate/upload-columns.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { correctCredential } from '#register/change/correct-credential.ts';
import { registerCredential } from '#register/change/register-credential.ts';
import { renewCredential } from '#register/change/renew-credential.ts';
import { type CivilDate, isCivilDate } from '#register/civil-date.ts';
import { findCertificates } from '#register/find/find-certificates.ts';
import { explainRecord } from '#remind/explain/explain-reminders.ts';
import { credentialId, newEntry, signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readJson, validate } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { type FieldError, ProblemError } from '#web/http/problem.ts';
import { fieldMessages } from '#web/messages/problems.ts';
import { recordJson, summaryJson } from './credential-json.ts';
import { etagOf, ifMatch } from './etag.ts';
import * as operations from './operations.ts';

/** All the rest of the path: a number may hold slashes, and API Gateway decodes them. Routes with a verb come first. */
const NUMBER = '/:number{.+}';

type Raw = Partial<Record<Column, string>>;

export function credentialRoutes(deps: ApiDeps): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();

  routes.post('/', operations.registerCertificate, async (c) => {
    const raw = await readJson(c, operations.registerCertificate.body);
    const entry = newEntry(c, deps.clock());
    const { provider } = signedInKey(c);
    const { facts, given } = readFacts(c, present(raw), entry.on);
    const registration = await registerCredential(deps, { provider, facts, given, entry, correct: false });
    if (registration.outcome === 'rejected') {
      if (registration.code === 'revoked' || registration.code === 'history_full')
        throw new ProblemError(registration.code);
      if (registration.code === 'others_number') throw invalid(c, [registration]);
      throw new ProblemError('number_taken', namedIn(c, registration));
    }
    return one(c, registration.credential, entry.on, registration.outcome === 'accepted' ? 201 : 200);
  });

  routes.get('/', operations.listCertificates, async (c) => {
    const { lang: _, ...query } = validate(c, operations.listCertificates.query, c.req.query());
    const { on } = newEntry(c, deps.clock());
    const { provider } = signedInKey(c);
    const { items, cursor } = await findCertificates(deps, { provider, on, ...query });
    const credentials = items.map((credential) => summaryJson(credential, on));
    return c.json({ credentials, ...(cursor && { cursor }) });
  });

  refuseOtherMethods(routes, '/', ['GET', 'POST']);

  for (const [verb, event, operation] of [
    ['revoke', 'revoked', operations.revokeCertificate],
    ['suspend', 'suspended', operations.suspendCertificate],
  ] as const) {
    routes.post(`${NUMBER}/${verb}`, operation, async (c) => {
      const { reason, on } = await readJson(c, operation.body);
      const entry = newEntry(c, deps.clock());
      return changed(c, { ...entry, event, reason, ...(on && { on }) });
    });
  }

  routes.post(`${NUMBER}/reinstate`, operations.reinstateCertificate, async (c) => {
    const { reason, on, rejects } = await readJson(c, operations.reinstateCertificate.body);
    const entry = newEntry(c, deps.clock());
    return changed(c, { ...entry, event: 'reinstated', reason, ...(on && { on }) }, rejects);
  });

  routes.post(`${NUMBER}/extend`, operations.extendCertificate, async (c) => {
    const { reason, on, expiresOn } = await readJson(c, operations.extendCertificate.body);
    const entry = newEntry(c, deps.clock());
    return changed(c, { ...entry, event: 'extended', reason, expiresOn, ...(on && { on }) });
  });

  routes.post(`${NUMBER}/renew`, operations.renewCertificate, async (c) => {
    const id = credentialId(c, c.req.param('number'));
    const { reason, ...given } = await readJson(c, operations.renewCertificate.body);
    const entry = newEntry(c, deps.clock());
    const loose = looseDates(given);
    if (loose.length) throw invalid(c, [], loose);
    const renewal = await renewCredential(deps, { ...id, given: present(given), reason, entry });
    if (!renewal.ok) {
      throw renewal.code === 'invalid' ? invalid(c, renewal.problems) : new ProblemError(renewal.code);
    }
    return one(c, renewal.credential, entry.on, renewal.renewed === 'now' ? 201 : 200);
  });

  for (const verb of ['revoke', 'suspend', 'reinstate', 'extend', 'renew']) {
    refuseOtherMethods(routes, `${NUMBER}/${verb}`, ['POST']);
  }

  routes.get(NUMBER, operations.readCertificate, async (c) => {
    const { provider, key } = credentialId(c, c.req.param('number'));
    const found = await deps.credentials.get(key, provider);
    if (!found) throw new ProblemError('not_found');
    const { at, on } = newEntry(c, deps.clock());
    const reminders = await explainRecord(deps, found, at);
    c.header('ETag', etagOf(found.credential));
    return c.json(recordJson(found.credential, reminders, on));
  });

  routes.patch(NUMBER, operations.correctCertificate, async (c) => {
    const id = credentialId(c, c.req.param('number'));
    const { reason, ...patch } = await readJson(c, operations.correctCertificate.body);
    const loose = looseDates(patch);
    if (loose.length) throw invalid(c, [], loose);
    const entry = newEntry(c, deps.clock());
    const expected = ifMatch(c);
    const corrected = await correctCredential(deps, { ...id, patch, reason, entry, expected });
    if (!corrected.ok) {
      if (corrected.code === 'precondition_failed')
        throw new ProblemError(corrected.code, { headers: { ETag: etagOf(corrected.credential) } });
      throw corrected.code === 'invalid' ? invalid(c, corrected.problems) : new ProblemError(corrected.code);
    }
    return one(c, corrected.credential, entry.on);
  });

  refuseOtherMethods(routes, NUMBER, ['GET', 'PATCH']);

  async function changed(
    c: Context<HttpEnv, '/:number'>,
    transition: Transition,
    rejects?: boolean,
  ): Promise<Response> {
    const id = credentialId(c, c.req.param('number'));
    const firstAskedAt = c.get('firstAskedAt');
    const change = await changeStatus(deps, { ...id, entry: transition, firstAskedAt, rejects });
    if (!change.ok) throw new ProblemError(change.code);
    return one(c, change.credential, newEntry(c, transition.at).on);
  }

  return routes;
}

/** One credential, with the version that a later change may ask for. */
function one(c: Context<HttpEnv>, credential: Credential, on: CivilDate, status: 200 | 201 = 200): Response {
  c.header('ETag', etagOf(credential));
  return c.json(summaryJson(credential, on), status);
}

function present(fields: { [Name in Column]?: string | null | undefined }): Raw {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  );
}

function readFacts(c: Context<HttpEnv>, raw: RawCredential, on: CivilDate) {
  const loose = looseDates(raw);
  const read = readCredential(raw, on);
  const problems = read.ok ? [] : read.problems.filter(({ column }) => !loose.includes(column));
  if (read.ok && !loose.length) return read;
  throw invalid(c, problems, loose);
}

/** Where it is another number that is taken, the answer says which. */
function namedIn(c: Context<HttpEnv>, problem: RowProblem): { errors?: FieldError[] } {
  return problem.because === 'otherNumber' ? { errors: [fieldError(c, problem)] } : {};
}

function fieldError(c: Context<HttpEnv>, problem: RowProblem): FieldError {
  const { column, code } = problem;
  return { path: column, code, message: rowMessage(problem, c.get('language')) };
}

/** A file may say 3/4/2026; a program says what it means. */
function looseDates(raw: { [Field in 'issuedOn' | 'expiresOn']?: string | null | undefined }): Column[] {
  return (['issuedOn', 'expiresOn'] as const).filter((field) => raw[field] && !isCivilDate(raw[field]));
}

function invalid(
  c: Context<HttpEnv>,
  problems: readonly RowProblem[],
  loose: readonly Column[] = [],
): ProblemError {
  const language = c.get('language');
  const ofDates = loose.map(
    (path): FieldError => ({ path, code: 'invalid_date', message: fieldMessages.invalid_date[language] }),
  );
  const ofRows = problems.map((problem) => fieldError(c, problem));
  return new ProblemError('invalid_request', { errors: [...ofDates, ...ofRows] });
}
