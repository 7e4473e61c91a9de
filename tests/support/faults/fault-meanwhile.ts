import { stopAll } from '#mail/address-state.ts';
import { createMailStates } from '#mail/store/mail-states.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { hongKongDay, instant } from '#register/civil-date.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { holderOfAddress } from '#storage/credentials/holder-pseudonym.ts';
import type { Item, Table } from '#storage/table.ts';
import type { Boundary } from './fault-proxy.ts';
import { faultPepper } from './fault-store.ts';
import { type Certificate, PROVIDER } from './fault-world.ts';

/** What somebody does while the reminders are worked on: at the instant of that many requests of the senders. */
export interface Meanwhile {
  action: 'revoke' | 'unsubscribe';
  certificate: Certificate;
  after: number;
}

/** From a moment on nothing may be claimed or sent about these but what was claimed by then. */
export interface Stopped {
  certificates: ReadonlySet<string>;
  claimed: ReadonlySet<string>;
}

/** Does it, as the API and the unsubscribe page do, between two requests of a sender. */
export function createMeanwhile(
  store: { table: Table; everything(): Promise<Item[]> },
  { action, certificate, after }: Meanwhile,
  certificates: readonly Certificate[],
) {
  let passed = 0;
  let stopped: Stopped | undefined;

  async function revoke(at: number): Promise<void> {
    const instantFrom = instant.parse(new Date(at).toISOString());
    const done = await changeStatus(
      { credentials: createCredentialStore(store.table, faultPepper) },
      {
        provider: PROVIDER,
        key: certificate.key,
        entry: {
          event: 'revoked',
          reason: 'issued in error',
          at: instantFrom,
          on: hongKongDay(instantFrom),
          source: { via: 'api', keyId: 'k' },
        },
      },
    );
    if (!done.ok) throw new Error(`not revoked: ${JSON.stringify(done)}`);
  }

  async function unsubscribe(at: number): Promise<void> {
    await createMailStates(store.table, faultPepper).request(
      await holderOfAddress(faultPepper, certificate.email),
      { at: instant.parse(new Date(at).toISOString()), action: 'stop', scope: stopAll, via: 'oneClick' },
    );
  }

  return {
    /** Before each request. */
    async passing({ worker }: Boundary, now: number): Promise<void> {
      if (!worker.startsWith('send-') || passed++ !== after) return;
      await (action === 'revoke' ? revoke(now) : unsubscribe(now));
      const concerned = certificates.filter(({ key, email }) =>
        action === 'revoke' ? key === certificate.key : email === certificate.email,
      );
      const claims = (await store.everything()).filter(({ entity }) => entity === 'mailing');
      stopped = {
        certificates: new Set(concerned.map(({ key }) => key)),
        claimed: new Set(claims.map(claimIdOf)),
      };
    },
    get stopped(): Stopped | undefined {
      return stopped;
    },
  };
}

/** Of the item that a claim leaves for its events. */
export const claimIdOf = ({ pk }: Item): string => String(pk).slice(String(pk).indexOf('#') + 1);
