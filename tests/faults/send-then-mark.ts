import { randomUUID } from 'node:crypto';
import { DynamoDBClient, GetItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';

/**
 * The baseline: a small model of a mailer that sends first and marks after, with the habits for which Let's Encrypt's
 * expiration mailer is known. It looks back from now through windows of the expiry, takes a page of what is not marked
 * without regard to what failed before, sends, and marks; a mark that fails is logged and forgotten; a connection that
 * breaks is made again, and the mail sent again; what goes beyond the limit counts as sent; events are not looked at.
 * Written from general knowledge of how that mailer worked, not from its code.
 */
const dynamodb = new DynamoDBClient({});
const ses = new SESClient({ maxAttempts: 1 });
const TableName = process.env['TABLE_NAME'];

const PAGE = 10;
/** Days before the expiry. */
const NAGS = [30, 90, 180];

const listed = z.object({ pk: z.string(), sk: z.string() });
const certificate = z.object({
  pk: z.string(),
  sk: z.string(),
  key: z.string(),
  expiresOn: z.string(),
  email: z.string().optional(),
  byHolderPk: z.string().optional(),
  byHolderSk: z.string().optional(),
  history: z.array(z.object({ event: z.string() })),
  /** The window in which it was mailed last. */
  nagged: z.number().optional(),
});
type Certificate = z.infer<typeof certificate>;

export async function handler({ scheduledTime }: { scheduledTime: string }): Promise<void> {
  const daysOn = (days: number) =>
    new Date(Date.parse(scheduledTime) + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
  for (const [i, days] of NAGS.entries()) {
    const from = daysOn((NAGS[i - 1] ?? -1) + 1);
    for (const found of await unmarked(from, daysOn(days), days)) {
      if (await isRenewed(found)) continue;
      if (!(await send(found))) continue;
      await mark(found, days);
    }
  }
}

async function unmarked(from: string, to: string, days: number): Promise<Certificate[]> {
  const { Items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName,
      IndexName: 'byProvider',
      KeyConditionExpression: 'byProviderPk = :provider AND byProviderSk BETWEEN :from AND :to',
      ExpressionAttributeValues: marshall({ ':provider': 'PROVIDER#SPMC', ':from': from, ':to': `${to}$` }),
    }),
  );
  const found: Certificate[] = [];
  for (const item of Items) {
    const { pk, sk } = listed.parse(unmarshall(item));
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName, Key: marshall({ pk, sk }) }));
    const read = certificate.parse(Item && unmarshall(Item));
    const revoked = read.history.some(({ event }) => event === 'revoked');
    if (read.nagged !== days && !revoked && read.email) found.push(read);
    if (found.length === PAGE) break;
  }
  return found;
}

async function isRenewed({ byHolderPk, byHolderSk }: Certificate): Promise<boolean> {
  const { Count = 0 } = await dynamodb.send(
    new QueryCommand({
      TableName,
      IndexName: 'byHolder',
      KeyConditionExpression: 'byHolderPk = :holder AND byHolderSk > :this',
      ExpressionAttributeValues: marshall({ ':holder': byHolderPk, ':this': byHolderSk }),
    }),
  );
  return Count > 0;
}

const MAX_CONNECTIONS = 3;

/** Whether it counts as sent. */
async function send({ key, email = '' }: Certificate): Promise<boolean> {
  const Data = Buffer.from(
    `To: ${email}\r\nSubject: Expiry\r\n\r\nYour certificate ${key} expires soon.\r\n`,
  );
  for (let connections = 1; ; connections++) {
    try {
      const Tags = [{ Name: 'mailing', Value: randomUUID() }];
      await ses.send(new SendRawEmailCommand({ Destinations: [email], RawMessage: { Data }, Tags }));
      return true;
    } catch (error) {
      if (error instanceof SESServiceException) return error.name === 'Throttling';
      if (connections === MAX_CONNECTIONS) return false;
    }
  }
}

async function mark({ pk, sk }: Certificate, days: number): Promise<void> {
  try {
    await dynamodb.send(
      new UpdateItemCommand({
        TableName,
        Key: marshall({ pk, sk }),
        UpdateExpression: 'SET nagged = :days',
        ExpressionAttributeValues: marshall({ ':days': days }),
      }),
    );
  } catch {
    process.stdout.write('a mark failed\n');
  }
}
