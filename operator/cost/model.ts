import type { Prices, Units } from './tables.ts';

/** What is held, and what happens in a year. */
export interface Load {
  credentials: number;
  verifications: number;
}

/** US dollars a month, line by line. */
export type Costs = Record<string, number>;

/** A certificate is good for three years: a third is issued anew each year, and its holder is reminded of it three times. */
const VALID_YEARS = 3;
const MAILS_A_CREDENTIAL = 3;
const MILLION = 1e6;
const GIGABYTE = 1e9;
const HOURS = 730;

const aMonth = ({ credentials, verifications }: Load) => ({
  verified: verifications / 12,
  registered: credentials / VALID_YEARS / 12,
  mailed: (credentials / VALID_YEARS / 12) * MAILS_A_CREDENTIAL,
});

/** As it is built here. */
export function serverless(load: Load, price: Prices, unit: Units): Costs {
  const { verified, registered, mailed } = aMonth(load);
  const gbSeconds = (work: { billedMilliseconds: number; gigabytes: number }) =>
    (work.billedMilliseconds / 1000) * work.gigabytes;
  const writes = registered * unit.registration.writeUnits + mailed * unit.mail.writeUnits;
  const reads = verified * unit.verification.readUnits + mailed * unit.mail.readUnits;
  const stored = (load.credentials * unit.registration.storedBytes) / GIGABYTE;
  const logged = verified * unit.verification.logBytes + mailed * unit.mail.logBytes;
  return {
    'API requests': (verified / MILLION) * price.httpApiMillion,
    functions:
      ((verified + registered + mailed) / MILLION) * price.lambdaMillion +
      (verified * gbSeconds(unit.verification) +
        registered * gbSeconds(unit.registration) +
        mailed * gbSeconds(unit.mail)) *
        price.lambdaGbSecond,
    'table, asked': (reads / MILLION) * price.readMillion + (writes / MILLION) * price.writeMillion,
    'table, kept and backed up': stored * (price.tableGbMonth + price.backupGbMonth),
    queues:
      ((registered * unit.registration.messages + mailed * unit.mail.messages) / MILLION) * price.sqsMillion,
    emails: (mailed / 1000) * price.mailThousand,
    logs: (logged / GIGABYTE) * price.logGb,
    'metrics, alarms, secrets':
      unit.fixed.metrics * price.metricMonth +
      unit.fixed.alarms * price.alarmMonth +
      unit.fixed.secrets * price.secretMonth,
    edge: price.edgeMonth + (verified / MILLION) * price.edgeMillion,
  };
}

/** The same service from containers and Postgres, up while one of two zones is not. */
export function containers(load: Load, price: Prices, unit: Units): Costs {
  const { verified, mailed } = aMonth(load);
  const { tasks, vcpu, gigabytes, natGateways, bytesStored } = unit.container;
  return {
    containers: tasks * HOURS * (vcpu * price.vcpuHour + gigabytes * price.containerGbHour),
    balancer: HOURS * price.balancerHour,
    'NAT gateways': natGateways * HOURS * price.natHour,
    Postgres: HOURS * price.postgresHour,
    'Postgres, kept': Math.max(20, (load.credentials * bytesStored) / GIGABYTE) * price.postgresGbMonth,
    emails: (mailed / 1000) * price.mailThousand,
    logs: ((verified * unit.verification.logBytes) / GIGABYTE) * price.logGb,
    'metrics, alarms, secrets':
      unit.fixed.metrics * price.metricMonth +
      unit.fixed.alarms * price.alarmMonth +
      unit.fixed.secrets * price.secretMonth,
    edge: price.edgeMonth + (verified / MILLION) * price.edgeMillion,
  };
}

export const total = (costs: Costs): number => Object.values(costs).reduce((sum, each) => sum + each, 0);
