import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** The sparse index of records with an entry to post, by the instant when it is ready. */
export const PENDING_INDEX = 'pending';

/** Partitions of the index: a single hot one would limit the writes of a burst. */
export const PENDING_SHARDS = 8;

/** The sparse index of what waits for a person, by kind and by the instant since when. */
export const PARKED_INDEX = 'parked';

/** The sparse index of records by a keyed digest of their customer. Its one key never changes while the customer does not. */
export const CUSTOMER_INDEX = 'customers';

/** The digest that it finds them by. */
export const CUSTOMER_DIGEST = 'customerDigest';

/** The attribute by which DynamoDB itself deletes an item, up to days after that instant. Only bodies of other shops have it. */
export const EXPIRES_AT = 'expiresAtSeconds';

/** The ledger's table, as the template, the local platform and the tests create it. */
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
      { AttributeName: CUSTOMER_DIGEST, AttributeType: 'S' },
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
      {
        IndexName: CUSTOMER_INDEX,
        KeySchema: [{ AttributeName: CUSTOMER_DIGEST, KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  } satisfies CreateTableCommandInput;
}
