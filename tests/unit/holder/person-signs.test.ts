import { describe, expect, it } from 'vitest';
import { erasePerson, lookUpPerson } from '#holder/person/erase-person.ts';
import type { Held } from '#holder/person/held.ts';
import { identifies, isOf, mentions, type Person, signsOf } from '#holder/person/person.ts';
import { instant } from '#register/civil-date.ts';
import { certificate } from '../verify/public-site.fixtures.ts';

/** What of somebody may stand in what others wrote, and in which order what is found goes. */
const at = instant.parse('2026-11-21T02:00:00.000Z');
const chan = certificate('OFA-2024-17', { email: 'chan@example.com' });
const nameless = certificate('OFA-2024-18', { nameEn: undefined, nameZh: '李嘉欣' });
const person = (): Person => ({
  credentials: [chan],
  addresses: ['chan@example.com'],
  holders: new Set(['h']),
  changeIds: new Set(),
  rosterIds: new Set(),
  imports: new Map(),
});
const signs = signsOf(person());

describe('somebody', () => {
  it('has the signs of all certificates and addresses', () => {
    expect(signs).toEqual({
      ...{ addresses: ['chan@example.com'], keys: new Set(['ofa202417']) },
      ...{ chinese: ['陳大文'], latin: [['chan', 'tai', 'man']] },
    });
    expect(signsOf({ credentials: [nameless], addresses: [] })).toMatchObject({
      latin: [],
      chinese: ['李嘉欣'],
    });
  });

  it('without a letter in a name is not named by every text', () => {
    const wordless = signsOf({ credentials: [{ ...nameless, nameEn: '-' }], addresses: [] });
    expect(wordless.latin).toEqual([]);
    expect(mentions(wordless, 'anything')).toBe(false);
  });

  it('has a certificate by number and provider', () => {
    expect(isOf(person(), 'SPMC', 'OFA202417')).toBe(true);
    expect(isOf(person(), 'HKFA', 'OFA202417')).toBe(false);
    expect(isOf(person(), 'SPMC', 'OFA202418')).toBe(false);
  });

  it.each<[unknown, boolean, boolean]>([
    ['CHAN@Example.com', true, true],
    ['write to <chan@example.com>, please', true, true],
    ['xchan@example.com', true, true],
    ['chan@example.org', false, false],
    ['OFA-2024-17', true, true],
    ['number ofa/2024.17 of the list', true, true],
    ['ofa 2024 17', true, true],
    ['OFA-2024-170', false, false],
    ['CHAN Tai Man', true, false],
    ['man, Tai CHAN', true, false],
    ['ＣＨＡＮ Tai-Man', true, false],
    ['CHAN Tai', false, false],
    ['CHANTaiMan', false, false],
    ['陳大文', true, false],
    ['陳 大文', true, false],
    ['致 陳大文 先生', true, false],
    ['陳大文先生', false, false],
    [{ a: ['x', { b: '陳大文' }] }, true, false],
    [{ a: 'CHAN', b: 'Tai Man' }, true, false],
    [{ a: { email: 'chan@example.com' } }, true, true],
    [17, false, false],
    [null, false, false],
    [undefined, false, false],
    ['', false, false],
  ])('is named by %j: %s, and beyond doubt: %s', (value, isMentioned, isCertain) => {
    expect(mentions(signs, value)).toBe(isMentioned);
    expect(identifies(signs, value)).toBe(isCertain);
  });
});

describe('erasing', () => {
  const item = (kind: Held['kind'], facts: Partial<Held> = {}): Held => ({
    ...{ kind, which: kind, data: {}, erase: { delete: { pk: kind, sk: kind } } },
    ...facts,
  });
  function registerOf(first: Held[], more: { refuses?: Held['kind']; meanwhile?: Held[] } = {}) {
    let items = first;
    const did: string[] = [];
    return {
      did,
      erasures: {
        begin: async () => void did.push('begin'),
        end: async () => void did.push('end'),
        of: async () => [],
      },
      store: {
        async *held() {
          did.push('look');
          yield* items;
        },
        async erase(one: Held) {
          did.push(one.kind);
          if (one.kind === more.refuses) return 'changedMeanwhile' as const;
          items = items.filter((each) => each !== one);
          items = [...items, ...(more.meanwhile?.splice(0) ?? [])];
          return 'erased' as const;
        },
      },
    };
  }

  it('takes certificates last and what leads to others before them, and looks until nothing is left', async () => {
    const kept = item('order', { erase: { keep: true } });
    const all = [
      item('certificate'),
      item('site', { leads: true }),
      item('formerAddress'),
      kept,
      item('notice'),
    ];
    const deps = registerOf(all, { meanwhile: [item('reminder')] });
    const { erased, kept: left, left: none } = await erasePerson(deps, person(), at);
    expect(deps.did).toEqual([
      ...['look', 'begin', 'notice', 'site', 'certificate', 'formerAddress'],
      ...['look', 'reminder', 'look', 'end'],
    ]);
    expect(erased.map(({ kind }) => kind)).toEqual([
      'notice',
      'site',
      'certificate',
      'formerAddress',
      'reminder',
    ]);
    expect([left, none]).toEqual([[kept], []]);
  });

  it('of whom nothing is held begins nothing', async () => {
    const deps = registerOf([]);
    expect(await erasePerson(deps, person(), at)).toEqual({ erased: [], kept: [], left: [] });
    expect(deps.did).toEqual(['look', 'end']);
  });

  it('gives up after five looks, says what would not go, and can be gone on with', async () => {
    const deps = registerOf([item('site'), item('notice')], { refuses: 'site' });
    const { erased, left } = await erasePerson(deps, person(), at);
    expect(erased.map(({ kind }) => kind)).toEqual(['notice']);
    expect(left.map(({ kind }) => kind)).toEqual(['site']);
    expect(deps.did.filter((one) => one === 'look')).toHaveLength(5);
    expect(deps.did.filter((one) => one === 'begin')).toHaveLength(1);
    expect(deps.did).not.toContain('end');
  });

  it('is looked up again as long as what is found leads to more, five times at most', async () => {
    const looks = async (leads: (n: number, who: Person) => void) => {
      let n = 0;
      const store = {
        async *held(who: Person) {
          leads(++n, who);
          yield item('notice', { which: `${n}` });
        },
        erase: async () => 'erased' as const,
      };
      const held = await lookUpPerson({ store }, person(), at);
      return [n, held.map(({ which }) => which)];
    };
    expect(await looks(() => undefined)).toEqual([1, ['1']]);
    expect(await looks((n, { rosterIds }) => void (n === 1 && rosterIds.add('a')))).toEqual([2, ['2']]);
    expect(await looks((n, { changeIds }) => void (n < 3 && changeIds.add(`${n}`)))).toEqual([3, ['3']]);
    expect(await looks((n, { changeIds }) => void changeIds.add(`${n}`))).toEqual([5, ['5']]);
  });
});
