import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { startDynamoDbLocal } from '../../../local/dynamodb/start-dynamodb-local.ts';
import { recordPk } from '../../../src/aws/dynamodb/item-keys.ts';
import { createDynamoDbLedger } from '../../../src/aws/dynamodb/ledger.ts';
import { pagesOf } from '../../../src/aws/dynamodb/stored-record.ts';
import { dynamoDbClient, openLedger } from '../../../test/support/emulators/dynamodb.ts';
import { startCountingProxy } from '../../cost/counting-proxy.ts';
import { itemBytes } from './item-bytes.ts';
import { refundedOrder, refundsOf } from './refunded-order.ts';

/** Up to 4 KB, read from any replica. */
const UNITS_OF_PAGE = 0.5;

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
 * An order that is refunded again and again, through the ledger's adapter and AWS's DynamoDB Local, which counts units as AWS does:
 * each time a read, and the writes before the call and after it. One process does it, so that it reads no page again. The reads of
 * the last refund are those of a process that knows none of the pages; of all, each page counts half a unit each time.
 */
export async function measureGrowth(counts: readonly number[], progress: (refunds: number) => void): Promise<Growth[]> {
  const dynamoDb = await startDynamoDbLocal();
  const proxy = await startCountingProxy(dynamoDb.endpoint);
  const uncounted = dynamoDbClient(dynamoDb.endpoint);
  const { client, tableName, close } = await openLedger(proxy.url);
  const { signal } = new AbortController();

  const unitsOf = async (work: () => Promise<unknown>): Promise<Units> => {
    const before = proxy.counted();
    await work();
    const after = proxy.counted();
    return { read: after.readUnits - before.readUnits, write: after.writeUnits - before.writeUnits };
  };
  const itemOf = async (pk: string) => {
    const get = new GetCommand({ TableName: tableName, Key: { pk } });
    return (await DynamoDBDocumentClient.from(uncounted).send(get)).Item ?? {};
  };

  try {
    const measured: Growth[] = [];
    const order = refundedOrder();
    const pk = recordPk(order.key);
    const opened = () => createDynamoDbLedger({ client, tableName });
    const ledger = opened();
    await ledger.save(order, 0, signal);
    const ofAll = { read: 0, write: 0 };
    let refunds = 0;
    let item = await itemOf(pk);
    for (const records of refundsOf(order, Math.max(...counts))) {
      const { read, write } = await unitsOf(async () => {
        const version = (await ledger.load(order.key, signal))?.version ?? 0;
        for (const [at, record] of records.entries()) await ledger.save(record, version + at, signal);
      });
      ofAll.read += read + UNITS_OF_PAGE * pagesOf(item).length;
      ofAll.write += write;
      item = await itemOf(pk);
      refunds += 1;
      progress(refunds);
      if (!counts.includes(refunds)) continue;
      const cold = await unitsOf(() => opened().load(order.key, signal));
      const ofLast = { read: cold.read, write };
      measured.push({ refunds, itemBytes: itemBytes(item), pages: pagesOf(item).length, ofLast, ofAll: { ...ofAll } });
    }
    return measured;
  } finally {
    await close();
    uncounted.destroy();
    await proxy.close();
    await dynamoDb.close();
  }
}
