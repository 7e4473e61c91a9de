import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Patch } from '#register/certificate/correction.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { readCredential } from '#register/certificate/credential-input.ts';
import type { Transition } from '#register/certificate/history.ts';
import type { Column } from '#register/certificate/upload-columns.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { correctCredential } from '#register/change/correct-credential.ts';
import { registerCredential } from '#register/change/register-credential.ts';
import { renewCredential } from '#register/change/renew-credential.ts';
import { settleSupersessions } from '#register/change/settle-supersessions.ts';
import type { CivilDate } from '#register/civil-date.ts';
import type { CredentialChange } from '#register/ports/register.ts';
import { readCredentialChange } from '#storage/credentials/credential-change.ts';
import { toItem } from '#storage/credentials/credential-item.ts';
import { createReminderRun } from '#support/mail/reminder-run';
import { createRegistry, day, instantFrom, type Registry } from '#support/storage/registry';
import { verifyNumber } from '#verify/verify-number.ts';

const at = instantFrom('2026-12-02T02:00:00.000Z');
const today = day('2026-12-02');
const entry = { at, on: today, source: { via: 'api', keyId: 'k' } as const };

let registry: Registry;
beforeEach(async () => {
  registry = await createRegistry();
  for (const code of ['HARBOUR', 'PEAK']) {
    const name = { en: code, 'zh-HK': code };
    await registry.providerRepository.addProvider({ code, name, disclosure: 'masked', approvals: [] });
  }
});

/** What Mr Chan has of Harbour: issued 2024-03-01, valid through 2027-02-28. */
const older = (more: Partial<Record<Column, string>> = {}) =>
  register('HARBOUR', { number: 'HARB-0001', issuedOn: '2024-03-01', ...more });
/** What he has of Peak since: issued 2026-12-01, valid through 2029-11-30. */
const newer = (more: Partial<Record<Column, string>> = {}) =>
  register('PEAK', { number: 'PEAK-0001', issuedOn: '2026-12-01', ...more });

async function register(provider: string, facts: Partial<Record<Column, string>>): Promise<Credential> {
  const raw = { type: 'OFA', nameEn: 'CHAN Tai Man', email: 'chan@example.com', ...facts };
  const read = readCredential(raw, today);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const given = new Set(Object.keys(raw) as Column[]);
  const registered = await registerCredential(registry, {
    provider,
    facts: read.facts,
    given,
    entry,
    correct: false,
  });
  if (!('credential' in registered)) throw new Error(registered.code);
  return registered.credential;
}

/** What the stream tells of a change, as the function reads it. */
function changeOf(now: Credential, before?: Credential): CredentialChange {
  const image = (credential: Credential) =>
    marshall(toItem({ credential }, 'a'.repeat(32)), { removeUndefinedValues: true });
  const record = { dynamodb: { NewImage: image(now), ...(before && { OldImage: image(before) }) } };
  const change = readCredentialChange(record);
  if (!change) throw new Error('nothing changed');
  return change;
}

const settle = (now: Credential, before?: Credential) =>
  settleSupersessions(registry, changeOf(now, before), at);

async function stored(provider: string, key: string): Promise<Credential> {
  const found = await registry.credentials.get(key, provider);
  if (!found) throw new Error(`no ${key}`);
  return found.credential;
}
const old = () => stored('HARBOUR', 'HARB0001');

/** Corrects it, and does what follows, as the stream would. */
async function correct(provider: string, key: string, patch: Patch): Promise<void> {
  const before = await stored(provider, key);
  const done = await correctCredential(registry, { provider, key, patch, reason: 'x', entry });
  if (!done.ok) throw new Error(done.code);
  await settle(done.credential, before);
}

/** Changes it, and does what follows from that until nothing does any more, as the stream would. */
async function change(provider: string, key: string, transition: Partial<Transition>): Promise<void> {
  const before = await stored(provider, key);
  const made = { ...entry, reason: 'x', ...transition } as Transition;
  const done = await changeStatus(registry, { provider, key, entry: made });
  if (!done.ok) throw new Error(done.code);
  await settle(done.credential, before);
  await settle(await old());
}

