import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';

/** The tables whose names begin so, in the account and region of the credentials at hand. */
export async function findTables(prefix: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client: new DynamoDBClient({}) }, {})) {
    found.push(...TableNames.filter((name) => name.startsWith(prefix)));
  }
  return found;
}
