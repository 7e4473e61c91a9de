import { isDeepStrictEqual } from 'node:util';
import type { Expression, Item, Key, Operation, Table } from '#storage/table.ts';

/** One comparison of a condition, as its text has it: `#version = :seen`, `attribute_not_exists(#pk)`. */
const clausePattern =
  /attribute_(?:not_)?exists\([^)]*\)|#[\w.#]+ IN \([^)]*\)|#[\w.#]+ (?:<=|>=|<>|=|<|>) :\w+/g;

/** The keys and filters of queries, and updates, look alike; they are nothing that a write asks for. */
const isNoCondition = (text: string) => /^(SET |REMOVE |#(pk|by\w+Pk|duePk|type|pass) = )/.test(text);

/** Every clause in the texts of a source file that are conditions of writes. */
export function clausesIn(source: string): string[] {
  const texts = source.match(/'[^'\n]*'|`[^`]*`/g) ?? [];
  return texts
    .map((text) => text.slice(1, -1))
    .filter((text) => !isNoCondition(text))
    .flatMap((text) => text.match(clausePattern) ?? []);
}

/** A condition without each of its clauses in turn: the clause, and the text as if it were not there. */
function withoutEach(text: string): { clause: string; rest: string }[] {
  return [...text.matchAll(clausePattern)].map((found) => {
    const [clause] = found;
    const [before, after] = [text.slice(0, found.index), text.slice(found.index + clause.length)];
    const isChoice = before.endsWith(' OR ') || after.startsWith(' OR ');
    return { clause, rest: `${before}${isChoice ? '' : 'NOT '}#pk = :never${after}` };
  });
}

interface Clauses {
  /** Every clause that a write asked for. */
  asked: string[];
  /** Those without which its answer would have been another, and which no write before it had shown to decide. */
  decided: string[];
}

/** A write as it came to the table. */
export interface SeenWrite extends Clauses {
  /** Where in the stores it stands. */
  site: string;
  refused: boolean;
  /** Nothing that it names is other than before. */
  untouched: boolean;
}

/** What happens between a read and the `nth` write after it. */
interface Meanwhile {
  nth: number;
  change: (operations: Operation[]) => Promise<unknown>;
}

/**
 * Sees every write through this table from now on, with what each clause of its conditions decided: the engine itself is
 * asked, about the condition with and without it.
 */
export function watchWrites(table: Table) {
  const { get, put, update, transact } = table;
  const writes: SeenWrite[] = [];
  const shown = new Set<string>();
  let meanwhile: Meanwhile | undefined;
  let started = 0;

  const read = (operations: Operation[]) =>
    Promise.all(operations.map((operation) => get(keyOf(operation), { consistent: true })));
  const holds = async (key: Key, condition: Expression) =>
    (await transact([{ check: key, condition: onlyUsed(condition) }])).ok;

  /** Asks only about those of which no write before this one has shown it. */
  async function clausesOf(site: string, operations: Operation[]): Promise<Clauses> {
    const conditions = operations.flatMap(conditionOf);
    const clauses = conditions.flatMap(({ key, condition, what }, i) =>
      withoutEach(condition.text).map(({ clause, rest }) => ({
        i,
        name: `${site} ${what} if ${condition.text}: ${clause}`,
        holdsWithout: () => holds(key, { text: rest, values: { ...condition.values, ':never': '-' } }),
      })),
    );
    const open = clauses.filter(({ name }) => !shown.has(name));
    if (open.length === 0) return { asked: clauses.map(({ name }) => name), decided: [] };
    const held = await Promise.all(conditions.map(({ key, condition }) => holds(key, condition)));
    for (const { i, name, holdsWithout } of open) {
      const othersHold = held.every((one, other) => one || other === i);
      if (othersHold && (await holdsWithout()) !== held[i]) shown.add(name);
    }
    return {
      asked: clauses.map(({ name }) => name),
      decided: open.flatMap(({ name }) => (shown.has(name) ? [name] : [])),
    };
  }

  async function seen<Answer extends { ok: boolean }>(
    operations: Operation[],
    write: () => Promise<Answer>,
  ): Promise<Answer> {
    const site = siteOf(new Error().stack ?? '');
    if (started++ === meanwhile?.nth) await meanwhile.change(operations);
    const before = await read(operations);
    const clauses = await clausesOf(site, operations);
    const answer = await write();
    const untouched = isDeepStrictEqual(await read(operations), before);
    writes.push({ site, refused: !answer.ok, untouched, ...clauses });
    return answer;
  }

  Object.assign(table, {
    put: (item: Item, condition?: Expression) =>
      seen([{ put: item, ...(condition && { condition }) }], () => put(item, condition)),
    update: (key: Key, by: Expression, condition?: Expression) =>
      seen([{ update: key, by, ...(condition && { condition }) }], () => update(key, by, condition)),
    transact: (operations: Operation[]) => seen(operations, () => transact(operations)),
  });

  return {
    /** As they were before: what is written so is not seen. */
    unseen: { get, put, update, transact },
    /** What `work` wrote, and what it came to. */
    async during(work: () => Promise<unknown>, change?: Meanwhile) {
      writes.length = 0;
      started = 0;
      meanwhile = change;
      const answer = await work().catch((error: unknown) => String(error));
      meanwhile = undefined;
      return { answer, writes: [...writes] };
    },
  };
}

export function keyOf(operation: Operation): Key {
  if ('put' in operation) return { pk: String(operation.put['pk']), sk: String(operation.put['sk']) };
  if ('update' in operation) return operation.update;
  return 'delete' in operation ? operation.delete : operation.check;
}

/** With the values of the update, as an update and its condition share them. */
function conditionOf(operation: Operation): { key: Key; condition: Expression; what: string }[] {
  if (!operation.condition) return [];
  const { text, values } = operation.condition;
  const shared = 'update' in operation ? operation.by.values : {};
  const condition = { text, values: { ...shared, ...values } };
  return [{ key: keyOf(operation), condition, what: kindOf(operation) }];
}

/** `put JOB`, `check CREDENTIAL`: what is done to which kind of item. */
function kindOf(operation: Operation): string {
  const [verb = ''] = Object.keys(operation);
  return `${verb} ${keyOf(operation).sk.split('#')[0]}`;
}

/** DynamoDB refuses a value that nothing asks about. */
function onlyUsed({ text, values = {} }: Expression): Expression {
  const used: string[] = text.match(/:\w+/g) ?? [];
  return { text, values: Object.fromEntries(Object.entries(values).filter(([name]) => used.includes(name))) };
}

function siteOf(stack: string): string {
  const [, site] =
    /shared\/((?:storage(?!\/table\.ts)|[a-z]+\/store)\/[\w/-]+\.ts(?:\?[^:)]*)?:\d+:\d+)/.exec(stack) ?? [];
  if (!site) throw new Error(`a write from no store: ${stack}`);
  return site;
}