const events = ({ history }: Credential) => history.map(({ event }) => event);

async function verdict(number: string, on: CivilDate) {
  const asked = await verifyNumber(
    { credentials: registry.finder, providers: registry.providers },
    { number, on, today: on },
  );
  if (asked.outcome !== 'found') throw new Error(asked.outcome);
  const [match] = asked.matches;
  return { status: match?.status, since: match?.statusSince, by: match?.supersededBy };
}

describe('a renewal at another provider', () => {
  it('supersedes the older certificate from its own day of issue on, and says by which', async () => {
    await older();
    await settle(await newer());
    expect((await old()).history.at(-1)).toEqual({
      event: 'superseded',
      at,
      on: '2026-12-01',
      by: { number: 'PEAK-0001', provider: 'PEAK' },
      reason: 'renewed_elsewhere',
      source: { via: 'registry' },
    });
    expect(await verdict('HARB-0001', day('2026-11-29'))).toMatchObject({ status: 'valid', by: null });
    expect(await verdict('HARB-0001', today)).toEqual({
      status: 'superseded',
      since: '2026-12-01',
      by: { number: 'PEAK-0001', issuer: 'PEAK' },
    });
    expect(await verdict('PEAK-0001', today)).toMatchObject({ status: 'valid' });
  });

  it('does so also when the older one is registered last', async () => {
    await newer();
    await settle(await older());
    expect(events(await old())).toEqual(['issued', 'superseded']);
  });

  it('does so once a correction shows that it is one', async () => {
    await older({ email: 'chan@old.example.com' });
    await settle(await newer());
    expect(events(await old())).toEqual(['issued']);
    const before = await old();
    const corrected = await correctCredential(registry, {
      provider: 'HARBOUR',
      key: 'HARB0001',
      patch: { email: 'CHAN@example.com' },
      reason: 'moved',
      entry,
    });
    if (!corrected.ok) throw new Error(corrected.code);
    await settle(corrected.credential, before);
    expect(events(await old())).toEqual(['issued', 'corrected', 'superseded']);
  });

  it.each<[string, Partial<Record<Column, string>>, Partial<Record<Column, string>>]>([
    ['another person at the address', {}, { nameEn: 'CHAN Siu Ming' }],
    ['another address', {}, { email: 'chan.tm@example.com' }],
    ['another type', {}, { type: 'EMTB' }],
    ['one that ends no later', { expiresOn: '2029-11-30' }, {}],
    ['one issued no later', { issuedOn: '2026-12-01', expiresOn: '2027-02-28' }, {}],
    ['one that has ended', { issuedOn: '2020-03-01' }, { issuedOn: '2022-03-01' }],
    ['one without an address', { email: '' }, { email: '' }],
  ])('is not: %s', async (_what, ofOld, ofNew) => {
    await older(ofOld);
    await settle(await newer(ofNew));
    await settle(await old());
    expect(events(await old())).toEqual(['issued']);
  });

  it('is not one of the same provider: there the provider says what it renews', async () => {
    await older();
    await settle(await register('HARBOUR', { number: 'HARB-0002', issuedOn: '2026-12-01' }));
    expect(events(await old())).toEqual(['issued']);
  });

  it('is none while it is suspended or once it is revoked, and none for what is revoked or superseded itself', async () => {
    await older();
    await newer();
    await change('PEAK', 'PEAK0001', { event: 'suspended' });
    expect(events(await old())).toEqual(['issued']);
    await change('PEAK', 'PEAK0001', { event: 'reinstated' });
    expect(events(await old())).toEqual(['issued', 'superseded']);
    await settle(await register('THIRD', { number: 'THIR-0001', issuedOn: '2026-12-02' }));
    expect(events(await old())).toEqual(['issued', 'superseded']);
    expect(events(await stored('PEAK', 'PEAK0001')).at(-1)).toBe('superseded');
    await register('HARBOUR', { number: 'HARB-0003', issuedOn: '2023-05-01' });
    await change('HARBOUR', 'HARB0003', { event: 'revoked' });
    expect(events(await stored('HARBOUR', 'HARB0003'))).toEqual(['issued', 'revoked']);
  });
});

