/** Empty slots have this key; no hash gives it. */
const NONE = 0;
const FIRST_CAPACITY = 1024;
const FULLEST = 0.8;
const SAME = 0;
const OTHERWISE = 1;

/**
 * What the rows of a file say of each number, for any number of rows in about 16 to 33 bytes each: only hashes are kept
 * (53 bits of the number, 32 of what is said), open addressing in typed arrays. Two of 500,000 numbers are taken for
 * one with a chance of 1 in 70,000; their rows are then refused as contradictory, never mixed up.
 */
export class NumbersSeen {
  #keys = new Float64Array(FIRST_CAPACITY);
  #said = new Uint32Array(FIRST_CAPACITY);
  #marks = new Uint8Array(FIRST_CAPACITY);
  #size = 0;
  #contradicted = 0;

  /** `saying`: in one form, so that what means the same is the same text. */
  see(number: string, saying: string): void {
    const said = hash53(saying) >>> 0;
    const slot = this.#slotOf(hash53(number));
    if (this.#keys[slot] === NONE) {
      this.#add(slot, hash53(number), said);
    } else if (this.#said[slot] !== said && this.#marks[slot] === SAME) {
      this.#marks[slot] = OTHERWISE;
      this.#contradicted++;
    }
  }

  /** Whether rows of this number said different things. */
  isContradicted(number: string): boolean {
    return this.#contradicted > 0 && this.#marks[this.#slotOf(hash53(number))] === OTHERWISE;
  }

  /** How many numbers are contradicted. */
  get contradicted(): number {
    return this.#contradicted;
  }

  /** What the table takes in memory. */
  get bytes(): number {
    return this.#keys.byteLength + this.#said.byteLength + this.#marks.byteLength;
  }

  #slotOf(key: number): number {
    const last = this.#keys.length - 1;
    let slot = key % this.#keys.length;
    while (this.#keys[slot] !== NONE && this.#keys[slot] !== key) slot = slot === last ? 0 : slot + 1;
    return slot;
  }

  #add(slot: number, key: number, said: number, mark = SAME): void {
    this.#keys[slot] = key;
    this.#said[slot] = said;
    this.#marks[slot] = mark;
    this.#size++;
    if (this.#size > this.#keys.length * FULLEST) this.#grow();
  }

  #grow(): void {
    const [keys, said, marks] = [this.#keys, this.#said, this.#marks];
    this.#keys = new Float64Array(keys.length * 2);
    this.#said = new Uint32Array(keys.length * 2);
    this.#marks = new Uint8Array(keys.length * 2);
    this.#size = 0;
    keys.forEach((key, slot) => {
      if (key !== NONE) this.#add(this.#slotOf(key), key, said[slot] ?? 0, marks[slot]);
    });
  }
}

/** cyrb53 (bryc, public domain): quick and well mixed, 53 bits as a whole number that is never 0. Not for secrets. */
function hash53(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0) || 1;
}
