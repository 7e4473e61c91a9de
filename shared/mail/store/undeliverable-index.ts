import * as z from 'zod';
import type { UndeliverableIndex } from '#mail/ports.ts';
import { placeIn } from '#register/page.ts';
import { INDEXES, indexKeys, keys, parseCredentialKey } from '#storage/contract/table.ts';
import type { Table } from '#storage/table.ts';

/** `<since when it is in trouble>#<holder>`, then the place of a certificate in what the holder has, then its key. */
const pattern =
  /^(?<reported>\d{4}-[\d:.T-]+Z#(?<holder>[0-9a-f]{32}))#(?<place>[A-Z]+#\d{4}-\d{2}-\d{2})#(?<key>[A-Z0-9]{4,32})$/;

const position = z
  .string()
  .transform((text) => pattern.exec(text)?.groups)
  .pipe(z.object({ reported: z.string(), holder: z.string(), place: z.string(), key: z.string() }));
type Position = z.infer<typeof position>;

/** An address is reported once to a provider; which of its certificates have that address is read from `byHolder`. */
export function createUndeliverableIndex(table: Table): UndeliverableIndex {
  return {
    reported: (provider, cursor) => entries(provider, placeIn(cursor, position)),
  };

  async function* entries(provider: string, after?: Position) {
    if (after) yield* certificatesOf(provider, after, after);
    const { byProviderPk } = indexKeys.undeliverable(provider, '', '');
    const reports = table.query({
      index: INDEXES.byProvider.name,
      condition: { text: '#byProviderPk = :provider', values: { ':provider': byProviderPk } },
      startAfter: after && {
        byProviderPk,
        byProviderSk: after.reported,
        ...keys.undeliverable(after.holder, provider),
      },
    });
    for await (const { byProviderSk } of reports) {
      const reported = String(byProviderSk);
      yield* certificatesOf(provider, { reported, holder: reported.slice(reported.indexOf('#') + 1) });
    }
  }

  async function* certificatesOf(
    provider: string,
    { reported, holder }: Pick<Position, 'reported' | 'holder'>,
    after?: Position,
  ) {
    const { byHolderPk } = indexKeys.byHolder(holder, '', undefined);
    const certificates = table.query({
      index: INDEXES.byHolder.name,
      condition: { text: '#byHolderPk = :holder', values: { ':holder': byHolderPk } },
      startAfter: after && { byHolderPk, byHolderSk: after.place, ...keys.credential(after.key, provider) },
    });
    for await (const item of certificates) {
      const { key, provider: its } = parseCredentialKey(String(item['pk']), String(item['sk']));
      if (its === provider) yield { key, place: `${reported}#${item['byHolderSk']}#${key}` };
    }
  }
}
