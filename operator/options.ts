import { parseArgs } from 'node:util';

const options = {
  code: { type: 'string' },
  'name-en': { type: 'string' },
  'name-zh': { type: 'string' },
  contact: { type: 'string' },
  'digest-email': { type: 'string' },
  disclosure: { type: 'string' },
  approve: { type: 'string', multiple: true },
  provider: { type: 'string' },
  type: { type: 'string' },
  scheme: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  label: { type: 'string' },
  email: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  'key-sign-in': { type: 'string' },
  'with-issued': { type: 'boolean', default: false },
  stage: { type: 'string' },
  table: { type: 'string' },
  'lost-since': { type: 'string' },
  mails: { type: 'boolean' },
  everyone: { type: 'boolean' },
  json: { type: 'boolean', default: false },
} as const;

export type Options = ReturnType<typeof readOptions>['values'];

/** The words and options of a command line; throws an error of `parseArgs` for one that is not known. */
export function readOptions() {
  return parseArgs({ options, allowPositionals: true, strict: true });
}
