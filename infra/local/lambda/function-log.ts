import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import * as z from 'zod';

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

  /**
   * A JSON object with a level and an instant stays as it is. Any other line becomes the message of one, and on stdout of
   * level INFO, whatever it says of itself.
   */
  follow(stream: Readable, level: 'INFO' | 'ERROR'): void {
    createInterface({ input: stream }).on('line', (line) => {
      const object = objectIn(line);
      if (isWhole.safeParse(object).success) this.#file.write(`${line}\n`);
      else
        this.#file.write(
          `${JSON.stringify({ timestamp: new Date().toISOString(), level, message: object ?? line })}\n`,
        );
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#file.end(resolve));
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html */
const isWhole = z.looseObject({
  timestamp: z.iso.datetime({ offset: true }),
  level: z.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']),
});

function objectIn(line: string): unknown {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
