import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { credential } from '../contenders/credential.ts';
import { verdictOf } from '../contenders/task.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** What the routers below have in common: the SDK's client for documents, and a schema of the item. */
export async function lookUp(number) {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: process.env.TABLE_NAME,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: {
        ':pk': `CERT#${number.replaceAll('-', '').toUpperCase()}`,
        ':sk': 'CREDENTIAL#',
      },
    }),
  );
  return answered(Items.map((item) => credential.parse(item)));
}

const answered = (items) => ({ status: items.length > 0 ? 200 : 404, body: verdictOf(items) });
