import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { FileRefused } from '#tables/import-job.ts';
import { asRefusal } from '#tables/refusal.ts';

/** A workbook has a few dozen parts. */
const MAX_PARTS = 10_000;
/** Of all parts that are read; 50,000 rows of 20 columns are about half of it. */
const MAX_BYTES = 96 * 1024 * 1024;
/** XML of a sheet packs 10 to 50 times; a bomb a thousand. */
const MAX_RATIO = 200;
const RATIO_FROM_BYTES = 8 * 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;

/** Parts that may have cells or say something of them: pictures, charts, macros, pivots and comments do not. */
const NEEDED = /(?:\.xml|\.rels|\.bin)$/i;
const NOT_NEEDED =
  /(?:^|\/)(?:media|drawings|charts|chartsheets|embeddings|pivotcache|pivottables|externallinks|customxml|docprops|ctrlprops|activex|slicers?|slicercaches|querytables|tables|theme|printersettings|macrosheets|dialogsheets|thumbnails|configurations2)\/|vbaproject|(?:^|\/)(?:comments\d*|calcchain|connections|settings)\.|\/worksheets\/_rels\//i;

/** The parts of a zip that a workbook is read from, unpacked. Fails with FileRefused `expands_too_much`, `not_a_table`. */
export async function readParts(path: string): Promise<Map<string, Buffer>> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false });
    if (zip.entryCount > MAX_PARTS) throw new FileRefused('not_a_table');
    const parts = new Map<string, Buffer>();
    let left = MAX_BYTES;
    for await (const entry of zip.eachEntry()) {
      if (!NEEDED.test(entry.fileName) || NOT_NEEDED.test(entry.fileName)) continue;
      const bytes = await unpacked(zip, entry, left);
      left -= bytes.length;
      parts.set(entry.fileName, bytes);
    }
    return parts;
  } catch (error) {
    throw asRefusal(error);
  } finally {
    zip?.close();
  }
}

/** By what comes out, and not by what the zip says that it is. */
async function unpacked(zip: ZipFile, entry: Entry, left: number): Promise<Buffer> {
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw new FileRefused('not_a_table');
  }
  const most = Math.min(left, Math.max(RATIO_FROM_BYTES, entry.compressedSize * MAX_RATIO));
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const inflate = entry.compressionMethod === DEFLATED ? createInflateRaw() : undefined;
  // Its errors come out of the loop.
  if (inflate) pipeline(packed, inflate, () => undefined);
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of inflate ?? packed) {
    bytes += piece.length;
    if (bytes > most) throw new FileRefused('expands_too_much');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
