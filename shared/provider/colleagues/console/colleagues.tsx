import { type Context, Hono } from 'hono';
import { changeColleague, isLastManager } from '#provider/colleagues/change-colleague.ts';
import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import { endInvitations } from '#provider/colleagues/end-invitations.ts';
import { type InviteProblems, inviteColleague } from '#provider/colleagues/invite-colleague.ts';
import { codeMessages } from '#provider/colleagues/messages/codes.ts';
import {
  colleagueMessages as messages,
  sessionMessages,
} from '#provider/colleagues/messages/console-colleagues.ts';
import { removeLetIn } from '#provider/colleagues/remove-let-in.ts';
import { resetSignIn } from '#provider/colleagues/reset-sign-in.ts';
import { setKeySignIn } from '#provider/colleagues/set-key-sign-in.ts';
import { setSecondFactor } from '#provider/colleagues/set-second-factor.ts';
import { Stayed } from '#provider/console/let-in.tsx';
import { type Colleague, isColleague, roles } from '#register/catalogue/colleague.ts';
import { issuedWith, letInBy } from '#register/catalogue/issued-keys.ts';
import { revokeIssued } from '#register/change/revoke-keys.ts';
import type { ProviderRepository } from '#register/ports/access.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm, readFormFields } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import { ErrorSummary } from '#web/ui/error-summary.tsx';
import { ColleaguePage, RemovalPage } from './colleague-page.tsx';
import { ColleagueTable } from './colleague-table.tsx';
import { InviteForm, inviteErrors, type TypedInvitation } from './invite-form.tsx';
import { KeySignIn } from './key-sign-in.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SessionTable } from './session-table.tsx';

type Deps = ColleagueDeps & { keys: Pick<ProviderRepository, 'listKeys' | 'revokeKey'> };

const done = {
  invited: messages.invited,
  changed: messages.changed,
  removed: messages.removed,
  ended: sessionMessages.ended,
  reset: codeMessages.wasReset,
};

