import { type BatchGetCommandInput, DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import type { DocumentClient } from '../../../src/aws/dynamodb/document-client.ts';
import { recordPk } from '../../../src/aws/dynamodb/item-keys.ts';
import { createDynamoDbLedger } from '../../../src/aws/dynamodb/ledger.ts';
import { createDynamoDbOrderScan } from '../../../src/aws/dynamodb/order-scan.ts';
import { createDynamoDbParkedStore } from '../../../src/aws/dynamodb/parked-store.ts';
import { createRecordPages } from '../../../src/aws/dynamodb/record-pages.ts';
import { pagesOf, toStored } from '../../../src/aws/dynamodb/stored-record.ts';
import { LedgerUnreachable } from '../../../src/ports/ledger-unreachable.ts';
import { openLedger } from '../../support/emulators/dynamodb.ts';
import { recordOfManyRefunds } from '../../support/many-refunds.ts';
import { pendingEntry } from '../../support/order-records.ts';

const signal = new AbortController().signal;
let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.close());

const many = recordOfManyRefunds(1_600);
const pk = recordPk(many.key);

/** A ledger that holds an order of some pages, and how another process opens it. */
async function openWithPages() {
  const opened = await openLedger(dynamoDb.endpoint);
  const { documents, client, tableName, ledger } = opened;
  for (const [version, refunds] of [400, 800, 1_200, 1_600].entries()) {
    await ledger.save(recordOfManyRefunds(refunds), version, signal);
  }
  const { Item: item = {} } = await documents.send(new GetCommand({ TableName: tableName, Key: { pk } }));
  const inAnotherProcess = () => createDynamoDbLedger({ client, tableName });
  return { ...opened, item, inAnotherProcess };
}

describe('an order in pages', () => {
  test('is read by a process that knows nothing of it', async () => {
    const { item, inAnotherProcess } = await openWithPages();
    expect(pagesOf(item).length).toBeGreaterThan(2);
    expect(await inAnotherProcess().load(many.key, signal)).toStrictEqual({ record: many, version: 4 });
  });

  test('is saved by a process that has not loaded it, with the pages that it has', async () => {
    const { documents, tableName, item, inAnotherProcess } = await openWithPages();
    const more = recordOfManyRefunds(1_601);
    expect(await inAnotherProcess().save(more, 4, signal)).toBe('saved');
    const { Item: after } = await documents.send(new GetCommand({ TableName: tableName, Key: { pk } }));
    expect(pagesOf(after)).toEqual(pagesOf(item));
    expect(await inAnotherProcess().load(many.key, signal)).toStrictEqual({ record: more, version: 5 });
    expect(await inAnotherProcess().save(many, 4, signal)).toBe('conflict');
  });

  test('is not saved over what another process has written meanwhile', async () => {
    const { ledger, inAnotherProcess } = await openWithPages();
    const theirs = recordOfManyRefunds(1_602);
    expect(await inAnotherProcess().save(theirs, 4, signal)).toBe('saved');
    expect(await ledger.save(recordOfManyRefunds(1_601), 4, signal)).toBe('conflict');
    expect(await ledger.load(many.key, signal)).toStrictEqual({ record: theirs, version: 5 });
    expect(await ledger.save(recordOfManyRefunds(1_603), 5, signal)).toBe('saved');
  });

  test('is scanned and listed with all of it', async () => {
    const { client, tableName, ledger } = await openWithPages();
    const refused = pendingEntry({ number: 1_601, state: 'parked', parked: 'refused', parkedAtMs: 7 });
    const parked = { ...many, entries: [...many.entries, refused] };
    await ledger.save(parked, 4, signal);
    for await (const found of createDynamoDbOrderScan({ client, tableName }).all(signal)) {
      expect(found).toStrictEqual({ kind: 'order', record: parked });
    }
    for await (const found of createDynamoDbParkedStore({ client, tableName }).list(Date.now(), signal)) {
      expect(found).toStrictEqual({ kind: 'order', record: parked, entry: refused });
    }
  });

  test('without one of its pages is refused, and listed as illegible', async () => {
    const { client, documents, tableName, item, inAnotherProcess } = await openWithPages();
    const page = `PAGE#${pk}#${pagesOf(item)[1]}`;
    await documents.send(new DeleteCommand({ TableName: tableName, Key: { pk: page } }));
    await expect(inAnotherProcess().load(many.key, signal)).rejects.toThrow('cannot be read: pages');
    for await (const found of createDynamoDbOrderScan({ client, tableName }).all(signal)) {
      expect(found).toEqual({ kind: 'illegible', pk });
    }
  });
});

describe('reading pages', () => {
  const { attributes, added } = toStored(many);
  const [page] = added;
  const item = { pk, ...attributes };

  /** A table that answers one call after the other. */
  function scripted(...answers: ((keys: readonly unknown[], isConsistent: boolean) => object)[]) {
    const call = async (_: string, input: BatchGetCommandInput) => {
      const { Keys: keys = [], ConsistentRead: isConsistent = false } = input.RequestItems?.ledger ?? {};
      const answer = answers.shift();
      if (answer === undefined) throw new Error('nobody expected this call');
      return answer(keys, isConsistent);
    };
    return createRecordPages({ client: { call } as never as DocumentClient, tableName: 'ledger' });
  }
  const found = { pk: `PAGE#${pk}#${page?.name}`, rows: page?.bytes };
  const all = [{ name: page?.name, rows: page?.rows }];

  test('asks a replica first, and for what it does not have yet the table itself', async () => {
    const asked: boolean[] = [];
    const pages = scripted(
      (_, isConsistent) => {
        asked.push(isConsistent);
        return { Responses: { ledger: [] } };
      },
      (_, isConsistent) => {
        asked.push(isConsistent);
        return { Responses: { ledger: [found] } };
      },
    );
    expect(await pages.of(item, [], signal)).toEqual(all);
    expect(asked).toEqual([false, true]);
  });

  test('asks again for what did not fit into an answer', async () => {
    const pages = scripted(
      (Keys) => ({ Responses: {}, UnprocessedKeys: { ledger: { Keys } } }),
      () => ({ Responses: { ledger: [found] } }),
    );
    expect(await pages.of(item, [], signal)).toEqual(all);
  });

  test('asks for a hundred at most', async () => {
    const asked: number[] = [];
    const none = (keys: readonly unknown[]) => {
      asked.push(keys.length);
      return {};
    };
    const names = Array.from({ length: 230 }, (_, at) => `page-${at}`);
    expect(await scripted(none, none, none, none, none, none).of({ pk, pages: names }, [], signal)).toEqual([]);
    expect(asked).toEqual([100, 100, 30, 100, 100, 30]);
  });

  test('asks for none that is known, and for none where there is none', async () => {
    expect(await scripted().of(item, toStored(many).pages, signal)).toEqual(toStored(many).pages);
    expect(await scripted().of({ pk }, [], signal)).toEqual([]);
  });

  test('tells of a table that cannot be reached', async () => {
    const pages = scripted(() => {
      throw Object.assign(new Error('throttled'), { name: 'ProvisionedThroughputExceededException' });
    });
    await expect(pages.of(item, [], signal)).rejects.toThrow(LedgerUnreachable);
  });
});
