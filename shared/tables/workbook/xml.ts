import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { FileRefused } from '#tables/import-job.ts';

/** The longest tag or text; Excel's longest cell has 32,767 characters. */
const MAX_PIECE_LENGTH = 1024 * 1024;
const DEEPEST = 64;

/** Names come without their namespace prefix, attributes as they are written. */
export interface XmlHandler {
  open(name: string, attributes: Record<string, string>): void;
  close?(name: string): void;
  /** May come in several pieces. */
  text?(piece: string): void;
}

/**
 * Reads a document piece by piece; yields after each, so that what the handler gathered can be handed on. Documents that
 * declare entities are refused, so nothing expands. Fails with FileRefused `not_a_table` or `expands_too_much`.
 */
export async function* readXml(bytes: AsyncIterable<Buffer>, handler: XmlHandler): AsyncGenerator<void> {
  const feed = parserFor(handler);
  let decoder: TextDecoder | undefined;
  for await (const part of bytes) {
    decoder ??= decoderFor(part);
    feed(decode(decoder, part));
    yield;
  }
  if (!decoder) throw new FileRefused('not_a_table');
  feed(decode(decoder));
  feed(null);
  yield;
}

/** Reads a whole document that is small. */
export async function readWholeXml(bytes: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  for await (const _ of readXml(bytes, handler));
}

/** The attribute of this name in whatever namespace. */
export function attribute(attributes: Record<string, string>, name: string): string | undefined {
  const found = Object.keys(attributes).find((key) => localName(key) === name);
  return found === undefined ? undefined : attributes[found];
}

/** `xsd:boolean`, as LibreOffice (`true`) and Excel (`1`) write it. */
export const isTrue = (value: string | undefined) => value === '1' || value === 'true';

function parserFor(handler: XmlHandler): (text: string | null) => void {
  const parser = new SaxesParser({ position: false, xmlns: false });
  let depth = 0;
  let withoutTag = 0;
  parser.on('error', () => {
    throw new FileRefused('not_a_table');
  });
  parser.on('doctype', () => {
    throw new FileRefused('not_a_table');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > DEEPEST) throw new FileRefused('not_a_table');
    withoutTag = 0;
    handler.open(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    withoutTag = 0;
    handler.close?.(localName(name));
  });
  if (handler.text) {
    const text = handler.text.bind(handler);
    parser.on('text', text);
    parser.on('cdata', text);
  }
  return (text) => {
    if (text === null) {
      parser.close();
      return;
    }
    withoutTag += text.length;
    parser.write(text);
    if (withoutTag > MAX_PIECE_LENGTH + text.length) throw new FileRefused('expands_too_much');
  };
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

function decoderFor(start: Buffer): TextDecoder {
  const mark = start.toString('latin1', 0, 2);
  const encoding = mark === '\xff\xfe' ? 'utf-16le' : mark === '\xfe\xff' ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true });
}

function decode(decoder: TextDecoder, part?: Buffer): string {
  try {
    return decoder.decode(part, { stream: part !== undefined });
  } catch {
    throw new FileRefused('not_a_table');
  }
}
