import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileRefused } from '#tables/import-job.ts';

const PAGE_STRINGS = 64;
const CACHED_PAGES = 64;
const CACHED_BYTES = 4 * 1024 * 1024;
const MAX_BYTES = 256 * 1024 * 1024;

/** A list of texts that stands on disk, with the pages used last in memory: Excel's cells refer to it nearly in order. */
export interface StringTable {
  /** Fails with FileRefused `expands_too_much`. */
  add(text: string): void;
  /** Nothing when there is no such text. */
  at(index: number): string | undefined;
  close(): void;
}

export function createStringTable(): StringTable {
  const folder = mkdtempSync(join(tmpdir(), 'strings-'));
  const file = openSync(join(folder, 'pages'), 'w+');
  /** Where each page starts, and at last where the file ends. */
  const starts = [0];
  const cache = createCache();
  let open: string[] = [];

  const seal = () => {
    const page = pageOf(open);
    const start = starts.at(-1) ?? 0;
    if (start + page.length > MAX_BYTES) throw new FileRefused('expands_too_much');
    writeSync(file, page, 0, page.length, start);
    starts.push(start + page.length);
    open = [];
  };
  const load = (n: number): Buffer => {
    const start = starts[n] ?? 0;
    const page = Buffer.allocUnsafe((starts[n + 1] ?? start) - start);
    if (readSync(file, page, 0, page.length, start) < page.length)
      throw new Error('a page of strings is short');
    cache.keep(n, page);
    return page;
  };
  return {
    add(text) {
      open.push(text);
      if (open.length === PAGE_STRINGS) seal();
    },
    at(index) {
      // What a cell refers to is what the file says, `0.5` too.
      if (!Number.isInteger(index)) return undefined;
      const n = Math.floor(index / PAGE_STRINGS);
      const sealed = starts.length - 1;
      if (!(n >= 0 && n <= sealed)) return undefined;
      return n === sealed
        ? open[index % PAGE_STRINGS]
        : textIn(cache.get(n) ?? load(n), index % PAGE_STRINGS);
    },
    close() {
      closeSync(file);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Where each text ends, 4 bytes each, and the texts: kept as bytes, so that a page in memory is no work for the collector. */
function pageOf(texts: string[]): Buffer {
  const ends = Buffer.alloc(4 * PAGE_STRINGS);
  const bytes = texts.map((text) => Buffer.from(text));
  let end = ends.length;
  bytes.forEach((text, i) => {
    end += text.length;
    ends.writeUInt32LE(end, 4 * i);
  });
  return Buffer.concat([ends, ...bytes], end);
}

function textIn(page: Buffer, i: number): string {
  const start = i === 0 ? 4 * PAGE_STRINGS : page.readUInt32LE(4 * (i - 1));
  return page.toString('utf8', start, page.readUInt32LE(4 * i));
}

/** The pages used last, bounded in number and bytes. */
function createCache() {
  const pages = new Map<number, Buffer>();
  let bytes = 0;
  return {
    get(n: number): Buffer | undefined {
      const page = pages.get(n);
      if (!page) return undefined;
      pages.delete(n);
      pages.set(n, page);
      return page;
    },
    keep(n: number, page: Buffer) {
      pages.set(n, page);
      bytes += page.length;
      for (const [oldest, { length }] of pages) {
        if (pages.size <= CACHED_PAGES && bytes <= CACHED_BYTES) break;
        pages.delete(oldest);
        bytes -= length;
      }
    },
  };
}
