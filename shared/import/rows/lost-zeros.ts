/** A spreadsheet that takes numbers for quantities drops their leading zeros. */

/** The figures of a number that has nothing else, whatever stands between them; undefined for any other. */
function figuresIn(number: string): string | undefined {
  if (number.length > 64) return undefined;
  const bare = number.normalize('NFKC').replace(/[\s\p{Dash}/.]/gu, '');
  return /^\d+$/.test(bare) ? bare : undefined;
}

/**
 * Watches the numbers of a file. Where one of figures alone begins with a zero, every shorter one that does not has lost
 * its own: how many they were is the sender's to say.
 */
export class LostZeros {
  #longest = 0;

  see(number: string): void {
    const figures = figuresIn(number);
    if (figures?.startsWith('0')) this.#longest = Math.max(this.#longest, figures.length);
  }

  /** To be asked once all numbers were seen. */
  hasLost(number: string): boolean {
    if (this.#longest === 0) return false;
    const figures = figuresIn(number);
    // A quantity has its figures only: `2024.5`, `-5` or a date was made of something else.
    const isQuantity = figures === number.normalize('NFKC').trim();
    return isQuantity && !figures.startsWith('0') && figures.length < this.#longest;
  }
}
