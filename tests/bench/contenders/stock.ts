import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { credential } from './credential.ts';
import { queryOf, verdictOf } from './task.ts';

/** What anybody would write first: a router, a schema of the item, the SDK. No headers of security, no throttle, no log. */
const client = new DynamoDBClient({});
const app = new Hono();
app.get('/verify/:number', async (c) => {
  const { Items = [] } = await client.send(new QueryCommand(queryOf(c.req.param('number'))));
  const items = Items.map((item) => credential.parse(unmarshall(item)));
  return c.json(verdictOf(items), items.length > 0 ? 200 : 404);
});

export const handler = handle(app);
