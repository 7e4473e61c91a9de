import { INDEXES, indexKeys, keys, parseCredentialKey } from '#contract/table';
import { type MailTrouble, mailTrouble, standingTrouble } from '#domain/mail-state';
import type { MailStates } from '#ports';
import { holderOf } from './holder-pseudonym.ts';
import type { Pepper } from './pepper.ts';
import { absent, type Expression, type Table } from './table.ts';

const MOST_TRIES = 5;

export function createMailStates(table: Table, pepper: Pepper): MailStates {
  return {
    async troubleOf(email) {
      return troubleOf(await pseudonymOf(email));
    },

    async record(email, found) {
      const holder = await pseudonymOf(email);
      // The reports first: an address that is known to be in trouble is in all of them.
      for (const provider of await providersOf(holder)) await report(holder, provider, found);
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const seen = await troubleOf(holder);
        const stands = seen ? standingTrouble(seen, found) : found;
        if (stands === seen || (await store(holder, seen, stands))) return;
      }
      throw new Error(`the state of an address changed ${MOST_TRIES} times under a finding`);
    },

    async report(email, provider, trouble) {
      await report(await pseudonymOf(email), provider, trouble);
    },
  };

  function pseudonymOf(email: string): Promise<string> {
    return holderOf(pepper, { email, key: '', provider: '' });
  }

  async function troubleOf(holder: string): Promise<MailTrouble | undefined> {
    const item = await table.get(keys.mailState(holder), { consistent: true });
    return item?.['state'] === undefined ? undefined : mailTrouble.parse(item);
  }

  async function store(holder: string, seen: MailTrouble | undefined, next: MailTrouble): Promise<boolean> {
    const { state, since, code } = next;
    const answer = await table.update(
      keys.mailState(holder),
      {
        text: 'SET #entity = :entity, #state = :state, #since = :since, #code = :code',
        values: { ':entity': 'mailState', ':state': state, ':since': since, ':code': code },
      },
      asSeen(seen),
    );
    return answer.ok;
  }

  async function report(holder: string, provider: string, trouble: MailTrouble): Promise<void> {
    const item = {
      ...keys.undeliverable(holder, provider),
      entity: 'undeliverable',
      ...indexKeys.undeliverable(provider, trouble.since, holder),
    };
    await table.put(item, absent);
  }

  async function providersOf(holder: string): Promise<Set<string>> {
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

function asSeen(seen: MailTrouble | undefined): Expression {
  if (!seen) return { text: 'attribute_not_exists(#state)' };
  return {
    text: '#state = :seenState AND #since = :seenSince AND #code = :seenCode',
    values: { ':seenState': seen.state, ':seenSince': seen.since, ':seenCode': seen.code },
  };
}
