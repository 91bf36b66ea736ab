import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalDynamoDb } from '../../../../local/dynamodb/start-dynamodb.ts';
import { javaIsThere, startDynamoDbLocal } from '../../../../local/dynamodb/start-dynamodb-local.ts';
import type { DocumentClient } from '../../../../src/aws/dynamodb/document-client.ts';
import { createDynamoDbLedger } from '../../../../src/aws/dynamodb/ledger.ts';
import { customerOfRecord } from '../../../../src/domain/customer-digest.ts';
import { customerId } from '../../../../src/domain/order-facts.ts';
import { openLedger } from '../../../support/emulators/dynamodb.ts';
import { inABox } from '../../../support/loud.ts';
import { orderKey, pendingEntry, recordWith } from '../../../support/order-records.ts';

const NO_JAVA = "Java 17 is not on the path: what the index of customers costs was not counted on AWS's DynamoDB Local";
const signal = new AbortController().signal;

if (await javaIsThere()) {
  describe('with Java', () => {
    let dynamoDb: LocalDynamoDb;
    beforeAll(async () => {
      dynamoDb = await startDynamoDbLocal();
    });
    afterAll(() => dynamoDb.close());

    test('the index of customers costs one unit with the first write of an order, and nothing after it', async () => {
      const { client, tableName, close } = await openLedger(dynamoDb.endpoint);
      const units: Record<string, number>[] = [];
      const counting: DocumentClient = {
        async call(operation, input, abort) {
          const output = await client.call(operation, { ...input, ReturnConsumedCapacity: 'INDEXES' }, abort);
          const { ConsumedCapacity: used } = output as { ConsumedCapacity?: Used };
          const indexes = Object.entries(used?.GlobalSecondaryIndexes ?? {});
          if (operation === 'UpdateItem') {
            units.push({
              table: used?.Table?.CapacityUnits ?? 0,
              ...Object.fromEntries(indexes.map(([name, { CapacityUnits = 0 }]) => [name, CapacityUnits])),
            });
          }
          return output;
        },
      };
      const digestOf = (record: Parameters<typeof customerOfRecord>[0]) =>
        customerOfRecord(record) && 'Dm0zVI9QpsP0zwbR';
      const ledger = createDynamoDbLedger({ client: counting, tableName, digestOf });
      const order = { ...recordWith(orderKey(1), [pendingEntry()]), customer: customerId('ABC') };
      const applied = { ...order, entries: [pendingEntry({ state: 'applied' })] };
      const reversal = pendingEntry({ number: 2, points: -5 });
      await ledger.save(order, 0, signal);
      await ledger.save(applied, 1, signal);
      await ledger.save({ ...applied, entries: [...applied.entries, reversal] }, 2, signal);
      await ledger.save({ ...applied, entries: [...applied.entries, { ...reversal, state: 'applied' }] }, 3, signal);
      expect(units).toEqual([
        { table: 1, pending: 1, customers: 1 },
        { table: 1, pending: 1 },
        { table: 1, pending: 1 },
        { table: 1, pending: 1 },
      ]);
      await close();
    });
  });
} else {
  console.warn(inABox(NO_JAVA));
  test('the index of customers: DynamoDB Local', (context) => context.skip(NO_JAVA));
}

interface Used {
  readonly Table?: { readonly CapacityUnits?: number };
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits?: number }>>;
}
