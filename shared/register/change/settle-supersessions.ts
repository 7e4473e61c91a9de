import type { Provided } from '#register/catalogue/recognition.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { isNamed, namedRenewal, withSupersession } from '#register/certificate/supersession.ts';
import { valuesEver } from '#register/certificate/values-ever.ts';
import type { Instant } from '#register/civil-date.ts';
import type {
  CredentialChange,
  CredentialStore,
  HolderIndex,
  ProviderDirectory,
  Registered,
} from '#register/ports/register.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import { withReminders } from './change-credential.ts';
import { undefinedIfUnreadable } from './undefined-if-unreadable.ts';

interface SettleDeps {
  credentials: CredentialStore;
  holders: HolderIndex;
  providers: Pick<ProviderDirectory, 'get'>;
}

/**
 * After a change of one credential: supersedes what it renews at other providers, has it superseded by what renews it
 * there, and lifts what no longer holds (certificate/supersession). It decides from what is there now, not from the record of
 * the change: one that comes late, twice or out of order does no harm. What it writes raises a change of its own, which
 * finds nothing left to do.
 */
export async function settleSupersessions(
  deps: SettleDeps,
  change: CredentialChange,
  at: Instant,
): Promise<void> {
  await retry(ofOneRecord, async () => {
    const changed = await deps.credentials.get(change.key, change.provider);
    const others = change.gone ? await findOthers(deps, change.gone) : [];
    if (changed) {
      // Its number may have been registered again since, for somebody else.
      const found = [...(await findOthers(deps, changed.credential)), ...others];
      const once = [...new Map(found.map((one) => [nameOf(one.credential), one])).values()];
      return (await settled(deps, changed, once, at)) || AGAIN;
    }
    return (await areReleased(deps, others, change, at)) || AGAIN;
  });
}

/**
 * At other providers, whatever it may renew or be renewed by. For each type and address that it ever had: a correction may
 * be just what ends a supersession, or have come before what ends it.
 */
async function findOthers(deps: SettleDeps, credential: Credential): Promise<Registered[]> {
  const named = namedRenewal(credential);
  const ids = named ? [named] : [];
  for (const address of valuesEver(credential, 'email'))
    for (const type of valuesEver(credential, 'type'))
      ids.push(...(await deps.holders.ofType(address, type)));

  const others = new Map<string, Registered>();
  for (const { key, provider } of ids) {
    const name = nameOf({ key, provider });
    if (provider === credential.provider || others.has(name)) continue;
    const other = await deps.credentials.get(key, provider);
    if (other) others.set(name, other);
  }
  return [...others.values()];
}

const nameOf = ({ key, provider }: CredentialChange) => `${provider}#${key}`;

/** False when somebody else changed one of them meanwhile. */
async function settled(
  deps: SettleDeps,
  changed: Registered,
  others: readonly Registered[],
  at: Instant,
): Promise<boolean> {
  const settle = async (seen: Registered, against: readonly Registered[], gone?: CredentialChange) => {
    const next = withSupersession(
      await provided(deps, seen),
      await Promise.all(against.map((other) => provided(deps, other))),
      at,
      gone,
    );
    return await isStored(deps, seen, next);
  };
  // What it was replaced by was looked for, and may have been taken away since.
  const named = namedRenewal(changed.credential);
  const isThere = others.some(({ credential }) => named && isNamed(credential, named));
  const outcomes = [await settle(changed, others, isThere ? undefined : named)];
  for (const other of others) outcomes.push(await settle(other, [changed]));
  return outcomes.every((stored) => stored);
}

/** Whatever was replaced by what is gone holds again. */
async function areReleased(
  deps: SettleDeps,
  others: readonly Registered[],
  gone: CredentialChange,
  at: Instant,
): Promise<boolean> {
  const outcomes: boolean[] = [];
  for (const other of others)
    outcomes.push(await isStored(deps, other, withSupersession(await provided(deps, other), [], at, gone)));
  return outcomes.every((stored) => stored);
}

const isStored = async (deps: SettleDeps, seen: Registered, next: Credential | undefined) =>
  !next || (await deps.credentials.replace(seen, withReminders(seen, next))) === 'stored';

async function provided({ providers }: SettleDeps, { credential }: Registered): Promise<Provided> {
  return { credential, provider: await undefinedIfUnreadable(providers.get(credential.provider)) };
}
