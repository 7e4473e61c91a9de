import { expect, test } from 'vitest';
import type { Stack } from '#infra/local/template/assembly';
import { resolve } from '#infra/local/template/intrinsics';
import { warnings } from '#infra/local/template/known-types';
import { LocalWorld } from '#infra/local/template/resources';

/** `${name}`, as Fn::Sub has it. */
const sub = (name: string) => `\${${name}}`;

const kept: Stack = {
  name: 'kept',
  template: {
    Parameters: { Size: { Default: 'large' } },
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
      Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'pepper' } },
      Strange: { Type: 'AWS::Kendra::Index', Properties: {} },
    },
    Outputs: {
      Bucket: {
        Value: { Ref: 'Bucket' },
        Export: { Name: { 'Fn::Sub': `${sub('AWS::StackName')}:bucket` } },
      },
    },
  },
};
const service: Stack = {
  name: 'service',
  template: {
    Parameters: {},
    Outputs: {},
    Resources: {
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'rows' } },
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: {} },
    },
  },
};
const world = new LocalWorld(
  { stacks: [kept, service], region: 'ap-east-1', assetFolder: () => undefined },
  { baseUrl: 'http://localhost:3000', sqsUrl: 'http://127.0.0.1:4566' },
);

test.each([
  ['Ref of a queue is its URL', service, { Ref: 'Queue' }, 'http://127.0.0.1:4566/000000000000/rows'],
  [
    'GetAtt as a list',
    service,
    { 'Fn::GetAtt': ['Queue', 'Arn'] },
    'arn:aws:sqs:ap-east-1:000000000000:rows',
  ],
  ['GetAtt as a text', service, { 'Fn::GetAtt': 'Api.ApiEndpoint' }, 'http://localhost:3000'],
  [
    'pseudo parameters',
    service,
    { 'Fn::Join': ['/', [{ Ref: 'AWS::Region' }, { Ref: 'AWS::Partition' }]] },
    'ap-east-1/aws',
  ],
  [
    'Sub',
    service,
    { 'Fn::Sub': `${sub('Queue.QueueName')} in ${sub('AWS::AccountId')}, ${sub('!literal')}` },
    `rows in 000000000000, ${sub('literal')}`,
  ],
  [
    'Sub with names',
    service,
    { 'Fn::Sub': [`${sub('a')}-${sub('AWS::Region')}`, { a: { Ref: 'AWS::URLSuffix' } }] },
    'amazonaws.com-ap-east-1',
  ],
  ['Select of Split', service, { 'Fn::Select': [1, { 'Fn::Split': ['-', { Ref: 'AWS::Region' }] }] }, 'east'],
  ['a parameter', kept, { Ref: 'Size' }, 'large'],
  ['inside lists and objects', service, { a: [{ Ref: 'AWS::Region' }], b: 1 }, { a: ['ap-east-1'], b: 1 }],
])('resolves %s', (_name, stack, value, expected) => {
  expect(resolve(world, stack, value)).toEqual(expected);
});

test('resolves what another stack exports', () => {
  expect(resolve(world, service, { 'Fn::ImportValue': 'kept:bucket' })).toBe(
    resolve(world, kept, { Ref: 'Bucket' }),
  );
});

test('gives an unnamed bucket a name that S3 would take', () => {
  expect(resolve(world, kept, { Ref: 'Bucket' })).toMatch(/^[a-z0-9-]{3,63}$/);
});

test.each([
  ['a resource that is not there', { Ref: 'Nobody' }, /Ref of Nobody \(no such resource\)/],
  [
    'an attribute that is not known',
    { 'Fn::GetAtt': ['Queue', 'Colour'] },
    /Colour of Queue \(AWS::SQS::Queue\)/,
  ],
  ['an export that is not there', { 'Fn::ImportValue': 'kept:table' }, /no stack exports kept:table/],
  ['a function that is not known', { 'Fn::FindInMap': ['a', 'b', 'c'] }, /cannot resolve Fn::FindInMap/],
])('fails, and names %s', (_name, value, expected) => {
  expect(() => resolve(world, service, value)).toThrow(expected);
});

test('names each resource of a type that is not known', () => {
  expect(warnings([kept, service])).toEqual([
    expect.stringContaining('Strange is not made here, as AWS::Kendra::Index'),
  ]);
});
