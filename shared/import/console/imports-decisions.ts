import { Hono } from 'hono';
import { answerImport, confirmImport, type Decided, undoImport } from '#import/decide-import.ts';
import type { ImportDeps } from '#import/deps.ts';
import { readDefaults } from '#import/import-defaults.ts';
import type { FileProblem } from '#import/rows/file-row.ts';
import { hongKongDay } from '#register/civil-date.ts';
import type { ConsoleContext } from '#web/console/page.tsx';
import { hasRole, signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import type { ProblemCode } from '#web/messages/problems.ts';
import type { AskedAnswers } from './imports-ask.tsx';
import { importPath } from './imports-list.tsx';

/** What somebody decides about a file: to register it, to take it back, what all its rows have. */
export function decisionRoutes(
  deps: ImportDeps,
  askAgain: (
    c: ConsoleContext,
    importId: string,
    answers: AskedAnswers,
    problems: Pick<FileProblem, 'column' | 'code' | 'because'>[],
  ) => Promise<Response>,
): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.post('/:id/confirm', async (c) => {
    const importId = c.req.param('id');
    const withoutRevoking = hasRole(c, 'manager') ? undefined : true;
    return decided(c, importId, await confirmImport(deps, { ...who(c), importId, withoutRevoking }));
  });
  refuseOtherMethods(app, '/:id/confirm', ['POST']);

  app.post('/:id/undo', async (c) => {
    const importId = c.req.param('id');
    return decided(c, importId, await undoImport(deps, { ...who(c), importId }));
  });
  refuseOtherMethods(app, '/:id/undo', ['POST']);

  app.post('/:id/answer', async (c) => {
    const importId = c.req.param('id');
    const { type, issuedOn } = await readForm(c);
    const answers = { type, issuedOn };
    const reading = readDefaults(answers, hongKongDay(deps.clock()));
    const missing = (['type', 'issuedOn'] as const)
      .filter((column) => answers[column]?.trim() === '')
      .map((column) => ({ column, code: 'missing' }) as const);
    const problems = [...missing, ...(reading.ok ? [] : reading.problems)];
    if (problems.length > 0) return await askAgain(c, importId, answers, problems);
    const said = (reading.ok && reading.defaults) || {};
    return decided(c, importId, await answerImport(deps, { ...who(c), importId }, said));
  });
  refuseOtherMethods(app, '/:id/answer', ['POST']);

  function who(c: ConsoleContext) {
    const { provider, keyId } = signedInKey(c);
    return { provider, keyId, at: deps.clock() };
  }

  return app;
}

function decided(c: ConsoleContext, importId: string, decision: Decided<ProblemCode>): Response {
  if (!decision.ok) throw new ProblemError(decision.code);
  return c.redirect(importPath(importId), 303);
}
