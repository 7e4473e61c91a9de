import { DeleteObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { signsOf } from '#holder/person/person.ts';
import type { PersonStore } from '#holder/person/ports.ts';
import { objectKeyOf } from '#import/request-import.ts';
import { isUnreadable } from '#register/change/undefined-if-unreadable.ts';
import type { Item, Table } from '#storage/table.ts';
import { everyItem } from '#storage/table-scan.ts';
import { readHeld, unreadable } from './held-items.ts';

/** Reads the whole table: what of somebody stands in whose report, list or answer no key tells. */
export function createPersonStore(
  table: Table,
  { tableName, bucket }: { tableName: string; bucket: string },
): PersonStore {
  const s3 = new S3Client();

  return {
    async *held(person, at) {
      const looking = { person, signs: signsOf(person), at };
      for await (const item of everyItem(tableName)) {
        const held = await readHeld(item, looking).catch((error: unknown) => {
          if (!isUnreadable(error)) throw error;
          return unreadable(item);
        });
        if (held) yield held;
      }
      for (const { provider, importId } of person.imports.values()) {
        const object = objectKeyOf(provider, importId);
        if (await isThere(object))
          yield { kind: 'file', which: importId, data: { object }, erase: { object } };
      }
    },

    async erase({ erase }) {
      if ('keep' in erase) return 'erased';
      if ('object' in erase) {
        await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: erase.object }));
        return 'erased';
      }
      if ('delete' in erase) {
        const { condition } = erase;
        if (!condition) await table.delete(keyOf(erase.delete));
        else if (!(await table.transact([{ delete: keyOf(erase.delete), condition }])).ok)
          return 'changedMeanwhile';
        return 'erased';
      }
      const answer =
        'put' in erase
          ? await table.put(erase.put, erase.condition)
          : await table.update(keyOf(erase.update), erase.by, { text: 'attribute_exists(#pk)' });
      return answer.ok ? 'erased' : 'changedMeanwhile';
    },
  };

  async function isThere(object: string): Promise<boolean> {
    try {
      await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: object }));
      return true;
    } catch (error) {
      if (error instanceof Error && ['NotFound', 'NoSuchKey'].includes(error.name)) return false;
      throw error;
    }
  }
}

const keyOf = ({ pk, sk }: Item) => ({ pk: String(pk), sk: String(sk) });
