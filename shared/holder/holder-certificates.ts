import { type MailState, type StopScope, stopFor } from '#mail/address-state.ts';
import type { MailStates } from '#mail/ports.ts';
import type { Provider } from '#register/catalogue/provider.ts';
import type { Credential, CredentialStatus } from '#register/certificate/credential.ts';
import { effectiveExpiry, statusOn } from '#register/certificate/history.ts';
import { undefinedIfUnreadable } from '#register/change/undefined-if-unreadable.ts';
import { type CivilDate, hongKongDay, type Instant } from '#register/civil-date.ts';
import type {
  CredentialStore,
  HolderIndex,
  ProviderDirectory,
  Registered,
} from '#register/ports/register.ts';
import type { ComingReminder } from '#remind/explain/coming-reminder.ts';
import { explainReminders } from '#remind/explain/reminder-explanation.ts';
import { isRenewed } from '#remind/is-renewed.ts';
import type { ReminderHistory } from '#remind/ports.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';

export interface HolderDeps {
  holders: HolderIndex;
  credentials: CredentialStore;
  mailStates: MailStates;
  providers: ProviderDirectory;
  reminders: ReminderHistory;
}

export interface HolderCertificate {
  credential: Credential;
  /** Absent: it could not be found. */
  provider?: Provider | undefined;
  status: CredentialStatus;
  /** The last valid day; absent: it does not expire. */
  expiresOn?: CivilDate | undefined;
  next: ComingReminder;
  /** The widest of what the holder has stopped that it falls under. */
  stop?: StopScope | undefined;
}

export interface HolderView {
  mailState: MailState;
  /** Those of one page, the soonest last valid day first, what does not expire behind them, what has expired last. */
  certificates: HolderCertificate[];
  /** Of all pages. */
  total: number;
  pages: number;
}

const ON_A_PAGE = 40;
const READS_AT_ONCE = 8;

/** One page (the first is 1) of everything that is registered for the address with this pseudonym and can be read. */
export async function holderCertificates(
  deps: HolderDeps,
  { holder, at, page }: { holder: string; at: Instant; page: number },
): Promise<HolderView> {
  const [unordered, mailState] = await Promise.all([
    deps.holders.ofHolder(holder),
    deps.mailStates.findByHolder(holder),
  ]);
  const today = hongKongDay(at);
  const place = ({ expiresOn, key, provider }: (typeof unordered)[number]) =>
    `${urgency(expiresOn, today)} ${key} ${provider}`;
  const keys = unordered.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
  const from = (page - 1) * ON_A_PAGE;
  const seen = await Promise.all(
    keys.slice(from, from + ON_A_PAGE).map((id) => registeredTo(deps, holder, id)),
  );
  const views = await Promise.all(
    seen.map((one) => one && undefinedIfUnreadable(toView(deps, one, { at, mail: mailState }))),
  );
  return {
    mailState,
    certificates: views.filter((view) => view !== undefined),
    total: keys.length,
    pages: Math.max(1, Math.ceil(keys.length / ON_A_PAGE)),
  };
}

/** Sorts as the holder should read; of what has expired the latest first would be no help, so that goes by day as well. */
function urgency(expiresOn: CivilDate | undefined, today: CivilDate): string {
  if (!expiresOn) return '1';
  return expiresOn < today ? `2${expiresOn}` : `0${expiresOn}`;
}

/** The address with this pseudonym, as one of its certificates has it; undefined when none has. */
export async function findAddress(
  deps: Pick<HolderDeps, 'holders' | 'credentials'>,
  holder: string,
): Promise<string | undefined> {
  for (const id of await deps.holders.ofHolder(holder)) {
    const found = await registeredTo(deps, holder, id);
    if (found) return found.credential.email;
  }
  return undefined;
}

/** How many certificates are registered for the address with this pseudonym now; the index may not name those of `also` yet. */
export async function countCertificates(
  deps: Pick<HolderDeps, 'holders' | 'credentials'>,
  holder: string,
  also: readonly { key: string; provider: string }[],
): Promise<number> {
  const named = [...(await deps.holders.ofHolder(holder)), ...also];
  const ids = [...new Map(named.map((id) => [`${id.provider}#${id.key}`, id])).values()];
  const found = await eachAtOnce(ids, READS_AT_ONCE, (id) => registeredTo(deps, holder, id));
  return found.filter((one) => one !== undefined).length;
}

/**
 * The credential, if it is registered for the address with this pseudonym now: neither the index (it follows a moment
 * later) nor a link (it lasts) says so. Undefined also when it cannot be read.
 */
export async function registeredTo(
  deps: Pick<HolderDeps, 'holders' | 'credentials'>,
  holder: string,
  { key, provider }: { key: string; provider: string },
): Promise<Registered | undefined> {
  const found = await undefinedIfUnreadable(deps.credentials.get(key, provider));
  const email = found?.credential.email;
  return email && (await deps.holders.pseudonymOf(email)) === holder ? found : undefined;
}

async function toView(
  deps: HolderDeps,
  { credential, nextReminderOn }: Registered,
  { at, mail }: { at: Instant; mail: MailState },
): Promise<HolderCertificate> {
  const on = hongKongDay(at);
  const [provider, renewed, reminders] = await Promise.all([
    deps.providers.get(credential.provider),
    isRenewed(deps, credential, on),
    deps.reminders.ofCredential(credential.key, credential.provider),
  ]);
  return {
    credential,
    provider,
    status: statusOn(credential, on),
    expiresOn: effectiveExpiry(credential),
    next: explainReminders({ credential, nextReminderOn, mail, renewed, at, reminders }).next,
    stop: stopFor(mail, credential),
  };
}
