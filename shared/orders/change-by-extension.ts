import type { Credential } from '#register/certificate/credential.ts';
import { withReminders } from '#register/change/change-credential.ts';
import type { CredentialStore, Registered } from '#register/ports/register.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import type { ExtensionOrder } from './extension-order.ts';
import type { OrderedChanges } from './ports.ts';

/** As many as one transaction stores. */
const TOGETHER = 25;

export interface OrderedChangeDeps {
  credentials: Pick<CredentialStore, 'get'>;
  orderChanges: OrderedChanges;
}

/**
 * Applies a pure change to the credentials of an order, 25 at a time, as long as the order stays in its state; those that
 * somebody else changes meanwhile are read again. Gives each credential as it was read and what `change` made of it,
 * or `orderMoved`.
 */
export async function changeByOrder<Result extends { credential?: Credential }>(
  deps: OrderedChangeDeps,
  order: ExtensionOrder,
  keys: readonly string[],
  change: (credential: Credential) => Result,
): Promise<{ before: Credential; result: Result }[] | 'orderMoved'> {
  const changed: { before: Credential; result: Result }[] = [];
  for (let start = 0; start < keys.length; start += TOGETHER) {
    const group = await changeTogether(deps, order, keys.slice(start, start + TOGETHER), change);
    if (group === 'orderMoved') return group;
    changed.push(...group);
  }
  return changed;
}

async function changeTogether<Result extends { credential?: Credential }>(
  deps: OrderedChangeDeps,
  order: ExtensionOrder,
  keys: readonly string[],
  change: (credential: Credential) => Result,
) {
  return await retry(ofOneRecord, async () => {
    const found = await Promise.all(keys.map((key) => deps.credentials.get(key, order.provider)));
    const group = found
      .filter((seen) => seen !== undefined)
      .map((seen) => ({ seen, before: seen.credential, result: change(seen.credential) }));
    const changes = group.flatMap(({ seen, result }) => nextRecord(seen, result.credential));
    const stored = changes.length === 0 ? 'stored' : await deps.orderChanges.store(order, changes);
    if (stored === 'orderMoved') return stored;
    return stored === 'stored' ? group.map(({ before, result }) => ({ before, result })) : AGAIN;
  });
}

function nextRecord(
  seen: Registered,
  next: Credential | undefined,
): { seen: Registered; next: Registered }[] {
  return next && next !== seen.credential ? [{ seen, next: withReminders(seen, next) }] : [];
}
