import { randomUUID } from 'node:crypto';
import { createApi } from '#provider/api/api.ts';
import type { ApiDeps } from '#provider/deps.ts';
import type { Instant } from '#register/civil-date.ts';
import { createRegistry, instantFrom } from '#support/storage/registry';
import type { LogLine } from '#web/http/log.ts';

export interface Ask {
  key?: string | undefined;
  body?: unknown;
  raw?: string;
  headers?: Record<string, string>;
}

/** The providers' API on the real engine, with the keys of two providers and a clock that the test holds. */
export async function createTestApi(overrides: Partial<ApiDeps> = {}) {
  const registry = await createRegistry();
  const logged: LogLine[] = [];
  const time = { at: instantFrom('2026-11-21T02:00:00.000Z') };
  const deps: ApiDeps = {
    ...registry,
    uploads: {
      presign: async ({ objectKey }) => ({
        method: 'PUT',
        url: `http://127.0.0.1/${objectKey}`,
        headers: {},
      }),
      put: async () => {},
    },
    clock: (): Instant => time.at,
    newId: randomUUID,
    ...overrides,
  };
  const api = createApi(deps, (line) => void logged.push(line));
  const keyOf = async (provider: string) =>
    (await registry.providerRepository.issueKey({ provider, label: 'desk', createdAt: time.at })).secret;
  const mine = await keyOf('MINE');
  const theirs = await keyOf('THEIRS');

  async function ask(method: string, path: string, { key = mine, body, raw, headers }: Ask = {}) {
    const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await api.request(path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(text !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(text !== undefined && { body: text }),
    });
    const answer = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text: answer,
      json: () => JSON.parse(answer),
    };
  }
  return { api, ask, deps, registry, logged, time, mine, theirs };
}

/** A certificate as a provider sends it. */
export const ofa = {
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  nameZh: '陳大文',
  email: 'chan@example.com',
  language: 'zh-HK',
  issuedOn: '2024-03-01',
};
