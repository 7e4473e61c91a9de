import { SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { MailAnswer } from '#domain/reminder-record';
import type { MailSender } from '#ports';
import { renderMime, UnsafeMailHeader } from './mime.ts';

/**
 * SES with a single attempt: with the SDK's own retries a lost reply sends the same mail three times. `undeliverable`: no
 * mail to this address will ever be taken. `rejected`: this mail will not. `busy`: not now (the rate, the quota, the account). `uncertain`: nobody knows.
 */
export function createMailSender(settings: { from: string; region: string }): MailSender {
  const ses = new SESClient({ region: settings.region, maxAttempts: 1 });
  return {
    async send(mail) {
      try {
        const Data = await renderMime({
          from: settings.from,
          ...mail,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        const { MessageId } = await ses.send(
          new SendRawEmailCommand({ Source: settings.from, Destinations: [mail.to], RawMessage: { Data } }),
        );
        return MessageId
          ? { outcome: 'accepted', messageId: MessageId }
          : { outcome: 'uncertain', code: 'no_message_id' };
      } catch (error) {
        return answerOf(error);
      }
    },
  };
}

/** The connection was never made: certainly nothing went. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CredentialsProviderError']);
/** Of the recipient or the message. Everything else that is refused concerns the account, and so everybody's mail. */
const OF_THIS_MAIL = new Set(['MessageRejected', 'InvalidParameterValue', 'InvalidParameterValueException']);
/** SES says `MessageRejected` of the account too: an identity or, in its sandbox, a recipient that is not verified; a pause. */
const OF_THE_ACCOUNT = /not verified|paused|suspended|disabled|sandbox/i;
/** SES of an address that it cannot read or that is on a suppression list; any other text is about the message. */
const OF_THE_ADDRESS =
  /address blacklisted|suppression list|^(local address|domain|user name|illegal address|invalid domain|missing (final|local|domain))\b/i;

function answerOf(error: unknown): MailAnswer {
  if (!(error instanceof Error)) return { outcome: 'uncertain', code: 'unknown' };
  const code = 'code' in error ? String(error.code) : error.name;
  if (error instanceof UnsafeMailHeader)
    return { outcome: error.field === 'to' ? 'undeliverable' : 'rejected', code: error.name };
  if (NOT_CONNECTED.has(code) || NOT_CONNECTED.has(error.name)) return { outcome: 'busy', code };
  const status = error instanceof SESServiceException ? error.$metadata.httpStatusCode : undefined;
  // Every 4xx says that nothing went; a 5xx, a time-out or a lost reply says nothing.
  if (status === undefined || status < 400 || status > 499) return { outcome: 'uncertain', code: error.name };
  const rejected = OF_THIS_MAIL.has(error.name) && !OF_THE_ACCOUNT.test(error.message);
  if (!rejected) return { outcome: 'busy', code: error.name };
  return { outcome: OF_THE_ADDRESS.test(error.message) ? 'undeliverable' : 'rejected', code: error.name };
}
