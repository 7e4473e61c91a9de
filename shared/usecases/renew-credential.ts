import { assignNumber, normaliseNumber } from '#domain/certificate-number';
import type { Credential } from '#domain/credential';
import type { CredentialFacts } from '#domain/credential-input';
import { type Transition, transition } from '#domain/history';
import { type Entry, issueCredential } from '#domain/registration';
import { firstReminderOn } from '#domain/reminder-decision';
import type { CredentialStore, NumberSource } from '#ports';
import { withReminders } from './change-credential.ts';

type Refusal = Extract<ReturnType<typeof transition>, { ok: false }>['code'];

export type Renewal =
  | { ok: true; renewed: 'now' | 'before'; credential: Credential }
  | { ok: false; code: Refusal | 'not_found' | 'number_taken' | 'changed_meanwhile' };

/**
 * Registers a new credential that takes the place of an old one of the same provider; both are stored or neither. The
 * same renewal again answers `before`. Failure codes: `not_found`, `number_taken`, `changed_meanwhile` and those of the
 * transition table.
 */
export async function renewCredential(
  deps: { credentials: CredentialStore; numbers: NumberSource },
  input: { provider: string; key: string; facts: CredentialFacts; reason: string; entry: Entry },
): Promise<Renewal> {
  const seen = await deps.credentials.get(input.key, input.provider);
  if (!seen) return { ok: false, code: 'not_found' };
  const identity = await identityFor(deps.numbers, input);
  const replacement = issueCredential(input.facts, { provider: input.provider, ...identity }, input.entry);

  const by = { number: replacement.number, provider: input.provider };
  const superseded: Transition = {
    ...input.entry,
    on: replacement.issuedOn,
    event: 'superseded',
    by,
    reason: input.reason,
  };
  const old = transition(seen.credential, superseded);
  if (!old.ok) {
    const before =
      old.code === 'already_superseded' && (await renewedBefore(deps, seen.credential, replacement));
    return before || { ok: false, code: old.code };
  }
  const stored = await deps.credentials.supersede(seen, withReminders(seen, old.credential), {
    credential: replacement,
    nextReminderOn: firstReminderOn(replacement),
  });
  if (stored === 'stored') return { ok: true, renewed: 'now', credential: replacement };
  return { ok: false, code: stored === 'numberTaken' ? 'number_taken' : 'changed_meanwhile' };
}

/** A number that follows from the old credential: the same renewal asked twice draws the same one. */
async function identityFor(
  numbers: NumberSource,
  input: { provider: string; key: string; facts: CredentialFacts },
): Promise<{ number: string; key: string; assignedFor?: string }> {
  const { number, key, type, issuedOn } = input.facts;
  if (number !== undefined && key !== undefined) return { number, key };
  const assignedFor = await numbers.fingerprint(
    JSON.stringify(['renew', input.provider, input.key, type, issuedOn]),
  );
  return {
    ...assignNumber(input.provider, type, (attempt) => numbers.draw(assignedFor, attempt)),
    assignedFor,
  };
}

async function renewedBefore(
  deps: { credentials: CredentialStore },
  old: Credential,
  replacement: Credential,
): Promise<Extract<Renewal, { ok: true }> | undefined> {
  const last = old.history.findLast((entry) => entry.event === 'superseded');
  const successor = last && normaliseNumber(last.by.number);
  if (!successor?.ok || successor.key !== replacement.key) return undefined;
  const found = await deps.credentials.get(successor.key, replacement.provider);
  return found && { ok: true, renewed: 'before', credential: found.credential };
}
