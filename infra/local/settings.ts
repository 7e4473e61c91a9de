import { join, resolve } from 'node:path';
import { Failure } from './failure.ts';

export interface Settings {
  port: number;
  /** Begin anew: what an earlier run left in the state folder goes first. */
  fresh: boolean;
  /** Absolute path of the folder that survives a restart. */
  state: string;
  /** A synthesized assembly to run instead of this project's own, without sample data. Tests use it. */
  assembly: string | undefined;
  /** What SES lets the account send. */
  mail: SendingLimits;
  /** The share of functions' requests that break off; one in a hundred is 0.01. */
  losses: number;
}

export interface SendingLimits {
  /** Mails a second. */
  rate: number;
  /** Mails in 24 hours. */
  quota: number;
}

export const PROJECT = resolve(import.meta.dirname, '..', '..');

/** @throws Failure for an argument that is not known or a value that is out of range */
export function readSettings(args: readonly string[], env: NodeJS.ProcessEnv): Settings {
  const unknown = args.find((arg) => arg !== '--fresh');
  if (unknown !== undefined) throw new Failure(`npm start knows --fresh only, not "${unknown}"`);
  return {
    port: portFrom(env['PORT']),
    fresh: args.includes('--fresh'),
    state: stateFolder(env),
    assembly: env['CERTKEEPER_ASSEMBLY'] ? resolve(env['CERTKEEPER_ASSEMBLY']) : undefined,
    mail: {
      // Those of an account that has just left SES's sandbox.
      rate: wholeNumber(env, 'CERTKEEPER_SES_RATE', { least: 1, otherwise: 14 }),
      quota: wholeNumber(env, 'CERTKEEPER_SES_QUOTA', { least: 0, otherwise: 50_000 }),
    },
    losses: shareOf(env, 'CERTKEEPER_LOSSES'),
  };
}

export const stateFolder = (env: NodeJS.ProcessEnv): string =>
  env['CERTKEEPER_STATE'] ? resolve(env['CERTKEEPER_STATE']) : join(PROJECT, '.local');

function portFrom(text: string | undefined): number {
  if (text === undefined || text === '') return 3000;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new Failure(`PORT must be a number from 1 to 65535, not "${text}"`);
}

function wholeNumber(
  env: NodeJS.ProcessEnv,
  name: string,
  { least, otherwise }: { least: number; otherwise: number },
): number {
  const text = env[name] ?? '';
  if (text === '') return otherwise;
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new Failure(`${name} must be a whole number of ${least} or more, not "${text}"`);
}

function shareOf(env: NodeJS.ProcessEnv, name: string): number {
  const text = env[name] ?? '';
  if (text === '') return 0;
  if (/^0?\.\d{1,6}$/.test(text)) return Number(text);
  throw new Failure(`${name} must be a share of one like 0.01, not "${text}"`);
}
