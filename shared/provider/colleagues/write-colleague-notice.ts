import { isUndeliverable } from '#mail/is-undeliverable.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import type { ComposedMail, MailStates } from '#mail/ports.ts';
import type { WrittenNotice } from '#mail/send-notice.ts';
import { keyNoticesTo } from '#provider/write-key-notice.ts';
import { type Colleague, type ColleagueStep, isColleague } from '#register/catalogue/colleague.ts';
import type { Provider } from '#register/catalogue/provider.ts';
import type { ProviderRepository } from '#register/ports/access.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { Colleagues } from '#register/ports/colleagues.ts';

export interface ColleagueNotice {
  provider: Pick<Provider, 'name'>;
  colleague: Colleague;
  step: ColleagueStep;
  /** Who did it: a colleague's name or a key's label; undefined: the operator, or nobody knows. */
  by?: string;
}

export interface WriteColleagueNoticeDeps {
  keys: Pick<ProviderRepository, 'findProvider' | 'listKeys'>;
  colleagues: Pick<Colleagues, 'find'>;
  mailStates: MailStates;
  composeColleagueNotice(notice: ColleagueNotice): ComposedMail;
  clock: Clock;
}

/** Invites a colleague, or tells the provider of one; or why nobody is told. */
export async function writeColleagueNotice(
  deps: WriteColleagueNoticeDeps,
  { provider: code, colleagueId, step }: NoticeSubject & { of: 'colleague' },
): Promise<WrittenNotice> {
  const [provider, colleague] = await Promise.all([
    deps.keys.findProvider(code),
    deps.colleagues.find(code, colleagueId),
  ]);
  if (!provider || !colleague) return { skip: 'gone' };
  const isOwn = isToColleague(step);
  if (isOwn && !isColleague(colleague, deps.clock())) return { skip: 'gone' };
  const to = isOwn ? colleague.email : keyNoticesTo(provider);
  if (to === undefined) return { skip: 'noAddress' };
  // They are told of their own already.
  if (alsoToldToColleague.includes(step) && to === colleague.email) return { skip: 'merged' };
  if (await isUndeliverable(deps, to)) return { skip: 'undeliverable' };
  const by = await nameOf(deps, code, (step !== 'invitation' && colleague.changedBy) || colleague.invitedBy);
  return { mail: { to, ...deps.composeColleagueNotice({ provider, colleague, step, ...(by && { by }) }) } };
}

const toColleague: readonly ColleagueStep[] = ['invitation', 'passkey', 'factorLost'];
const alsoToldToColleague: readonly ColleagueStep[] = ['factorAdded', 'factorRemoved'];

/** The others tell the provider what was done in its name. */
export const isToColleague = (step: ColleagueStep) => toColleague.includes(step);

async function nameOf(
  deps: Pick<WriteColleagueNoticeDeps, 'keys' | 'colleagues'>,
  provider: string,
  keyId: string,
): Promise<string | undefined> {
  const known = await deps.colleagues.find(provider, keyId);
  if (known) return known.name;
  return (await deps.keys.listKeys(provider)).find((key) => key.keyId === keyId)?.label;
}
