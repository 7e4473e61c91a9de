import { requestRecord } from '#register/idempotency.ts';
import type { RequestMemory } from '#register/ports/access.ts';
import { keys } from '#storage/contract/table.ts';
import { absent, type Table, toTtl } from '#storage/table.ts';

export function createRequestMemory(table: Table): RequestMemory {
  return {
    async replace(id, record, seen) {
      const item = {
        ...keys.idempotency(id.provider, id.keyHash),
        entity: 'request',
        ...record,
        ttl: toTtl(record.forgottenAt),
      };
      const unchanged = seen && {
        text: '#claimId = :claimId AND #state = :state',
        values: { ':claimId': seen.claimId, ':state': seen.state },
      };
      const answer = await table.put(item, unchanged ?? absent);
      if (answer.ok) return { outcome: 'stored' };
      return {
        outcome: 'changedMeanwhile',
        ...(answer.existing && { existing: requestRecord.parse(answer.existing) }),
      };
    },
  };
}
