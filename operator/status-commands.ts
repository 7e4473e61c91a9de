import { mailClosure } from '#mail/store/mail-pace.ts';
import { instant } from '#register/civil-date.ts';
import { createTable } from '#storage/table.ts';
import type { Command } from './asking.ts';
import { lineOf } from './dead-letter-commands.ts';
import { type ImportUnderWay, importsOf } from './imports-under-way.ts';
import { mailQuota } from './store/account.ts';
import { type NightlyBackups, nightlyBackups, recoverableUntil } from './store/backups.ts';
import { deployedWith } from './store/deployed-functions.ts';
import { mailsOn } from './store/mails-on.ts';
import { deadLettersAmong, findQueues, workQueues } from './store/stage-queues.ts';
import { queuePrefix, tableName } from './target.ts';

/** One page for whoever looks after the registry: what ran, what waits, what needs a person. Nobody's name or address is in it. */
export const statusCommands: Record<string, Command> = {
  async status(repository, { stage, table: named, mails }, _rest, now) {
    const name = await tableName(stage, named);
    const table = createTable(name);
    const at = instant.parse(now.toISOString());
    const deployed = stage === undefined ? undefined : await deployedWith(stage);
    const queues = await findQueues(queuePrefix(stage));
    const providers = await Promise.all(
      (await repository.listProviders()).map(async ({ code }) => ({
        code,
        ...(await importsOf(table, code, at)),
      })),
    );
    const data = {
      at,
      release: deployed?.release ?? null,
      recoverableUntil: await recoverableUntil(name),
      nightlyBackups: stage === undefined ? null : await nightlyBackups(name),
      mail: { ...(await mailQuota(deployed?.mailRegion)), closed: (await mailClosure(table, at)) ?? null },
      mailsToday: mails ? await mailsOn(name, at) : null,
      providers: providers.map(({ code, lastUploadAt }) => ({ code, lastUploadAt })),
      imports: providers.flatMap(({ underWay }) => underWay),
      queues: workQueues(queues).flatMap(({ name, messages }) => (messages > 0 ? [{ name, messages }] : [])),
      deadLetters: deadLettersAmong(queues).filter(({ messages }) => messages > 0),
    };
    return { text: linesOf(data).join('\n'), data };
  },
};

interface Status {
  at: string;
  release: string | null;
  recoverableUntil: string | null;
  /** null: not asked, as AWS Backup is not on one machine. */
  nightlyBackups: NightlyBackups | 'denied' | null;
  mail: Awaited<ReturnType<typeof mailQuota>> & { closed: Awaited<ReturnType<typeof mailClosure>> | null };
  mailsToday: Awaited<ReturnType<typeof mailsOn>> | null;
  providers: { code: string; lastUploadAt: string | null }[];
  imports: ImportUnderWay[];
  queues: { name: string; messages: number }[];
  deadLetters: Parameters<typeof lineOf>[0][];
}

function linesOf(of: Status): string[] {
  const { mail, mailsToday } = of;
  const quota = `${mail.sentLast24Hours} in the last 24 hours of ${mail.inDay ?? 'any number'}, ${mail.inSecond ?? 'any number'} a second`;
  const imports = of.imports.map(
    ({ provider, importId, state, since, done, total, isLong }) =>
      `${provider}\t${importId}\t${state}, ${done} of ${total ?? '?'} rows, since ${since}${isLong ? ' - TOO LONG' : ''}`,
  );
  return [
    `As of ${of.at}`,
    `Deployed: ${of.release ?? 'this folder, here'}`,
    `Backup: ${of.recoverableUntil ? `every second until ${of.recoverableUntil}` : 'none'}`,
    `Nightly backup: ${nightlyLine(of.nightlyBackups)}`,
    `Mail: ${quota}${mail.closed ? `; STOPPED until ${mail.closed.until} (${mail.closed.because})` : ''}`,
    ...(mailsToday
      ? [
          `Mail of ${mailsToday.on}: ${
            Object.entries(mailsToday.mails)
              .map(([state, n]) => `${n} ${state}`)
              .join(', ') || 'none'
          }`,
        ]
      : []),
    ...section(
      'Providers',
      of.providers.map(({ code, lastUploadAt }) => `${code}\tlast upload ${lastUploadAt ?? 'never'}`),
    ),
    ...section('Imports under way', imports),
    ...section(
      'Waiting in queues',
      of.queues.map(({ name, messages }) => `${messages}\t${name}`),
    ),
    ...section('Dead letters', of.deadLetters.map(lineOf)),
  ];
}

function nightlyLine(backups: Status['nightlyBackups']): string {
  if (backups === null) return 'not asked here';
  if (backups === 'denied')
    return 'not told to these credentials: allow backup:ListRecoveryPointsByResource and backup:ListCopyJobs';
  const { lastAt, lastCopy } = backups;
  return `last ${lastAt ?? 'none'}; copied elsewhere ${lastCopy ? `${lastCopy.at}, into ${lastCopy.vault}` : 'none'}`;
}

const section = (title: string, lines: string[]) =>
  lines.length > 0 ? [`${title}:`, ...lines.map((line) => `  ${line}`)] : [`${title}: none`];
