import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { inject, vi } from 'vitest';
import { startSecrets } from '#infra/local/emulators/secrets';
import { type ReadMail, startCheckingMail } from '#support/mail/checking-mail';

/** As the registries of the tests have them, so that a function and a test name the same person the same. */
const SECRETS = { pepper: 'pepper of the tests', links: 'link secret of the tests' };

/**
 * What the handlers of functions ask besides the table, and the settings that lead them there: to be called before a
 * handler is loaded, which belongs to one file of tests. `mails` are those that were taken, `lines` what was logged.
 */
export async function functionSettings(tableName: string, queues: readonly string[]) {
  const mails: ReadMail[] = [];
  const lines: Record<string, unknown>[] = [];
  const ses = await startCheckingMail({ rate: 5000, quota: 50_000 }, (mail) => void mails.push(mail));
  const specs = Object.keys(SECRETS).map((name) => ({ arn: name, name, length: 32 }));
  const secrets = await startSecrets(specs, { ...SECRETS });
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', inject('messagingUrl'));
  const sqs = new SQSClient({});
  const urls: Record<string, string> = {};
  for (const name of queues) {
    const QueueName = `${name.toLowerCase().replaceAll('_', '-')}-${randomUUID()}`;
    await sqs.send(new CreateQueueCommand({ QueueName }));
    urls[name] = `${inject('messagingUrl')}/000000000000/${QueueName}`;
  }
  const settings = {
    AWS_ENDPOINT_URL_SES: ses.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    TABLE_NAME: tableName,
    PEPPER_SECRET: 'pepper',
    LINK_SECRET: 'links',
    MAIL_FROM: 'Certkeeper <mail@certkeeper.example>',
    MAIL_REGION: 'ap-southeast-1',
    MAIL_CONFIGURATION_SET: 'set',
    METRICS_NAMESPACE: 'certkeeper/test',
    PUBLIC_BASE_URL: 'https://certkeeper.example',
    ...urls,
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const log = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(JSON.parse(String(text)));
    return true;
  });

  return {
    mails,
    lines,
    /** The messages that wait in one of the queues, which are taken out of it. */
    async queued(name: string): Promise<unknown[]> {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: urls[name], MaxNumberOfMessages: 10, VisibilityTimeout: 600 }),
      );
      return Messages.map(({ Body }) => JSON.parse(Body ?? ''));
    },
    /** How many of one of the queues nobody gets yet. */
    async delayed(name: string): Promise<number> {
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: urls[name], AttributeNames: ['All'] }),
      );
      return Number(Attributes?.['ApproximateNumberOfMessagesDelayed']);
    },
    async stop() {
      log.mockRestore();
      vi.unstubAllEnvs();
      await ses.stop();
      await secrets.stop();
    },
  };
}

/** These messages as a queue gives them to a function; `since`: the instant when the first of their trace was asked for. */
export const asMessages = (bodies: readonly object[], since?: string) => ({
  Records: bodies.map((body, n) => ({
    messageId: `m${n}`,
    body: JSON.stringify(body),
    messageAttributes: since ? { since: { stringValue: since, dataType: 'String' } } : {},
  })),
});
