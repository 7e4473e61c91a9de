import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';

/** The one table whose name begins so, in the account and region of the credentials at hand. */
export async function findTable(prefix: string): Promise<string | undefined> {
  for await (const { TableNames = [] } of paginateListTables({ client: new DynamoDBClient({}) }, {})) {
    const found = TableNames.find((name) => name.startsWith(prefix));
    if (found) return found;
  }
  return undefined;
}
