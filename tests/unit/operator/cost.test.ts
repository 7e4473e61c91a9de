import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { containers, serverless, total } from '../../../operator/cost/model.ts';
import { readPrices, readUnits } from '../../../operator/cost/tables.ts';

const { regions, asOf } = readPrices();
const units = readUnits();
const price = regions['ap-east-1'];
if (!price) throw new Error('no prices of Hong Kong');
const docs = readFileSync(new URL('../../../docs/cost.md', import.meta.url), 'utf8');

describe('what it costs', () => {
  it('is by verification twice as much for twice as many, and for none still what stands there', () => {
    const at = (verifications: number) => serverless({ credentials: 0, verifications }, price, units);
    expect(at(2e7)['API requests']).toBeCloseTo(2 * (at(1e7)['API requests'] ?? 0));
    expect(at(12e6)['API requests']).toBeCloseTo(price.httpApiMillion);
    expect(at(0)['API requests']).toBe(0);
    expect(total(at(0))).toBeCloseTo((at(0)['metrics, alarms, secrets'] ?? 0) + (at(0)['edge'] ?? 0));
  });

  it('counts a read unit for two verifications, and ten write units for a certificate that is registered', () => {
    const verified = serverless({ credentials: 0, verifications: 24e6 }, price, units);
    expect(verified['table, asked']).toBeCloseTo(price.readMillion);
    const withoutMail = { ...units, mail: { ...units.mail, readUnits: 0, writeUnits: 0 } };
    const registered = serverless({ credentials: 36e6, verifications: 0 }, price, withoutMail);
    expect(registered['table, asked']).toBeCloseTo(10 * price.writeMillion);
  });

  it.each([
    [1e4, 1e5],
    [1e5, 1e6],
    [1e6, 1e7],
    [1e6, 1e8],
    [1e6, 1e9],
  ])(
    'for %i certificates and %i verifications a year stands in the docs as it is computed',
    (credentials, verifications) => {
      const dollars = [serverless, containers].map((of) =>
        Math.round(total(of({ credentials, verifications }, price, units))),
      );
      const row = [credentials, verifications].map((n) => n.toLocaleString('en')).join(' | ');
      expect(docs).toContain(`| ${row} | ${dollars.join(' | ')} |`);
      expect(docs).toContain(asOf);
    },
  );
});
