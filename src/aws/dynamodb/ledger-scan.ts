import { promisify } from 'node:util';
import { gunzip, inflateRaw } from 'node:zlib';
import * as z from 'zod/mini';
import type { RecordKey } from '../../domain/record.ts';
import type { LedgerScan, ScannedItem } from '../../ports/ledger-scan.ts';
import { reach } from './conditional-write.ts';
import { type DocumentClient, pagesOf } from './document-client.ts';
import { orderOfPage, PAGE_PK_BEGINS, parseRecordPk, recordPk } from './item-keys.ts';
import { readParked } from './parked-store.ts';
import { createRecordPages } from './record-pages.ts';
import { fromStored, pagesOf as pageNames, readPage } from './stored-record.ts';
import { readRun } from './stored-run.ts';
import { CUSTOMER_DIGEST } from './table-definition.ts';

type Item = Readonly<Record<string, unknown>>;

const keyed = z.object({ pk: z.string() });
const versionOf = z.object({ version: z.int().check(z.positive()) });
const unzip = promisify(gunzip);
const inflate = promisify(inflateRaw);

/** Reads the whole table: half a read unit for each 4 KB of it. Of the table, one page of a megabyte at most is in memory. */
export function createDynamoDbLedgerScan({
  client,
  tableName,
}: {
  readonly client: DocumentClient;
  readonly tableName: string;
}): LedgerScan {
  const recordPages = createRecordPages({ client, tableName });

  async function readRecord(item: Item, signal: AbortSignal) {
    const pages = await recordPages.of(item, [], signal);
    try {
      return fromStored(item, pages);
    } catch {
      return null;
    }
  }

  async function readItem(item: Item, signal: AbortSignal): Promise<ScannedItem> {
    const { pk } = keyed.parse(item);
    if (parseRecordPk(pk) !== undefined) {
      const record = await readRecord(item, signal);
      const { data } = versionOf.safeParse(item);
      if (record !== null && data !== undefined)
        return { kind: 'record', pk, record, version: data.version, isIndexed: item[CUSTOMER_DIGEST] !== undefined };
    } else if (pk.startsWith(PAGE_PK_BEGINS)) {
      const page = readPage(pk, item.rows);
      if (page !== null) return { kind: 'page', pk, content: page.rows, entries: page.rows.entries };
    } else if (pk.startsWith('PARKED#')) {
      const delivery = await readParked(item).catch(() => null);
      if (delivery !== null) return { kind: 'delivery', pk, delivery };
    } else if (pk.startsWith('OCCURRENCE#')) {
      const run = tryTo(() => ({ record: readRun(item), version: versionOf.parse(item).version }));
      if (run !== null) return { kind: 'run', pk, ...run };
    } else return { kind: 'other', pk, isLegible: true, content: await textsOf(item) };
    return { kind: 'other', pk, isLegible: false, content: await textsOf(item) };
  }

  return {
    async *records(after, signal) {
      const scan = {
        TableName: tableName,
        FilterExpression: 'begins_with(pk, :order) OR begins_with(pk, :award)',
        ExpressionAttributeValues: { ':order': 'ORDER#', ':award': 'AWARD#' },
        ...startingAfter(after),
      };
      for await (const { Items: items = [] } of pagesOf(client, 'Scan', scan, signal)) {
        for (const item of items) yield { pk: keyed.parse(item).pk, record: await readRecord(item, signal) };
      }
    },
    async *items(signal) {
      for await (const { Items: items = [] } of pagesOf(client, 'Scan', { TableName: tableName }, signal)) {
        for (const item of items) yield await readItem(item, signal);
      }
    },
    async removePage(pk, signal) {
      const order = orderOfPage(pk);
      const get = { TableName: tableName, Key: { pk: order?.pk ?? '' }, ConsistentRead: true };
      const { Item: item } = order === null ? {} : await reach(client.call('GetItem', get, signal));
      if (order === null || pageNames(item).includes(order.name)) return 'named';
      await reach(client.call('DeleteItem', { TableName: tableName, Key: { pk } }, signal));
      return 'removed';
    },
  };
}

/** A table is scanned in the order of its keys' hashes: any key can be where a scan goes on, whether its item is there or not. */
function startingAfter(after: RecordKey | null) {
  return after === null ? {} : { ExclusiveStartKey: { pk: recordPk(after) } };
}

/** What an item's attributes say, unpacked where they are compressed. */
async function textsOf(item: Item): Promise<Item> {
  const said = Object.entries(item).map(async ([name, value]) => [
    name,
    value instanceof Uint8Array ? await unpacked(value) : value,
  ]);
  return Object.fromEntries(await Promise.all(said));
}

async function unpacked(bytes: Uint8Array): Promise<string> {
  for (const unpack of [unzip, inflate]) {
    const plain = await unpack(bytes).catch(() => null);
    if (plain !== null) return plain.toString();
  }
  return Buffer.from(bytes).toString();
}

function tryTo<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
