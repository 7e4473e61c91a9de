import { movesTakenOver } from '#register/address/address-moves.ts';
import type { RowProblem } from '#register/certificate/cell.ts';
import type { Credential } from '#register/certificate/credential.ts';
import {
  type CredentialFacts,
  type RawCredential,
  readCredential,
} from '#register/certificate/credential-input.ts';
import { type Transition, type TransitionProblem, transition } from '#register/certificate/history.ts';
import { type Entry, issueCredential } from '#register/certificate/registration.ts';
import {
  assignNumber,
  isAssignedToOther,
  isSameNumber,
  normaliseNumber,
} from '#register/certificate-number.ts';
import type { CredentialStore, NumberSource } from '#register/ports/register.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import { firstReminderOn } from '#register/schedule/series.ts';
import { type CredentialId, isMeant, withReminders } from './change-credential.ts';

export type Renewal =
  | { ok: true; renewed: 'now' | 'before'; credential: Credential }
  | { ok: false; code: 'invalid'; problems: [RowProblem, ...RowProblem[]] }
  | { ok: false; code: TransitionProblem | 'not_found' | 'number_taken' | 'changed_meanwhile' };

/** The identity is that of the certificate that is renewed. */
interface Input extends CredentialId {
  /** What is said of the new one; type, names, address and language are the old one's where nothing is said. */
  given: RawCredential;
  reason: string;
  entry: Entry;
}

type Deps = { credentials: CredentialStore; numbers: NumberSource };

/**
 * Registers a new credential that takes the place of an old one of the same provider; both are stored or neither. The
 * same renewal again answers `before`. Failure codes: `not_found`, `invalid` with what is wrong of which field,
 * `number_taken`, those of the transition table, and `changed_meanwhile` when somebody else keeps being faster.
 */
export async function renewCredential(deps: Deps, input: Input): Promise<Renewal> {
  return await retry(
    ofOneRecord,
    async () => {
      const renewal = await renew(deps, input);
      return renewal.ok || renewal.code !== 'changed_meanwhile' ? renewal : AGAIN;
    },
    () => ({ ok: false, code: 'changed_meanwhile' }),
  );
}

async function renew(deps: Deps, input: Input): Promise<Renewal> {
  const seen = await deps.credentials.get(input.key, input.provider);
  if (!seen || !isMeant(seen.credential, input)) return { ok: false, code: 'not_found' };
  const { type, nameEn, nameZh, email, language } = seen.credential;
  const raw = { type, nameEn, nameZh, email, language, ...input.given };
  const read = readCredential(raw, input.entry.on, { registered: seen.credential, renewed: seen.credential });
  if (!read.ok) return { ok: false, code: 'invalid', problems: read.problems };
  if (read.facts.key !== undefined && isAssignedToOther(read.facts.key, input.provider))
    return { ok: false, code: 'invalid', problems: [{ column: 'number', code: 'others_number' }] };

  const identity = await identityFor(deps.numbers, input, read.facts);
  if (identity.key === input.key) return { ok: false, code: 'number_taken' };
  const issued = issueCredential(
    read.facts,
    { provider: input.provider, ...identity },
    input.entry,
    read.renewal,
  );
  const taken = movesTakenOver(seen.credential, issued.email);
  const replacement = { ...issued, history: [...issued.history, ...taken] };
  const superseded: Transition = {
    ...input.entry,
    on: replacement.issuedOn,
    event: 'superseded',
    by: { number: replacement.number, provider: input.provider },
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
  { provider, key: renewed }: Input,
  { number, key, type, issuedOn }: CredentialFacts,
): Promise<{ number: string; key: string; assignedFor?: string }> {
  if (number !== undefined && key !== undefined) return { number, key };
  const assignedFor = await numbers.fingerprint(JSON.stringify(['renew', provider, renewed, type, issuedOn]));
  return { ...assignNumber(provider, type, (attempt) => numbers.draw(assignedFor, attempt)), assignedFor };
}

async function renewedBefore(
  deps: Deps,
  old: Credential,
  replacement: Credential,
): Promise<Extract<Renewal, { ok: true }> | undefined> {
  const last = old.history.findLast((entry) => entry.event === 'superseded');
  const successor = last && normaliseNumber(last.by.number);
  if (!successor?.ok || successor.key !== replacement.key) return undefined;
  if (last && !isSameNumber(last.by.number, replacement.number)) return undefined;
  const found = await deps.credentials.get(successor.key, replacement.provider);
  if (!found) return undefined;
  await deps.credentials.makeFindable(found.credential);
  return { ok: true, renewed: 'before', credential: found.credential };
}
