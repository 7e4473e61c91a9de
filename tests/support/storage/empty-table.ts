import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { INDEXES, TABLE } from '#storage/contract/table.ts';

/** The registry's table as the stacks declare it, empty. */
export async function createEmptyTable(name: string): Promise<void> {
  const indexes = Object.values(INDEXES);
  const strings = [
    TABLE.partitionKey,
    TABLE.sortKey,
    ...indexes.flatMap((index) => [index.partitionKey, index.sortKey]),
  ];
  await new DynamoDBClient({}).send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: strings.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: TABLE.partitionKey, KeyType: 'HASH' },
        { AttributeName: TABLE.sortKey, KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: [
          { AttributeName: index.partitionKey, KeyType: 'HASH' },
          { AttributeName: index.sortKey, KeyType: 'RANGE' },
        ],
        Projection: index.projected.length
          ? { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.projected] }
          : { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  );
}
