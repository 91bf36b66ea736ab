import * as z from 'zod/mini';
import { isOrder } from '../../domain/record.ts';
import type { OrderScan, ScannedOrder } from '../../ports/order-scan.ts';
import { type DocumentClient, pagesOf } from './document-client.ts';
import { ORDER_PK_BEGINS } from './item-keys.ts';
import { fromStored } from './stored-record.ts';

const keyed = z.object({ pk: z.string() });

/** Reads the whole table: half a read unit for each 4 KB of it. */
export function createDynamoDbOrderScan({
  client,
  tableName,
}: {
  readonly client: DocumentClient;
  readonly tableName: string;
}): OrderScan {
  return {
    async *all(signal) {
      const scan = {
        TableName: tableName,
        FilterExpression: 'begins_with(pk, :order)',
        ExpressionAttributeValues: { ':order': ORDER_PK_BEGINS },
      };
      for await (const { Items: items = [] } of pagesOf(client, 'Scan', scan, signal)) {
        for (const item of items) yield readItem(item);
      }
    },
  };
}

function readItem(item: unknown): ScannedOrder {
  const { pk } = keyed.parse(item);
  try {
    const record = fromStored(item);
    return isOrder(record) ? { kind: 'order', record } : { kind: 'illegible', pk };
  } catch {
    return { kind: 'illegible', pk };
  }
}
