import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import * as z from 'zod';
import { queryOf, verdictOf } from './task.ts';

/** What anybody would write first: a router, a schema of the item, the SDK. No headers of security, no throttle, no log. */
const client = new DynamoDBClient({});
const credential = z.object({
  key: z.string(),
  number: z.string(),
  provider: z.string(),
  type: z.string(),
  nameEn: z.string().optional(),
  nameZh: z.string().optional(),
  email: z.email().optional(),
  language: z.enum(['zh-HK', 'en']),
  issuedOn: z.iso.date(),
  expiresOn: z.iso.date().optional(),
  history: z.array(z.object({ event: z.string(), at: z.iso.datetime(), on: z.iso.date() })).min(1),
  version: z.int(),
});

const app = new Hono();
app.get('/verify/:number', async (c) => {
  const { Items = [] } = await client.send(new QueryCommand(queryOf(c.req.param('number'))));
  const items = Items.map((item) => credential.parse(unmarshall(item)));
  return c.json(verdictOf(items), items.length > 0 ? 200 : 404);
});

export const handler = handle(app);