/** A provider's colleagues, for its managers: inviting, roles, removing, and who is signed in. */
export function colleagueRoutes(deps: Deps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/', (c) => list(c, 200));
  app.post('/', async (c) => {
    const form = await readForm(c);
    const role = roles.find((one) => one === form['role']) ?? 'viewer';
    const typed = { email: form['email'] ?? '', name: form['name'] ?? '', role };
    const { provider, keyId: invitedBy } = signedInKey(c);
    const invited = await inviteColleague(deps, { ...typed, provider, invitedBy, at: deps.clock() });
    if (!invited.ok) return list(c, 422, { typed, problems: invited.problems });
    return back(c, 'invited');
  });
  refuseOtherMethods(app, '/', ['GET', 'POST']);

  app.post('/key-sign-in', async (c) => {
    const to = (await readForm(c))['to'] === 'off' ? 'off' : 'on';
    if ((await setKeySignIn(deps, { to, by: signedInKey(c) })) === 'needsManager')
      throw new ProblemError('role_too_low');
    return c.redirect('/console/colleagues', 303);
  });
  refuseOtherMethods(app, '/key-sign-in', ['POST']);

  app.post('/second-factor', async (c) => {
    const to = (await readForm(c))['to'] === 'required' ? 'required' : 'free';
    if ((await setSecondFactor(deps, { to, by: signedInKey(c), at: deps.clock() })) === 'needsColleague')
      throw new ProblemError('role_too_low');
    return c.redirect('/console/colleagues', 303);
  });
  refuseOtherMethods(app, '/second-factor', ['POST']);

  app.get('/:id', async (c) => shown(c, await find(c), 200));
  app.post('/:id/role', async (c) => {
    const one = await find(c);
    const { role: asked, issued } = await readForm(c);
    const role = roles.find((each) => each === asked);
    if (!role) throw new ProblemError('invalid_request');
    // Who stays a manager may go on with what they issued.
    return change(c, one, role, role !== 'manager' && issued === 'also');
  });
  app.get('/:id/remove', async (c) => removal(c, await find(c)));
  app.post('/:id/remove', async (c) => {
    const one = await find(c);
    const form = await readFormFields(c);
    const [by, at, ticked] = [signedInKey(c), deps.clock(), form.getAll('colleague')];
    const { came, colleagues } = await letIn(c, one);
    const unknown = came.filter(({ colleagueId }) => ticked.includes(colleagueId));
    const left = colleagues.filter((other) => !unknown.includes(other));
    if (isLastManager(one, by, left)) return shown(c, one, 422);
    // First, as who removes themselves removes nobody any more.
    const stayed = await removeLetIn(deps, unknown, { by, at });
    if (stayed.length > 0) return removal(c, one, [one, ...stayed]);
    return change(c, one, 'removed', form.get('issued') === 'also');
  });
  app.post('/:id/reset', async (c) => {
    const outcome = await resetSignIn(deps, {
      colleagueId: c.req.param('id'),
      by: signedInKey(c),
      at: deps.clock(),
    });
    if (outcome === 'notFound') throw new ProblemError('not_found');
    if (outcome === 'own') throw new ProblemError('role_too_low');
    return back(c, 'reset');
  });
  refuseOtherMethods(app, '/:id/reset', ['POST']);
  refuseOtherMethods(app, '/:id', ['GET']);
  refuseOtherMethods(app, '/:id/role', ['POST']);
  refuseOtherMethods(app, '/:id/remove', ['GET', 'POST']);

  /** `withIssued`: with the keys that they issued, and what was invited with those. */
  async function change(
    c: ConsoleContext,
    one: Colleague,
    to: Colleague['role'] | 'removed',
    withIssued: boolean,
  ) {
    const { provider, colleagueId } = one;
    const [by, at] = [signedInKey(c), deps.clock()];
    const outcome = await changeColleague(deps, { colleagueId, to, by, at });
    if (outcome === 'notFound') throw new ProblemError('not_found');
    if (outcome === 'lastManager') return shown(c, one, 422);
    if (withIssued) {
      const senders = await revokeIssued(deps.keys, { provider, keyId: colleagueId, at });
      await endInvitations(deps, { provider, senders, by: by.keyId, at });
    }
    return back(c, to === 'removed' ? 'removed' : 'changed');
  }

  async function find(c: Context<HttpEnv>): Promise<Colleague> {
    const one = await deps.colleagues.find(signedInKey(c).provider, c.req.param('id') ?? '');
    if (!one || !isColleague(one, deps.clock())) throw new ProblemError('not_found');
    return one;
  }

  const issuedInUse = async ({ provider, colleagueId }: Colleague) =>
    issuedWith(await deps.keys.listKeys(provider), colleagueId).filter((key) => !key.revokedAt);

  /** All colleagues, and of these who came by this one. */
  async function letIn(c: ConsoleContext, { provider, colleagueId }: Colleague) {
    const [keys, colleagues] = await Promise.all([
      deps.keys.listKeys(provider),
      deps.colleagues.list(provider),
    ]);
    const { keyId: except } = signedInKey(c);
    return { colleagues, came: letInBy({ keys, colleagues }, colleagueId, { except, at: deps.clock() }) };
  }

  async function shown(c: ConsoleContext, one: Colleague, status: 200 | 422) {
    const issued = one.role === 'manager' ? await issuedInUse(one) : [];
    return show(c, status, {
      title: one.name,
      failed: status === 422,
      place: 'colleagues',
      children: (
        <ColleaguePage
          colleague={one}
          issued={issued}
          isLast={status === 422}
          isOwn={one.colleagueId === signedInKey(c).keyId}
          language={c.get('language')}
        />
      ),
    });
  }

  /** `stayed`: who was to be removed and was not. */
  async function removal(c: ConsoleContext, one: Colleague, stayed: readonly Colleague[] = []) {
    const language = c.get('language');
    const [issued, { came }] = await Promise.all([issuedInUse(one), letIn(c, one)]);
    const failed = stayed.length > 0;
    return show(c, failed ? 422 : 200, {
      title: messages.remove[language],
      failed,
      place: 'colleagues',
      children: (
        <>
          <Stayed colleagues={stayed} language={language} />
          <RemovalPage colleague={one} issued={issued} letIn={came} language={language} />
        </>
      ),
    });
  }

  async function list(
    c: ConsoleContext,
    status: 200 | 422,
    refused?: { typed: TypedInvitation; problems: InviteProblems },
  ): Promise<Response> {
    const language = c.get('language');
    const [actor, at] = [signedInKey(c), deps.clock()];
    const { provider, keyId, sessionId } = actor;
    const [all, keys, sessions, profile] = await Promise.all([
      deps.colleagues.list(provider),
      deps.keys.listKeys(provider),
      deps.sessions.list(provider, at),
      deps.profiles.findProvider(provider),
    ]);
    const names = new Map([
      ...keys.map((key) => [key.keyId, key.label] as const),
      ...all.map((one) => [one.colleagueId, one.name] as const),
    ]);
    const errors = inviteErrors(refused?.problems ?? {}, language);
    const present = all.filter((one) => isColleague(one, at));
    const said = Object.entries(done).find(([name]) => name === c.req.query('done'))?.[1];
    return show(c, status, {
      title: messages.title[language],
      failed: refused !== undefined,
      place: 'colleagues',
      children: (
        <>
          <ErrorSummary errors={errors} language={language} />
          <section class="stack measure">
            <h1>{messages.title[language]}</h1>
            <p class="lead">{messages.lead[language]}</p>
            {said && <p role="status">{said[language]}</p>}
          </section>
          <ColleagueTable colleagues={present} own={keyId} language={language} />
          <InviteForm typed={refused?.typed} errors={errors} language={language} />
          <section class="stack">
            <h2>{sessionMessages.titleAll[language]}</h2>
            <p>{sessionMessages.lead[language]}</p>
            <SessionTable sessions={sessions} own={sessionId} names={names} language={language} />
          </section>
          <SecondFactor
            isRequired={profile?.secondFactor === 'required'}
            mayChange={actor.name !== undefined}
            language={language}
          />
          <KeySignIn
            isOn={profile?.keySignIn !== 'off'}
            mayTurnOff={actor.name !== undefined}
            language={language}
          />
        </>
      ),
    });
  }

  return app;
}

const back = (c: ConsoleContext, what: keyof typeof done) =>
  c.redirect(`/console/colleagues?done=${what}`, 303);
