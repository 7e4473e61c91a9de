import { randomUUID } from 'node:crypto';
import PostalMime from 'postal-mime';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NoticeSubject } from '#mail/notice.ts';
import { renderMime } from '#mail/store/mime.ts';
import { type AskedChange, askChange } from '#register/address/address-change.ts';
import { addDays, hongKongDay } from '#register/civil-date.ts';
import { createNoticeService } from '#support/mail/notice-service';
import { createRegistry, instantFrom, type Registry } from '#support/storage/registry';

let registry: Registry;
let service: ReturnType<typeof createNoticeService>;
let change: AskedChange;

beforeEach(async () => {
  registry = await createRegistry();
  service = createNoticeService(registry);
  change = askChange(
    {
      changeId: randomUUID(),
      holder: '0123456789abcdef0123456789abcdef',
      oldEmail: 'old@example.com',
      newEmail: 'new@example.org',
      language: 'en',
    },
    service.now,
  );
  await registry.changes.ask(change, '');
});

const about = (step: 'asked' | 'made', to: 'old' | 'new'): NoticeSubject => ({
  of: 'addressChange',
  changeId: change.changeId,
  step,
  to,
});

/** The token of the one link of the last mail, in the language asked. */
const token = () =>
  /\/(my|change-of-address)\/([\w.-]+)\?lang=en/.exec(service.taken.at(-1)?.mail.text ?? '')?.[2] ?? '';

async function confirmed() {
  const next = { ...change, state: 'confirmed', confirmedAt: service.now, moves: [] } as const;
  await registry.changes.move(change, next);
  return next;
}

async function made() {
  await registry.changes.move(await confirmed(), {
    ...change,
    state: 'made',
    confirmedAt: service.now,
    madeAt: service.now,
    moves: [],
  });
}

describe('a change of address that was asked for', () => {
  it('gives the new address a link that confirms, and the old one a link that refuses', async () => {
    await service.send(about('asked', 'new'));
    expect(service.taken.at(-1)?.mail.to).toBe('new@example.org');
    expect(await registry.links.read('confirmAddress', token())).toEqual({ changeId: change.changeId });
    expect(await registry.links.read('refuseAddress', token())).toBeUndefined();
    await service.send(about('asked', 'old'));
    expect(service.taken.at(-1)?.mail.to).toBe('old@example.com');
    expect(await registry.links.read('refuseAddress', token())).toEqual({ changeId: change.changeId });
    expect(await registry.links.read('confirmAddress', token())).toBeUndefined();
  });

  it('tells each address once, however often and at once the messages come', async () => {
    const subjects = [about('asked', 'new'), about('asked', 'old')];
    await Promise.all([...subjects, ...subjects, ...subjects].map((subject) => service.send(subject)));
    for (const subject of subjects) await service.untilDone(subject);
    expect(service.taken.map(({ mail }) => mail.to).sort()).toEqual(['new@example.org', 'old@example.com']);
  });

  it('waits no longer than a quarter of an hour for word of a mail of which nobody knows', async () => {
    service.answer = () => ({ outcome: 'uncertain', code: 'TimeoutError' });
    await service.send(about('asked', 'new'));
    service.answer = () => ({ outcome: 'accepted', messageId: 'm' });
    service.later(900);
    expect(await service.send(about('asked', 'new'))).toEqual({ outcome: 'done' });
    expect(service.taken).toHaveLength(2);
  });

  it.each([
    [
      'refused',
      async () =>
        void (await registry.changes.move(change, {
          ...change,
          state: 'refused',
          refusedAt: service.now,
        } as never)),
    ],
    ['confirmed', async () => void (await confirmed())],
    ['too old', async () => service.later(48 * 3600)],
  ])('is not told of any more once it is %s', async (_, happens) => {
    await happens();
    await service.send(about('asked', 'new'));
    expect(service.taken).toEqual([]);
    expect(await service.record(about('asked', 'new'))).toMatchObject({ state: 'skipped', reason: 'gone' });
  });

  it('is not told of when nobody knows it', async () => {
    change = { ...change, changeId: randomUUID() };
    await service.send(about('asked', 'old'));
    expect(await service.record(about('asked', 'old'))).toMatchObject({ reason: 'gone' });
  });

  it('does not write to an address in trouble', async () => {
    const trouble = { state: 'complained', since: service.now, code: 'abuse' } as const;
    await registry.mailStates.record('old@example.com', trouble);
    await service.send(about('asked', 'old'));
    expect(await service.record(about('asked', 'old'))).toMatchObject({ reason: 'undeliverable' });
  });

  it('is a message that an independent reader understands, in the language asked first', async () => {
    await service.send(about('asked', 'new'));
    const mail = service.taken[0]?.mail;
    if (!mail) throw new Error('no mail');
    const read = await PostalMime.parse(await renderMime({ from: 'reminders@example.com', ...mail }));
    expect(read.subject).toBe('Confirm your new email address · 請確認新的電郵地址');
    expect(read.text).toContain('27 January 2027 (Wednesday), 09:00');
    expect(read.html?.replace(/<[^>]*>/g, '')).toContain('請於2027年1月27日（星期三）09:00前確認');
  });
});

describe('a change of address that was made', () => {
  it('leads the new address to its certificates, and the old one to taking it back', async () => {
    await made();
    await service.send(about('made', 'new'));
    const until = addDays(hongKongDay(service.now), 400);
    expect(await registry.links.read('certificates', token())).toMatchObject({ until });
    await service.send(about('made', 'old'));
    expect(await registry.links.read('refuseAddress', token())).toEqual({ changeId: change.changeId });
    expect(service.taken.map(({ mail }) => mail.to)).toEqual(['new@example.org', 'old@example.com']);
  });

  it('is told to the old address even if it broke off half way, a quarter of an hour after it began', async () => {
    await confirmed();
    service.later(899);
    expect(await service.send(about('made', 'old'))).toMatchObject({ outcome: 'again' });
    service.later(1);
    expect(await service.send(about('made', 'old'))).toEqual({ outcome: 'done' });
    expect(service.taken.map(({ mail }) => mail.to)).toEqual(['old@example.com']);
    expect(service.taken[0]?.mail.text).toContain('since 25 January 2027 (Monday)');
    expect(await registry.links.read('refuseAddress', token())).toEqual({ changeId: change.changeId });
    expect(await service.send(about('made', 'new'))).toEqual({
      outcome: 'again',
      at: instantFrom('2027-01-25T01:30:00.000Z'),
    });
  });

  it('is not told once it is taken back', async () => {
    await registry.changes.move(await confirmed(), {
      ...change,
      state: 'refusing',
      refusedAt: service.now,
      moves: [],
    });
    for (const to of ['old', 'new'] as const) {
      await service.send(about('made', to));
      expect(await service.record(about('made', to))).toMatchObject({ state: 'skipped', reason: 'gone' });
    }
  });

  it('is told when it is made, and not while it is being made', async () => {
    const next = await confirmed();
    expect(await service.send(about('made', 'new'))).toEqual({
      outcome: 'again',
      at: instantFrom('2027-01-25T01:01:00.000Z'),
    });
    await registry.changes.move(next, { ...next, state: 'made', madeAt: service.now });
    expect(await service.send(about('made', 'new'))).toEqual({ outcome: 'done' });
    expect(service.taken).toHaveLength(1);
  });

  it('leaves no address in what is reported or on record of it', async () => {
    await made();
    await service.send(about('made', 'new'));
    const kept = JSON.stringify([service.reported, await service.record(about('made', 'new'))]);
    expect(kept).not.toContain('@');
  });
});
