import type { Credential } from '#register/certificate/credential.ts';
import type { Instant } from '#register/civil-date.ts';
import { eachPage } from '#register/page.ts';
import type { CredentialList } from '#register/ports/register.ts';
import { applyOrder, type OrderCounts, type OrderDraft } from './extension-order.ts';

/** A megabyte comes at once at most: so many take as few requests as there can be. */
const AT_ONCE = 5000;

export interface ExtensionPreview {
  /** How many would be extended. */
  matching: number;
  /** How many of the range and types would not be, and why. */
  skipped: OrderCounts['skipped'];
  /** Those that would be, by type, most first. */
  types: { type: string; count: number }[];
}

/** What an order would do if it were given now; nothing is stored. Walks the whole range. */
export async function previewExtension(
  deps: { list: CredentialList },
  input: { provider: string; draft: OrderDraft; at: Instant },
): Promise<ExtensionPreview> {
  const { provider, draft, at } = input;
  const skipped: OrderCounts['skipped'] = {};
  const byType = new Map<string, number>();
  for await (const credential of inRange(deps.list, provider, draft)) {
    const would = applyOrder({ ...draft, id: '', createdAt: at }, credential, at);
    if (would.outcome === 'skipped') skipped[would.code] = (skipped[would.code] ?? 0) + 1;
    if (would.outcome === 'extended') byType.set(credential.type, (byType.get(credential.type) ?? 0) + 1);
  }
  const types = [...byType]
    .map(([type, count]) => ({ type, count }))
    .toSorted((a, b) => b.count - a.count || a.type.localeCompare(b.type));
  return { matching: types.reduce((sum, { count }) => sum + count, 0), skipped, types };
}

async function* inRange(
  list: CredentialList,
  provider: string,
  { expiringFrom, expiringTo }: OrderDraft,
): AsyncGenerator<Credential> {
  const asked = { provider, expiringFrom, expiringTo, limit: AT_ONCE };
  for await (const { items } of eachPage((cursor) => list.list({ ...asked, cursor }))) yield* items;
}
