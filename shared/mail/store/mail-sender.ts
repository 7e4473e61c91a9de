import { SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { MailAnswer, NotNow } from '#mail/mailing-rules.ts';
import type { Mail, MailSender } from '#mail/ports.ts';
import { CORRELATION_TAG, MAILING_TAG } from '#storage/contract/mail-events.ts';
import { currentTrace } from '#storage/trace.ts';
import { renderMime, UnsafeMailHeader } from './mime.ts';

interface MailSettings {
  from: string;
  region: string;
  /** Has SES tell what becomes of each mail. */
  configurationSet: string;
  /** For how long an answer is waited for; it has to end well before a claim's lease. */
  patienceMs?: number;
}

/**
 * SES with a single attempt: with the SDK's own retries a lost reply sends the same mail three times. `undeliverable`: no
 * mail to this address will ever be taken. `rejected`: this mail will not. `notNow`: the rate, the quota, the account,
 * or nobody answers. `uncertain`: nobody knows.
 */
export function createMailSender(settings: MailSettings): MailSender {
  const { from, region, configurationSet, patienceMs = 20_000 } = settings;
  const requestHandler = {
    connectionTimeout: patienceMs,
    requestTimeout: patienceMs,
    // Without this the SDK only writes a line, and goes on waiting.
    throwOnRequestTimeout: true,
    // A function sleeps between invocations, and a connection that it kept may be closed meanwhile: asked over that one,
    // nobody would know whether the mail went.
    httpAgent: { keepAlive: false },
    httpsAgent: { keepAlive: false },
  };
  const ses = new SESClient({ region, maxAttempts: 1, requestHandler });
  return {
    async send(mail, claimId) {
      let Data: Uint8Array;
      try {
        Data = await renderMime({ from, ...mail, headers: mailHeaders(mail) });
      } catch (error) {
        return cannotBeRendered(error);
      }
      try {
        const { MessageId } = await ses.send(
          new SendRawEmailCommand({
            Source: from,
            Destinations: [mail.to],
            RawMessage: { Data },
            ConfigurationSetName: configurationSet,
            Tags: [{ Name: MAILING_TAG, Value: claimId }, ...correlationTag()],
          }),
        );
        return MessageId
          ? { outcome: 'accepted', messageId: MessageId }
          : { outcome: 'uncertain', code: 'no_message_id' };
      } catch (error) {
        return toAnswer(error, { from, to: mail.to });
      }
    },
  };
}

/** API Gateway's ids end with `=`, which no tag may have and no id has a dot; SES would refuse the mail for any other. */
function correlationTag(): { Name: string; Value: string }[] {
  const Value = currentTrace()?.correlationId.replaceAll('=', '.') ?? '';
  return /^[\w.-]{1,256}$/.test(Value) ? [{ Name: CORRELATION_TAG, Value }] : [];
}

/** RFC 3834: no out-of-office answer to it. RFC 8058: one POST to the address stops such mails. */
function mailHeaders({ unsubscribeUrl }: Mail): Record<string, string> {
  return {
    'Auto-Submitted': 'auto-generated',
    ...(unsubscribeUrl !== undefined && {
      'List-Unsubscribe': `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  };
}

/** The connection was never made: certainly nothing went. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CredentialsProviderError',
]);
/** Of the recipient or the message. Everything else that is refused concerns the account, and so everybody's mail. */
const OF_THIS_MAIL = new Set(['MessageRejected', 'InvalidParameterValue', 'InvalidParameterValueException']);
/** SES says `MessageRejected` of the account too: an identity or, in its sandbox, a recipient that is not verified; a pause. */
const OF_THE_ACCOUNT = /not verified|paused|suspended|disabled|sandbox/i;
/** SES of an address that it cannot read or that is on a suppression list; any other text is about the message. */
const OF_THE_ADDRESS =
  /address blacklisted|suppression list|^(local address|domain|user name|illegal address|invalid domain|missing (final|local|domain))\b/i;

const RATE = /maximum sending rate exceeded/i;
const QUOTA = /daily message quota exceeded/i;

/** Certainly nothing went. */
function cannotBeRendered(error: unknown): MailAnswer {
  const ofTheAddress = error instanceof UnsafeMailHeader && error.field === 'to';
  const code = error instanceof Error ? error.name : 'unknown';
  return { outcome: ofTheAddress ? 'undeliverable' : 'rejected', code };
}

function toAnswer(error: unknown, mail: { from: string; to: string }): MailAnswer {
  if (!(error instanceof Error)) return { outcome: 'uncertain', code: 'unknown' };
  const code = 'code' in error ? String(error.code) : error.name;
  if (NOT_CONNECTED.has(code) || NOT_CONNECTED.has(error.name))
    return { outcome: 'notNow', because: 'unreachable', code };
  const status = error instanceof SESServiceException ? error.$metadata.httpStatusCode : undefined;
  // Every 4xx says that nothing went; a 5xx, a time-out or a lost reply says nothing.
  if (status === undefined || status < 400 || status > 499) return { outcome: 'uncertain', code: error.name };
  const rejected =
    refusesRecipient(error, mail) || (OF_THIS_MAIL.has(error.name) && !OF_THE_ACCOUNT.test(error.message));
  if (!rejected) return { outcome: 'notNow', because: whyNotNow(error), code: error.name };
  return { outcome: OF_THE_ADDRESS.test(error.message) ? 'undeliverable' : 'rejected', code: error.name };
}

/**
 * While the account is in SES's sandbox, a recipient has to be verified, and be allowed to this role as an identity: an error
 * that names recipients alone is about this mail. It names them as `identity/chan@example.com`, or in a list at its end.
 */
function refusesRecipient({ name, message }: Error, { from, to }: { from: string; to: string }): boolean {
  const named = /^AccessDenied/.test(name)
    ? [...message.matchAll(/:identity\/([^\s'"`,]+)/g)].map(([, identity = '']) => identity)
    : (/failed the check in region [\w-]{1,30}: {0,3}(\S.*)/i.exec(message)?.[1]?.split(/,\s*/) ?? []);
  const isOf = (address: string, identity: string) =>
    [address, address.slice(address.lastIndexOf('@') + 1)].some(
      (own) => own.toLowerCase() === identity.trim().toLowerCase(),
    );
  return (
    named.length > 0 && named.every((identity) => isOf(to, identity) && !isOf(bareAddress(from), identity))
  );
}

/** `from` may have a display name. */
const bareAddress = (from: string) => /<([^<>]{1,320})>\s{0,9}$/.exec(from)?.[1] ?? from;

/** Rate and quota are one class of error: only the text tells them apart. Throttling without such a text is of requests. */
function whyNotNow({ name, message }: Error): NotNow {
  if (QUOTA.test(message)) return 'quota';
  return RATE.test(message) || /throttl/i.test(name) ? 'rate' : 'account';
}
