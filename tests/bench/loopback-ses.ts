import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const answerTo = (action: string, result: string) =>
  `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`;

/** SES that takes every mail at once, with an account that may send `rate` a second; on loopback. */
export async function startLoopbackSes(rate: number) {
  /** When each mail was taken, in milliseconds. */
  const taken: number[] = [];
  const server = createServer((request, response) => {
    text(request).then(
      (body) => {
        const quota = body.startsWith('Action=GetSendQuota');
        if (!quota) taken.push(performance.now());
        response.writeHead(200, { 'content-type': 'text/xml' });
        response.end(
          quota
            ? answerTo('GetSendQuota', `<Max24HourSend>-1</Max24HourSend><MaxSendRate>${rate}</MaxSendRate>`)
            : answerTo('SendRawEmail', `<MessageId>m${taken.length}</MessageId>`),
        );
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
