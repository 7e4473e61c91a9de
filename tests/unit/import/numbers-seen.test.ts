import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumbersSeen } from '#import/rows/numbers-seen.ts';

describe('what the rows of a file say of each number', () => {
  it('is contradicted where two say different things, wherever they stand', () => {
    const sayings = fc.array(fc.tuple(fc.nat(40).map(String), fc.constantFrom('a', 'b', 'c')), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(sayings, (rows) => {
        const seen = new NumbersSeen();
        for (const [number, saying] of rows) seen.see(number, saying);
        const said = Map.groupBy(rows, ([number]) => number);
        for (const [number, of] of said) {
          expect(seen.isContradicted(number)).toBe(new Set(of.map(([, saying]) => saying)).size > 1);
        }
        expect(seen.isContradicted('never seen')).toBe(false);
      }),
    );
  });

  it('is kept for 200,000 numbers in less than 32 bytes each, and told apart', () => {
    const seen = new NumbersSeen();
    for (let n = 0; n < 200_000; n++) seen.see(`SPMC-OFA-2026-${n}`, `the row of ${n}`);
    expect(seen.contradicted).toBe(0);
    expect(seen.bytes / 200_000).toBeLessThan(32);
    for (const n of [0, 77_777, 199_999]) seen.see(`SPMC-OFA-2026-${n}`, 'another row');
    const contradicted = Array.from({ length: 200_000 }, (_, n) => n).filter((n) =>
      seen.isContradicted(`SPMC-OFA-2026-${n}`),
    );
    expect(contradicted).toEqual([0, 77_777, 199_999]);
  });
});
