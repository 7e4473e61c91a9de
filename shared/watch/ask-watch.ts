import type { NoticeQueue } from '#mail/ports.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { Instant } from '#register/civil-date.ts';
import { readEmail, tidy } from '#register/names/holder-input.ts';
import type { Needed } from '#watch/coverage/coverage.ts';
import type { WatchedSites } from './ports.ts';
import { readSite } from './watched-site.ts';

export interface AskWatchDeps {
  watchedSites: Pick<WatchedSites, 'ask'>;
  notices: NoticeQueue;
  /** A UUID. */
  newId(): string;
}

/**
 * Keeps an employer's request to watch a site, and has the reader of the address asked to confirm it; nothing is
 * watched before. The answer is the same for every address; one in trouble is not written to. Failure codes: `invalid`,
 * no address as an upload may have it; `invalidSite`, no name of one line and 80 characters at most; `usedUp`, the caller
 * typed the address five times that day; `noMoreMail`, no such mail goes today, whoever asks.
 */
export async function askWatch(
  deps: AskWatchDeps,
  asked: {
    /** The address as typed. */
    typed: string;
    site: string;
    language: Language;
    needed?: Needed | undefined;
    /** The network that asks. */
    caller: string;
    at: Instant;
  },
): Promise<{ ok: true } | { ok: false; code: 'invalid' | 'invalidSite' | 'usedUp' | 'noMoreMail' }> {
  const email = readEmail(tidy(asked.typed) ?? '');
  if (!email) return { ok: false, code: 'invalid' };
  const site = readSite(asked.site);
  if (!site) return { ok: false, code: 'invalidSite' };
  const { language, needed, at } = asked;
  const rosterId = deps.newId().replaceAll('-', '');
  const watchedSite = {
    rosterId,
    state: 'asked',
    email,
    language,
    site,
    needed,
    link: 1,
    askedAt: at,
    version: 1,
  } as const;
  const stored = await deps.watchedSites.ask(watchedSite, asked.caller);
  if (stored !== 'stored') return { ok: false, code: stored };
  await deps.notices.send([{ of: 'watchConfirm', rosterId }]);
  return { ok: true };
}
