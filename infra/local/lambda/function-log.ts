import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The log of one function: a JSON object a line, as Lambda's JSON logging writes it. */
export class FunctionLog {
  readonly #file: WriteStream;

  constructor(folder: string, name: string) {
    mkdirSync(folder, { recursive: true });
    this.#file = createWriteStream(join(folder, `${name}.log`), { flags: 'a', mode: 0o600 });
    this.#file.on('error', () => {});
  }

  write(entry: Record<string, unknown>): void {
    this.#file.write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`);
  }

  /** Lines that are JSON objects already stay as they are; any other becomes the message of one. */
  follow(stream: Readable, level: 'INFO' | 'ERROR'): void {
    createInterface({ input: stream }).on('line', (line) => {
      if (isJsonObject(line)) this.#file.write(`${line}\n`);
      else this.write({ level, message: line });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#file.end(resolve));
  }
}

function isJsonObject(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
