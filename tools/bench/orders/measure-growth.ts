import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { startDynamoDbLocal } from '../../../local/dynamodb/start-dynamodb-local.ts';
import { recordPk } from '../../../src/aws/dynamodb/item-keys.ts';
import { createDynamoDbLedger } from '../../../src/aws/dynamodb/ledger.ts';
import { pagesOf } from '../../../src/aws/dynamodb/stored-record.ts';
import { openLedger } from '../../../test/support/emulators/dynamodb.ts';
import { startCountingProxy } from '../../cost/counting-proxy.ts';
import { itemBytes } from './item-bytes.ts';
import { refundedOrder, refundsOf } from './refunded-order.ts';

/** Units include those of the index, and of pages that are written or read. */
interface Units {
  readonly read: number;
  readonly write: number;
}

export interface Growth {
  readonly refunds: number;
  /** Of the order's own item. */
  readonly itemBytes: number;
  readonly pages: number;
  readonly ofLast: Units;
  readonly ofAll: Units;
}

/**
 * An order that is refunded again and again, through the ledger's adapter and AWS's DynamoDB Local, which counts units as AWS does, each time by a process that
 * knows nothing of it yet: a read, and the writes before the call and after it.
 */
export async function measureGrowth(counts: readonly number[], progress: (refunds: number) => void): Promise<Growth[]> {
  const dynamoDb = await startDynamoDbLocal();
  const proxy = await startCountingProxy(dynamoDb.endpoint);
  const { documents, tableName, close } = await openLedger(proxy.url);
  const { signal } = new AbortController();
  const measured: Growth[] = [];
  try {
    const order = refundedOrder();
    await createDynamoDbLedger({ client: documents, tableName }).save(order, 0, signal);
    const unitsNow = () => ({ read: proxy.counted().readUnits, write: proxy.counted().writeUnits });
    const before = unitsNow();
    let refunds = 0;
    for (const records of refundsOf(order, Math.max(...counts))) {
      const from = unitsNow();
      const ledger = createDynamoDbLedger({ client: documents, tableName });
      const version = (await ledger.load(order.key, signal))?.version ?? 0;
      for (const [at, record] of records.entries()) await ledger.save(record, version + at, signal);
      refunds += 1;
      progress(refunds);
      if (!counts.includes(refunds)) continue;
      const ofLast = since(from, unitsNow());
      const ofAll = since(before, unitsNow());
      const get = new GetCommand({ TableName: tableName, Key: { pk: recordPk(order.key) } });
      const { Item: item = {} } = await documents.send(get);
      measured.push({ refunds, itemBytes: itemBytes(item), pages: pagesOf(item).length, ofLast, ofAll });
    }
    return measured;
  } finally {
    await close();
    await proxy.close();
    await dynamoDb.close();
  }
}

function since(from: Units, to: Units): Units {
  return { read: to.read - from.read, write: to.write - from.write };
}
