import { Hono } from 'hono';
import { endInvitations } from '#provider/colleagues/end-invitations.ts';
import { removeLetIn } from '#provider/colleagues/remove-let-in.ts';
import type { ApiDeps } from '#provider/deps.ts';
import type { Colleague } from '#register/catalogue/colleague.ts';
import { issuedWith, letInBy } from '#register/catalogue/issued-keys.ts';
import type { ApiKey } from '#register/catalogue/provider.ts';
import type { Language } from '#register/certificate/credential.ts';
import { revokeKeys } from '#register/change/revoke-keys.ts';
import { hongKongDay } from '#register/civil-date.ts';
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
import { LetIn } from './let-in.tsx';

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

  app.get('/:id/revoke', async (c) => {
    const { key, issued, letIn } = await find(c, c.req.param('id'));
    const language = c.get('language');
    return show(c, 200, {
      title: keyMessages.revoke[language],
      place: 'keys',
      children: (
        <section class="stack measure">
          <h1>{keyMessages.revoke[language]}</h1>
          {!key.revokedAt && <p>{revokeKeyConfirmation(key.label, language)}</p>}
          {key.keyId === signedInKey(c).keyId && <p class="error">{keyMessages.own[language]}</p>}
          <form method="post">
            <IssuedKeys
              says={issuedWithMessage(key.label, language)}
              issued={issued}
              checked={key.revokedAt !== undefined}
              language={language}
            />
            <LetIn colleagues={letIn} language={language} />
            <div class="row">
              <button class="danger" type="submit">
                {keyMessages.revoke[language]}
              </button>
              <a class="button" href="/console/keys">
                {keyMessages.keep[language]}
              </a>
            </div>
          </form>
        </section>
      ),
    });
  });
  app.post('/:id/revoke', async (c) => {
    const { key, letIn } = await find(c, c.req.param('id'));
    const { keyId, provider } = key;
    const form = await readFormFields(c);
    const [by, at, ticked] = [signedInKey(c), deps.clock(), form.getAll('colleague')];
    const withIssued = form.get('issued') === 'also';
    const { issued } = await revokeKeys(deps.keys, { provider, keyId, withIssued, at });
    await endInvitations(deps, { provider, senders: [keyId, ...issued], by: by.keyId, at });
    const unknown = letIn.filter(({ colleagueId }) => ticked.includes(colleagueId));
    await removeLetIn(deps, unknown, { by, at });
    return c.redirect('/console/keys', 303);
  });
  refuseOtherMethods(app, '/:id/revoke', ['GET', 'POST']);

  /** With those in use that it issued, and whom it let in; one that is revoked and has neither is not to be revoked again. */
  async function find(c: ConsoleContext, id: string) {
    const { provider, keyId: except } = signedInKey(c);
    const [keys, colleagues] = await Promise.all([
      deps.keys.listKeys(provider),
      deps.colleagues.list(provider),
    ]);
    const issued = issuedInUse(keys, id);
    const letIn = letInBy({ keys, colleagues }, id, { except, at: deps.clock() });
    const left = issued.length + letIn.length;
    const key = keys.find(({ keyId, revokedAt }) => keyId === id && (!revokedAt || left > 0));
    if (!key) throw new ProblemError('not_found');
    return { key, issued, letIn };
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
          <KeyTable keys={keys} colleagues={colleagues} own={signedInKey(c).keyId} language={language} />
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

const issuedInUse = (keys: ApiKey[], id: string) => issuedWith(keys, id).filter((key) => !key.revokedAt);

interface KeyTableProps {
  keys: ApiKey[];
  colleagues: Colleague[];
  own: string;
  language: Language;
}

function KeyTable({ keys, colleagues, own, language }: KeyTableProps) {
  const names = new Map([
    ...keys.map(({ keyId, label }) => [keyId, label] as const),
    ...colleagues.map(({ colleagueId, name }) => [colleagueId, name] as const),
  ]);
  const newestFirst = keys.toSorted(
    (a, b) => b.createdAt.localeCompare(a.createdAt) || a.keyId.localeCompare(b.keyId),
  );
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
          {newestFirst.map(({ keyId, label, createdAt, issuedBy, revokedAt }) => (
            <tr>
              <th scope="row">
                {label} {keyId === own && <span class="small">{keyMessages.yours[language]}</span>}
              </th>
              <td class="num">{keyId}</td>
              <td class="day">{hongKongDay(createdAt)}</td>
              <td>{issuerIn(names, issuedBy, language)}</td>
              <td>
                {revokedAt && `${keyMessages.revokedOn[language]} ${hongKongDay(revokedAt)} `}
                {(!revokedAt || issuedInUse(keys, keyId).length > 0) && (
                  <a href={`/console/keys/${keyId}/revoke`}>
                    {keyMessages[revokedAt ? 'revokeIssued' : 'revoke'][language]}
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
