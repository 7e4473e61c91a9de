import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import type { Mail } from '#mail/ports.ts';
import { createMailSender } from '#mail/store/mail-sender.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const mail: Mail = { to: 'chan@example.com', subject: 'x', text: 'x', html: '<p>x</p>' };

async function listening(listener: RequestListener) {
  const asked: URLSearchParams[] = [];
  const ses = createServer((request, response) => {
    text(request).then((body) => {
      asked.push(new URLSearchParams(body));
      listener(request, response);
    }, noop);
  });
  server = ses;
  await new Promise<void>((listening) => ses.listen(0, '127.0.0.1', listening));
  point((ses.address() as AddressInfo).port);
  return { asked };
}

/** What comes of one mail when SES answers so; with what reached it, a form for each attempt. */
async function send(listener: RequestListener, more: Partial<Mail> = {}, patienceMs = 20_000) {
  const { asked } = await listening(listener);
  const answer = await sender(patienceMs).send({ ...mail, ...more }, 'claim-1');
  return { answer, attempts: asked.length, asked: asked[0] };
}

const noop = () => {};
const sender = (patienceMs = 20_000) =>
  createMailSender({
    from: 'reminders@example.com',
    region: 'ap-southeast-1',
    configurationSet: 'certkeeper-mail',
    patienceMs,
  });

function point(port: number): void {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SES: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
}

const acceptance: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/xml' });
  response.end(
    '<SendRawEmailResponse><SendRawEmailResult><MessageId>m-1</MessageId></SendRawEmailResult></SendRawEmailResponse>',
  );
};

