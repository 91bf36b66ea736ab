import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { createDynamoDbCustomerIndex } from '../../../src/aws/dynamodb/customer-index.ts';
import type { DocumentClient } from '../../../src/aws/dynamodb/document-client.ts';
import { createDynamoDbLedger } from '../../../src/aws/dynamodb/ledger.ts';
import type { ChangeKey } from '../../../src/domain/change-key.ts';
import { customerOfRecord } from '../../../src/domain/customer-digest.ts';
import { customerId } from '../../../src/domain/order-facts.ts';
import { type LedgerRecord, nameOf } from '../../../src/domain/record.ts';
import { awardKey, awardWith } from '../../support/award-records.ts';
import { openLedger } from '../../support/emulators/dynamodb.ts';
import { orderKey, pendingEntry, recordWith } from '../../support/order-records.ts';

const signal = new AbortController().signal;
let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.close());

/** In place of a keyed digest, so that tests read what is written. */
const digestOf = (record: LedgerRecord) => {
  const customer = customerOfRecord(record);
  return customer === null ? null : `digest of ${customer}`;
};
const orderOf = (id: number, customer: string | null, entries = [pendingEntry()]) => ({
  ...recordWith(orderKey(id), entries),
  customer: customer === null ? null : customerId(customer),
});

const ERASED = `erased:${'0f3a'.repeat(8)}`;
const erasedOrder = (id: number, customer: string | null) => ({ ...orderOf(id, customer, []), erasedAtMs: 1 });

async function opened() {
  const { client, documents, tableName, ledger: without, close } = await openLedger(dynamoDb.endpoint);
  const index = createDynamoDbCustomerIndex({ client, tableName });
  const item = async (pk: string) =>
    (await documents.send(new GetCommand({ TableName: tableName, Key: { pk } }))).Item ?? {};
  const found = async (digest: string) => {
    const names: string[] = [];
    for await (const key of index.keysOf(digest, signal)) names.push(nameOf(key));
    return names.toSorted();
  };
  const completed = async () => {
    const results: string[] = [];
    for await (const result of index.complete(digestOf, signal)) results.push(result);
    return results.toSorted();
  };
  const ledger = createDynamoDbLedger({ client, tableName, digestOf });
  return { ledger, without, client, documents, tableName, item, found, completed, close };
}

test('orders and awards are found by their customer, and by no other', async () => {
  const { ledger, found, close } = await opened();
  for (const id of [1, 2]) await ledger.save(orderOf(id, 'ABC'), 0, signal);
  await ledger.save(orderOf(3, 'DEF'), 0, signal);
  await ledger.save(orderOf(4, null), 0, signal);
  await ledger.save(awardWith(awardKey(7), [pendingEntry()]), 0, signal);
  expect(await found('digest of ABC')).toEqual(['1', '2']);
  expect(await found('digest of DEF')).toEqual(['3']);
  expect(await found('digest of ana@example.com')).toEqual(['christmas-20261224T120000Z-7']);
  await close();
});

test('a corrected customer moves, and a writer that knows no key leaves the digest as it is', async () => {
  const { ledger, without, found, item, close } = await opened();
  await ledger.save(orderOf(1, 'ABC'), 0, signal);
  await ledger.save(orderOf(1, 'DEF'), 1, signal);
  expect([await found('digest of ABC'), await found('digest of DEF')]).toEqual([[], ['1']]);
  await without.save(orderOf(1, 'DEF', [pendingEntry({ state: 'applied' })]), 2, signal);
  expect(await item('ORDER#acme#1')).toMatchObject({ version: 3, customerDigest: 'digest of DEF' });
  await close();
});

test('of a customer who was erased no digest stays, whoever writes, and none is written', async () => {
  const { ledger, without, item, completed, close } = await opened();
  for (const id of [1, 2]) await ledger.save(orderOf(id, 'ABC'), 0, signal);
  await ledger.save(erasedOrder(1, ERASED), 1, signal);
  await without.save(erasedOrder(2, null), 1, signal);
  await ledger.save(awardWith(awardKey(7), [pendingEntry()]), 0, signal);
  await without.save({ ...awardWith(awardKey(7), []), customer: customerId(ERASED) }, 1, signal);
  const pks = ['ORDER#acme#1', 'ORDER#acme#2', 'AWARD#acme#christmas-20261224T120000Z-7'];
  for (const pk of pks) expect(await item(pk)).not.toHaveProperty('customerDigest');
  expect(await completed()).toEqual(['without', 'without', 'without']);
  await close();
});

