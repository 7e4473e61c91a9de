import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Lifetime } from '#infra/local/lifetime';
import { LOCAL_KEY, LOCAL_SECRET } from './presigned-url.ts';

export interface Clients {
  dynamodb: DynamoDBClient;
  sqs: SQSClient;
  s3: S3Client;
}

export function connect(
  urls: { dynamodb: string; messaging: string },
  region: string,
  lifetime: Lifetime,
): Clients {
  const credentials = { accessKeyId: LOCAL_KEY, secretAccessKey: LOCAL_SECRET };
  const clients = {
    dynamodb: new DynamoDBClient({ endpoint: urls.dynamodb, region, credentials }),
    sqs: new SQSClient({ endpoint: urls.messaging, region, credentials }),
    s3: new S3Client({ endpoint: urls.messaging, region, credentials }),
  };
  lifetime.onEnd(() => {
    for (const client of Object.values(clients)) client.destroy();
  });
  return clients;
}
