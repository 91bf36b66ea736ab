import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** The sparse index of orders with an entry to post, by the instant from which it may be tried. */
export const PENDING_INDEX = 'pending';

/** How many partitions the index is spread over: one hot partition would bound what a burst can write. */
export const PENDING_SHARDS = 8;

/** The sparse index of what waits for a person, by kind and the instant since when. */
export const PARKED_INDEX = 'parked';

/** The attribute by which DynamoDB deletes an item by itself, within days of that instant; only bodies of other shops have it. */
export const EXPIRES_AT = 'expiresAtSeconds';

/** The ledger's table, as the template, the local platform and the tests make it. */
export function tableDefinition(tableName: string) {
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'pendingShard', AttributeType: 'S' },
      { AttributeName: 'pendingAtMs', AttributeType: 'N' },
      { AttributeName: 'parkedKind', AttributeType: 'S' },
      { AttributeName: 'parkedAtMs', AttributeType: 'N' },
    ],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: PENDING_INDEX,
        KeySchema: [
          { AttributeName: 'pendingShard', KeyType: 'HASH' },
          { AttributeName: 'pendingAtMs', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
      {
        IndexName: PARKED_INDEX,
        KeySchema: [
          { AttributeName: 'parkedKind', KeyType: 'HASH' },
          { AttributeName: 'parkedAtMs', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  } satisfies CreateTableCommandInput;
}
