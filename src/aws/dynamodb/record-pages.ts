import * as z from 'zod/mini';
import { untilAborted } from '../../shared/until-aborted.ts';
import { reach } from './conditional-write.ts';
import type { DocumentClient } from './document-client.ts';
import { pagePk } from './item-keys.ts';
import type { NewPage, Page } from './pages.ts';
import { readBatch } from './read-batch.ts';
import { pagesOf, readPage } from './stored-record.ts';

/** DynamoDB reads at most so many items at once. */
const MAX_BATCH = 100;

const pageItem = z.object({ pk: z.string(), rows: z.unknown() });

/** Pages of orders: items of the ledger's table that are written before their order's item names them, and never change. */
export interface RecordPages {
  /** The pages that an order's item names, less those that cannot be found or read. Those that are `known` are not read again. */
  of(item: Item, known: readonly Page[], signal: AbortSignal): Promise<readonly Page[]>;
  /** Writes pages of the order with this key. */
  write(pk: string, pages: readonly NewPage[], signal: AbortSignal): Promise<void>;
}

type Item = Readonly<Record<string, unknown>>;

const keyed = z.object({ pk: z.string() });

export function createRecordPages({
  client,
  tableName,
}: {
  readonly client: DocumentClient;
  readonly tableName: string;
}): RecordPages {
  /** The pages of these names that are there and can be read. */
  async function read(order: string, names: readonly string[], isConsistent: boolean, signal: AbortSignal) {
    const nameOf = new Map(names.map((name) => [pagePk(order, name), name]));
    const pks = [...nameOf.keys()];
    const pages: Page[] = [];
    for (let from = 0; from < pks.length; from += MAX_BATCH) {
      const batch = pks.slice(from, from + MAX_BATCH);
      for (const item of await readBatch({ client, tableName }, batch, signal, isConsistent)) {
        const { pk, rows } = pageItem.parse(item);
        const page = readPage(nameOf.get(pk) ?? '', rows);
        if (page !== null) pages.push(page);
      }
    }
    return pages;
  }

  return {
    async of(item, known, signal) {
      const names = pagesOf(item);
      if (names.length === 0) return [];
      const { pk } = keyed.parse(item);
      const found = new Map(known.map((page) => [page.name, page]));
      // A replica may lag behind by moments, and then not have a page yet that the order's item names.
      for (const isConsistent of [false, true]) {
        const missing = names.filter((name) => !found.has(name));
        for (const page of await read(pk, missing, isConsistent, signal)) found.set(page.name, page);
      }
      return names.flatMap((name) => found.get(name) ?? []);
    },
    async write(order, pages, signal) {
      for (const { name, bytes } of pages) {
        const write = {
          TableName: tableName,
          Key: { pk: pagePk(order, name) },
          UpdateExpression: 'SET #rows = :rows',
          ExpressionAttributeNames: { '#rows': 'rows' },
          ExpressionAttributeValues: { ':rows': bytes },
        };
        await reach(untilAborted(signal, client.call('UpdateItem', write, signal)));
      }
    },
  };
}
