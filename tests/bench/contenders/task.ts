/** What of API Gateway's event (payload format 2.0) a contender reads. */
export interface Asked {
  rawPath: string;
}

/** What of a credential's item a contender shows. */
interface Shown {
  number: string;
  expiresOn?: string | undefined;
}

/** `GET /verify/{number}` as a query in DynamoDB's own shape: eventually consistent, half a read unit for up to 4 kB. */
export function queryOf(number: string) {
  return {
    TableName: process.env['TABLE_NAME'],
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: {
      ':pk': { S: `CERT#${number.replaceAll('-', '').toUpperCase()}` },
      ':sk': { S: 'CREDENTIAL#' },
    },
  };
}

export const numberIn = ({ rawPath }: Asked) => rawPath.slice('/verify/'.length);

export function verdictOf(items: Shown[]) {
  return {
    outcome: items.length > 0 ? 'found' : 'notFound',
    matches: items.map(({ number, expiresOn }) => ({ number, expiresOn: expiresOn ?? null })),
  };
}

/** The verdict as API Gateway takes it. */
export function answerOf(items: Shown[]) {
  return {
    statusCode: items.length > 0 ? 200 : 404,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(verdictOf(items)),
  };
}
