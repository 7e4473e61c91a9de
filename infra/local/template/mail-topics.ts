import * as z from 'zod';
import type { Messaging } from '#infra/local/emulators/messaging';
import { type AcceptedMail, sesEvents } from '#infra/local/emulators/ses-events';
import type { ConfigurationSets } from '#infra/local/emulators/ses-proxy';
import { Failure } from '#infra/local/failure';
import type { LocalWorld } from './resources.ts';

const eventDestination = z.object({
  Enabled: z.boolean().default(false),
  MatchingEventTypes: z.array(z.string()),
  SnsDestination: z.object({ TopicARN: z.string() }).optional(),
});

/** The template says `deliveryDelay` or `DELIVERY_DELAY` where an event says `DeliveryDelay`. */
const plainType = (type: string) => type.replaceAll('_', '').toLowerCase();

const nameOf = (arn: string) => arn.split(':').at(-1) ?? '';

/** The configuration sets that the template declares; events go into the topics of their event destinations. */
export function readConfigurationSets(world: LocalWorld, messaging: Messaging): ConfigurationSets {
  const names = new Set(world.all('AWS::SES::ConfigurationSet').map((found) => world.own(found, 'Ref')));
  const destinations = world.all('AWS::SES::ConfigurationSetEventDestination').flatMap((found) => {
    const declared = eventDestination.parse(world.value(found, 'EventDestination'));
    const topic = declared.SnsDestination?.TopicARN;
    if (!declared.Enabled || topic === undefined) return [];
    const set = world.text(found, 'ConfigurationSetName');
    return [{ set, topic: nameOf(topic), types: new Set(declared.MatchingEventTypes.map(plainType)) }];
  });
  return {
    has: (name) => names.has(name),
    raise(mail: AcceptedMail) {
      const domain = mail.source.split('@').at(-1)?.replace('>', '');
      const identity = `arn:aws:ses:${world.region}:${world.account}:identity/${domain}`;
      const wanted = destinations.filter(({ set }) => set === mail.configurationSet);
      for (const event of sesEvents(mail, { account: world.account, identity }))
        for (const { topic, types } of wanted)
          if (types.has(plainType(event.eventType))) messaging.engine.publish(topic, JSON.stringify(event));
    },
  };
}

/**
 * Makes the topics, and has them fan out to the queues that are subscribed; who is told by e-mail is not told here. All are
 * in one region on this machine, whatever region their ARNs are of.
 * @throws Failure when a queue is subscribed that no stack declares
 */
export function provisionTopics(world: LocalWorld, messaging: Messaging): void {
  for (const topic of world.all('AWS::SNS::Topic')) {
    const name = world.own(topic, 'TopicName');
    // Of an earlier run's template: a topic keeps nothing but its subscriptions.
    messaging.engine.deleteTopic(name);
    messaging.engine.createTopic(name);
  }
  for (const found of world.all('AWS::SNS::Subscription')) {
    if (world.text(found, 'Protocol') !== 'sqs') continue;
    const queue = nameOf(world.text(found, 'Endpoint') ?? '');
    if (!messaging.engine.inspectQueue(queue))
      throw new Failure(
        `${found.stack.name}: ${found.id} subscribes the queue ${queue}, which no stack declares`,
      );
    const filter = world.value(found, 'FilterPolicy');
    const raw = world.text(found, 'RawMessageDelivery');
    messaging.engine.subscribe({
      topic: nameOf(world.text(found, 'TopicArn') ?? ''),
      queue,
      attributes: {
        ...(raw !== undefined && { RawMessageDelivery: raw }),
        ...(filter !== undefined && { FilterPolicy: JSON.stringify(filter) }),
        ...(filter !== undefined && {
          FilterPolicyScope: world.text(found, 'FilterPolicyScope') ?? 'MessageAttributes',
        }),
      },
    });
  }
}
