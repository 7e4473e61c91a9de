/**
 * How Lambda's bootstrap for Node 24 limits the heap: by the function's memory, unless NODE_OPTIONS says one of the two
 * (options on the command line would override it).
 */
export function heapOptions(memoryMb: number, nodeOptions = ''): string[] {
  if (/--max[-_](?:semi|old)[-_]space[-_]size/.test(nodeOptions)) return [];
  const semiMb = Math.floor(memoryMb / 20);
  return [`--max-semi-space-size=${semiMb}`, `--max-old-space-size=${Math.floor(memoryMb * 0.9)}`];
}
