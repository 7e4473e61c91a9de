import { type CivilDate, civilDate } from '#register/civil-date.ts';
import type { HolderIndex } from '#register/ports/register.ts';
import { INDEXES, indexKeys, NEVER, parseCredentialKey } from '#storage/contract/table.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import type { Expression, Table } from '#storage/table.ts';
import { holderOfAddress } from './holder-pseudonym.ts';

export function createHolderIndex(table: Table, pepper: Pepper): HolderIndex {
  const holderBy = (email: string) => holderOfAddress(pepper, email);

  async function found(condition: Expression) {
    const keys: { key: string; provider: string; expiresOn: CivilDate | undefined }[] = [];
    for await (const { pk, sk, byHolderSk } of table.query({ index: INDEXES.byHolder.name, condition })) {
      const [, expiresOn] = String(byHolderSk).split('#');
      keys.push({
        ...parseCredentialKey(String(pk), String(sk)),
        expiresOn: expiresOn === NEVER ? undefined : civilDate.parse(expiresOn),
      });
    }
    return keys;
  }

  return {
    pseudonymOf: holderBy,

    async ofType(email, type) {
      const { byHolderPk } = indexKeys.byHolder(await holderBy(email), type, undefined);
      return found({
        text: '#byHolderPk = :holder AND begins_with(#byHolderSk, :type)',
        values: { ':holder': byHolderPk, ':type': `${type}#` },
      });
    },

    async ofHolder(holder) {
      const { byHolderPk } = indexKeys.byHolder(holder, '', undefined);
      return found({ text: '#byHolderPk = :holder', values: { ':holder': byHolderPk } });
    },

    async longerLasting(email, type, expiresOn) {
      const { byHolderPk, byHolderSk } = indexKeys.byHolder(await holderBy(email), type, expiresOn);
      return found({
        text: '#byHolderPk = :holder AND #byHolderSk BETWEEN :after AND :end',
        values: { ':holder': byHolderPk, ':after': `${byHolderSk}$`, ':end': `${type}$` },
      });
    },
  };
}
