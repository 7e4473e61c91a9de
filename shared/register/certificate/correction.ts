import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { CivilDate } from '#register/civil-date.ts';
import type { RowProblem } from './cell.ts';
import { type Credential, credentialFacts, type Fact } from './credential.ts';
import { readCredential } from './credential-input.ts';
import { isErased } from './erasure.ts';
import { defaultExpiry } from './expiry.ts';
import { isFull } from './history-limits.ts';
import { type Entry, isRenewal, withCorrections } from './registration.ts';

/** As a person sends it: text in the form of an upload, `null` to take a fact away, nothing to leave it. */
export type Patch = { [F in Fact]?: string | null | undefined };

export type Corrected =
  | { ok: true; credential: Credential }
  | { ok: false; code: 'history_full' }
  | { ok: false; code: 'invalid'; problems: [RowProblem, ...RowProblem[]] };

/**
 * A credential with some facts corrected, held to the same rules as an upload. Without changes it is given back as it
 * is. When the type or the date of issue changes and the expiry was the one that the type's rule gives, the expiry moves
 * along; that of a registration which renews another goes by the other. One whose holder is erased stays as it is: every correction would say more of somebody.
 */
export function correct(existing: Credential, patch: Patch, reason: string, entry: Entry): Corrected {
  if (isErased(existing))
    return { ok: false, code: 'invalid', problems: [{ column: 'number', code: 'erased' }] };
  const ruled = isByRule(existing) && (patch.issuedOn || patch.type) && patch.expiresOn === undefined;
  // Its number stays, whatever it looks like.
  const facts = credentialFacts.parse(existing);
  const wanted = { ...facts, ...(ruled && { expiresOn: undefined }), ...patch };
  const raw = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value));
  const read = readCredential(raw, entry.on, { registered: existing });
  if (!read.ok) return { ok: false, code: 'invalid', problems: read.problems };

  const credential = withCorrections(existing, read.facts, reason, entry);
  const changed = credential.history.at(-1);
  const nothing = changed?.event === 'corrected' && changed.changes.length === 0;
  if (nothing) return { ok: true, credential: existing };
  return isFull(credential.history) ? { ok: false, code: 'history_full' } : { ok: true, credential };
}

function isByRule(existing: Credential): boolean {
  if (isRenewal(existing)) return false;
  const { type, issuedOn, expiresOn } = existing;
  const rule = typeByCode(type)?.expiry;
  const byRule: CivilDate | undefined = rule && defaultExpiry(rule, issuedOn);
  return byRule !== undefined && byRule === expiresOn;
}
