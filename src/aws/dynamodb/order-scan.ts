import * as z from 'zod/mini';
import { isOrder } from '../../domain/record.ts';
import type { OrderScan, ScannedOrder } from '../../ports/order-scan.ts';
import { type DocumentClient, pagesOf } from './document-client.ts';
import { ORDER_PK_BEGINS } from './item-keys.ts';
import type { Page } from './pages.ts';
import { createRecordPages } from './record-pages.ts';
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
  const recordPages = createRecordPages({ client, tableName });
  return {
    async *all(signal) {
      const scan = {
        TableName: tableName,
        FilterExpression: 'begins_with(pk, :order)',
        ExpressionAttributeValues: { ':order': ORDER_PK_BEGINS },
      };
      for await (const { Items: items = [] } of pagesOf(client, 'Scan', scan, signal)) {
        for (const item of items) yield readItem(item, await recordPages.of(item, [], signal));
      }
    },
  };
}

function readItem(item: unknown, pages: readonly Page[]): ScannedOrder {
  const { pk } = keyed.parse(item);
  try {
    const record = fromStored(item, pages);
    return isOrder(record) ? { kind: 'order', record } : { kind: 'illegible', pk };
  } catch {
    return { kind: 'illegible', pk };
  }
}
