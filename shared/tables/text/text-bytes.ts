import { open } from 'node:fs/promises';

export interface Encoding {
  name: 'utf-8' | 'utf-16le' | 'utf-16be' | 'big5';
  /** Where the text starts, behind a BOM. */
  start: number;
}

const PIECE_BYTES = 64 * 1024;

/**
 * The bytes of the text, behind the BOM; a piece is good until the next is asked for. UTF-16 comes as UTF-8, so that the
 * rest need not know of it.
 */
export async function* textBytes(path: string, { name, start }: Encoding): AsyncGenerator<Buffer> {
  const bytes = pieces(path, start);
  if (name !== 'utf-16le' && name !== 'utf-16be') {
    yield* bytes;
    return;
  }
  // Half a character comes out as U+FFFD, which marks its line.
  const decoder = new TextDecoder(name);
  for await (const part of bytes) yield Buffer.from(decoder.decode(part, { stream: true }));
  yield Buffer.from(decoder.decode());
}

/** All into one buffer: a stream makes a new one for each piece, and those of a long file pile up between collections. */
async function* pieces(path: string, start: number): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafeSlow(PIECE_BYTES);
    let at = start;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, PIECE_BYTES, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
