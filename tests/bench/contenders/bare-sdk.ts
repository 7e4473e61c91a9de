import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Asked, answerOf, numberIn, queryOf } from './task.ts';

/** The SDK and nothing around it. */
const client = new DynamoDBClient({});

export async function handler(event: Asked) {
  const { Items = [] } = await client.send(new QueryCommand(queryOf(numberIn(event))));
  return answerOf(
    Items.map((item) => {
      const { number, expiresOn } = unmarshall(item);
      return { number, expiresOn };
    }),
  );
}
