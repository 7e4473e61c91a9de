import * as z from 'zod';
import type { Credential } from '#register/certificate/credential.ts';
import { beginningsOf, mayHave, type SearchName, searchName, startsOf } from '#register/names/name-search.ts';
import { cursorBehind, InvalidCursor, placeIn } from '#register/page.ts';
import type { NameIndex } from '#register/ports/register.ts';
import { keys, parseNameKey } from '#storage/contract/table.ts';
import type { Table } from '#storage/table.ts';

type Named = Pick<Credential, 'key' | 'provider' | 'nameEn' | 'nameZh'>;

/** An item for each of the places where a name can be looked up. */
export function nameEntries(credential: Named) {
  const name = searchName(credential);
  return startsOf(name).map((start) => ({
    ...keys.name(credential.provider, start, credential.key),
    entity: 'name',
    latin: name.latin.join(' '),
    chinese: name.chinese,
  }));
}

/** Those that only one of two states of a certificate has. */
export function nameEntriesBeside(one: Named, other: Named): ReturnType<typeof nameEntries> {
  // Most changes are of something else.
  if (one.nameEn === other.nameEn && one.nameZh === other.nameZh) return [];
  const shared = new Set(nameEntries(other).map(({ sk }) => sk));
  return nameEntries(one).filter(({ sk }) => !shared.has(sk));
}

const entry = z.object({ pk: z.string(), sk: z.string(), latin: z.string(), chinese: z.string() });
/** Of which beginning, and behind what: `1 chantaiman#ABC1`. */
const place = z.string().regex(/^\d{1,3} \S+$/u);

const A_READ = 200;

export function createNameIndex(table: Table): NameIndex {
  async function read(provider: string, beginning: string, after: string | undefined) {
    const { pk } = keys.name(provider, '', '');
    const { items, last } = await table.page({
      condition: {
        text: '#pk = :pk AND begins_with(#sk, :beginning)',
        values: { ':pk': pk, ':beginning': beginning },
      },
      limit: A_READ,
      startAfter: after === undefined ? undefined : { pk, sk: after },
    });
    return { items, ...(last && { last: String(last['sk']) }) };
  }

  /** Read side by side, page by page: the one that comes first to its end has the fewest names. */
  async function rarest(provider: string, [only, ...others]: readonly string[]): Promise<string> {
    if (only === undefined) throw new Error('nothing to look up');
    let open = [only, ...others].map((beginning): [string, string | undefined] => [beginning, undefined]);
    while (open.length > 1) {
      const pages = await Promise.all(
        open.map(async ([beginning, after]) => ({ beginning, ...(await read(provider, beginning, after)) })),
      );
      const ended = pages.filter(({ last }) => last === undefined);
      const [least] = ended.toSorted((a, b) => a.items.length - b.items.length);
      if (least) return least.beginning;
      open = pages.map(({ beginning, last }) => [beginning, last]);
    }
    return only;
  }

  return {
    async find({ provider, typed, cursor }) {
      const { run, either } = beginningsOf(typed);
      const all = run === undefined ? either : [run, ...either];
      const [n, after] = placeIn(cursor, place)?.split(' ') ?? [];
      const asked = n === undefined ? undefined : all[Number(n)];
      if (n !== undefined && (asked === undefined || !after?.startsWith(asked))) throw new InvalidCursor();

      const beginning = asked ?? run ?? (await rarest(provider, either));
      const behind = (of: string, sk: string) => cursorBehind(`${all.indexOf(of)} ${sk}`);
      const { items, last } = await read(provider, beginning, after);
      const found = items.flatMap((item) => {
        const { pk, sk, latin, chinese } = entry.parse(item);
        const name = { latin: latin.split(' ').filter(Boolean), chinese };
        const { start, key } = parseNameKey(pk, sk);
        const isNew = start === firstStart(name, beginning) && (beginning === run || !hasStart(name, run));
        return isNew && mayHave(name, typed) ? [{ key, ...behind(beginning, sk) }] : [];
      });
      if (last !== undefined) return { items: found, ...behind(beginning, last) };
      if (beginning !== run) return { items: found };
      const next = await rarest(provider, either);
      return { items: found, ...behind(next, next) };
    },
  };
}

/** However many of a name's places begin alike, it is found in one of them. */
const firstStart = (name: SearchName, beginning: string) =>
  startsOf(name)
    .filter((start) => start.startsWith(beginning))
    .toSorted()[0];

const hasStart = (name: SearchName, run: string | undefined) =>
  run !== undefined && startsOf(name).some((start) => start.startsWith(run));
