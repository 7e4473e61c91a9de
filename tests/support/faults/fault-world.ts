import { readCredential } from '#register/certificate/credential-input.ts';
import { issueCredential } from '#register/certificate/registration.ts';
import { addDays, type CivilDate, civilDate, instant } from '#register/civil-date.ts';
import { firstReminderOn } from '#register/schedule/series.ts';
import { keys } from '#storage/contract/table.ts';
import { toItem } from '#storage/credentials/credential-item.ts';
import { pseudonymOfHolder } from '#storage/credentials/holder-pseudonym.ts';
import type { Item } from '#storage/table.ts';
import { REFUSED_ADDRESS } from './fault-mail.ts';
import { faultPepper } from './fault-store.ts';

/** The day of the first run. */
const DAY = civilDate.parse('2027-01-29');
/** The schedule of that day: nine in the morning in Hong Kong. */
export const NINE = Date.parse('2027-01-29T01:00:00.000Z');

/**
 * What is to become of a certificate. `urgent`, `patient`: a mail of a late stage, or of an early one. `pair`: two that
 * one mail is about. The others get none.
 */
export const kinds = ['urgent', 'patient', 'pair', 'noAddress', 'renewed', 'refused', 'revoked'] as const;
export type Kind = (typeof kinds)[number];

export interface Certificate {
  key: string;
  kind: Kind;
  email: string;
  /** A mail, and exactly one, is the right end of its stage. */
  mailed: boolean;
}

export interface World {
  certificates: Certificate[];
  items: Item[];
}

/** Thirty days are left on the day, or ninety. */
const issued = { urgent: civilDate.parse('2024-03-01'), patient: civilDate.parse('2024-04-30') };
export const PROVIDER = 'SPMC';
const MAILED: readonly Kind[] = ['urgent', 'patient', 'pair'];

/** A register with holders of these kinds, in this order. */
export async function createWorld(holders: readonly Kind[]): Promise<World> {
  const certificates: Certificate[] = [];
  const items: Item[] = [
    {
      ...keys.provider(PROVIDER),
      entity: 'provider',
      profile: {
        code: PROVIDER,
        name: { en: 'Sample provider', 'zh-HK': '示例機構' },
        disclosure: 'masked',
        approvals: [],
      },
    },
  ];
  for (const [i, kind] of holders.entries()) {
    const email = kind === 'refused' ? REFUSED_ADDRESS : `holder-${i}@example.com`;
    const add = async (n: number, of: { issuedOn: CivilDate; email?: string }, counted = true) => {
      const key = `OFA${String(1000 + i * 10 + n)}`;
      items.push(await itemOf(key, of, kind === 'revoked'));
      if (counted) certificates.push({ key, kind, email, mailed: MAILED.includes(kind) });
    };
    const issuedOn = kind === 'patient' ? issued.patient : issued.urgent;
    await add(1, { issuedOn, ...(kind !== 'noAddress' && { email }) });
    if (kind === 'pair') await add(2, { issuedOn, email });
    if (kind === 'renewed') await add(2, { issuedOn: addDays(DAY, -1), email }, false);
  }
  return { certificates, items };
}

async function itemOf(
  key: string,
  { issuedOn, email }: { issuedOn: CivilDate; email?: string },
  revoked: boolean,
): Promise<Item> {
  const read = readCredential(
    { number: key, type: 'OFA', nameEn: 'CHAN Tai Man', issuedOn, ...(email !== undefined && { email }) },
    DAY,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const at = instant.parse('2027-01-28T02:00:00.000Z');
  const entry = { at, on: addDays(DAY, -1), source: { via: 'api', keyId: 'k' } as const };
  const credential = issueCredential(read.facts, { provider: PROVIDER, number: key, key }, entry);
  if (revoked) credential.history.push({ ...entry, event: 'revoked', reason: 'issued in error' });
  const record = { credential, nextReminderOn: firstReminderOn(credential) };
  return toItem(record, await pseudonymOfHolder(faultPepper, credential));
}
