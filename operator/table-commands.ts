import { instant } from '#register/civil-date.ts';
import { createProviderList } from '#storage/access/provider-directory.ts';
import { restoreSettings } from '#storage/restored-table.ts';
import { createTable } from '#storage/table.ts';
import { type Command, needed } from './asking.ts';
import { Misuse } from './misuse.ts';
import { holdBack } from './restore/hold-back.ts';

/** The way back from a lost table (docs/runbook.md). */
export const tableCommands: Record<string, Command> = {
  async 'table adopt'(_repository, options, _rest, now) {
    const name = needed(options, 'table');
    const lostSince = instant.safeParse(needed(options, 'lost-since'));
    if (!lostSince.success) throw new Misuse('--lost-since: write the instant as 2026-11-30T01:00:00.000Z');
    const at = instant.parse(now.toISOString());
    if (lostSince.data > at) throw new Misuse('--lost-since is in the future');
    const { applied, ...adopted } = await restoreSettings(name);
    const table = createTable(name);
    const held = await holdBack(table, createProviderList(table), { lostSince: lostSince.data, now: at });
    const text = [
      `${name} has again: ${applied.join(', ') || 'all that it had'}`,
      `held back, as they may have gone since ${lostSince.data}: ${held.reminders} reminders, ${held.digests} digests, ${held.alerts} alerts`,
      'now set in infra/stage.ts, and deploy:',
      `  adoptedTable: { arn: '${adopted.arn}', streamArn: '${adopted.streamArn}' }`,
    ].join('\n');
    return { text, data: { ...adopted, applied, held } };
  },
};
