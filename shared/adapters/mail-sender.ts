import { SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { MailAnswer } from '#domain/reminder-record';
import type { MailSender } from '#ports';
import { renderMime, UnsafeMailHeader } from './mime.ts';

/**
 * SES with a single attempt: with the SDK's own retries a lost reply sends the same mail three times. `rejected`: this
 * mail will never be taken. `busy`: not now (the rate, the quota, the account). `uncertain`: nobody knows.
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

function answerOf(error: unknown): MailAnswer {
  if (!(error instanceof Error)) return { outcome: 'uncertain', code: 'unknown' };
  const code = 'code' in error ? String(error.code) : error.name;
  if (error instanceof UnsafeMailHeader) return { outcome: 'rejected', code: error.name };
  if (NOT_CONNECTED.has(code) || NOT_CONNECTED.has(error.name)) return { outcome: 'busy', code };
  const status = error instanceof SESServiceException ? error.$metadata.httpStatusCode : undefined;
  // Every 4xx says that nothing went; a 5xx, a time-out or a lost reply says nothing.
  if (status === undefined || status < 400 || status > 499) return { outcome: 'uncertain', code: error.name };
  const rejected = OF_THIS_MAIL.has(error.name) && !OF_THE_ACCOUNT.test(error.message);
  return { outcome: rejected ? 'rejected' : 'busy', code: error.name };
}
