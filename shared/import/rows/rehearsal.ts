import type { Credential } from '#register/certificate/credential.ts';
import { type Entry, sameRow } from '#register/certificate/registration.ts';
import type { CredentialStore, Registered } from '#register/ports/register.ts';
import type { PreviewedRow } from '#tables/import-job.ts';

/**
 * A store that answers as the register would, and keeps to itself what it is told: what would come of rows is found out by the
 * very code that registers them.
 */
export function rehearsed(credentials: CredentialStore): CredentialStore {
  const told = new Map<string, Registered>();
  const nameOf = ({ key, provider }: { key: string; provider: string }) => `${provider}#${key}`;
  const get: CredentialStore['get'] = async (key, provider) =>
    told.get(nameOf({ key, provider })) ?? (await credentials.get(key, provider));
  return {
    get,
    async create(record) {
      const { key, provider } = record.credential;
      const existing = await get(key, provider);
      if (existing) return { outcome: 'exists', existing };
      told.set(nameOf(record.credential), record);
      return { outcome: 'created' };
    },
    async replace(_, next) {
      told.set(nameOf(next.credential), next);
      return 'stored';
    },
    async makeFindable() {},
    async supersede() {
      throw new Error('no row of a file renews a certificate');
    },
    async remove() {
      throw new Error('no row of a file takes a certificate away');
    },
  };
}

/** What one row changes: the facts that it corrects, or the status that it gives. */
export function changesOf({ history }: Credential, { source }: Entry): PreviewedRow['changes'] {
  const entry = history.find((one) => sameRow(one.source, source));
  if (entry?.event === 'corrected') return entry.changes;
  if (entry?.event === 'revoked' || entry?.event === 'suspended')
    return [{ field: 'status', from: null, to: entry.event }];
  return [];
}
