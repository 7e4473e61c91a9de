import { randomUUID } from 'node:crypto';
import type { CheckedRow, ListChunk } from '#lists/check-list.ts';
import { createCheckLists } from '#lists/store/check-list-store.ts';
import { readCredential } from '#register/certificate/credential-input.ts';
import type { Column } from '#register/certificate/upload-columns.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { registerCredential } from '#register/change/register-credential.ts';
import type { Instant } from '#register/civil-date.ts';
import { createRegistry, day, instantFrom } from '#support/storage/registry';
import { createSentFiles } from '#tables/store/sent-files.ts';
import { createEmployerSite } from '#watch/site/site.tsx';
import type { LogLine } from '#web/http/log.ts';
import type { PadResponseTime } from '#web/http/response-time.ts';

/** A test has nothing to hide. */
const unpadded: PadResponseTime = () => (_, next) => next();

const registeredAt = instantFrom('2024-03-02T02:00:00.000Z');
const entry = {
  at: registeredAt,
  on: day('2024-03-02'),
  source: { via: 'api', keyId: 'k' } as const,
};

export interface ListAnswer {
  listId: string;
  url: string;
  state: string;
  rows: { total: number; done: number };
  counts: Record<string, number>;
  items: (CheckedRow & { outcome: string; code?: string })[];
  next: string | null;
}

/** The pages for lists over a registry of their own, on 21 November 2026 at ten in the morning in Hong Kong. */
export async function createListsTest({ lookupsPerMinute = 1_000_000 } = {}) {
  const registry = await createRegistry();
  const logged: LogLine[] = [];
  const queued: ListChunk[] = [];
  const clock: { now: Instant } = { now: instantFrom('2026-11-21T02:00:00.000Z') };
  const deps = {
    ...registry,
    credentials: { ...registry.finder, ...registry.credentials },
    lists: createCheckLists(registry.table),
    queue: { send: async (chunks: ListChunk[]) => void queued.push(...chunks) },
    files: createSentFiles(),
    notices: { send: async () => undefined },
    newId: randomUUID,
    clock: () => clock.now,
    lookupsPerMinute,
    padResponseTime: unpadded,
  };
  const site = createEmployerSite(deps, (line) => void logged.push(line));

  for (const [code, disclosure] of [
    ['SPMC', 'masked'],
    ['HUSH', 'matchOnly'],
  ] as const) {
    const name = { en: `${code} Training Centre`, 'zh-HK': `${code}培訓中心` };
    await registry.providerRepository.addProvider({ code, name, disclosure, approvals: [] });
  }

  /** By upload. OFA issued 2024-03-01: the last valid day is 2027-02-28. */
  async function register(number: string, more: Partial<Record<Column, string>> = {}, provider = 'SPMC') {
    const raw = { number, type: 'OFA', nameEn: 'CHAN Tai Man', issuedOn: '2024-03-01', ...more };
    const read = readCredential(raw, day('2026-11-21'));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const given = new Set(Object.keys(raw) as Column[]);
    await registerCredential(registry, { provider, facts: read.facts, given, entry, correct: true });
  }

  async function change(number: string, event: 'revoked' | 'suspended', on: string) {
    const source = { via: 'api', keyId: 'k' } as const;
    const at = instantFrom(`${on}T02:00:00.000Z`);
    const existing = { at, on: day(on), source, event, reason: 'other' };
    const answer = await changeStatus(registry, { provider: 'SPMC', key: keyOf(number), entry: existing });
    if (!answer.ok) throw new Error(answer.code);
  }

  const send = (body: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}) =>
    site.request('/lists?lang=en', { method: 'POST', body, headers });
  const ask = (path: string, headers: Record<string, string> = { accept: 'text/html' }) =>
    site.request(path, { headers });

  return {
    registry,
    deps,
    site,
    logged,
    queued,
    clock,
    register,
    change,
    ask,
    /** As a person presses the button; where the answer leads. */
    async press(fields: Record<string, string | File>): Promise<string> {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      const answer = await send(form);
      const { pathname } = new URL(answer.headers.get('location') ?? '', 'https://x.example');
      if (answer.status !== 303) throw new Error(`the list was not taken: ${answer.status}`);
      return pathname;
    },
    send,
    sendJson: (body: unknown) => send(JSON.stringify(body), { 'content-type': 'application/json' }),
    async json(path: string): Promise<ListAnswer> {
      const answer = await ask(path, { accept: 'application/json' });
      return (await answer.json()) as ListAnswer;
    },
  };
}
export type ListsTest = Awaited<ReturnType<typeof createListsTest>>;

const keyOf = (number: string) => number.replaceAll('-', '');
