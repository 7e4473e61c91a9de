import { beforeAll, describe, expect, it } from 'vitest';
import { claimMailing } from '#mail/mailing-rules.ts';
import { readCredential } from '#register/certificate/credential-input.ts';
import type { Column } from '#register/certificate/upload-columns.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { registerCredential } from '#register/change/register-credential.ts';
import { renewCredential } from '#register/change/renew-credential.ts';
import { InvalidCursor } from '#register/page.ts';
import { dueStage } from '#support/mail/due-stage';
import { createRegistry, day, instantFrom, type Registry } from '#support/storage/registry';

const at = instantFrom('2026-11-21T02:00:00.000Z');
const on = day('2026-11-21');
const entry = { at, on, source: { via: 'api', keyId: 'k' } as const };

let registry: Registry;
beforeAll(async () => {
  registry = await createRegistry();
});

async function upload(
  raw: Partial<Record<Column, string>>,
  options: { provider?: string; correct?: boolean } = {},
) {
  const read = readCredential(raw, on);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const registered = await registerCredential(registry, {
    provider: options.provider ?? 'SPMC',
    facts: read.facts,
    given: new Set(Object.keys(raw) as Column[]),
    entry,
    correct: options.correct ?? false,
  });
  if (!('credential' in registered)) throw new Error(registered.code);
  return registered;
}

const ofa = (number: string, more: Partial<Record<Column, string>> = {}) => ({
  number,
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  email: 'chan@example.com',
  issuedOn: '2024-03-01',
  ...more,
});

describe('registering', () => {
  it('stores a certificate once: the same again is unchanged', async () => {
    expect((await upload(ofa('REG-0001'))).outcome).toBe('accepted');
    expect((await upload(ofa('reg 0001'))).outcome).toBe('unchanged');
    const stored = await registry.credentials.get('REG0001', 'SPMC');
    expect(stored).toMatchObject({
      credential: { number: 'REG-0001', expiresOn: '2027-02-28', version: 1 },
      nextReminderOn: '2026-08-28',
    });
  });

  it('refuses other facts under a number that is taken', async () => {
    await upload(ofa('REG-0002'));
    expect(await upload(ofa('REG-0002', { issuedOn: '2024-03-02' }))).toMatchObject({
      outcome: 'rejected',
      column: 'issuedOn',
      code: 'conflicting_row',
    });
    expect(await upload(ofa('REG-0002', { nameEn: 'WONG Siu Ming' }))).toMatchObject({ outcome: 'rejected' });
  });

  it('keeps one item and one history entry of 50 simultaneous uploads of one number', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => upload(ofa('REG-0003'))));
    expect(outcomes.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'unchanged')).toHaveLength(49);
    expect((await registry.credentials.get('REG0003', 'SPMC'))?.credential.history).toHaveLength(1);
  });

  it('lets two providers have the same number', async () => {
    await upload(ofa('REG-0004'));
    await upload(ofa('REG-0004', { nameEn: 'LEE Kin' }), { provider: 'OTHER' });
    const found = await registry.finder.findByKey('REG0004');
    expect(found.map(({ provider, nameEn }) => [provider, nameEn])).toEqual([
      ['OTHER', 'LEE Kin'],
      ['SPMC', 'CHAN Tai Man'],
    ]);
  });

  it('assigns a number to a certificate without one, and the same one when it comes again', async () => {
    const { number: _, ...numberless } = ofa('');
    const first = await upload(numberless);
    expect(first.outcome).toBe('accepted');
    expect(first.credential.number).toMatch(/^SPMC-OFA-[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(await upload(numberless)).toMatchObject({
      outcome: 'unchanged',
      credential: { number: first.credential.number },
    });
    const other = await upload({ ...numberless, email: 'another@example.com' });
    expect(other.outcome).toBe('accepted');
    expect(other.credential.number).not.toBe(first.credential.number);
  });

  it('writes one unit: a credential is below a kilobyte', async () => {
    await upload(ofa('REG-0005', { nameZh: '陳大文', language: 'zh-HK' }));
    const item = await registry.table.get(
      { pk: 'CERT#REG0005', sk: 'CREDENTIAL#SPMC' },
      { consistent: true },
    );
    expect(Buffer.byteLength(JSON.stringify(item))).toBeLessThan(1024);
  });
});