describe('when the renewal turns out to be none', () => {
  it('gives the older certificate back from the day on which the renewal is revoked', async () => {
    await older();
    await settle(await newer());
    await change('PEAK', 'PEAK0001', { event: 'revoked' });
    expect(events(await old())).toEqual(['issued', 'superseded', 'supersessionLifted']);
    expect((await old()).history.at(-1)).toMatchObject({ on: today, reason: 'renewal_revoked' });
    expect(await verdict('HARB-0001', day('2026-12-01'))).toMatchObject({ status: 'superseded' });
    expect(await verdict('HARB-0001', today)).toMatchObject({ status: 'expiringSoon', by: null });
    await change('PEAK', 'PEAK0001', { event: 'reinstated' });
    expect(await verdict('HARB-0001', today)).toMatchObject({ status: 'superseded' });
  });

  it('does so once, also when the revocation takes effect later', async () => {
    await older();
    await settle(await newer());
    await change('PEAK', 'PEAK0001', { event: 'revoked', on: day('2026-12-20') });
    await settle(await old());
    expect(events(await old())).toEqual(['issued', 'superseded', 'supersessionLifted']);
    expect(await verdict('HARB-0001', day('2026-12-19'))).toMatchObject({ status: 'superseded' });
    expect(await verdict('HARB-0001', day('2026-12-20'))).toMatchObject({ status: 'expiringSoon' });
  });

  it('gives it back for every day when the renewal was registered for the wrong person, whatever address it has now', async () => {
    await older();
    const before = await newer();
    await settle(before);
    const corrected = await correctCredential(registry, {
      provider: 'PEAK',
      key: 'PEAK0001',
      patch: { nameEn: 'LEE Kin', email: 'lee@example.com' },
      reason: 'wrong person',
      entry,
    });
    if (!corrected.ok) throw new Error(corrected.code);
    await settle(corrected.credential, before);
    expect(await verdict('HARB-0001', day('2026-12-01'))).toMatchObject({ status: 'expiringSoon', by: null });
  });

  it.each<[string, string, string]>([
    ['the renewal', 'PEAK', 'PEAK0001'],
    ['the older one', 'HARBOUR', 'HARB0001'],
  ])('gives it back for every day when %s is of another type after all', async (_which, provider, key) => {
    await older();
    await settle(await newer());
    await correct(provider, key, { type: 'EMTB' });
    expect((await old()).history.at(-1)).toMatchObject({ event: 'supersessionLifted', reason: 'no_renewal' });
  });

  it('gives it back though the renewal had another address by the time it was revoked', async () => {
    await older();
    await settle(await newer());
    await correct('PEAK', 'PEAK0001', { email: 'chan@new.example.com' });
    expect(events(await old())).toEqual(['issued', 'superseded']);
    await change('PEAK', 'PEAK0001', { event: 'revoked' });
    expect(events(await old())).toEqual(['issued', 'superseded', 'supersessionLifted']);
  });

  it('gives it back though both have other addresses by the time a correction of it shows that', async () => {
    await older();
    await settle(await newer());
    await correct('PEAK', 'PEAK0001', { email: 'chan@new.example.com' });
    await correct('HARBOUR', 'HARB0001', { email: 'chan@other.example.com' });
    await correct('HARBOUR', 'HARB0001', { nameEn: 'LEE Kin' });
    expect((await old()).history.at(-1)).toMatchObject({ event: 'supersessionLifted', reason: 'no_renewal' });
  });

  it('keeps a supersession that a provider entered itself', async () => {
    await older();
    await newer();
    await change('HARBOUR', 'HARB0001', {
      event: 'superseded',
      on: day('2026-12-01'),
      by: { number: 'PEAK-0001', provider: 'PEAK' },
    });
    await change('PEAK', 'PEAK0001', { event: 'revoked' });
    expect(events(await old())).toEqual(['issued', 'superseded']);
  });
});

