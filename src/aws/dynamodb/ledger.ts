import * as z from 'zod/mini';
import { isErased, namesErased } from '../../domain/erasure/erased-customer.ts';
import { listedAs, nextAttemptAtMs } from '../../domain/next-step.ts';
import type { LedgerRecord, RecordKey, RecordOf } from '../../domain/record.ts';
import type { Ledger, OfOtherShop, ParkedDelivery } from '../../ports/ledger.ts';
import { type Slot, update } from '../../shared/optimistic-update.ts';
import { untilAborted } from '../../shared/until-aborted.ts';
import { ifVersionIs, reach, unlessConflict, writing } from './conditional-write.ts';
import type { DocumentClient } from './document-client.ts';
import { fromPageToken, type ReadyPosition, toPageToken } from './due-page.ts';
import { otherShopPk, parkedKeys, parkedPk, parseRecordPk, pendingShard, recordPk } from './item-keys.ts';
import { createKnownPages } from './known-pages.ts';
import { type KeptOfOtherShop, keptOfOtherShop, otherShopAttributes, takesPlace } from './other-shop.ts';
import { parkedAttributes } from './parked-attributes.ts';
import { createRecordPages } from './record-pages.ts';
import { ONLY_BEFORE_3 } from './stored-order-2.ts';
import { fromStored, type StoredRecord, toStored } from './stored-record.ts';
import { EXPIRES_AT, PARKED_INDEX, PENDING_INDEX, PENDING_SHARDS } from './table-definition.ts';

export interface DynamoDbLedgerOptions {
  readonly client: DocumentClient;
  /** A table made by `tableDefinition`. */
  readonly tableName: string;
  /** Most records on one page of `due`. */
  readonly pageSize?: number;
  /** By what the record's customer is found; `null` while that is not known, which leaves what was written before, unless a customer of it was erased. */
  readonly digestOf?: (record: LedgerRecord) => string | null;
}

const versionOf = z.object({ version: z.int().check(z.positive()) });
const indexKeys = z.object({ pk: z.string(), pendingAtMs: z.number() });
const hidden = z.object({ overdueSinceMs: z.number() });
const listed = z.object({ parkedAtMs: z.number() });

