import { join } from 'node:path';
import type { Lifetime } from '#infra/local/lifetime';
import { freePort } from '#infra/local/preflight';
import type { StateFolder } from '#infra/local/state-folder';
import type { Children } from './children.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from './dynamodb-local.ts';
import { startInbox } from './inbox.ts';
import { type Messaging, startMessaging } from './messaging.ts';

export interface Engines {
  dynamodb: DynamoDbLocal;
  messaging: Messaging;
  inboxUrl: string;
}

/** DynamoDB, SQS, SNS, S3 and SES on loopback, their data in the state folder. */
export async function startEngines(
  folder: StateFolder,
  options: {
    children: Children;
    lifetime: Lifetime;
    region: Promise<string>;
    port: number;
    onUpload: NonNullable<Parameters<typeof startMessaging>[0]['onUpload']>;
    intercept: NonNullable<Parameters<typeof startMessaging>[0]['intercept']>;
  },
): Promise<Engines> {
  const { children, lifetime, port } = options;
  const dynamodb = startDynamoDbLocal(children, {
    data: folder.at('database'),
    log: join(folder.at('logs'), 'dynamodb-local.log'),
  }).then((engine) => {
    lifetime.onEnd(() => engine.stop());
    return engine;
  });
  const messaging = options.region.then(async (region) => {
    const { onUpload, intercept } = options;
    const [messages, objects] = [folder.at('messages'), folder.at('objects')];
    const engine = await startMessaging({ region, messages, objects, onUpload, intercept });
    lifetime.onEnd(() => engine.stop());
    return engine;
  });
  const inbox = freePort(port + 1).then(async (inboxPort) => {
    const engine = await startInbox({ port: inboxPort, file: folder.at('inbox') });
    lifetime.onEnd(() => engine.stop());
    return engine;
  });
  const started = await Promise.all([dynamodb, messaging, inbox]);
  return { dynamodb: started[0], messaging: started[1], inboxUrl: `http://localhost:${started[2].port}` };
}
