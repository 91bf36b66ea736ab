import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { PARKED_INDEX, PENDING_INDEX } from '../../src/ledger/table-definition.ts';

/** How much in the ledger is not at its end. */
export interface Waiting {
  readonly pending: number;
  /** Orders and deliveries that wait for a person. */
  readonly parked: number;
}

export async function countWaiting(client: DynamoDBClient, tableName: string): Promise<Waiting> {
  const [pending, parked] = await Promise.all([
    countIn(client, tableName, PENDING_INDEX),
    countIn(client, tableName, PARKED_INDEX),
  ]);
  return { pending, parked };
}

async function countIn(client: DynamoDBClient, tableName: string, index: string): Promise<number> {
  let count = 0;
  let from: Record<string, never> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: tableName, IndexName: index, Select: 'COUNT', ExclusiveStartKey: from }),
    );
    count += page.Count ?? 0;
    from = page.LastEvaluatedKey as typeof from;
  } while (from !== undefined);
  return count;
}
