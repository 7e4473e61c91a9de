import * as z from 'zod';
import { mailing } from '#mail/mail-record.ts';
import { withHeard } from '#mail/mailing-rules.ts';
import type { Mailings } from '#mail/ports.ts';
import { AGAIN, ofSharedRecord, retry } from '#register/retry.ts';
import { keys } from '#storage/contract/table.ts';
import type { Key, Table } from '#storage/table.ts';

const about = z.object({ about: z.array(z.object({ pk: z.string(), sk: z.string() })) });

export function createMailings(table: Table): Mailings {
  return {
    async hear(claimId, event) {
      const item = await table.get(keys.mailing(claimId), { consistent: true });
      if (!item) return 'unknown';
      const faults: unknown[] = [];
      // A record that cannot be read must not keep the others from getting the event.
      for (const record of about.parse(item).about)
        await recordEvent(record, claimId, event).catch((fault: unknown) => faults.push(fault));
      if (faults.length) throw faults[0];
      return 'heard';
    },
  };

  /**
   * An attempt that was made again since is heard of as well: the mail went, so it must not go once more. A record that
   * has another attempt altogether, or that is gone, is left as it is.
   */
  async function recordEvent(
    key: Key,
    claimId: string,
    event: Parameters<Mailings['hear']>[1],
  ): Promise<void> {
    await retry(ofSharedRecord, async () => {
      const item = await table.get(key, { consistent: true });
      if (!item || item['state'] === 'skipped') return;
      const { heard, ...seen } = mailing.parse(item);
      const attempts = [seen.claimId, ...(seen.earlier ?? []).map((earlier) => earlier.claimId)];
      if (!attempts.includes(claimId)) return;
      const next = withHeard(heard, event);
      if (heard?.[event.kind] === next[event.kind]) return;
      const answer = await table.update(
        key,
        { text: 'SET #heard = :heard', values: { ':heard': next } },
        {
          text: `#claimId = :claimId AND ${heard ? '#heard = :seen' : 'attribute_not_exists(#heard)'}`,
          values: { ':claimId': seen.claimId, ...(heard && { ':seen': heard }) },
        },
      );
      return answer.ok ? undefined : AGAIN;
    });
  }
}
