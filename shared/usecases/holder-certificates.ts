import { type CivilDate, hongKongDay, type Instant } from '#domain/civil-date';
import type { ComingReminder } from '#domain/coming-reminder';
import type { Credential, CredentialStatus } from '#domain/credential';
import { effectiveExpiry, statusOn } from '#domain/history';
import { type MailState, type StopScope, stopFor } from '#domain/mail-state';
import type { Provider } from '#domain/provider';
import { explainReminders } from '#domain/reminder-explanation';
import type {
  CredentialStore,
  HolderIndex,
  MailStates,
  ProviderDirectory,
  Registered,
  ReminderHistory,
} from '#ports';
import { isRenewed } from './is-renewed.ts';

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
  /** Those of one page, in the order of their types and last valid days. */
  certificates: HolderCertificate[];
  /** Of all pages. */
  total: number;
  pages: number;
}

const ON_A_PAGE = 40;

/** One page (the first is 1) of everything that is registered for the address with this pseudonym. */
export async function holderCertificates(
  deps: HolderDeps,
  { holder, at, page }: { holder: string; at: Instant; page: number },
): Promise<HolderView> {
  const [keys, mailState] = await Promise.all([
    deps.holders.ofHolder(holder),
    deps.mailStates.stateOfHolder(holder),
  ]);
  const from = (page - 1) * ON_A_PAGE;
  const seen = await Promise.all(
    keys.slice(from, from + ON_A_PAGE).map(({ key, provider }) => ofHolder(deps, holder, key, provider)),
  );
  const certificates = await Promise.all(
    seen.flatMap((one) => (one ? [viewOf(deps, one, { at, mail: mailState })] : [])),
  );
  return {
    mailState,
    certificates,
    total: keys.length,
    pages: Math.max(1, Math.ceil(keys.length / ON_A_PAGE)),
  };
}

/** The address with this pseudonym, as one of its certificates has it; undefined when none has. */
export async function addressOf(
  deps: Pick<HolderDeps, 'holders' | 'credentials'>,
  holder: string,
): Promise<string | undefined> {
  for (const { key, provider } of await deps.holders.ofHolder(holder)) {
    const found = await ofHolder(deps, holder, key, provider);
    if (found) return found.credential.email;
  }
  return undefined;
}

/** Undefined when the credential has left that address: the index follows a moment later. */
async function ofHolder(
  deps: Pick<HolderDeps, 'holders' | 'credentials'>,
  holder: string,
  key: string,
  provider: string,
): Promise<Registered | undefined> {
  const found = await deps.credentials.get(key, provider);
  const email = found?.credential.email;
  return email && (await deps.holders.pseudonymOf(email)) === holder ? found : undefined;
}

async function viewOf(
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
