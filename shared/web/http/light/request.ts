import { LightMessage } from './message.ts';

const UPPER = /^(?:delete|get|head|options|post|put)$/i;
const REFUSED = /^(?:connect|trace|track)$/i;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

type Parameters = ConstructorParameters<typeof LightMessage>;

export class LightRequest extends LightMessage {
  readonly url: string;
  readonly method: string;

  constructor(
    url: string,
    {
      method = 'GET',
      headers,
      body,
    }: { method?: string; headers?: Parameters[1]; body?: Parameters[0] } = {},
  ) {
    super(body, headers);
    this.url = new URL(url).href;
    this.method = UPPER.test(method) ? method.toUpperCase() : method;
    if (!TOKEN.test(method) || REFUSED.test(method)) throw new TypeError('no method of a request');
    if (body != null && (this.method === 'GET' || this.method === 'HEAD'))
      throw new TypeError('no body goes with this method');
  }
}
