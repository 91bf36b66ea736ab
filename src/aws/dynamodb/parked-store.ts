import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import * as z from 'zod/mini';
import { listedAs } from '../../domain/next-step.ts';
import { parkedReasonNames } from '../../domain/parked-reasons.ts';
import { waitsForAPerson } from '../../domain/promotion/run.ts';
import type { ParkedDelivery } from '../../ports/ledger.ts';
import type { Parked, ParkedStore } from '../../ports/parked-store.ts';
import { type DocumentClient, pagesOf } from './document-client.ts';
import { keptOfOtherShop } from './other-shop.ts';
import type { Page } from './pages.ts';
import { createRecordPages } from './record-pages.ts';
import { fromStored } from './stored-record.ts';
import { readRun } from './stored-run.ts';
import { PARKED_INDEX } from './table-definition.ts';

type Kind = Exclude<Parked['kind'], 'illegible' | 'paymentAhead'>;

const indexKeys = z.object({ pk: z.string(), parkedAtMs: z.number() });
const storedDelivery = z.object({
  store: z.string(),
  topic: z.nullable(z.string()),
  signature: z._default(z.nullable(z.string()), null),
  receivedAtMs: z.number(),
  // Older versions wrote the sentence alone, and newer ones may know other reasons.
  reason: z.catch(z.enum(parkedReasonNames), 'unstated'),
  because: z.string(),
});
const storedBody = z.extend(storedDelivery, { bodyGzip: z.instanceof(Uint8Array) });
const decompress = promisify(gunzip);

/** What waits for a person, in the ledger's table. */
export function createDynamoDbParkedStore({
  client,
  tableName,
}: {
  readonly client: DocumentClient;
  readonly tableName: string;
}): ParkedStore {
  const recordPages = createRecordPages({ client, tableName });

  async function wholeItem(pk: string, signal: AbortSignal) {
    const get = { TableName: tableName, Key: { pk }, ConsistentRead: true };
    return (await client.call('GetItem', get, signal)).Item;
  }

  async function* listKind(kind: Kind, untilMs: number, signal: AbortSignal): AsyncGenerator<Parked> {
    const query = {
      TableName: tableName,
      IndexName: PARKED_INDEX,
      KeyConditionExpression: 'parkedKind = :kind AND parkedAtMs <= :until',
      ExpressionAttributeValues: { ':kind': kind, ':until': untilMs },
    };
    for await (const { Items: items = [] } of pagesOf(client, 'Query', query, signal)) {
      for (const item of items) {
        const { pk, parkedAtMs } = indexKeys.parse(item);
        const whole = await wholeItem(pk, signal);
        if (whole === undefined) continue;
        const pages = await recordPages.of(whole, [], signal);
        const parked = readItem(kind, { pk, parkedAtMs, untilMs }, whole, pages);
        if (parked !== null) yield parked;
      }
    }
  }

  return {
    async *list(untilMs, signal) {
      yield* listKind('order', untilMs, signal);
      yield* listKind('uncollected', untilMs, signal);
      yield* listKind('delivery', untilMs, signal);
      yield* listKind('otherShop', untilMs, signal);
      yield* listKind('occurrence', untilMs, signal);
    },
    async delivery(pk, signal) {
      const item = await wholeItem(pk, signal);
      return item === undefined ? null : await readParked(item);
    },
  };
}

/** A parked delivery with its body. Rejects for an item that is none. */
export async function readParked(item: unknown): Promise<ParkedDelivery> {
  const { bodyGzip, ...about } = storedBody.parse(item);
  return { ...about, body: await decompress(bodyGzip) };
}

/** `null` for an item that has expired, or was settled or moved to another kind since the index was read. */
function readItem(
  kind: Kind,
  { pk, parkedAtMs, untilMs }: { readonly pk: string; readonly parkedAtMs: number; readonly untilMs: number },
  item: unknown,
  pages: readonly Page[],
): Parked | null {
  try {
    if (kind === 'occurrence') {
      const record = readRun(item);
      return waitsForAPerson(record) ? { kind, record } : null;
    }
    if (kind === 'delivery') return { kind, pk, delivery: storedDelivery.parse(item) };
    if (kind === 'otherShop') {
      const { host, order, expiresAtMs } = keptOfOtherShop(item);
      return expiresAtMs <= untilMs ? null : { kind, pk, host, order, delivery: storedDelivery.parse(item) };
    }
    const record = fromStored(item, pages);
    const listed = listedAs(record);
    if (listed?.kind !== kind) return null;
    const { entry, sinceMs } = listed;
    return entry === null ? { kind: 'paymentAhead', record, sinceMs } : { kind, record, entry };
  } catch {
    return { kind: 'illegible', pk, parkedAtMs };
  }
}
