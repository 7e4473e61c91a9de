import type { OrderDraft, OrderStep } from '#orders/extension-order.ts';
import { orderExtension } from '#orders/order-extension.ts';
import { runOrderStep } from '#orders/run-extension-order.ts';
import { withdrawOrder } from '#orders/withdraw-order.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { issueCredential } from '#register/certificate/registration.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { addDays, type CivilDate, type Instant } from '#register/civil-date.ts';
import { firstReminderOn } from '#register/schedule/series.ts';
import { day, instantFrom, type Registry } from '#support/storage/registry';

const registeredAt = instantFrom('2024-01-02T02:00:00.000Z');
const entry = { at: registeredAt, on: day('2024-01-02'), source: { via: 'api', keyId: 'k' } as const };

export const orderedAt = instantFrom('2026-11-22T02:00:00.000Z');
export const withdrawnAt = instantFrom('2026-12-05T02:00:00.000Z');

/** Everything that expires in December 2026, to the end of March. */
export const december: OrderDraft = {
  types: ['OFA', 'EMTB'],
  expiringFrom: day('2026-12-01'),
  expiringTo: day('2026-12-31'),
  expiresOn: day('2027-03-31'),
  reason: 'no courses in winter',
};

export async function register(
  registry: Registry,
  number: string,
  facts: { type?: string; expiresOn?: CivilDate; issuedOn?: CivilDate; provider?: string } = {},
): Promise<void> {
  const {
    type = 'OFA',
    expiresOn = day('2026-12-15'),
    issuedOn = day('2024-01-01'),
    provider = 'MINE',
  } = facts;
  const credential = issueCredential(
    { type, nameEn: 'CHAN Tai Man', email: `${number}@example.com`, language: 'en', issuedOn, expiresOn },
    { provider, number, key: number.replaceAll('-', '') },
    entry,
  );
  await registry.credentials.create({ credential, nextReminderOn: firstReminderOn(credential) });
}

/** 250 certificates, three pages of a walk: 212 that the order is about, 8 revoked ones, 15 of another type, 15 of other days. */
export async function registerSchool(registry: Registry): Promise<void> {
  const first = december.expiringFrom;
  const all: (() => Promise<void>)[] = [];
  const add = (number: string, facts: Parameters<typeof register>[2]) =>
    all.push(() => register(registry, number, facts));
  for (let i = 0; i < 212; i++)
    add(`IN-${1000 + i}`, { type: i < 100 ? 'OFA' : 'EMTB', expiresOn: addDays(first, i % 31) });
  for (let i = 0; i < 15; i++) add(`BLS-${1000 + i}`, { type: 'BLS', expiresOn: addDays(first, i) });
  for (let i = 0; i < 15; i++)
    add(`OUT-${1000 + i}`, { expiresOn: i % 2 ? day('2026-11-30') : day('2027-01-01') });
  for (let i = 0; i < 8; i++)
    all.push(async () => {
      await register(registry, `GONE-${1000 + i}`, { expiresOn: addDays(first, i * 4) });
      await revoke(registry, `GONE${1000 + i}`, instantFrom('2026-05-04T02:00:00.000Z'));
    });
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let next = all.shift(); next; next = all.shift()) await next();
    }),
  );
}

export const revoke = (registry: Registry, key: string, at: Instant) =>
  changeStatus(registry, {
    provider: 'MINE',
    key,
    entry: { at, on: day(at.slice(0, 10)), source: entry.source, event: 'revoked', reason: 'by mistake' },
  });

export async function find(registry: Registry, key: string): Promise<Credential> {
  const found = await registry.credentials.get(key, 'MINE');
  if (!found) throw new Error(`${key} is not registered`);
  return found.credential;
}

/** Begins an order; its first message waits in the queue. */
export async function begin(registry: Registry, draft = december, at = orderedAt, id = 'a'): Promise<string> {
  const ordered = await orderExtension(registry, { provider: 'MINE', keyId: 'k', draft, id, at });
  if (ordered.outcome !== 'begun') throw new Error(ordered.outcome);
  return ordered.order.id;
}

export const withdraw = (registry: Registry, orderId: string, at = withdrawnAt) =>
  withdrawOrder(registry, { provider: 'MINE', orderId, keyId: 'k', reason: 'ordered too early', at });

/** Every message that waits, and every one that comes of it, in order; the same message again is delivered once more only. */
export async function deliver(
  registry: Registry,
  deliveries: (work: () => Promise<void>, message: OrderStep) => Promise<void> = (work) => work(),
  at = orderedAt,
): Promise<void> {
  const seen = new Set<string>();
  for (
    let message = registry.orderSteps.waiting.shift();
    message;
    message = registry.orderSteps.waiting.shift()
  ) {
    const text = JSON.stringify(message);
    if (seen.has(text)) continue;
    seen.add(text);
    const now = message;
    await deliveries(() => runOrderStep(registry, now, () => at), now);
  }
}
