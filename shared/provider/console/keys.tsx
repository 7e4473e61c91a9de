import { Hono } from 'hono';
import type { ApiDeps } from '#provider/deps.ts';
import type { ApiKey } from '#register/catalogue/provider.ts';
import type { Language } from '#register/certificate/credential.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { hasIdentityNumber } from '#register/names/holder-input.ts';
import { keyOf } from '#web/console/env.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { Scroll } from '#web/console/scroll.tsx';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/env.ts';
import { ProblemError } from '#web/http/problem.ts';
import { keyWords, revokeKeyConfirmation } from '#web/messages/console.ts';
import { fieldWords } from '#web/messages/problems.ts';
import type { Words } from '#web/messages/verdict.ts';

const MAX_LABEL_LENGTH = 80;

/** The provider's keys: who can sign in and which programs can write. */
export function keyRoutes(deps: ApiDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/', (c) => list(c, 200));
  app.post('/', async (c) => {
    const label = (await readForm(c))['label']?.trim() ?? '';
    if (!label || label.length > MAX_LABEL_LENGTH) return list(c, 422, { badLabel: keyWords.badLabel });
    if (hasIdentityNumber(label)) return list(c, 422, { badLabel: fieldWords.identity_number });
    const { provider } = keyOf(c);
    const { secret } = await deps.keys.issueKey({ provider, label, createdAt: deps.clock() });
    // Not a redirect: the secret is shown in this answer and never again.
    return list(c, 200, { secret });
  });
  refuseOtherMethods(app, '/', ['GET', 'POST']);

  app.get('/:id/revoke', async (c) => {
    const key = await find(c, c.req.param('id'));
    const language = c.get('language');
    return show(c, 200, {
      title: keyWords.revoke[language],
      place: 'keys',
      children: (
        <section class="stack measure">
          <h1>{keyWords.revoke[language]}</h1>
          <p>{revokeKeyConfirmation(key.label, language)}</p>
          {key.keyId === keyOf(c).keyId && <p class="error">{keyWords.own[language]}</p>}
          <form method="post">
            <div class="row">
              <button class="danger" type="submit">
                {keyWords.revoke[language]}
              </button>
              <a class="button" href="/console/keys">
                {keyWords.keep[language]}
              </a>
            </div>
          </form>
        </section>
      ),
    });
  });
  app.post('/:id/revoke', async (c) => {
    const { keyId, provider } = await find(c, c.req.param('id'));
    await deps.keys.revokeKey(provider, keyId, deps.clock());
    return c.redirect('/console/keys', 303);
  });
  refuseOtherMethods(app, '/:id/revoke', ['GET', 'POST']);

  async function find(c: ConsoleContext, id: string): Promise<ApiKey> {
    const keys = await deps.keys.listKeys(keyOf(c).provider);
    const key = keys.find(({ keyId, revokedAt }) => keyId === id && !revokedAt);
    if (!key) throw new ProblemError('not_found');
    return key;
  }

  async function list(
    c: ConsoleContext,
    status: 200 | 422,
    answer: { secret?: string; badLabel?: Words } = {},
  ): Promise<Response> {
    const language = c.get('language');
    const keys = await deps.keys.listKeys(keyOf(c).provider);
    return show(c, status, {
      title: keyWords.title[language],
      place: 'keys',
      children: (
        <>
          <section class="stack measure">
            <h1>{keyWords.title[language]}</h1>
            <p class="lead">{keyWords.lead[language]}</p>
          </section>
          {answer.secret && (
            <section class="panel valid measure" role="status">
              <div>
                <h2>{keyWords.issued[language]}</h2>
                <p>{keyWords.once[language]}</p>
                <p class="secret">{answer.secret}</p>
              </div>
            </section>
          )}
          <KeyTable keys={keys} own={keyOf(c).keyId} language={language} />
          <section class="stack measure rule">
            <h2>{keyWords.issue[language]}</h2>
            <form method="post" action="/console/keys">
              <div class="field">
                <label for="label">{keyWords.label[language]}</label>
                <p class="small" id="label-hint">
                  {keyWords.labelHint[language]}
                </p>
                {answer.badLabel && (
                  <p class="error" id="label-error" role="alert">
                    {answer.badLabel[language]}
                  </p>
                )}
                <input
                  id="label"
                  name="label"
                  required
                  maxlength={MAX_LABEL_LENGTH}
                  autocomplete="off"
                  aria-describedby={answer.badLabel ? 'label-hint label-error' : 'label-hint'}
                  aria-invalid={answer.badLabel ? 'true' : undefined}
                />
              </div>
              <button class="main" type="submit">
                {keyWords.issue[language]}
              </button>
            </form>
          </section>
        </>
      ),
    });
  }

  return app;
}

function KeyTable({ keys, own, language }: { keys: ApiKey[]; own: string; language: Language }) {
  const newestFirst = keys.toSorted(
    (a, b) => b.createdAt.localeCompare(a.createdAt) || a.keyId.localeCompare(b.keyId),
  );
  return (
    <Scroll label={keyWords.title[language]}>
      <table>
        <thead>
          <tr>
            <th scope="col">{keyWords.label[language]}</th>
            <th scope="col">{keyWords.id[language]}</th>
            <th scope="col">{keyWords.created[language]}</th>
            <th scope="col">{keyWords.state[language]}</th>
          </tr>
        </thead>
        <tbody>
          {newestFirst.map(({ keyId, label, createdAt, revokedAt }) => (
            <tr>
              <th scope="row">
                {label} {keyId === own && <span class="small">{keyWords.yours[language]}</span>}
              </th>
              <td class="num">{keyId}</td>
              <td class="day">{hongKongDay(createdAt)}</td>
              <td>
                {revokedAt ? (
                  `${keyWords.revokedOn[language]} ${hongKongDay(revokedAt)}`
                ) : (
                  <a href={`/console/keys/${keyId}/revoke`}>
                    {keyWords.revoke[language]}
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
