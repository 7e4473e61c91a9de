import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const amount = z.number().nonnegative();
const how = { how: z.string() };

const price = z.strictObject({
  httpApiMillion: amount,
  lambdaMillion: amount,
  lambdaGbSecond: amount,
  readMillion: amount,
  writeMillion: amount,
  tableGbMonth: amount,
  backupGbMonth: amount,
  sqsMillion: amount,
  mailThousand: amount,
  logGb: amount,
  metricMonth: amount,
  alarmMonth: amount,
  secretMonth: amount,
  edgeMonth: amount,
  edgeMillion: amount,
  vcpuHour: amount,
  containerGbHour: amount,
  balancerHour: amount,
  natHour: amount,
  postgresHour: amount,
  postgresGbMonth: amount,
});
export type Prices = z.infer<typeof price>;

const work = { billedMilliseconds: amount, gigabytes: amount, ...how };

const units = z.strictObject({
  verification: z.strictObject({ readUnits: amount, logBytes: amount, ...work }),
  registration: z.strictObject({ writeUnits: amount, storedBytes: amount, messages: amount, ...work }),
  mail: z.strictObject({
    writeUnits: amount,
    readUnits: amount,
    messages: amount,
    logBytes: amount,
    ...work,
  }),
  fixed: z.strictObject({ metrics: amount, alarms: amount, secrets: amount, ...how }),
  container: z.strictObject({
    tasks: amount,
    vcpu: amount,
    gigabytes: amount,
    natGateways: amount,
    bytesStored: amount,
    ...how,
  }),
});
export type Units = z.infer<typeof units>;

const priceTable = z.strictObject({
  asOf: z.iso.date(),
  currency: z.string(),
  checked: z.string(),
  sources: z.array(z.url()),
  regions: z.record(z.string(), price),
});

const read = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'));

export const readPrices = () => priceTable.parse(read('prices.json'));
export const readUnits = () => units.parse(read('units.json'));
