type Init = Iterable<readonly [string, string]> | Record<string, string> | undefined;

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** A byte each, and none that ends a line. */
const VALUE = /^[^\0\r\n\u0100-\uFFFF]*$/;

/** Header fields in memory, as `Headers` has them: any case, sorted when listed, each Set-Cookie for itself. */
export class LightHeaders {
  readonly #fields = new Map<string, string>();
  #cookies: string[] = [];

  constructor(init?: Init) {
    if (init === undefined) return;
    for (const [name, value] of isIterable(init) ? init : Object.entries(init)) this.append(name, value);
  }

  get(name: string): string | null {
    const key = keyOf(name);
    if (key === 'set-cookie') return this.#cookies.length > 0 ? this.#cookies.join(', ') : null;
    return this.#fields.get(key) ?? null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  getSetCookie(): string[] {
    return [...this.#cookies];
  }

  set(name: string, value: string): void {
    const key = keyOf(name);
    const text = fieldValue(value);
    if (key === 'set-cookie') this.#cookies = [text];
    else this.#fields.set(key, text);
  }

  append(name: string, value: string): void {
    const key = keyOf(name);
    if (key === 'set-cookie') {
      this.#cookies.push(fieldValue(value));
      return;
    }
    const before = this.#fields.get(key);
    this.#fields.set(key, before === undefined ? fieldValue(value) : `${before}, ${fieldValue(value)}`);
  }

  delete(name: string): void {
    const key = keyOf(name);
    if (key === 'set-cookie') this.#cookies = [];
    else this.#fields.delete(key);
  }

  forEach(each: (value: string, name: string) => void): void {
    for (const [name, value] of this) each(value, name);
  }

  entries(): IterableIterator<[string, string]> {
    return this[Symbol.iterator]();
  }

  *[Symbol.iterator](): IterableIterator<[string, string]> {
    const all: [string, string][] = [...this.#fields];
    for (const cookie of this.#cookies) all.push(['set-cookie', cookie]);
    yield* all.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  }
}

const isIterable = (init: object): init is Iterable<readonly [string, string]> => Symbol.iterator in init;

function keyOf(name: string): string {
  if (!NAME.test(name)) throw new TypeError('no name of a header field');
  return name.toLowerCase();
}

const AROUND = '\t\n\r ';

/** What stands around it is none of it. From either end, as a pattern would try each run of spaces within it. */
function fieldValue(value: string): string {
  const given = String(value);
  let [begin, end] = [0, given.length];
  while (begin < end && AROUND.includes(given.charAt(begin))) begin++;
  while (end > begin && AROUND.includes(given.charAt(end - 1))) end--;
  const text = given.slice(begin, end);
  if (!VALUE.test(text)) throw new TypeError('no value of a header field');
  return text;
}
