import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';

/** How much in the ledger is not at its end. */
export interface Waiting {
  readonly pending: number;
  /** Orders and deliveries that wait for a person, but for bodies of other shops, which the histories have. */
  readonly parked: number;
}

/**
 * Counts in the table itself: dynalite writes an item and its places in the indexes one after the other, so that a kill in
 * between leaves an index with more or less than there is.
 */
export async function countWaiting(client: DynamoDBClient, tableName: string): Promise<Waiting> {
  const scan = {
    TableName: tableName,
    FilterExpression: 'attribute_exists(pendingShard) OR attribute_exists(parkedKind)',
    ProjectionExpression: 'pendingShard, parkedKind',
  };
  let pending = 0;
  let parked = 0;
  for await (const { Items: items = [] } of paginateScan({ client: DynamoDBDocumentClient.from(client) }, scan)) {
    pending += items.filter((item) => 'pendingShard' in item).length;
    parked += items.filter((item) => 'parkedKind' in item && item.parkedKind !== 'otherShop').length;
  }
  return { pending, parked };
}
