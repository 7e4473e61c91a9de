import { approvalCommands } from './approval-commands.ts';
import type { Command } from './asking.ts';
import { colleagueCommands } from './colleague-commands.ts';
import { deadLetterCommands } from './dead-letter-commands.ts';
import { holderCommands } from './holder-commands.ts';
import { keyCommands } from './key-commands.ts';
import { providerCommands } from './provider-commands.ts';
import { searchCommands } from './search-commands.ts';
import { secretCommands } from './secret-commands.ts';
import { siteCommands } from './site-commands.ts';
import { statusCommands } from './status-commands.ts';
import { tableCommands } from './table-commands.ts';

/** Every command by its words. */
export const commands: Record<string, Command> = {
  ...providerCommands,
  ...approvalCommands,
  ...keyCommands,
  ...colleagueCommands,
  ...holderCommands,
  ...searchCommands,
  ...siteCommands,
  ...secretCommands,
  ...tableCommands,
  ...statusCommands,
  ...deadLetterCommands,
};
