import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Call, Rights } from '#infra/local/policies/rights';
import { sendCalls } from '#infra/local/policies/service-calls';
import { signerOf } from '#infra/local/policies/signer';
import type { SendingLimits } from '#infra/local/settings';
import { type LoopbackServer, readBytes, serveOnLoopback } from './loopback-server.ts';
import { type Answer, accessDenied, quotaAnswer, refusal, unavailable } from './ses-answers.ts';
import { type AcceptedMail, isSimulated } from './ses-events.ts';
import { createSendingAccount } from './ses-limits.ts';
import { readSendRequest } from './ses-request.ts';

/** The configuration sets that there are, and where what is to be told of a mail goes. */
export interface ConfigurationSets {
  has(name: string): boolean;
  raise(mail: AcceptedMail): void;
}

interface ProxyOptions {
  port?: number;
  /** Where the SES answers that has the inbox. */
  inbox: string;
  limits: SendingLimits;
  /** When mails were accepted before, in milliseconds. */
  accepted?: readonly number[];
  sets: ConfigurationSets;
  /** What each function may; left out: everything. */
  rights?: Rights;
  /** Pages beside the inbox, by path; undefined: it has none there. */
  pages?: (path: string) => Promise<Page | undefined>;
  now?: () => number;
}

interface Page {
  status: number;
  contentType: string;
  body: string;
}

/** SES takes 10 MB before it is encoded for the request. */
const MAX_BYTES = 30_000_000;

/**
 * What stands before the local SES, which knows neither rights, quotas nor events: the account's limits, SES's refusals in its
 * own words, and the events of each mail that was accepted. Everything else is passed on, the inbox's pages too.
 */
export function startSesProxy(options: ProxyOptions): Promise<LoopbackServer> {
  const { inbox, limits, sets, rights, now = Date.now } = options;
  const account = createSendingAccount(limits, options.accepted ?? [], now);

  return serveOnLoopback(async (request, response) => {
    const page = request.method === 'GET' ? await options.pages?.(pathOf(request)) : undefined;
    if (page) return reply(response, pageAnswer(page));
    const body = await readBytes(request, MAX_BYTES);
    const asked = new URLSearchParams(body.toString('utf8'));
    // The inbox's pages are asked by nobody who signs.
    const signer = signerOf(request);
    const denied = signer && (await rights?.(signer.caller, mailCalls(asked, signer.region)));
    if (denied) return reply(response, accessDenied(signer.caller, denied));
    if (request.method !== 'POST' || request.url !== '/')
      return reply(response, await passOn(inbox, request, body));
    switch (asked.get('Action')) {
      case 'GetSendQuota':
        return reply(
          response,
          quotaAnswer({
            sentLast24Hours: account.sentLast24Hours(),
            max24HourSend: limits.quota,
            maxSendRate: limits.rate,
          }),
        );
      case 'SendRawEmail':
        return reply(response, await send(asked, () => passOn(inbox, request, body)));
      default:
        return reply(response, refusal('InvalidAction', `${asked.get('Action')} is not known here.`));
    }
  }, options.port);

  async function send(asked: URLSearchParams, accept: () => Promise<Answer>): Promise<Answer> {
    const { configurationSet, ...mail } = readSendRequest(asked);
    if (configurationSet !== undefined && !sets.has(configurationSet))
      return refusal(
        'ConfigurationSetDoesNotExist',
        `Configuration set <${configurationSet}> does not exist.`,
      );
    const taken = account.take(!mail.destination.every(isSimulated));
    if ('throttled' in taken) return refusal('Throttling', taken.throttled);
    const answer = await accept().catch(() => unavailable);
    const messageId = /<MessageId>([^<]+)</.exec(answer.body.toString('utf8'))?.[1];
    if (answer.status !== 200 || messageId === undefined) taken.giveBack();
    else if (configurationSet !== undefined)
      sets.raise({ ...mail, configurationSet, messageId, at: new Date(now()) });
    return answer;
  }
}

/** What a request asks a right for. One that is not SES's own names no action that there is. */
const mailCalls = (asked: URLSearchParams, region: string): Call[] =>
  asked.get('Action') === 'SendRawEmail'
    ? sendCalls(readSendRequest(asked), region)
    : [{ action: `ses:${asked.get('Action')}`, on: ['*'] }];

function reply(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}

const pathOf = ({ url }: IncomingMessage) => new URL(url ?? '/', 'http://localhost').pathname;

const pageAnswer = ({ status, contentType, body }: Page): Answer => ({
  status,
  headers: { 'content-type': contentType },
  body: Buffer.from(body),
});

function passOn(inbox: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const passed = ask(new URL(url ?? '/', inbox), { method, headers }, (answer) => {
      readBytes(answer, Number.POSITIVE_INFINITY).then((bytes) => {
        const { 'transfer-encoding': _chunks, connection: _hop, ...rest } = answer.headers;
        resolve({ status: answer.statusCode ?? 502, headers: rest, body: bytes });
      }, reject);
    });
    passed.once('error', reject);
    passed.end(body);
  });
}