/** The ledger in one DynamoDB table: an item per order or award, guarded by its version, and an item per parked delivery. */
export function createDynamoDbLedger({
  client,
  tableName,
  pageSize = 100,
  digestOf = () => null,
}: DynamoDbLedgerOptions): Ledger {
  const recordPages = createRecordPages({ client, tableName });
  const knownPages = createKnownPages();

  async function load<Key extends RecordKey>(key: Key, signal: AbortSignal, reading = 'consistent') {
    const pk = recordPk(key);
    const ConsistentRead = reading === 'consistent';
    const get = { TableName: tableName, Key: { pk }, ConsistentRead };
    const { Item: item } = await reach(untilAborted(signal, client.call('GetItem', get, signal)));
    if (item === undefined) return null;
    const pages = await recordPages.of(item, knownPages.of(pk), signal);
    // A key's type tells its record's type.
    const record = fromStored(item, pages) as RecordOf<Key>;
    const { version } = versionOf.parse(item);
    knownPages.remember(pk, version, pages);
    return { record, version };
  }

  async function save(record: LedgerRecord, expectedVersion: number, signal: AbortSignal) {
    const pk = recordPk(record.key);
    const stored = await asStored(record, expectedVersion, signal);
    if (stored === 'conflict') return stored;
    await recordPages.write(pk, stored.added, signal);
    const digest = isErased(record) ? null : digestOf(record);
    // Without a key, what was written may be of the customer who was erased.
    const isKept = digest === null && !namesErased(record);
    const attributes = { ...attributesOf(record, stored), ...(!isKept && { customerDigest: digest ?? undefined }) };
    const update = writing({ TableName: tableName, pk }, attributes, expectedVersion);
    const saved = await unlessConflict(reach(untilAborted(signal, client.call('UpdateItem', update, signal))));
    if (saved === 'saved') knownPages.remember(pk, expectedVersion + 1, stored.pages);
    return saved;
  }

  /** Only a record of many rows has pages: their names are read if this process does not know them. */
  async function asStored(record: LedgerRecord, expectedVersion: number, signal: AbortSignal) {
    const pk = recordPk(record.key);
    const known = expectedVersion === 0 ? [] : knownPages.at(pk, expectedVersion);
    const stored = toStored(record, known ?? []);
    if (known !== null || stored.added.length === 0) return stored;
    const found = await load(record.key, signal);
    if (found?.version !== expectedVersion) return 'conflict';
    return toStored(record, knownPages.at(pk, expectedVersion) ?? []);
  }

  async function ready(nowMs: number, page: string | null, signal: AbortSignal) {
    const keys: RecordKey[] = [];
    let unreadable = 0;
    const atMs: number[] = [];
    let position: ReadyPosition | null = fromPageToken(page);
    while (position !== null && keys.length < pageSize) {
      const read = await queryShard(position, nowMs, pageSize - keys.length, signal);
      keys.push(...read.keys);
      unreadable += read.unreadable;
      atMs.push(...read.oldestAtMs);
      position = read.next;
    }
    const oldestAtMs = atMs.length === 0 ? null : Math.min(...atMs);
    return { keys, unreadable, oldestAtMs, next: position === null ? null : toPageToken(position) };
  }

  async function queryShard({ shard, after }: ReadyPosition, nowMs: number, limit: number, signal: AbortSignal) {
    const query = {
      TableName: tableName,
      IndexName: PENDING_INDEX,
      KeyConditionExpression: 'pendingShard = :shard AND pendingAtMs <= :now',
      ExpressionAttributeValues: { ':shard': String(shard), ':now': nowMs },
      Limit: limit,
      ...(after === null ? {} : { ExclusiveStartKey: { pendingShard: String(shard), ...after } }),
    };
    const { Items: items = [], LastEvaluatedKey: last } = await reach(
      untilAborted(signal, client.call('Query', query, signal)),
    );
    const following = shard + 1 < PENDING_SHARDS ? { shard: shard + 1, after: null } : null;
    const found = items.map((item) => indexKeys.parse(item));
    const keys = found.flatMap(({ pk }) => parseRecordPk(pk) ?? []);
    return {
      keys,
      unreadable: found.length - keys.length,
      // A shard is sorted by this instant.
      oldestAtMs: found.slice(0, 1).map(({ pendingAtMs }) => pendingAtMs),
      next: last === undefined ? following : { shard, after: indexKeys.parse(last) },
    };
  }

  async function hideUntil(key: RecordKey, time: { nowMs: number; untilMs: number }, signal: AbortSignal) {
    const update = {
      TableName: tableName,
      Key: { pk: recordPk(key) },
      UpdateExpression: 'SET pendingAtMs = :until, overdueSinceMs = if_not_exists(overdueSinceMs, pendingAtMs)',
      // Only while it is still ready: a worker may have saved another time meanwhile.
      ConditionExpression: 'attribute_exists(pendingShard) AND pendingAtMs <= :now',
      ExpressionAttributeValues: { ':now': time.nowMs, ':until': time.untilMs },
      ReturnValues: 'UPDATED_NEW',
    } as const;
    let overdueSinceMs: number | null = null;
    const hide = async () => {
      const { Attributes: attributes } = await client.call('UpdateItem', update, signal);
      overdueSinceMs = hidden.parse(attributes).overdueSinceMs;
    };
    await unlessConflict(reach(untilAborted(signal, hide())));
    return overdueSinceMs;
  }

  async function parkDelivery(delivery: ParkedDelivery, signal: AbortSignal) {
    const pk = parkedPk(delivery);
    const attributes = await parkedAttributes(delivery, signal);
    const put = {
      TableName: tableName,
      Item: { pk, ...attributes, ...parkedKeys('delivery', delivery.receivedAtMs) },
      ...ifVersionIs(0),
    };
    await unlessConflict(reach(untilAborted(signal, client.call('PutItem', put, signal))));
    return pk;
  }

  async function parkOtherShop(
    delivery: ParkedDelivery,
    of: OfOtherShop,
    { nowMs, untilMs }: { nowMs: number; untilMs: number },
    signal: AbortSignal,
  ) {
    const pk = otherShopPk(delivery, of);
    const attributes = {
      ...(await parkedAttributes(delivery, signal)),
      ...otherShopAttributes(of),
      [EXPIRES_AT]: Math.ceil(untilMs / 1_000),
      ...parkedKeys('otherShop', delivery.receivedAtMs),
    };
    const slot: Slot<KeptOfOtherShop> = {
      async load() {
        const get = { TableName: tableName, Key: { pk }, ConsistentRead: true };
        const { Item: item } = await reach(untilAborted(signal, client.call('GetItem', get, signal)));
        return item === undefined ? null : { record: keptOfOtherShop(item), version: versionOf.parse(item).version };
      },
      async save(_, expectedVersion) {
        const Item = { pk, ...attributes, version: expectedVersion + 1 };
        const put = { TableName: tableName, Item, ...ifVersionIs(expectedVersion) };
        return await unlessConflict(reach(untilAborted(signal, client.call('PutItem', put, signal))));
      },
    };
    const ours = keptOfOtherShop({ ...attributes });
    await update(slot, (kept) => ({ result: null, ...(takesPlace(ours, kept, nowMs) && { save: ours }) }), signal);
    return pk;
  }

  async function clearDelivery(pk: string, receivedAtMs: number, signal: AbortSignal) {
    const remove = {
      TableName: tableName,
      Key: { pk },
      ConditionExpression: 'attribute_not_exists(pk) OR receivedAtMs = :received',
      ExpressionAttributeValues: { ':received': receivedAtMs },
    };
    const done = await unlessConflict(reach(untilAborted(signal, client.call('DeleteItem', remove, signal))));
    return done === 'saved' ? 'cleared' : 'replaced';
  }

  async function firstParkedAtMs(kind: 'order' | 'delivery', signal: AbortSignal) {
    const query = {
      TableName: tableName,
      IndexName: PARKED_INDEX,
      KeyConditionExpression: 'parkedKind = :kind',
      ExpressionAttributeValues: { ':kind': kind },
      Limit: 1,
    };
    const { Items: items = [] } = await reach(untilAborted(signal, client.call('Query', query, signal)));
    return items.map((item) => listed.parse(item).parkedAtMs);
  }

  async function parkedSinceMs(signal: AbortSignal) {
    const kinds = ['order', 'delivery'] as const;
    const times = (await Promise.all(kinds.map((kind) => firstParkedAtMs(kind, signal)))).flat();
    return times.length === 0 ? null : Math.min(...times);
  }

  return { load, save, ready, hideUntil, parkDelivery, parkOtherShop, clearDelivery, parkedSinceMs };
}

/** The indexes are sparse: only an item with both keys of one is in it. */
function attributesOf(record: LedgerRecord, { attributes }: StoredRecord) {
  const pendingAtMs = nextAttemptAtMs(record) ?? undefined;
  const listed = listedAs(record);
  return {
    ...Object.fromEntries(ONLY_BEFORE_3.map((name) => [name, undefined])),
    pages: undefined,
    ...attributes,
    pendingAtMs,
    overdueSinceMs: undefined,
    pendingShard: pendingAtMs === undefined ? undefined : pendingShard(recordPk(record.key)),
    parkedKind: undefined,
    parkedAtMs: undefined,
    ...(listed !== null && parkedKeys(listed.kind, listed.sinceMs)),
  };
}
