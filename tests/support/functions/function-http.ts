import { EventEmitter } from 'node:events';
import type { OutgoingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { Asked } from '#support/faults/fault-calls';
import type { Reply } from '#support/faults/fault-replies';

/** Answers what is asked of a host; with nothing where the connection closes. */
export type Ask = (host: string, asked: Asked) => Promise<Reply | undefined>;

interface Options {
  host: string;
  path: string;
  headers: OutgoingHttpHeaders;
}

/** What an AWS client uses of `node:http`, without sockets. */
export function httpModule(ask: Ask) {
  class Request extends EventEmitter {
    readonly #options: Options;
    #over = false;

    constructor(options: Options) {
      super();
      this.#options = options;
    }

    end(body: string | Uint8Array = ''): void {
      const { host, path, headers } = this.#options;
      ask(host, { path, headers, body: Buffer.from(body) }).then(
        (reply) => this.#settle(reply),
        (error: unknown) => this.#fail(error),
      );
    }

    destroy(): void {
      this.#over = true;
      this.emit('close');
    }

    #settle(reply: Reply | undefined): void {
      if (this.#over) return;
      if (!reply) {
        this.#fail(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
        return;
      }
      const { status: statusCode, body } = reply;
      this.emit(
        'response',
        Object.assign(Readable.from([body]), { statusCode, headers: {}, complete: true }),
      );
      this.destroy();
    }

    #fail(error: unknown): void {
      if (!this.#over) this.emit('error', error);
      this.destroy();
    }
  }

  return {
    Agent: class {
      destroy(): void {}
    },
    request: (options: Options, onResponse: (response: Readable) => void) =>
      new Request(options).on('response', onResponse),
  };
}