describe('changing', () => {
  const change = (key: string, event: 'revoked' | 'suspended' | 'reinstated') =>
    changeStatus(registry, { provider: 'SPMC', key, entry: { ...entry, event, reason: 'because' } });

  it('revokes, reinstates, and says what a change may not follow', async () => {
    await upload(ofa('CHG-0001'));
    expect(await change('CHG0001', 'reinstated')).toEqual({ ok: false, code: 'not_revoked_or_suspended' });
    expect(await change('CHG0001', 'revoked')).toMatchObject({ ok: true, credential: { version: 2 } });
    expect(await change('CHG0001', 'revoked')).toEqual({ ok: false, code: 'already_revoked' });
    expect((await upload(ofa('CHG-0001'))).outcome).toBe('rejected');
    expect(await change('CHG0001', 'reinstated')).toMatchObject({ ok: true, credential: { version: 3 } });
    expect((await upload(ofa('CHG-0001'))).outcome).toBe('unchanged');
  });

  it('finds nothing at another provider', async () => {
    await upload(ofa('CHG-0002'), { provider: 'OTHER' });
    expect(await change('CHG0002', 'revoked')).toEqual({ ok: false, code: 'not_found' });
  });

  it('keeps both of two changes made at the same moment', async () => {
    await upload(ofa('CHG-0003'));
    const [revoked, suspended] = await Promise.all([
      change('CHG0003', 'revoked'),
      change('CHG0003', 'suspended'),
    ]);
    const stored = await registry.credentials.get('CHG0003', 'SPMC');
    const done = [revoked, suspended].filter(({ ok }) => ok).length;
    expect(stored?.credential.history).toHaveLength(1 + done);
    expect(revoked?.ok).toBe(true);
  });

  it('refuses to store over what somebody else has changed', async () => {
    await upload(ofa('CHG-0004'));
    const seen = await registry.credentials.get('CHG0004', 'SPMC');
    if (!seen) throw new Error('not there');
    await change('CHG0004', 'suspended');
    expect(await registry.credentials.replace(seen, seen)).toBe('changedMeanwhile');
  });

  it('renews: the new certificate and the end of the old one together, and twice is once', async () => {
    await upload(ofa('CHG-0005'));
    const given = { number: 'CHG-0006', issuedOn: '2026-11-01' };
    const renewal = { provider: 'SPMC', key: 'CHG0005', given, reason: 'refresher', entry };
    expect(await renewCredential(registry, renewal)).toMatchObject({ ok: true, renewed: 'now' });
    expect(await renewCredential(registry, renewal)).toMatchObject({ ok: true, renewed: 'before' });
    const old = await registry.credentials.get('CHG0005', 'SPMC');
    expect(old?.credential.history.at(-1)).toMatchObject({ event: 'superseded', by: { number: 'CHG-0006' } });
    expect((await registry.credentials.get('CHG0006', 'SPMC'))?.credential.nameEn).toBe('CHAN Tai Man');
    const second = { ...renewal, given: { number: 'CHG-0007', issuedOn: '2026-10-01' } };
    expect(await renewCredential(registry, second)).toEqual({ ok: false, code: 'already_superseded' });
    const itself = { ...renewal, key: 'CHG0006', given: { number: 'CHG-0006', issuedOn: '2026-11-02' } };
    expect(await renewCredential(registry, itself)).toEqual({ ok: false, code: 'number_taken' });
  });

  it('waits out the transactions of others instead of failing', async () => {
    await upload(ofa('CHG-0008'));
    const seen = await registry.credentials.get('CHG0008', 'SPMC');
    if (!seen) throw new Error('not there');
    const { email = '' } = seen.credential;
    const mailState = await registry.mailStates.find(email);
    const claims = Array.from({ length: 20 }, (_, n) => {
      const subject = dueStage(seen, '-30', on, { mailState });
      return registry.ledger.claim(claimMailing({ claimId: `c${n}`, at }), [{ subject }]);
    });
    const [changed] = await Promise.all([change('CHG0008', 'suspended'), ...claims]);
    expect(changed).toMatchObject({ ok: true });
  });
});

describe('listing', () => {
  it('gives a provider its own by expiry, page by page', async () => {
    for (const [number, issuedOn] of [
      ['L-0001', '2024-01-01'],
      ['L-0002', '2024-02-01'],
      ['L-0003', '2024-03-01'],
      ['L-0004', '2024-04-01'],
    ] as const) {
      await upload(ofa(number, { issuedOn }), { provider: 'LISTED' });
    }
    const query = {
      provider: 'LISTED',
      expiringFrom: day('2027-01-31'),
      expiringTo: day('2027-03-31'),
      limit: 2,
    };
    const first = await registry.list.list(query);
    expect(first.items.map(({ number }) => number)).toEqual(['L-0002', 'L-0003']);
    const second = await registry.list.list({ ...query, cursor: first.cursor });
    expect(second.items.map(({ number }) => number)).toEqual(['L-0004']);
    expect(second.cursor).toBeUndefined();
  });

  it('takes no cursor but its own, and only within the range it came from', async () => {
    const page = await registry.list.list({ provider: 'LISTED', limit: 1 });
    const elsewhere = { provider: 'LISTED', limit: 1, cursor: page.cursor, expiringFrom: day('2027-03-01') };
    const madeUp = { provider: 'LISTED', limit: 2, cursor: 'bm9uc2Vuc2U' };
    for (const query of [elsewhere, madeUp])
      await expect(registry.list.list(query)).rejects.toThrow(InvalidCursor);
  });
});

describe('keys', () => {
  it('are found by their secret, stored as a hash only, and end at once', async () => {
    const { key, secret } = await registry.providerRepository.issueKey({
      provider: 'SPMC',
      label: 'desk',
      createdAt: at,
    });
    expect(await registry.keyRing.findBySecret(secret)).toEqual(key);
    expect(await registry.keyRing.findBySecret(`${secret}x`)).toBeUndefined();
    expect(JSON.stringify(await registry.providerRepository.listKeys('SPMC'))).not.toContain(secret);
    await registry.providerRepository.revokeKey('SPMC', key.keyId, at);
    expect((await registry.keyRing.findBySecret(secret))?.revokedAt).toBe(at);
  });
});
