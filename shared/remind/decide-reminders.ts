import { type MailState, mailObstacle, NOTHING_KNOWN } from '#mail/address-state.ts';
import type { MailStates } from '#mail/ports.ts';
import type { CivilDate } from '#register/civil-date.ts';
import type {
  CredentialStore,
  HolderIndex,
  ProviderDirectory,
  Registered,
} from '#register/ports/register.ts';
import { decideReminders, type StageDecision } from '#remind/reminder-decision.ts';
import { isRenewed } from './is-renewed.ts';

/** What is decided for one credential, as of consistent reads. */
export interface DecidedReminders {
  seen: Registered;
  decisions: StageDecision[];
  /** Its next stage after these. */
  next: CivilDate | undefined;
  mailState: MailState;
}

/** Why one credential could not be decided. */
export interface DecideFault {
  key: string;
  provider: string;
  error: unknown;
}

export interface DecideDeps {
  credentials: CredentialStore;
  holders: HolderIndex;
  providers: ProviderDirectory;
  mailStates: Pick<MailStates, 'find'>;
}

/**
 * Decides the due stages of each credential. A credential that cannot be read does not keep the others from being
 * decided: the faults are given back beside the decisions.
 */
export async function decideDue(
  deps: DecideDeps,
  { on, credentials }: { on: CivilDate; credentials: { key: string; provider: string }[] },
): Promise<{ decided: DecidedReminders[]; faults: DecideFault[] }> {
  const decided: DecidedReminders[] = [];
  const faults: DecideFault[] = [];
  const mailStates = new Map<string, MailState>();
  for (const { key, provider } of credentials) {
    try {
      const seen = await deps.credentials.get(key, provider);
      if (!seen?.nextReminderOn || seen.nextReminderOn > on) continue;
      const { credential, nextReminderOn } = seen;
      const address = credential.email?.toLowerCase();
      const mailState = address
        ? (mailStates.get(address) ?? (await deps.mailStates.find(address)))
        : NOTHING_KNOWN;
      if (address) mailStates.set(address, mailState);
      const { decisions, nextReminderOn: next } = decideReminders({
        credential,
        nextReminderOn,
        on,
        renewed: await isRenewed(deps, credential, on),
        mail: mailObstacle(mailState, credential),
      });
      decided.push({ seen, decisions, next, mailState });
    } catch (error) {
      faults.push({ key, provider, error });
    }
  }
  return { decided, faults };
}
