import type { Colleague } from '#register/catalogue/colleague.ts';
import type { Instant } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import type { Operation } from '#storage/table.ts';

/** Notes that a passkey or an app's codes went, by whom: of two changes at once one is made, and it is told. `reset`: all of them. */
export const factorsRemoved = (
  { provider, colleagueId, version }: Colleague,
  { by, at, reset = false }: { by: string; at: Instant; reset?: boolean },
): Operation => ({
  update: keys.colleague(provider, colleagueId),
  by: {
    text: `SET #version = #version + :one, #factorsRemovedAt = :at, #changedBy = :by${reset ? ', #resetAt = :at' : ''}`,
    values: { ':one': 1, ':at': at, ':by': by },
  },
  condition: { text: '#version = :seen', values: { ':seen': version } },
});
