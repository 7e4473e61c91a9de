import { randomUUID } from 'node:crypto';
import PostalMime from 'postal-mime';
import { readText, serveOnLoopback } from '#infra/local/emulators/loopback-server';

/** A mail as its reader gets it: every part decoded, tags and all. */
export interface ReadMail {
  to: string;
  /** Headers, text, HTML and attachments together. */
  everything: string;
}

/** An SES on loopback that hands each mail on and keeps nothing of it but the instant when it came, in milliseconds. */
export async function startCheckingMail(
  account: { rate: number; quota: number },
  check: (mail: ReadMail) => void,
) {
  const arrivals: number[] = [];
  const server = await serveOnLoopback(async (request, response) => {
    const came = performance.now();
    const form = new URLSearchParams(await readText(request));
    const action = form.get('Action') ?? '';
    response.writeHead(200, { 'content-type': 'text/xml' });
    const answer = (fields: string): void => {
      response.end(`<${action}Response><${action}Result>${fields}</${action}Result></${action}Response>`);
    };
    if (action !== 'SendRawEmail')
      return answer(
        `<Max24HourSend>${account.quota}</Max24HourSend><MaxSendRate>${account.rate}</MaxSendRate><SentLast24Hours>${arrivals.length}</SentLast24Hours>`,
      );
    arrivals.push(came);
    check(await read(form));
    return answer(`<MessageId>${randomUUID()}</MessageId>`);
  });
  return { url: server.url, arrivals, stop: () => server.stop() };
}

async function read(form: URLSearchParams): Promise<ReadMail> {
  const { headers, text, html, attachments } = await PostalMime.parse(
    Buffer.from(form.get('RawMessage.Data') ?? '', 'base64'),
    { attachmentEncoding: 'utf8' },
  );
  const parts = [
    ...headers.map(({ key, value }) => `${key}: ${value}`),
    text,
    html,
    ...attachments.map(({ content }) => content),
  ];
  return { to: form.get('Destinations.member.1') ?? '', everything: parts.join('\n') };
}

/** The most mails that came within any second. */
export function mostInOneSecond(arrivals: readonly number[]): number {
  const sorted = arrivals.toSorted((a, b) => a - b);
  let most = 0;
  let first = 0;
  for (const [last, at] of sorted.entries()) {
    while ((sorted[first] ?? 0) <= at - 1000) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
