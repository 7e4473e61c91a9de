import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { Assembly, Resource, Stack } from './assembly.ts';
import { type Attributes, resolve, resolveText, type World } from './intrinsics.ts';

/** The account of everything local; fauxqs knows no other. */
export const ACCOUNT = '000000000000';

export interface Places {
  baseUrl: string;
  /** Where SQS answers: queue URLs begin with it. */
  sqsUrl: string;
}

export interface Found {
  stack: Stack;
  id: string;
  resource: Resource;
}

/** The stacks of an assembly as they are on this machine: what each resource is called, and how to resolve a value. */
export class LocalWorld implements World {
  readonly stacks: readonly Stack[];
  readonly region: string;
  readonly account = ACCOUNT;
  readonly #places: Places;

  constructor(assembly: Assembly, places: Places) {
    this.stacks = assembly.stacks;
    this.region = assembly.region;
    this.#places = places;
  }

  all(type: string): Found[] {
    return this.everything().filter(({ resource }) => resource.Type === type);
  }

  everything(): Found[] {
    return this.stacks.flatMap((stack) =>
      Object.entries(stack.template.Resources).map(([id, resource]) => ({ stack, id, resource })),
    );
  }

  /** A property with its intrinsics resolved, `undefined` when it is not there. */
  value({ stack, resource }: Found, property: string): unknown {
    return resolve(this, stack, resource.Properties[property]);
  }

  /** Those of its properties that the schema names. */
  properties<Shape extends z.ZodRawShape>(found: Found, schema: z.ZodObject<Shape>) {
    return schema.parse(
      Object.fromEntries(Object.keys(schema.shape).map((name) => [name, this.value(found, name)])),
    );
  }

  text({ stack, resource }: Found, property: string): string | undefined {
    const value = resource.Properties[property];
    return value === undefined ? undefined : resolveText(this, stack, value);
  }

  /** `Ref` or an attribute of this very resource. */
  own(found: Found, attribute: string): string {
    const value = this.attributes(found.stack, found.id)?.(attribute);
    if (value === undefined) throw new Error(`${found.resource.Type} has no ${attribute} here`);
    return value;
  }

  byArn(type: string, arn: string): Found | undefined {
    return this.all(type).find((found) => this.own(found, 'Arn') === arn);
  }

  /** The URL of the queue that a failure destination names. */
  queueUrl(arn: string | undefined): string | undefined {
    const queue = arn === undefined ? undefined : this.byArn('AWS::SQS::Queue', arn);
    return queue && this.own(queue, 'Ref');
  }

  attributes(stack: Stack, id: string): Attributes | undefined {
    const resource = stack.template.Resources[id];
    return resource && this.#attributesOf({ stack, id, resource });
  }

  #attributesOf(found: Found): Attributes | undefined {
    const { id, resource } = found;
    const arn = (service: string, rest: string) => `arn:aws:${service}:${this.region}:${ACCOUNT}:${rest}`;
    const named = (property: string) => this.text(found, property) ?? physicalName(found);
    const given =
      (values: Record<string, string>): Attributes =>
      (name) =>
        values[name];
    switch (resource.Type) {
      case 'AWS::SQS::Queue': {
        const name = named('QueueName');
        const url = `${this.#places.sqsUrl}/${ACCOUNT}/${name}`;
        return given({ Ref: url, QueueUrl: url, QueueName: name, Arn: arn('sqs', name) });
      }
      case 'AWS::SNS::Topic': {
        const topic = arn('sns', named('TopicName'));
        return given({ Ref: topic, TopicArn: topic, TopicName: named('TopicName') });
      }
      case 'AWS::SES::ConfigurationSet':
        return given({ Ref: named('Name') });
      case 'AWS::DynamoDB::Table': {
        const table = arn('dynamodb', `table/${named('TableName')}`);
        return given({ Ref: named('TableName'), Arn: table, StreamArn: `${table}/stream/local` });
      }
      case 'AWS::S3::Bucket': {
        const name = named('BucketName').toLowerCase();
        return given({ Ref: name, Arn: `arn:aws:s3:::${name}` });
      }
      case 'AWS::SecretsManager::Secret': {
        const secret = arn('secretsmanager', `secret:${named('Name')}-${hash(id, 6)}`);
        return given({ Ref: secret, Id: secret, Name: named('Name') });
      }
      case 'AWS::Lambda::Function': {
        const name = named('FunctionName');
        return given({ Ref: name, Arn: arn('lambda', `function:${name}`) });
      }
      case 'AWS::Lambda::Version':
        return given({ Version: '1' });
      case 'AWS::Lambda::Alias':
        return given({
          Ref: arn('lambda', `function:${this.text(found, 'FunctionName')}:${this.text(found, 'Name')}`),
        });
      case 'AWS::ApiGatewayV2::Api':
        return given({ Ref: id.toLowerCase(), ApiId: id.toLowerCase(), ApiEndpoint: this.#places.baseUrl });
      case 'AWS::ApiGatewayV2::Integration':
        return given({ Ref: id.toLowerCase() });
      case 'AWS::Logs::LogGroup': {
        const name = named('LogGroupName');
        return given({ Ref: name, Arn: arn('logs', `log-group:${name}:*`) });
      }
      case 'AWS::IAM::Role':
        return given({
          Ref: physicalName(found),
          Arn: `arn:aws:iam::${ACCOUNT}:role/${physicalName(found)}`,
        });
      case 'AWS::Events::Rule':
        return given({ Ref: physicalName(found), Arn: arn('events', `rule/${physicalName(found)}`) });
      case 'AWS::Scheduler::Schedule':
        return given({
          Ref: physicalName(found),
          Arn: arn('scheduler', `schedule/default/${physicalName(found)}`),
        });
      default:
        return undefined;
    }
  }
}

/** Of the function that an ARN is of, or of an alias of it: there is one version of each here. */
export const functionArnOf = (arn: string): string => arn.split(':').slice(0, 7).join(':');

/** As CloudFormation names what is left unnamed: stack, logical id and something short; at most 63 characters. */
function physicalName({ stack, id }: Found): string {
  return `${`${stack.name}-${id}`.slice(0, 54)}-${hash(`${stack.name}/${id}`, 8)}`;
}

const hash = (text: string, length: number) =>
  createHash('sha256').update(text).digest('hex').slice(0, length);
