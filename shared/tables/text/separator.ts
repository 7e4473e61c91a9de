/** In the order that breaks a tie. */
const SEPARATORS = [',', '\t', ';', '|'];
const DIRECTIVE = /^sep=([,;\t|])$/i;

/** Excel's own first line `sep=;`: it says the separator, and Excel neither shows nor counts it. */
export function directedSeparator(line: string): string | undefined {
  return DIRECTIVE.exec(line)?.[1];
}

/**
 * The separator that cuts the most of these lines into equally many cells, outside quotation marks; of two, the one
 * that cuts more.
 */
export function findSeparator(lines: string[]): string {
  const counts = lines.filter((line) => line.trim() !== '').map(separatorsIn);
  let best = { separator: ',', lines: 0, each: 0 };
  for (const separator of SEPARATORS) {
    const each = counts.map((count) => count.get(separator) ?? 0).filter((count) => count > 0);
    const usual = mostFrequent(each);
    const agreeing = each.filter((count) => count === usual).length;
    if (agreeing > best.lines || (agreeing === best.lines && usual > best.each)) {
      best = { separator, lines: agreeing, each: usual };
    }
  }
  return best.separator;
}

function separatorsIn(line: string): Map<string, number> {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && SEPARATORS.includes(character))
      counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return counts;
}

function mostFrequent(numbers: number[]): number {
  const times = new Map<number, number>();
  for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
  let [usual, most] = [0, 0];
  for (const [number, count] of times) {
    if (count > most || (count === most && number > usual)) [usual, most] = [number, count];
  }
  return usual;
}
