import { parseArgs } from 'node:util';
import { type Costs, containers, serverless, total } from './cost/model.ts';
import { readPrices, readUnits } from './cost/tables.ts';
import { Misuse } from './misuse.ts';

/** `npm run cost -- --credentials 1e6 --verifications 1e7 --region ap-east-1 [--json]`: US dollars a month (docs/cost.md). */
const options = {
  credentials: { type: 'string', default: '1e6' },
  verifications: { type: 'string', default: '1e7' },
  region: { type: 'string', default: 'ap-east-1' },
  json: { type: 'boolean', default: false },
} as const;

function count(name: string, text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number < 0)
    throw new Misuse(`--${name} ${text}: write a number such as 1000000 or 1e6`);
  return number;
}

const lines = (title: string, costs: Costs) => [
  title,
  ...Object.entries({ ...costs, together: total(costs) }).map(
    ([what, dollars]) => `  ${what.padEnd(28)}${dollars.toFixed(2).padStart(10)}`,
  ),
];

try {
  const { values } = parseArgs({ options });
  const load = {
    credentials: count('credentials', values.credentials),
    verifications: count('verifications', values.verifications),
  };
  const { regions, asOf, checked } = readPrices();
  const price = regions[values.region];
  if (!price) throw new Misuse(`no prices of ${values.region}; there are ${Object.keys(regions).join(', ')}`);
  const units = readUnits();
  const here = serverless(load, price, units);
  const others = containers(load, price, units);
  if (values.json)
    console.log(JSON.stringify({ load, region: values.region, asOf, serverless: here, containers: others }));
  else
    console.log(
      [
        `${load.credentials.toLocaleString('en')} certificates held, ${load.verifications.toLocaleString('en')} verifications a year, ${values.region}`,
        `US dollars a month at prices of ${asOf}. ${checked}.`,
        ...lines('As it is built here', here),
        ...lines('Containers and Postgres in two zones', others),
      ].join('\n'),
    );
} catch (error) {
  const parsing =
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!(error instanceof Misuse) && !parsing) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
