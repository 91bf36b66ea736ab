import * as z from 'zod/mini';
import { isErased } from '../../domain/erasure/erased-customer.ts';
import type { LedgerRecord } from '../../domain/record.ts';
import type { Completed, CustomerIndex } from '../../ports/customer-index.ts';
import { untilAborted } from '../../shared/until-aborted.ts';
import { ifVersionIs, reach, unlessConflict } from './conditional-write.ts';
import { type DocumentClient, pagesOf } from './document-client.ts';
import { parseRecordPk } from './item-keys.ts';
import { createRecordPages } from './record-pages.ts';
import { fromStored } from './stored-record.ts';
import { CUSTOMER_INDEX } from './table-definition.ts';

const keyed = z.object({ pk: z.string() });
const indexed = z.object({
  pk: z.string(),
  version: z.int().check(z.positive()),
  customerDigest: z.optional(z.string()),
});

/** The index of the ledger's table. `complete` reads the whole table: half a unit for each 4 KB of it. */
export function createDynamoDbCustomerIndex({
  client,
  tableName,
}: {
  readonly client: DocumentClient;
  readonly tableName: string;
}): CustomerIndex {
  const recordPages = createRecordPages({ client, tableName });

  async function completed(
    item: Readonly<Record<string, unknown>>,
    digestOf: (record: LedgerRecord) => string | null,
    signal: AbortSignal,
  ): Promise<Completed> {
    const { pk, version, customerDigest: written } = indexed.parse(item);
    let record: LedgerRecord;
    try {
      record = fromStored(item, await recordPages.of(item, [], signal));
    } catch {
      return 'illegible';
    }
    const digest = isErased(record) ? null : digestOf(record);
    const isLeftOver = digest === null && isErased(record) && written !== undefined;
    if (digest === null && !isLeftOver) return 'without';
    if (digest === written) return 'right';
    const { ExpressionAttributeValues, ...condition } = ifVersionIs(version);
    const update = {
      TableName: tableName,
      Key: { pk },
      UpdateExpression: digest === null ? 'REMOVE customerDigest' : 'SET customerDigest = :digest',
      ...condition,
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ...(digest !== null && { ':digest': digest }) },
    };
    const saved = await unlessConflict(reach(untilAborted(signal, client.call('UpdateItem', update, signal))));
    return saved === 'saved' ? 'written' : 'raced';
  }

  return {
    async *keysOf(digest, signal) {
      const query = {
        TableName: tableName,
        IndexName: CUSTOMER_INDEX,
        KeyConditionExpression: 'customerDigest = :digest',
        ExpressionAttributeValues: { ':digest': digest },
      };
      for await (const { Items: items = [] } of pagesOf(client, 'Query', query, signal)) {
        for (const item of items) {
          const key = parseRecordPk(keyed.parse(item).pk);
          if (key !== undefined) yield key;
        }
      }
    },
    async *complete(digestOf, signal) {
      const scan = {
        TableName: tableName,
        FilterExpression: 'begins_with(pk, :order) OR begins_with(pk, :award)',
        ExpressionAttributeValues: { ':order': 'ORDER#', ':award': 'AWARD#' },
      };
      for await (const { Items: items = [] } of pagesOf(client, 'Scan', scan, signal)) {
        for (const item of items) yield await completed(item, digestOf, signal);
      }
    },
  };
}