const refusal =
  (status: number, code: string, message = 'x'): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'text/xml' });
    response.end(
      `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
    );
  };

const headersIn = (form: URLSearchParams | undefined) => {
  const mime = Buffer.from(form?.get('RawMessage.Data') ?? '', 'base64').toString();
  return mime
    .slice(0, mime.indexOf('\r\n\r\n'))
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
};

describe('one mail through SES', () => {
  it('is accepted with its message id', async () => {
    const { answer, attempts } = await send(acceptance);
    expect([answer, attempts]).toEqual([{ outcome: 'accepted', messageId: 'm-1' }, 1]);
  });

  it('goes over a connection of its own: one that was closed while nothing was sent makes no mail uncertain', async () => {
    const seen = new WeakSet<Socket>();
    // As SES does, or whatever lies between, with a connection that a sleeping function kept too long.
    await listening((request, response) => {
      if (seen.has(request.socket)) return void request.socket.destroy();
      seen.add(request.socket);
      return acceptance(request, response);
    });
    const { send } = sender();
    expect([await send(mail, 'claim-1'), await send(mail, 'claim-2')]).toEqual([
      { outcome: 'accepted', messageId: 'm-1' },
      { outcome: 'accepted', messageId: 'm-1' },
    ]);
  });

  it('carries the attempt as a tag, and the configuration set by which its events come', async () => {
    const { asked } = await send(acceptance);
    expect(Object.fromEntries(asked ?? [])).toMatchObject({
      Action: 'SendRawEmail',
      ConfigurationSetName: 'certkeeper-mail',
      'Tags.member.1.Name': 'mailing',
      'Tags.member.1.Value': 'claim-1',
      Source: 'reminders@example.com',
      'Destinations.member.1': 'chan@example.com',
    });
  });

  it('says where one POST stops such mails, and that nobody is to answer it by itself', async () => {
    const unsubscribeUrl = 'https://certkeeper.example/unsubscribe/token';
    const headers = headersIn((await send(acceptance, { unsubscribeUrl })).asked);
    expect(headers).toContain(`List-Unsubscribe: <${unsubscribeUrl}>`);
    expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(headers).toContain('Auto-Submitted: auto-generated');
  });

  it('has no such header when there is nothing to stop', async () => {
    const headers = headersIn((await send(acceptance)).asked);
    expect(headers.filter((line) => /^list-/i.test(line))).toEqual([]);
  });

  it('an answer without a message id leaves it uncertain', async () => {
    const empty: RequestListener = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end('<SendRawEmailResponse><SendRawEmailResult/></SendRawEmailResponse>');
    };
    expect((await send(empty)).answer).toEqual({ outcome: 'uncertain', code: 'no_message_id' });
  });
});

describe('what SES refuses', () => {
  it('a mail that it rejects certainly did not go, and is not tried again', async () => {
    const { answer, attempts } = await send(refusal(400, 'MessageRejected'));
    expect([answer, attempts]).toEqual([{ outcome: 'rejected', code: 'MessageRejected' }, 1]);
  });

  it.each([
    ['Throttling', 400, 'Maximum sending rate exceeded.', 'rate'],
    ['Throttling', 400, 'Daily message quota exceeded.', 'quota'],
    ['Throttling', 400, 'Rate exceeded', 'rate'],
    ['ThrottlingException', 400, 'x', 'rate'],
    ['LimitExceededException', 400, 'Daily message quota exceeded.', 'quota'],
    ['LimitExceededException', 400, 'x', 'account'],
    ['AccountSendingPausedException', 400, 'x', 'account'],
    ['ConfigurationSetSendingPausedException', 400, 'x', 'account'],
    ['ConfigurationSetDoesNotExist', 400, 'Configuration set x does not exist.', 'account'],
    ['MailFromDomainNotVerifiedException', 400, 'x', 'account'],
    ['MessageRejected', 400, 'Email address is not verified.', 'account'],
    ['MessageRejected', 400, 'Sending suspended for this account.', 'account'],
    ['AccessDenied', 403, 'User is not authorized to perform ses:SendRawEmail', 'account'],
    ['InvalidClientTokenId', 403, 'The security token included in the request is invalid', 'account'],
    ['SignatureDoesNotMatch', 403, 'x', 'account'],
    ['ExpiredToken', 403, 'x', 'account'],
    ['ValidationError', 400, 'x', 'account'],
  ])(
    '%s (%i, %s) certainly did not go, and concerns every mail: %s',
    async (code, status, message, because) => {
      const { answer, attempts } = await send(refusal(status, code, message));
      expect(answer).toMatchObject({ outcome: 'notNow', because });
      expect(attempts).toBe(1);
    },
  );

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

  it('no answer at all leaves it uncertain, and is not waited for until the claim’s lease ends', async () => {
    const { answer, attempts } = await send(() => {}, {}, 500);
    expect([answer, attempts]).toEqual([{ outcome: 'uncertain', code: 'TimeoutError' }, 1]);
  });

  it.each([503, 502])('neither does an answer of %i say whether it went', async (status) => {
    expect((await send(refusal(status, 'ServiceUnavailable'))).answer.outcome).toBe('uncertain');
  });

  it('a connection that is refused certainly sent nothing', async () => {
    point(1);
    expect(await sender().send(mail, 'claim-1')).toEqual({
      outcome: 'notNow',
      because: 'unreachable',
      code: 'ECONNREFUSED',
    });
  });

  it('an address that would forge a header never reaches SES', async () => {
    const { answer, attempts } = await send(refusal(500, 'x'), { to: 'a@example.com\r\nBcc: b@example.com' });
    expect([answer.outcome, attempts]).toEqual(['undeliverable', 0]);
  });
});

describe('a recipient that SES’s sandbox refuses', () => {
  const denied = (identity: string) =>
    `User \`arn:aws:sts::123456789012:assumed-role/SendReminders/it' is not authorized to perform \`ses:SendRawEmail' on resource \`arn:aws:ses:ap-southeast-1:123456789012:identity/${identity}'`;
  const unverified = (identities: string) =>
    `Email address is not verified. The following identities failed the check in region AP-SOUTHEAST-1: ${identities}`;

  it.each([
    ['AccessDenied', denied('chan@example.org')],
    ['AccessDenied', denied('Chan@Example.org')],
    ['AccessDeniedException', denied('example.org')],
    ['MessageRejected', unverified('chan@example.org')],
  ])('is an error of that mail alone (%s)', async (code, message) => {
    const { answer } = await send(refusal(403, code, message), { to: 'chan@example.org' });
    expect(answer).toEqual({ outcome: 'rejected', code });
  });

  it.each([
    ['AccessDenied', denied('example.com')],
    ['AccessDenied', denied('reminders@example.com')],
    ['AccessDenied', 'no'],
    ['AccessDenied', denied('x').replace('identity/x', 'configuration-set/certkeeper-mail')],
    ['MessageRejected', unverified('reminders@example.com, chan@example.org')],
    ['MessageRejected', unverified('reminders@example.com')],
  ])('is told from a sender that is refused, which stops all mail (%s: %s)', async (code, message) => {
    const { answer } = await send(refusal(403, code, message), { to: 'chan@example.org' });
    expect(answer).toEqual({ outcome: 'notNow', because: 'account', code });
  });
});
