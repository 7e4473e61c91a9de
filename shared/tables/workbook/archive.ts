import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { FileRefused } from '#tables/import-job.ts';
import { asRefusal } from '#tables/refusal.ts';

/** A workbook has a few dozen parts. */
const MAX_PARTS = 10_000;
const MAX_BYTES = 512 * 1024 * 1024;
/** XML of a sheet packs 10 to 50 times; a bomb a thousand. */
const MAX_RATIO = 200;
const RATIO_FROM_BYTES = 8 * 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;

/** A zip on disk, any part of it read at any time. Part names are as in the zip, in lower case. */
export interface Archive {
  has(part: string): boolean;
  /** Fails with FileRefused `expands_too_much`, or `not_a_table` when there is no such part or it is broken. */
  read(part: string): AsyncIterable<Buffer>;
  close(): void;
}

/** Fails with FileRefused `not_a_table` when the zip is broken. */
export async function openArchive(path: string): Promise<Archive> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false });
    if (zip.entryCount > MAX_PARTS) throw new FileRefused('not_a_table');
    const parts = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) parts.set(entry.fileName.toLowerCase(), entry);
    return archiveOf(zip, parts);
  } catch (error) {
    zip?.close();
    throw asRefusal(error);
  }
}

function archiveOf(zip: ZipFile, parts: Map<string, Entry>): Archive {
  return {
    has: (part) => parts.has(part.toLowerCase()),
    async *read(part) {
      const entry = parts.get(part.toLowerCase());
      if (!entry) throw new FileRefused('not_a_table');
      let bytes = 0;
      const most = Math.min(MAX_BYTES, Math.max(RATIO_FROM_BYTES, entry.compressedSize * MAX_RATIO));
      for await (const piece of unpacked(zip, entry)) {
        bytes += piece.length;
        if (bytes > most) throw new FileRefused('expands_too_much');
        yield piece;
      }
    },
    close: () => zip.close(),
  };
}

async function* unpacked(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw new FileRefused('not_a_table');
  }
  try {
    const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
    if (entry.compressionMethod === STORED) {
      yield* packed;
    } else {
      const inflate = createInflateRaw({ chunkSize: 8 * 1024 });
      // Its errors come out of the loop over `inflate`.
      pipeline(packed, inflate, () => undefined);
      yield* inflate;
    }
  } catch (error) {
    throw asRefusal(error);
  }
}
