import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createMailSender } from '#adapters/mail-sender';

let server: Server | undefined;
afterEach(() => server?.close());

const mail = { to: 'chan@example.com', subject: 'x', text: 'x', html: '<p>x</p>' };

/** What comes of one mail when SES answers so; with the number of attempts that reached it. */
async function send(listener: RequestListener, to = mail.to) {
  let attempts = 0;
  const ses = createServer((request, response) => {
    attempts++;
    listener(request, response);
  });
  server = ses;
  await new Promise<void>((listening) => ses.listen(0, '127.0.0.1', listening));
  point((ses.address() as AddressInfo).port);
  const sender = createMailSender({ from: 'reminders@example.com', region: 'ap-southeast-1' });
  return { answer: await sender.send({ ...mail, to }), attempts };
}

function point(port: number): void {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SES: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
}

const refusal =
  (status: number, code: string, message = 'x'): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'text/xml' });
    response.end(
      `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
    );
  };

describe('one mail through SES', () => {
  it.each([
    ['MessageRejected', 400, { outcome: 'rejected', code: 'MessageRejected' }],
    ['Throttling', 400, { outcome: 'busy', code: 'Throttling' }],
    ['AccountSendingPausedException', 400, { outcome: 'busy', code: 'AccountSendingPausedException' }],
    ['ExpiredToken', 403, { outcome: 'busy', code: 'ExpiredToken' }],
    ['ValidationError', 400, { outcome: 'busy', code: 'ValidationError' }],
  ])('%s means that it certainly did not go', async (code, status, answer) => {
    expect(await send(refusal(status, code))).toEqual({ answer, attempts: 1 });
  });

  it('a sender that is not verified costs nobody the stage: it concerns every mail, not this one', async () => {
    const { answer } = await send(refusal(400, 'MessageRejected', 'Email address is not verified.'));
    expect(answer).toEqual({ outcome: 'busy', code: 'MessageRejected' });
  });

  it.each([
    ['MessageRejected', 'Address blacklisted.', 'undeliverable'],
    ['InvalidParameterValue', 'Local address contains control or whitespace', 'undeliverable'],
    ['InvalidParameterValue', 'Domain contains illegal character', 'undeliverable'],
    ['InvalidParameterValue', "Missing final '@domain'", 'undeliverable'],
    ['InvalidParameterValue', 'Duplicate header: Subject', 'rejected'],
    ['MessageRejected', 'Email contains a virus', 'rejected'],
  ])('%s (%s): it is %s', async (code, message, outcome) => {
    expect((await send(refusal(400, code, message))).answer).toEqual({ outcome, code });
  });

  it('an answer of 500 leaves it uncertain, and it is not tried again', async () => {
    const { answer, attempts } = await send(refusal(500, 'InternalFailure'));
    expect([answer.outcome, attempts]).toEqual(['uncertain', 1]);
  });

  it('a reply that is lost leaves it uncertain, and it is not tried again', async () => {
    const { answer, attempts } = await send((request) => request.socket.destroy());
    expect([answer.outcome, attempts]).toEqual(['uncertain', 1]);
  });

  it('a connection that is refused certainly sent nothing', async () => {
    point(1);
    const sender = createMailSender({ from: 'reminders@example.com', region: 'ap-southeast-1' });
    expect(await sender.send(mail)).toEqual({ outcome: 'busy', code: 'ECONNREFUSED' });
  });

  it('an address that would forge a header never reaches SES', async () => {
    const { answer, attempts } = await send(refusal(500, 'x'), 'a@example.com\r\nBcc: b@example.com');
    expect([answer.outcome, attempts]).toEqual(['undeliverable', 0]);
  });
});
