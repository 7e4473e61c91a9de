import { LightMessage } from './message.ts';

const WITHOUT_BODY = new Set([101, 103, 204, 205, 304]);

type Parameters = ConstructorParameters<typeof LightMessage>;

export class LightResponse extends LightMessage {
  readonly status: number;

  constructor(
    body?: Parameters[0],
    { status = 200, headers }: { status?: number | undefined; headers?: Parameters[1] } = {},
  ) {
    if (status < 200 || status > 599) throw new RangeError('no status of a response');
    if (body != null && WITHOUT_BODY.has(status)) throw new TypeError('no body goes with this status');
    super(body, headers);
    this.status = status;
    if (typeof body === 'string' && !this.headers.has('content-type'))
      this.headers.set('content-type', 'text/plain;charset=UTF-8');
  }

  get ok(): boolean {
    return this.status < 300;
  }

  clone(): LightResponse {
    return new LightResponse(this.body, this);
  }
}
