import type { ImportDeps } from '#import/deps.ts';
import type { MailStates, UndeliverableIndex } from '#mail/ports.ts';
import type { OrderDeps } from '#orders/deps.ts';
import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import type { KeyRing, ProviderRepository, RequestMemory } from '#register/ports/access.ts';
import type {
  CredentialList,
  CredentialStore,
  HolderIndex,
  NameIndex,
  NumberSource,
  ProviderDirectory,
} from '#register/ports/register.ts';
import type { ReminderHistory } from '#remind/ports.ts';

export interface ApiDeps extends ImportDeps, OrderDeps, ColleagueDeps {
  keyRing: KeyRing;
  credentials: CredentialStore;
  list: CredentialList;
  reminders: ReminderHistory;
  holders: HolderIndex;
  names: NameIndex;
  mailStates: MailStates;
  undeliverable: UndeliverableIndex;
  numbers: NumberSource;
  requests: RequestMemory;
  keys: Pick<ProviderRepository, 'issueKeyWith' | 'listKeys' | 'revokeKey'>;
  providers: ProviderDirectory;
  /** Of the environment; empty where there is no edge. */
  edgeSecret: string;
}
