import { type Colleague, isColleague } from '#register/catalogue/colleague.ts';
import type { Instant } from '#register/civil-date.ts';
import type { Colleagues } from '#register/ports/colleagues.ts';

/**
 * Ends the invitations that nobody has accepted yet of who may not invite any more, colleagues or keys (`senders`); `by`: who
 * has them ended. Whoever accepts at that moment stays: managers see them in the list. How many ended.
 */
export async function endInvitations(
  { colleagues }: { colleagues: Pick<Colleagues, 'list' | 'replace'> },
  { provider, senders, by, at }: { provider: string; senders: readonly string[]; by: string; at: Instant },
): Promise<number> {
  const isOpen = (one: Colleague) => !one.joinedAt && isColleague(one, at);
  const open = (await colleagues.list(provider)).filter(
    (one) => isOpen(one) && senders.includes(one.invitedBy),
  );
  let ended = 0;
  for (const seen of open) {
    const { email: _, ...known } = seen;
    const stored = await colleagues.replace(seen, { ...known, removedAt: at, changedBy: by });
    if (stored === 'stored') ended += 1;
  }
  return ended;
}
