import type { Credential } from '#register/certificate/credential.ts';
import {
  effectiveExpiry,
  type Transition,
  type TransitionProblem,
  transition,
} from '#register/certificate/history.ts';
import type { RecordAction } from '#register/certificate/record-action.ts';
import type { Entry } from '#register/certificate/registration.ts';
import { addDays, type CivilDate } from '#register/civil-date.ts';
import type { Registered } from '#register/ports/register.ts';
import type { ConsoleContext } from '#web/console/page.tsx';

/** A page of its own for one action: what it will do, and the doing. */
export interface ActionPage {
  show(c: ConsoleContext, found: Registered): Response | Promise<Response>;
  act(c: ConsoleContext, found: Registered): Response | Promise<Response>;
}

/** Why an action cannot be taken now, by the transition table; undefined: it can. A correction always can. */
export function findRefusal(
  action: RecordAction,
  credential: Credential,
  entry: Entry,
): TransitionProblem | undefined {
  if (action === 'correct') return undefined;
  const on = later(entry.on, credential.issuedOn);
  const tried = transition(credential, trials[action](credential, { ...entry, on }));
  return tried.ok ? undefined : tried.code;
}

const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b);

const trials: Record<
  Exclude<RecordAction, 'correct'>,
  (credential: Credential, entry: Entry) => Transition
> = {
  revoke: (_, entry) => ({ ...entry, event: 'revoked', reason: '' }),
  suspend: (_, entry) => ({ ...entry, event: 'suspended', reason: '' }),
  reinstate: (_, entry) => ({ ...entry, event: 'reinstated', reason: '' }),
  extend: (credential, entry) => {
    const last = effectiveExpiry(credential);
    return { ...entry, event: 'extended', expiresOn: last ? addDays(last, 1) : entry.on, reason: '' };
  },
  renew: ({ number, provider }, entry) => ({
    ...entry,
    event: 'superseded',
    by: { number, provider },
    reason: '',
  }),
};