describe('the reminders of what was superseded', () => {
  async function run(on: CivilDate): Promise<string[]> {
    const reminders = createReminderRun(registry);
    await reminders.day(on, instantFrom(`${on}T01:00:00.000Z`));
    return reminders.taken.map(({ mail }) => mail.subject);
  }

  it('stop, and say why', async () => {
    await older();
    await settle(await newer());
    expect(await run(day('2027-01-29'))).toEqual([]);
    const records = await registry.reminders.ofCredential('HARB0001', 'HARBOUR');
    expect(records.find(({ stage }) => stage === '-30')).toMatchObject({
      state: 'skipped',
      reason: 'superseded',
    });
  });

  it('go on once the renewal is revoked', async () => {
    await older();
    await settle(await newer());
    await change('PEAK', 'PEAK0001', { event: 'revoked' });
    expect(await run(day('2027-01-29'))).toEqual(['HARB-0001 -30']);
  });
});

describe('a renewal by a provider without the approval that the older one had', () => {
  const approval = { scheme: 'HK-509A-17-2-b-iii', courseType: 'OFA', from: day('2020-01-01') };
  beforeEach(async () => {
    const seen = await registry.providerRepository.findProvider('HARBOUR');
    if (seen) await registry.providerRepository.changeProvider(seen, { ...seen, approvals: [approval] });
  });

  it('neither replaces it nor stops its reminders', async () => {
    await older();
    await settle(await newer());
    await settle(await old());
    expect(events(await old())).toEqual(['issued']);
    const reminders = createReminderRun(registry);
    await reminders.day(day('2027-01-29'), instantFrom('2027-01-29T01:00:00.000Z'));
    expect(reminders.taken.map(({ mail }) => mail.subject)).toEqual(['HARB-0001 -30']);
  });
});

describe('a replacement that the owner rejects', () => {
  it('comes back neither by itself nor with another number, and the reminders go on', async () => {
    await older();
    await settle(await newer());
    await change('HARBOUR', 'HARB0001', { event: 'reinstated' });
    await settle(await register('PEAK', { number: 'PEAK-0002', issuedOn: '2026-12-02' }));
    expect(events(await old())).toEqual(['issued', 'superseded', 'supersessionLifted']);
    const reminders = createReminderRun(registry);
    await reminders.day(day('2027-01-29'), instantFrom('2027-01-29T01:00:00.000Z'));
    expect(reminders.taken.map(({ mail }) => mail.subject)).toContain('HARB-0001 -30');
  });

  it('is no reinstatement that is only asked for twice', async () => {
    await older();
    await settle(await newer());
    await change('HARBOUR', 'HARB0001', { event: 'suspended', reason: 'unpaid' });
    const again = (reason: string, rejects?: boolean) =>
      changeStatus(registry, {
        provider: 'HARBOUR',
        key: 'HARB0001',
        entry: { ...entry, event: 'reinstated', reason },
        rejects,
      });
    expect(await again('paid')).toMatchObject({ ok: true });
    const reinstated = await old();
    expect(await again('paid')).toEqual({ ok: true, credential: reinstated });
    expect(await again('really paid')).toEqual({ ok: false, code: 'not_revoked_or_suspended' });
    expect(await old()).toEqual(reinstated);
    expect(events(reinstated)).not.toContain('supersessionLifted');
    // Who means it says so.
    expect(await again('not his', true)).toMatchObject({ ok: true });
    expect(events(await old()).at(-1)).toBe('supersessionLifted');
  });

  it('does not keep the owner from renewing', async () => {
    await older();
    await settle(await newer());
    const given = { number: 'HARB-0009', issuedOn: '2026-12-02' };
    const id = { provider: 'HARBOUR', key: 'HARB0001' };
    const renewal = await renewCredential(registry, { ...id, given, reason: 'course', entry });
    expect(renewal).toMatchObject({ ok: true, renewed: 'now' });
    expect(await verdict('HARB-0001', today)).toMatchObject({ by: { number: 'HARB-0009' } });
  });
});

