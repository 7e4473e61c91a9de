import { SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { MailAnswer } from '#domain/reminder-record';
import type { MailSender } from '#ports';
import { renderMime, UnsafeMailHeader } from './mime.ts';

/** This mail will never be taken; the next one may be. */
const REJECTED = new Set(['MessageRejected', 'InvalidParameterValue']);
/** Not now: the rate, the day's quota, or sending is paused for the account. It certainly did not go. */
const BUSY = new Set([
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'LimitExceededException',
  'AccountSendingPausedException',
  'ConfigurationSetDoesNotExist',
  'ConfigurationSetDoesNotExistException',
  'MailFromDomainNotVerifiedException',
  'AccessDenied',
  'AccessDeniedException',
]);

/**
 * SES with a single attempt: with the SDK's own retries a lost reply sends the same mail three times. An answer that
 * does not say clearly that nothing went (a time-out, a 5xx) is `uncertain`.
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
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

function answerOf(error: unknown): MailAnswer {
  const code = error instanceof Error ? error.name : 'unknown';
  if (error instanceof UnsafeMailHeader) return { outcome: 'rejected', code };
  if (code === 'CredentialsProviderError') return { outcome: 'busy', code };
  if (error instanceof Error && 'code' in error && NOT_CONNECTED.has(String(error.code))) {
    return { outcome: 'busy', code: String(error.code) };
  }
  if (error instanceof SESServiceException && error.$fault === 'client') {
    if (BUSY.has(code)) return { outcome: 'busy', code };
    if (REJECTED.has(code)) return { outcome: 'rejected', code };
  }
  return { outcome: 'uncertain', code };
}
