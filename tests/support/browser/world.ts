import { inject } from 'vitest';
import * as z from 'zod';
import { readControl, sdkEnvironment } from '#infra/local/control';
import type { Provider } from '#register/catalogue/provider.ts';
import { type CivilDate, civilDate, hongKongDay, instant } from '#register/civil-date.ts';
import { createProviderRepository } from '#storage/access/provider-repository.ts';
import { createTable, type Table } from '#storage/table.ts';

const running = z.object({
  baseUrl: z.url(),
  inboxUrl: z.url(),
  state: z.string(),
  provider: z.string(),
  apiKey: z.string(),
});

/** The run's one system as a file meets it: through a provider of its own, so that no two files see each other. */
export interface World extends z.infer<typeof running> {
  controlUrl: string;
  table: Table;
  /** Posts to the provider's API, and throws when that does not take it. */
  post(path: string, body: unknown): Promise<Record<string, unknown>>;
  /**
   * Has the day's schedules run now, as `npm run remind` does. Nobody waits for its end, which comes when nothing is under
   * way in any file: what it brings about is waited for where it shows. For one file only, as one run goes on at a time.
   */
  beginDay(day: CivilDate): void;
}

export const today = () => hongKongDay(now());
const now = () => instant.parse(new Date().toISOString());

export async function askWorld(path: '/browser' | '/system'): Promise<unknown> {
  const response = await fetch(inject('browserWorldUrl') + path);
  const told = await response.json();
  if (!response.ok) throw new Error(z.object({ message: z.string() }).parse(told).message);
  return told;
}

/** With the sample provider and its certificates: for one file only, as it may change them. */
export async function enterSample(): Promise<World> {
  const system = running.parse(await askWorld('/system'));
  const control = readControl(system.state);
  if (!control) throw new Error('the system does not run');
  Object.assign(process.env, sdkEnvironment(control));
  const table = createTable(control.tableName);
  return worldOf({ ...system, controlUrl: control.controlUrl, table });
}

/** With a new provider, which has no certificates yet. */
export async function enterAs(code: string): Promise<World> {
  const world = await enterSample();
  const providerRepository = createProviderRepository(world.table);
  const profile: Provider = {
    code,
    name: { en: 'Harbour First Aid Training (sample)', 'zh-HK': '海港急救訓練（示範）' },
    contact: 'training@harbour.example',
    disclosure: 'masked',
    approvals: [{ scheme: 'HK-509A-17-2-b-iii', courseType: 'OFA', from: civilDate.parse('2011-01-02') }],
  };
  if ((await providerRepository.addProvider(profile)) === 'exists')
    throw new Error(`${code} is another file's`);
  const { secret } = await providerRepository.issueKey({
    provider: code,
    label: 'browser',
    createdAt: now(),
  });
  return worldOf({ ...world, provider: code, apiKey: secret });
}

function worldOf(world: Omit<World, 'post' | 'beginDay'>): World {
  const headers = { authorization: `Bearer ${world.apiKey}`, 'content-type': 'application/json' };
  return {
    ...world,
    beginDay(day) {
      const url = `${world.controlUrl}/replay`;
      void fetch(url, { method: 'POST', body: JSON.stringify({ on: day, entities: [] }) })
        .then((answer) => answer.body?.cancel())
        .catch(() => {});
    },
    async post(path, body) {
      const response = await fetch(world.baseUrl + path, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return z.record(z.string(), z.unknown()).parse(await response.json());
    },
  };
}
