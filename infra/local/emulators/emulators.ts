import { join } from 'node:path';
import type { Lifetime } from '#infra/local/lifetime';
import type { Rights } from '#infra/local/policies/rights';
import { freePort } from '#infra/local/preflight';
import type { SendingLimits } from '#infra/local/settings';
import type { StateFolder } from '#infra/local/state-folder';
import type { Children } from './children.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from './dynamodb-local.ts';
import { startInbox } from './inbox.ts';
import { type Messaging, startMessaging } from './messaging.ts';
import { isSimulated } from './ses-events.ts';
import { type ConfigurationSets, startSesProxy } from './ses-proxy.ts';

export interface Emulators {
  dynamodb: DynamoDbLocal;
  messaging: Messaging;
  inboxUrl: string;
  forgetMails(texts: readonly string[]): number;
}

/** DynamoDB, SQS, SNS, S3 and SES on loopback, their data in the state folder. */
export async function startEmulators(
  folder: StateFolder,
  options: {
    children: Children;
    lifetime: Lifetime;
    region: Promise<string>;
    port: number;
    onUpload: NonNullable<Parameters<typeof startMessaging>[0]['onUpload']>;
    intercept: NonNullable<Parameters<typeof startMessaging>[0]['intercept']>;
    limits: SendingLimits;
    sets: ConfigurationSets;
    rights: Rights;
  },
): Promise<Emulators> {
  const { children, lifetime } = options;
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
  const mail = startMail(folder, options);
  const started = await Promise.all([dynamodb, messaging, mail]);
  return { dynamodb: started[0], messaging: started[1], ...started[2] };
}

/** SES, and before it what it does not know; gives where the inbox is, and how it forgets. */
async function startMail(
  folder: StateFolder,
  options: {
    lifetime: Lifetime;
    port: number;
    limits: SendingLimits;
    sets: ConfigurationSets;
    rights: Rights;
  },
): Promise<Pick<Emulators, 'inboxUrl' | 'forgetMails'>> {
  const { lifetime, limits, sets, rights } = options;
  const inbox = await startInbox({ port: await freePort(), file: folder.at('inbox') });
  lifetime.onEnd(() => inbox.stop());
  const port = await freePort(options.port + 1);
  const accepted = inbox.mails.flatMap(({ at, destination }) =>
    destination.to.every(isSimulated) ? [] : [at * 1000],
  );
  const proxy = await startSesProxy({ port, inbox: inbox.url, limits, accepted, sets, rights, pages });
  lifetime.onEnd(() => proxy.stop());
  return { inboxUrl: `http://localhost:${port}`, forgetMails: (texts) => inbox.forget(texts) };
}

/** Every template as it is sent; loaded when it is first asked for, as it brings a bundler along. */
async function pages(path: string) {
  if (!path.startsWith('/templates')) return undefined;
  const { mailGallery } = await import('#infra/local/mail-gallery');
  return mailGallery(path);
}