test("of another's order that named an erased customer, the digest is written anew or goes", async () => {
  const { ledger, without, item, completed, close } = await opened();
  const withdrawn = pendingEntry({ state: 'withdrawn', changeKey: `ADD-${ERASED}-10-1` as ChangeKey });
  for (const id of [1, 2]) await ledger.save(orderOf(id, 'ABC'), 0, signal);
  await ledger.save(orderOf(1, 'DEF', [withdrawn]), 1, signal);
  await without.save(orderOf(2, 'DEF', [withdrawn]), 1, signal);
  expect(await item('ORDER#acme#1')).toMatchObject({ customerDigest: 'digest of DEF' });
  expect(await item('ORDER#acme#2')).not.toHaveProperty('customerDigest');
  expect(await completed()).toEqual(['right', 'written']);
  await close();
});

test('a digest that an erased customer has yet is taken away with what is missing', async () => {
  const { ledger, documents, tableName: TableName, item, completed, close } = await opened();
  await ledger.save(erasedOrder(1, ERASED), 0, signal);
  const before = await item('ORDER#acme#1');
  await documents.send(new PutCommand({ TableName, Item: { ...before, customerDigest: 'digest of ABC' } }));
  expect(await completed()).toEqual(['written']);
  expect(await item('ORDER#acme#1')).toEqual(before);
  expect(await completed()).toEqual(['without']);
  await close();
});

test('missing and outdated digests are written, and nothing else of a record changes', async () => {
  const { ledger, without, documents, tableName, item, found, completed, close } = await opened();
  await without.save(orderOf(1, 'ABC'), 0, signal);
  await without.save(awardWith(awardKey(7), [pendingEntry()]), 0, signal);
  await ledger.save(orderOf(2, 'ABC'), 0, signal);
  await without.save(orderOf(2, 'DEF'), 1, signal);
  await ledger.save(orderOf(3, 'DEF'), 0, signal);
  await without.save(orderOf(4, null), 0, signal);
  const unreadable = { pk: 'ORDER#acme#5', version: 1, schemaVersion: 99 };
  await documents.send(new PutCommand({ TableName: tableName, Item: unreadable }));
  await documents.send(new PutCommand({ TableName: tableName, Item: { pk: 'ACCOUNT#acme', version: 1 } }));
  const before = await item('ORDER#acme#1');

  expect(await completed()).toEqual(['illegible', 'right', 'without', 'written', 'written', 'written']);
  expect(await found('digest of ABC')).toEqual(['1']);
  expect(await found('digest of DEF')).toEqual(['2', '3']);
  expect(await item('ORDER#acme#1')).toEqual({ ...before, customerDigest: 'digest of ABC' });
  expect(await completed()).toEqual(['illegible', 'right', 'right', 'right', 'right', 'without']);
  await close();
});

test('a record that somebody saves meanwhile keeps what that wrote', async () => {
  const { ledger, without, client, tableName, item, close } = await opened();
  await without.save(orderOf(1, 'ABC'), 0, signal);
  // Between the read of the table and the write of the digest.
  const meanwhile: DocumentClient = {
    async call(operation, input, abort) {
      if (operation === 'UpdateItem') await ledger.save(orderOf(1, 'DEF'), 1, signal);
      return await client.call(operation, input, abort);
    },
  };
  const results: string[] = [];
  const index = createDynamoDbCustomerIndex({ client: meanwhile, tableName });
  for await (const result of index.complete(digestOf, signal)) results.push(result);
  expect(results).toEqual(['raced']);
  expect(await item('ORDER#acme#1')).toMatchObject({ version: 2, customerDigest: 'digest of DEF' });
  await close();
});
