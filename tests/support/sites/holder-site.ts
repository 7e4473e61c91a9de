import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { createHolderSite } from '#holder/site/site.tsx';
import { createProofFont } from '#holder/store/proof-font.ts';
import { PROOF_FONT } from '#infra/bundle';
import type { NoticeSubject, WatchCall, WatchPage } from '#mail/notice.ts';
import { readCredential } from '#register/certificate/credential-input.ts';
import type { Column } from '#register/certificate/upload-columns.ts';
import { registerCredential } from '#register/change/register-credential.ts';
import { addDays, type Instant } from '#register/civil-date.ts';
import { decideReminders } from '#remind/reminder-decision.ts';
import { createRegistry, day, instantFrom } from '#support/storage/registry';
import type { LogLine } from '#web/http/log.ts';

const registeredAt = instantFrom('2024-03-02T02:00:00.000Z');
const entry = { at: registeredAt, on: day('2024-03-02'), source: { via: 'api', keyId: 'k' } as const };

/** The holders' pages over a registry of their own, on 28 January 2027 at ten in the morning in Hong Kong. */
export async function createHolderTest() {
  const registry = await createRegistry();
  const logged: LogLine[] = [];
  const notices: (NoticeSubject | WatchCall | WatchPage)[] = [];
  const clock: { now: Instant } = { now: instantFrom('2027-01-28T02:00:00.000Z') };
  const site = createHolderSite(
    {
      ...registry,
      notices: { send: async (subjects) => void notices.push(...subjects) },
      newId: randomUUID,
      proofFont: createProofFont(createRequire(import.meta.url).resolve(PROOF_FONT)),
      clock: () => clock.now,
    },
    (line) => void logged.push(line),
  );
  const test = {
    registry,
    site,
    logged,
    notices,
    clock,
    register,
    ask,
    /** As a person presses a button of a page. */
    press: (path: string, fields: Record<string, string>) =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields) }),
    stops: async (email = 'chan@example.com') => (await registry.mailStates.find(email)).stops,
    unsubscribe: async (number: string, email = 'chan@example.com') =>
      `/unsubscribe/${await registry.links.sign('unsubscribe', { email, key: keyOf(number), provider: 'SPMC' })}`,
    my: async (email = 'chan@example.com', until = addDays(day('2027-01-28'), 400)) =>
      `/my/${await registry.links.sign('certificates', { email, until })}`,
    emailOf: async (number: string) =>
      (await registry.credentials.get(keyOf(number), 'SPMC'))?.credential.email,
  };
  await registry.providerRepository.addProvider({
    code: 'SPMC',
    name: { en: 'Sample Training Centre', 'zh-HK': '示範培訓中心' },
    contact: '2345 6789',
    disclosure: 'masked',
    approvals: [],
  });
  return test;

  /** By upload. OFA issued 2024-03-01: the last valid day is 2027-02-28, the next reminder on 2027-01-29. */
  async function register(number: string, more: Partial<Record<Column, string>> = {}) {
    const facts = { type: 'OFA', nameEn: 'CHAN Tai Man', nameZh: '陳大文', email: 'chan@example.com' };
    const raw = { number, ...facts, issuedOn: '2024-03-01', ...more };
    const read = readCredential(raw, day('2027-01-28'));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const { facts: credential } = read;
    const given = new Set(Object.keys(raw) as Column[]);
    await registerCredential(registry, { provider: 'SPMC', facts: credential, given, entry, correct: true });
    await advancePast(number);
  }

  /** As if every morning's run had been: what is behind is dealt with. */
  async function advancePast(number: string) {
    const seen = await registry.credentials.get(keyOf(number), 'SPMC');
    const { nextReminderOn, credential } = seen ?? {};
    if (!seen || !credential || !nextReminderOn) return;
    const on = day('2027-01-28');
    const decided = decideReminders({ credential, nextReminderOn, on, renewed: false, mail: 'ok' });
    await registry.ledger.advance(seen, decided.nextReminderOn);
  }

  async function ask(path: string, init: RequestInit & { lang?: string; caller?: string } = {}) {
    const { lang = 'en', caller = '192.0.2.1', ...request } = init;
    const response = await site.request(
      path,
      { ...request, headers: { 'accept-language': lang, ...request.headers } },
      { requestContext: { http: { sourceIp: caller } } },
    );
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
}
export type HolderTest = Awaited<ReturnType<typeof createHolderTest>>;

const keyOf = (number: string) => number.replaceAll('-', '');
