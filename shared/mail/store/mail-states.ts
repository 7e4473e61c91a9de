import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  type Arrival,
  allReturned,
  graverTrouble,
  type MailState,
  type MailTrouble,
  mailState,
  NOTHING_KNOWN,
  rankOfTrouble,
  withArrival,
  withRequest,
} from '#mail/address-state.ts';
import type { MailStates } from '#mail/ports.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import { INDEXES, indexKeys, keys, parseCredentialKey } from '#storage/contract/table.ts';
import { holderOfAddress } from '#storage/credentials/holder-pseudonym.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { absent, type Expression, type Item, type Operation, type Table } from '#storage/table.ts';

/** The condition that nothing more is known of an address than was seen. */
export function mailStateUnchanged({ version }: MailState): Expression {
  return version === undefined ? absent : { text: '#version = :version', values: { ':version': version } };
}

export function createMailStates(table: Table, pepper: Pepper): MailStates {
  return {
    async find(email) {
      return stateOf(await holderOfAddress(pepper, email));
    },

    findByHolder: stateOf,

    async record(email, found) {
      const holder = await holderOfAddress(pepper, email);
      // The reports first: an address that is known to be in trouble is in all of them.
      for (const provider of await findProviders(holder)) await report(holder, provider, found);
      await change(holder, (seen) => {
        const trouble = seen.trouble ? graverTrouble(seen.trouble, found) : found;
        return trouble === seen.trouble ? undefined : { next: { ...seen, trouble } };
      });
    },

    async arrived(email, arrival) {
      let latest: Arrival[] = [];
      await change(await holderOfAddress(pepper, email), ({ arrivals = [], ...seen }) => {
        latest = withArrival(arrivals, arrival);
        // As long as nothing came back, nothing has to be kept.
        const isNews = arrivals.length > 0 ? !isDeepStrictEqual(latest, arrivals) : arrival.isReturned;
        return isNews ? { next: { ...seen, arrivals: latest } } : undefined;
      });
      return allReturned(latest);
    },

    async report(email, provider, trouble) {
      await report(await holderOfAddress(pepper, email), provider, trouble);
    },

    async request(holder, request) {
      const kept: Operation = {
        put: { ...keys.mailRequest(holder, request.at, randomUUID()), entity: 'mailRequest', ...request },
      };
      await change(holder, (seen) => ({
        next: { ...seen, stops: withRequest(seen.stops, request) },
        with: kept,
      }));
    },
  };

  async function stateOf(holder: string): Promise<MailState> {
    const item = await table.get(keys.mailState(holder), { consistent: true });
    return item ? mailState.parse(item) : NOTHING_KNOWN;
  }

  /** Reads, changes and stores, again from the start if somebody else was faster. */
  async function change(
    holder: string,
    by: (seen: MailState) => { next: MailState; with?: Operation } | undefined,
  ): Promise<void> {
    await retry(ofOneRecord, async () => {
      const seen = await stateOf(holder);
      const changed = by(seen);
      if (!changed) return;
      const item: Item = {
        ...keys.mailState(holder),
        entity: 'mailState',
        ...changed.next,
        version: (seen.version ?? 0) + 1,
      };
      const answer = await table.transact([
        { put: item, condition: mailStateUnchanged(seen) },
        ...(changed.with ? [changed.with] : []),
      ]);
      return answer.ok ? undefined : AGAIN;
    });
  }

  /** Its place among the provider's reports is that of the finding that stands, whichever was heard of first. */
  async function report(holder: string, provider: string, trouble: MailTrouble): Promise<void> {
    const rank = rankOfTrouble(trouble);
    const item = {
      ...keys.undeliverable(holder, provider),
      entity: 'undeliverable',
      rank,
      ...indexKeys.undeliverable(provider, trouble.since, holder),
    };
    await table.put(item, {
      text: 'attribute_not_exists(#rank) OR #rank > :rank',
      values: { ':rank': rank },
    });
  }

  async function findProviders(holder: string): Promise<Set<string>> {
    const certificates = table.query({
      index: INDEXES.byHolder.name,
      condition: {
        text: '#byHolderPk = :holder',
        values: { ':holder': indexKeys.byHolder(holder, '', undefined).byHolderPk },
      },
    });
    const providers = new Set<string>();
    for await (const { pk, sk } of certificates) {
      providers.add(parseCredentialKey(String(pk), String(sk)).provider);
    }
    return providers;
  }
}
