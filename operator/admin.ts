import { createColleagues } from '#storage/access/colleagues.ts';
import { createProviderRepository } from '#storage/access/provider-repository.ts';
import { createPepper } from '#storage/secrets/pepper.ts';
import { createTable } from '#storage/table.ts';
import { withoutLimits } from '#storage/unconfirmed-mail.ts';
import { commands } from './commands.ts';
import { Misuse } from './misuse.ts';
import { readOptions } from './options.ts';
import { readPepper, tableName } from './target.ts';

/** `npm run admin -- <noun> <verb> …`: what the registry's operator does, here or (with `--stage`) in the cloud. */
const usage = `usage: npm run admin -- COMMAND
  provider add --code ABC --name-en "…" --name-zh "…" [--contact …] [--digest-email …]
               [--disclosure masked|full|matchOnly] [--approve TYPE:SCHEME:FROM[:TO]] …
               --digest-email is where the weekly digest goes: who expires soon, whose address fails
  provider edit --code ABC [--name-en "…"] [--name-zh "…"] [--contact …] [--digest-email …] [--disclosure …]
               [--key-sign-in on|off]
               --key-sign-in: whether people sign in to the console with a key too; programs always may
               --contact "" and --digest-email "" take it away
               emails about keys go to the address given here; without one they stay where they went, unless both are given
  provider show --code ABC
  provider list
  provider remove --code ABC
               its keys are revoked, its colleagues deleted and its console closed; its certificates stay, and are verified as before
  approval add --provider ABC --type OFA --scheme HK-509A-17-2-b-iii --from 2011-01-02 [--to 2024-12-31]
  approval end --provider ABC --type OFA --scheme HK-509A-17-2-b-iii [--from 2011-01-02] --to 2024-12-31
               --to is the last day; what was issued through that day stays recognised
  approval list --provider ABC
  key issue --provider ABC --label "…"
  key list [--provider ABC]
  key revoke ID [--with-issued]
               invitations that it sent and nobody has accepted end with it
               --with-issued also revokes all that the key issued, and all that those issued, and names whom they let in
  colleague add --provider ABC --email … --name "…" --role viewer|desk|manager
               invites somebody to the console, who signs in by email; the first manager invites the others
  colleague list --provider ABC
  colleague remove ID --provider ABC [--with-issued]
               signed out, the address is deleted; the name stays in the history for three years; keys that they issued, and
               whom they let in, are named; --with-issued revokes those keys, and all that those issued
  colleague reset ID --provider ABC
               for somebody who lost their device: passkeys and codes go, and a link in an email is enough again
  colleague erase ID --provider ABC
               the name goes too
  search rebuild
               every certificate is found by its holder's name, also those from before there was a search
  sites index
               every site is found by its address, also those from before “Send me the links to my sites”
  secret rotate
               a new secret for the links in emails; links that the one before signed stay good until
  secret retire
  holder show WHO [--provider ABC] [--everyone]
               what is held of the holder with this certificate number, or at this email address
  holder export WHO [--provider ABC] [--everyone]
               the same as JSON: a copy for the person who asked
  holder erase WHO [--provider ABC] [--everyone]
               name and address go wherever they are; the number can still be verified
               --everyone: also where several persons share the address
  status [--mails]
               what is deployed, what ran, what waits, what needs a person
               --mails also counts today's mails by their result, which reads the whole table
  dead-letters list
               what failed for good, by queue; nothing of what is in it
  dead-letters retry QUEUE
               each is tried once more; do so once its cause is corrected (docs/runbook.md)
  table adopt --table NAME --lost-since 2026-11-30T01:00:00.000Z
               a restored table gets its settings back, and no mail that may have gone since goes again
with --table NAME where a stage has two tables, --json for machines, --stage NAME for a deployed stage (with AWS credentials)`;

try {
  const { values, positionals } = readOptions();
  const [noun, , ...rest] = positionals;
  const command = commands[positionals.slice(0, 2).join(' ')];
  if (!command) throw new Misuse(noun ? `no command "${positionals.join(' ')}"\n${usage}` : usage);
  const table = createTable(await tableName(values.stage, values.table));
  const openColleagues = async () =>
    createColleagues(table, createPepper(await readPepper(values.stage)), withoutLimits(table));
  const repository = createProviderRepository(table);
  const { text, data } = await command(repository, values, rest, new Date(), openColleagues);
  console.log(values.json ? JSON.stringify(data) : text);
} catch (error) {
  const parsing =
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!(error instanceof Misuse) && !parsing) throw error;
  // Its first sentence says what; the rest is about Node.
  const [says = ''] = error.message.split('. ');
  console.error(parsing ? `${says}; npm run admin without arguments lists the commands` : error.message);
  process.exitCode = 1;
}
