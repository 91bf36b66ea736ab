import { beforeAll, describe, expect, test } from 'vitest';
import { recordPk } from '../../../src/aws/dynamodb/item-keys.ts';
import type { Page } from '../../../src/aws/dynamodb/pages.ts';
import { fromStored, type StoredRecord, toStored } from '../../../src/aws/dynamodb/stored-record.ts';
import { mergeFacts } from '../../../src/domain/merge-facts.ts';
import type { KnownFacts, OrderRecord } from '../../../src/domain/order-record.ts';
import type { LedgerRecord } from '../../../src/domain/record.ts';
import { targetPoints } from '../../../src/domain/target-points.ts';
import { itemBytes } from '../../../tools/bench/orders/item-bytes.ts';
import { orderOfLines } from '../../../tools/bench/orders/made-order.ts';
import { refundedOrder, refundsOf, settledOrder } from '../../../tools/bench/orders/refunded-order.ts';
import { genuine } from '../../support/deliveries.ts';
import { pinnedRuleOf } from '../../support/points-rules.ts';
import { createWorld, deliver } from '../../support/webhook-world.ts';

/** A write of an item of up to this size takes one unit. */
const WRITE_UNIT = 1_024;

/** With the keys of the indexes while an entry waits, and what the sweep adds. */
function bytesOf(record: LedgerRecord, { attributes } = toStored(record)): number {
  const keys = { pk: recordPk(record.key), version: 12, pendingAtMs: 1_777_906_800_000, pendingShard: '7' };
  const digest = { customerDigest: 'Dm0zVI9QpsP0zwbR' };
  return itemBytes({ ...keys, ...digest, overdueSinceMs: 1_777_906_800_000, ...attributes });
}

describe('the item of an order', () => {
  test.each([1, 5, 50])('of %i lines takes one write unit, settled', (lines) => {
    expect(bytesOf(settledOrder(orderOfLines(lines)))).toBeLessThan(WRITE_UNIT);
  });

  test.each([1, 5])('of %i lines takes one write unit while its award is under way', (lines) => {
    const order = settledOrder(orderOfLines(lines));
    const lease = { holder: '6f0d2d5e-3c1c-4f0a-9d0c-2f6f1f3c8a11', untilMs: 1_777_906_840_000 };
    const marked = { state: 'pending', attempts: 1, unresolvedAttempts: [1], lease, lastReply: null } as const;
    const entries = order.entries.map((entry) => ({ ...entry, ...marked }));
    expect(bytesOf({ ...order, entries })).toBeLessThan(WRITE_UNIT);
  });

  test('takes one write unit, as real deliveries of either platform leave it', async () => {
    const world = createWorld();
    for (const { platform, topic, rawBody } of genuine) await deliver(world, platform, { topic, rawBody });
    await world.runWorkers();
    const orders = world.ledger.orders();
    expect(new Set(orders.map(({ key }) => key.store)).size).toBe(2);
    expect(orders.filter(({ entries }) => entries.length > 0).length).toBeGreaterThan(5);
    for (const order of orders) expect(bytesOf(order), recordPk(order.key)).toBeLessThan(WRITE_UNIT);
  });
});

describe('an order that is refunded three hundred times', () => {
  const own: number[] = [];
  const pageBytes: number[] = [];
  let written: { readonly record: OrderRecord; readonly stored: StoredRecord } | undefined;

  beforeAll(() => {
    let pages: readonly Page[] = [];
    for (const record of [...refundsOf(refundedOrder(), 300)].flat()) {
      const stored = toStored(record, pages);
      own.push(bytesOf(record, stored));
      pageBytes.push(...stored.added.map(({ bytes }) => bytes.length));
      pages = stored.pages;
      written = { record, stored };
    }
  });

  test('is the same order, and has the same target', () => {
    if (written === undefined) throw new Error('nothing was written');
    const { record, stored } = written;
    const read = fromStored(stored.attributes, stored.pages) as OrderRecord;
    expect(read).toStrictEqual(record);
    expect(targetPoints(read.facts, pinnedRuleOf())).toBe(targetPoints(record.facts, pinnedRuleOf()));
    // A later body repeats all of them.
    const refunds = Object.values(structuredClone(record.facts.collectedRefunds));
    const again = refunds.reduce<KnownFacts>(
      (facts, refund) => mergeFacts(facts, { kind: 'refund', order: read.key.order, refund }),
      read.facts,
    );
    expect(again).toStrictEqual(read.facts);
  });

  test('grows by 42 bytes a refund, its reversal included', () => {
    const grown = pageBytes.reduce((sum, bytes) => sum + bytes, 0) + (own.at(-1) ?? 0) - (own[0] ?? 0);
    expect(grown / 300).toBeLessThan(42);
  });

  test('has an item of at most five kilobytes, and writes each page once', () => {
    expect(Math.max(...own)).toBeLessThan(5 * WRITE_UNIT);
    for (const bytes of pageBytes) expect(bytes).toBeLessThan(3_200);
    expect(pageBytes.length).toBeLessThan(5);
  });
});
