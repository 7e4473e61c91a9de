import { LightHeaders } from './headers.ts';

/** A body that is whole in memory. */
type Content = string | Uint8Array<ArrayBuffer> | ArrayBuffer | null | undefined;

/** Hono's own HTML is a `String` object. What comes bit by bit the bundled classes do not have. */
function whole(body: unknown): Content {
  if (body instanceof String) return body.toString();
  if (body == null || typeof body === 'string' || body instanceof ArrayBuffer) return body;
  if (body instanceof Uint8Array) return new Uint8Array(body);
  throw new TypeError('no body that is whole in memory');
}

/** What requests and responses have in common; a body may be read as often as somebody likes. */
export class LightMessage {
  readonly headers: LightHeaders;
  readonly body: Content;
  readonly bodyUsed = false;

  constructor(body: Content, headers: ConstructorParameters<typeof LightHeaders>[0]) {
    this.body = whole(body);
    this.headers = new LightHeaders(headers);
  }

  async text(): Promise<string> {
    if (typeof this.body !== 'string') return new TextDecoder().decode(this.body ?? undefined);
    // As if it had been written down and read again.
    return this.body.toWellFormed().replace(/^\uFEFF/, '');
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = typeof this.body === 'string' ? Buffer.from(this.body) : (this.body ?? []);
    return new Uint8Array(bytes).buffer;
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  /** Seldom asked for, and much work: Node's own does it. */
  async formData(): Promise<FormData> {
    const headers = { 'content-type': this.headers.get('content-type') ?? '' };
    return new globalThis.Response(this.body ?? null, { headers }).formData();
  }
}
