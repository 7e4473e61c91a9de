import { Hono } from 'hono';
import { endInvitations } from '#provider/colleagues/end-invitations.ts';
import { removeLetIn } from '#provider/colleagues/remove-let-in.ts';
import type { ApiDeps } from '#provider/deps.ts';
import type { Colleague } from '#register/catalogue/colleague.ts';
import { issuedWith, letInBy } from '#register/catalogue/issued-keys.ts';
import type { ApiKey } from '#register/catalogue/provider.ts';
import type { Language } from '#register/certificate/credential.ts';
import { revokeKeys } from '#register/change/revoke-keys.ts';
import { hongKongDay, type Instant } from '#register/civil-date.ts';
import { hasIdentityNumber } from '#register/names/holder-input.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { Scroll } from '#web/console/scroll.tsx';
import { signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm, readFormFields } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import { issuedWithMessage, keyMessages, revokeKeyConfirmation } from '#web/messages/console.ts';
import { fieldMessages } from '#web/messages/problems.ts';
import type { BilingualText } from '#web/messages/verdict.ts';
import { control, ErrorSummary, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';
import { IssuedKeys } from './issued-keys.tsx';
import { LetIn, Stayed } from './let-in.tsx';

const MAX_LABEL_LENGTH = 80;

/** The provider's keys: who can sign in and which programs can write. */
export function keyRoutes(deps: ApiDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/', (c) => list(c, 200));
  app.post('/', async (c) => {
    const label = (await readForm(c))['label']?.trim() ?? '';
    if (!label || label.length > MAX_LABEL_LENGTH)
      return list(c, 422, { label, badLabel: keyMessages.badLabel });
    if (hasIdentityNumber(label)) return list(c, 422, { label, badLabel: fieldMessages.identity_number });
    const issued = await deps.keys.issueKeyWith(signedInKey(c), { label, createdAt: deps.clock() });
    if (issued.outcome === 'tooMany') return list(c, 409, { label, badLabel: keyMessages.tooMany });
    if (issued.outcome === 'notInUse') return c.redirect('/console/sign-in', 303);
    // Not a redirect: the secret is shown in this answer and never again.
    return list(c, 200, { secret: issued.secret });
  });
  refuseOtherMethods(app, '/', ['GET', 'POST']);

  app.get('/:id/revoke', (c) => revocation(c, c.req.param('id')));
  app.post('/:id/revoke', async (c) => {
    const { key, letIn } = await find(c, c.req.param('id'));
    const { keyId, provider } = key;
    const form = await readFormFields(c);
    const [by, at, ticked] = [signedInKey(c), deps.clock(), form.getAll('colleague')];
    const withIssued = form.get('issued') === 'also';
    const { issued } = await revokeKeys(deps.keys, { provider, keyId, withIssued, at });
    await endInvitations(deps, { provider, senders: [keyId, ...issued], by: by.keyId, at });
    const unknown = letIn.filter(({ colleagueId }) => ticked.includes(colleagueId));
    const stayed = await removeLetIn(deps, unknown, { by, at });
    return stayed.length > 0 ? revocation(c, keyId, stayed) : c.redirect('/console/keys', 303);
  });
  refuseOtherMethods(app, '/:id/revoke', ['GET', 'POST']);

  /** `stayed`: who was to be removed and was not. */
  async function revocation(c: ConsoleContext, id: string, stayed: readonly Colleague[] = []) {
    const { key, offer, issued, letIn } = await find(c, id);
    const language = c.get('language');
    const failed = stayed.length > 0;
    return show(c, failed ? 422 : 200, {
      title: keyMessages[offer][language],
      failed,
      place: 'keys',
      children: (
        <section class="stack measure">
          <Stayed colleagues={stayed} language={language} />
          <h1>{keyMessages[offer][language]}</h1>
          {!key.revokedAt && <p>{revokeKeyConfirmation(key.label, language)}</p>}
          {key.keyId === signedInKey(c).keyId && <p class="error">{keyMessages.own[language]}</p>}
          <form method="post">
            <IssuedKeys
              says={issuedWithMessage(key.label, language)}
              issued={issued}
              checked={key.revokedAt !== undefined}
              language={language}
            />
            <LetIn says={keyMessages.letIn[language]} colleagues={letIn} language={language} />
            <div class="row">
              <button class="danger" type="submit">
                {keyMessages[offer][language]}
              </button>
              <a class="button" href="/console/keys">
                {keyMessages.keep[language]}
              </a>
            </div>
          </form>
        </section>
      ),
    });
  }

  /** With those in use that it issued, and whom it let in; one that is revoked and has neither is not to be revoked again. */
  async function find(c: ConsoleContext, id: string) {
    const { provider, keyId: except } = signedInKey(c);
    const [keys, colleagues] = await Promise.all([
      deps.keys.listKeys(provider),
      deps.colleagues.list(provider),
    ]);
    const key = keys.find(({ keyId }) => keyId === id);
    if (!key) throw new ProblemError('not_found');
    const { offer, ...left } = leftOf(key, { keys, colleagues }, { except, at: deps.clock() });
    if (!offer) throw new ProblemError('not_found');
    return { key, offer, ...left };
  }

  async function list(
    c: ConsoleContext,
    status: 200 | 409 | 422,
    answer: { secret?: string; label?: string; badLabel?: BilingualText } = {},
  ): Promise<Response> {
    const language = c.get('language');
    const { provider } = signedInKey(c);
    const [keys, colleagues] = await Promise.all([
      deps.keys.listKeys(provider),
      deps.colleagues.list(provider),
    ]);
    const errors: FieldErrors = answer.badLabel ? { label: answer.badLabel[language] } : {};
    return show(c, status, {
      title: keyMessages.title[language],
      failed: answer.badLabel !== undefined,
      place: 'keys',
      children: (
        <>
          <ErrorSummary errors={errors} language={language} />
          <section class="stack measure">
            <h1>{keyMessages.title[language]}</h1>
            <p class="lead">{keyMessages.lead[language]}</p>
          </section>
          {answer.secret && (
            <section class="panel valid measure" role="status">
              <div>
                <h2>{keyMessages.issued[language]}</h2>
                <p>{keyMessages.once[language]}</p>
                <p class="secret">{answer.secret}</p>
              </div>
            </section>
          )}
          <KeyTable
            keys={keys}
            colleagues={colleagues}
            own={signedInKey(c).keyId}
            at={deps.clock()}
            language={language}
          />
          <section class="stack measure rule">
            <h2>{keyMessages.issue[language]}</h2>
            <form method="post" action="/console/keys" novalidate>
              <div class="field">
                <label for="label">{keyMessages.label[language]}</label>
                <p class="small" id="label-hint">
                  {keyMessages.labelHint[language]}
                </p>
                <FieldError field="label" errors={errors} />
                <input
                  {...control('label', errors, true)}
                  value={answer.label}
                  required
                  maxlength={MAX_LABEL_LENGTH}
                  autocomplete="off"
                />
              </div>
              <button class="main" type="submit">
                {keyMessages.issue[language]}
              </button>
            </form>
          </section>
        </>
      ),
    });
  }

  return app;
}

interface Known {
  keys: ApiKey[];
  colleagues: Colleague[];
}

/** What is left of a key: those in use that it issued, whom it let in, and the words of what can be done with it, if anything. */
function leftOf(key: ApiKey, known: Known, seen: { except: string; at: Instant }) {
  const issued = issuedWith(known.keys, key.keyId).filter(({ revokedAt }) => !revokedAt);
  const letIn = letInBy(known, key.keyId, seen);
  return { issued, letIn, offer: offerOf(key, issued, letIn) };
}

function offerOf(
  { revokedAt }: ApiKey,
  issued: ApiKey[],
  letIn: Colleague[],
): 'revoke' | 'revokeIssued' | 'removeLetIn' | undefined {
  if (!revokedAt) return 'revoke';
  if (issued.length > 0) return 'revokeIssued';
  return letIn.length > 0 ? 'removeLetIn' : undefined;
}

interface KeyTableProps extends Known {
  own: string;
  at: Instant;
  language: Language;
}

function KeyTable({ keys, colleagues, own, at, language }: KeyTableProps) {
  const names = new Map([
    ...keys.map(({ keyId, label }) => [keyId, label] as const),
    ...colleagues.map(({ colleagueId, name }) => [colleagueId, name] as const),
  ]);
  const newestFirst = keys.toSorted(
    (a, b) => b.createdAt.localeCompare(a.createdAt) || a.keyId.localeCompare(b.keyId),
  );
  const rows = newestFirst.map((key) => ({
    ...key,
    offer: leftOf(key, { keys, colleagues }, { except: own, at }).offer,
  }));
  return (
    <Scroll label={keyMessages.title[language]}>
      <table>
        <thead>
          <tr>
            <th scope="col">{keyMessages.label[language]}</th>
            <th scope="col">{keyMessages.id[language]}</th>
            <th scope="col">{keyMessages.created[language]}</th>
            <th scope="col">{keyMessages.issuedBy[language]}</th>
            <th scope="col">{keyMessages.state[language]}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ keyId, label, createdAt, issuedBy, revokedAt, offer }) => (
            <tr>
              <th scope="row">
                {label} {keyId === own && <span class="small">{keyMessages.yours[language]}</span>}
              </th>
              <td class="num">{keyId}</td>
              <td class="day">{hongKongDay(createdAt)}</td>
              <td>{issuerIn(names, issuedBy, language)}</td>
              <td>
                {revokedAt && `${keyMessages.revokedOn[language]} ${hongKongDay(revokedAt)} `}
                {offer && (
                  <a href={`/console/keys/${keyId}/revoke`}>
                    {keyMessages[offer][language]}
                    <span class="hidden"> {label}</span>
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function issuerIn(
  names: ReadonlyMap<string, string>,
  issuedBy: string | undefined,
  language: Language,
): string {
  if (issuedBy === undefined) return keyMessages.unknownIssuer[language];
  if (issuedBy === 'operator') return keyMessages.operator[language];
  return names.get(issuedBy) ?? issuedBy;
}
