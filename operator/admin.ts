import { createRegistryOffice } from '#adapters/registry-office';
import { createTable } from '#adapters/table';
import { commands } from './commands.ts';
import { Misuse } from './misuse.ts';
import { readOptions } from './options.ts';
import { tableOf } from './target.ts';

/** `npm run admin -- <noun> <verb> …`: what the registry's operator does, here or (with `--stage`) in the cloud. */
const usage = `usage: npm run admin -- provider add --code ABC --name-en "…" --name-zh "…" [--contact …] [--disclosure masked|full|matchOnly] [--approve TYPE:SCHEME:FROM[:TO]]
       npm run admin -- provider list
       npm run admin -- key issue --provider ABC --label "…"
       npm run admin -- key list [--provider ABC]
       npm run admin -- key revoke ID
       add --json for machines, --stage NAME for a deployed stage (with AWS credentials)`;

try {
  const { values, positionals } = readOptions();
  const [noun, verb, ...rest] = positionals;
  const command = commands[`${noun} ${verb}`];
  if (!command) throw new Misuse(usage);
  const office = createRegistryOffice(createTable(await tableOf(values.stage)));
  const { text, data } = await command(office, values, rest, new Date());
  console.log(values.json ? JSON.stringify(data) : text);
} catch (error) {
  const parsing =
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!(error instanceof Misuse) && !parsing) throw error;
  console.error(parsing ? `${error.message}\n${usage}` : error.message);
  process.exitCode = 1;
}