describe('records of the stream', () => {
  it('may come twice, all at once, and late: one entry', async () => {
    const first = await older();
    const second = await newer();
    await Promise.all([second, first, second, first, second].map((record) => settle(record)));
    await settle(second);
    const superseded = await old();
    expect(events(superseded)).toEqual(['issued', 'superseded']);
    // What it wrote comes back too, and ends there.
    await settle(superseded, first);
    await settle(first);
    expect(await old()).toEqual(superseded);
  });

  it('say nothing when only the place in the reminders moved, tell of one that is gone, and fail when they are not of a credential', async () => {
    const credential = await older();
    const [before, now] = [day('2026-09-01'), day('2026-11-30')].map((nextReminderOn) =>
      marshall(toItem({ credential, nextReminderOn }, 'a'.repeat(32))),
    );
    expect(readCredentialChange({ dynamodb: { NewImage: now, OldImage: before } })).toBeUndefined();
    expect(readCredentialChange({ dynamodb: { OldImage: before } })).toMatchObject({
      key: 'HARB0001',
      gone: { number: 'HARB-0001' },
    });
    expect(readCredentialChange({ dynamodb: { NewImage: now } })).toMatchObject({ key: 'HARB0001' });
    expect(() => readCredentialChange({ dynamodb: { NewImage: marshall({ pk: 'IMPORT#1' }) } })).toThrow();
  });

  it('looks again when somebody changes the older one between the look and the entry', async () => {
    await older();
    const change = changeOf(await newer());
    let meanwhile = false;
    const replace: Registry['credentials']['replace'] = async (seen, next) => {
      if (!meanwhile) {
        meanwhile = true;
        const suspended = { ...entry, event: 'suspended', reason: 'x' } as const;
        await changeStatus(registry, { provider: 'HARBOUR', key: 'HARB0001', entry: suspended });
      }
      return registry.credentials.replace(seen, next);
    };
    await settleSupersessions({ ...registry, credentials: { ...registry.credentials, replace } }, change, at);
    expect(events(await old())).toEqual(['issued', 'suspended', 'superseded']);
  });

  it('killed at every I/O boundary and delivered again: it ends right', async () => {
    for (let boundary = 0; ; boundary++) {
      const number = `CRASH-${boundary}`;
      const email = `crash${boundary}@example.com`;
      await older({ number, email });
      const change = changeOf(await newer({ number, email }));
      let calls = 0;
      const dying = <Port extends object>(port: Port): Port =>
        new Proxy(port, {
          get(target, name) {
            const method: unknown = Reflect.get(target, name);
            if (typeof method !== 'function') return method;
            return async (...args: unknown[]) => {
              const mine = calls++;
              if (mine > boundary) throw new Error('killed');
              const answer = await method.apply(target, args);
              if (mine === boundary) throw new Error('killed');
              return answer;
            };
          },
        });
      const using = {
        credentials: dying(registry.credentials),
        holders: dying(registry.holders),
        providers: registry.providers,
      };
      await settleSupersessions(using, change, at).catch((error: Error) =>
        expect(error.message).toBe('killed'),
      );
      await settleSupersessions(registry, change, at);
      expect(events(await stored('HARBOUR', `CRASH${boundary}`)), `at ${boundary}`).toEqual([
        'issued',
        'superseded',
      ]);
      if (calls <= boundary) return expect(boundary).toBeGreaterThan(3);
    }
  });
});
